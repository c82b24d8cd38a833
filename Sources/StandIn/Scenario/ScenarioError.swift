/// What is wrong with a scenario, and where.
struct ScenarioError: Error, Equatable, CustomStringConvertible {
  var file: String
  var line: Int
  var message: String

  var description: String { "\(file):\(line): \(message)" }
}

/// What is wrong with one line; the file and the number are added by whoever knows them.
struct LineError: Error, Equatable {
  var message: String

  init(_ message: String) { self.message = message }
}
