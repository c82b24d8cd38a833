public import Terminal

/// A `confirm-before`: a question in the status line that only `y` agrees to.
public struct Confirmation: Hashable, Sendable {
  public var client: String
  /// Text, not a format: it may hold anything. What the keys are is added to it.
  public var question: String
  /// What tmux does then: a command line of tmux's own, such as ``ShellCall/command``.
  public var command: String

  public init(client: String, question: String, command: String) {
    self.client = client
    self.question = question
    self.command = command
  }

  /// The words of the command, `confirm-before` first.
  ///
  /// - Parameter columns: the client's width: the keys stay on the line however long the question is.
  public func arguments(for version: TmuxVersion, columns: Int) -> [String] {
    let keys = " (y/n) "
    let room = max(columns - keys.count, 10)
    let question = CellText.cut(PlainText.line(question, limit: 400), to: room)
    // From 3.3 whoever asks waits for the answer, unless it is told not to. `-t` is the client here.
    let background = version >= .v3_3 ? ["-b"] : []
    return ["confirm-before"] + background
      + ["-p", FormatText.message(question + keys), "-t", client, "--", command]
  }
}
