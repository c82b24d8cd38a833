import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure argosy against the goals it is held to.",
    subcommands: [
      ScreenCommand.self, WireCommand.self, FleetCommand.self, DeliverCommand.self, RecogniseCommand.self,
      SimulateCommand.self, FeedOnceCommand.self, WriteLinesCommand.self,
    ])
}

/// What a person is told when something cannot be measured, and what to do about it.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
