import ArgumentParser
import Daemon
import Foundation

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin a feature: a worktree, a session, an agent in it, and its first command.",
    discussion: """
      The worktree is made in the repository, at .claude/worktrees/NAME, on a branch of its own, worktree-NAME. The \
      session is an ordinary one beside yours; nobody's client is moved to it.

      \(FeatureOptions.help)
      """)

  @OptionGroup var feature: FeatureOptions

  @Option(
    help: ArgumentHelp("A directory in the repository; otherwise this one.", valueName: "directory"),
    completion: .directory)
  var repo: String?

  @Argument(help: "What is to be built, in a sentence or more.")
  var description: String?

  func validate() throws {
    if description == nil, feature.promptFile == nil, feature.issue == nil {
      throw ValidationError("say what the feature is: a description, --issue, or --prompt-file")
    }
  }

  func run() throws {
    let directory = URL(fileURLWithPath: repo ?? ".").standardizedFileURL.path
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue
    else { throw Complaint("there is no directory \(directory)") }
    try feature.begin(feature.request(try feature.description(description), in: directory))
  }
}
