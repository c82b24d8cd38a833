import ArgumentParser

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Five agents at work on a private tmux server.")

  func run() async throws {}
}
