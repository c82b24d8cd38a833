/// One line of the log, without its time, which is added at the moment of writing.
struct LogEntry: Equatable {
  var event: String
  var fields: [JSON.Field]

  init(_ event: String, _ fields: [JSON.Field] = []) {
    self.event = event
    self.fields = fields
  }

  subscript(_ name: String) -> JSON? { fields.first { $0.name == name }?.value }

  /// - Parameter time: nanoseconds of the real-time clock.
  func line(at time: Nanoseconds) -> String {
    JSON.object([.init("t", .nanoseconds(time)), .init("event", .string(event))] + fields).text + "\n"
  }
}
