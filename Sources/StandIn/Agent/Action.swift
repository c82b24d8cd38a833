/// What happens to the agent.
enum Event: Equatable {
  case begin
  case input(Input)
  /// Lines of the control pipe.
  case control(Statement)
  /// A deadline may have passed.
  case tick
  case childStarted(Int32?)
  case childEnded(Int32, code: Int32)
  case fileFound(String)
  /// A hook has decided about the dialog of this number.
  case decided(Decision, dialog: Int)
  /// The terminal has another size: the same picture once more.
  case redraw
  /// A signal asks the process to end.
  case terminated(Int32)
}

/// What the agent wants done, in this order.
enum Action: Equatable {
  case log(LogEntry)
  /// With a change of state, it is logged in the instant before the bytes go out.
  case draw(Frame, change: LogEntry?)
  /// The screen is emptied with the next frame.
  case clear
  case touch(String)
  case run(String)
  /// Trust in the working directory is remembered.
  case trust
  case leave(Int32, LogEntry)
  case crash(Crash, LogEntry)
}
