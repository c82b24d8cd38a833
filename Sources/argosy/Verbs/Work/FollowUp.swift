import ArgumentParser
import Daemon

struct FollowUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow-up",
    abstract: "Begin a feature that follows up another one, in the same repository.",
    discussion: """
      A feature of its own, with its own worktree, branch, session and pull request, linked to the first. It begins at \
      the remote's default branch, where what was merged is to be found; --base begins it elsewhere.

      \(FeatureOptions.help)
      """)

  @OptionGroup var feature: FeatureOptions

  @Argument(help: .item, completion: .items(.all))
  var item: String

  @Argument(help: "What is to be built, in a sentence or more.")
  var description: String?

  func validate() throws {
    if description == nil, feature.promptFile == nil {
      throw ValidationError("say what the feature is: a description, or --prompt-file")
    }
  }

  func run() throws {
    let text = try feature.description(description)
    let first = try WorkExchange(access: feature.server.access).item(item)
    try feature.begin(feature.request(text, in: first.repository.path, follows: first.id))
  }
}
