public import Recognition

/// How a delivery ended.
public enum Verdict: Hashable, Sendable {
  /// The agent took it.
  case submitted(Proof)
  /// The agent is at work and keeps it for later.
  case queued(Proof)
  /// Nothing was given to the agent, unless the reason says so.
  case refused(Refusal)
  /// Something was given to the agent, and nothing proves what became of it. For a person to look at.
  case unconfirmed(String)

  public var word: String {
    switch self {
    case .submitted: "submitted"
    case .queued: "queued"
    case .refused: "refused"
    case .unconfirmed: "unconfirmed"
    }
  }

  /// The proof or the reason, as a person reads it.
  public var reason: String {
    switch self {
    case .submitted(let proof), .queued(let proof): proof.description
    case .refused(let refusal): refusal.description
    case .unconfirmed(let reason): reason
    }
  }
}

extension Verdict {
  /// The same without anything that somebody typed or an agent asked: for what is written to disk.
  public var discreetReason: String {
    guard case .refused(let refusal) = self else { return reason }
    switch refusal {
    case .asking(let kind, _): return Refusal.asking(kind, question: "").description
    case .draft: return "there is a draft in the box"
    case .askChanged: return "another question is on the screen now"
    case .noSuchOption: return "there is no such option"
    case .ambiguous: return "the answer means several options"
    case .timeout: return "it took too long"
    default: return refusal.description
    }
  }
}

/// What shows that an agent took a text.
public enum Proof: Hashable, Sendable, CustomStringConvertible {
  /// The box is empty, and the text stands above it.
  case echo
  /// The box is empty, and the agent is at work.
  case working
  /// The box is empty after our Enter, and nobody else touched the keyboard.
  case emptied
  /// A command opened what it is for, or ended the agent.
  case obeyed
  /// The dialog that was answered is gone.
  case gone
  /// A hook that the agent waited for carried the answer, and the dialog is gone.
  case decided
  /// The agent says so itself: a hook, its session file.
  case word(of: String)

  public var description: String {
    switch self {
    case .echo: "the box is empty and the text stands above it"
    case .working: "the box is empty and the agent is at work"
    case .emptied: "the box was emptied by Enter"
    case .obeyed: "the command was carried out"
    case .gone: "the dialog is gone"
    case .decided: "the agent's hook took the answer, and the dialog is gone"
    case .word(let source): "\(source) reports it"
    }
  }
}

/// Why nothing was delivered.
public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  case emptyText
  case tooLong(bytes: Int)
  /// The agent is typed to, and has no key for a line end.
  case oneLineOnly
  /// The first character would mean something, and nothing can be put in front of it.
  case meaningful(Character)
  /// The agent is at work, and would take the text for something else.
  case noQueue
  case noAgent
  case screenUnknown
  case starting
  case busy
  /// The turn was interrupted, and went on.
  case notInterrupted
  case asking(BlockKind?, question: String)
  /// A viewer or a picker lies over the prompt.
  case covered
  case unclear
  case noBox
  case draft(String)
  case copyMode
  case typing
  /// Keys would go to other panes as well.
  case synchronized
  /// The pane takes no keys.
  case inputOff
  /// Line ends of a paste would be Enters.
  case unmarkedPaste
  /// The screen or the person moved whenever it was about to be given.
  case restless
  case timeout(String)
  case unwritten(String)
  case notAsking
  /// Another question than the one that the answer is for.
  case askChanged(now: String)
  case noSuchOption(String, options: [String])
  case ambiguous(String, options: [String])
  case notFree
  /// An own answer with more characters than the row has room for.
  case longAnswer(limit: Int)
  case oneAnswerOnly
  case needsText
  case failed(String)

  /// A word for programs.
  public var code: String {
    switch self {
    case .emptyText: "empty"
    case .tooLong: "too-long"
    case .oneLineOnly: "one-line"
    case .meaningful: "prefix"
    case .noQueue: "no-queue"
    case .noAgent: "no-agent"
    case .screenUnknown: "screen-unknown"
    case .starting: "starting"
    case .busy: "busy"
    case .notInterrupted: "not-interrupted"
    case .asking: "asking"
    case .covered: "covered"
    case .unclear: "unclear"
    case .noBox: "no-box"
    case .draft: "draft"
    case .copyMode: "copy-mode"
    case .typing: "typing"
    case .synchronized: "synchronized"
    case .inputOff: "input-off"
    case .unmarkedPaste: "unmarked-paste"
    case .restless: "restless"
    case .timeout: "timeout"
    case .unwritten: "journal"
    case .notAsking: "not-asking"
    case .askChanged: "ask-changed"
    case .noSuchOption: "no-such-option"
    case .ambiguous: "ambiguous"
    case .notFree: "not-free"
    case .longAnswer: "long-answer"
    case .oneAnswerOnly: "one-answer"
    case .needsText: "needs-text"
    case .failed: "tmux"
    }
  }

  public var description: String {
    switch self {
    case .emptyText: "there is no text"
    case .tooLong(let bytes): "the text has \(bytes) bytes, more than \(Prompt.limit)"
    case .oneLineOnly: "this agent takes one line only"
    case .meaningful(let first): "a text that begins with “\(first)” means something else to this agent"
    case .noQueue: "the agent is at work and keeps no queue; --interrupt stops it first"
    case .noAgent: "no agent runs here"
    case .screenUnknown: "the screen is not known yet"
    case .starting: "the agent is still starting"
    case .busy: "the agent is at work; --queue leaves the text in its queue, --interrupt stops it first"
    case .notInterrupted: "the agent went on after Esc"
    case .asking(let kind, let question):
      "the agent waits for a person (\(kind?.rawValue ?? "question"))" + (question.isEmpty ? "" : ": \(question)")
    case .covered: "a viewer or a picker is open"
    case .unclear: "what the screen shows is not known"
    case .noBox: "there is no input box on the screen"
    case .draft(let text): "there is a draft in the box: \(text)"
    case .copyMode: "a person is in copy mode"
    case .typing: "a person came there, or typed, within the last two seconds"
    case .synchronized: "keys for this pane go to others as well: synchronize-panes is on"
    case .inputOff: "the pane's input is switched off (tmux select-pane -e switches it on)"
    case .unmarkedPaste: "the program does not take a paste for one: each line would be submitted by itself"
    case .restless: "the screen changed whenever it was about to be done"
    case .timeout(let what): "it took too long: \(what)"
    case .unwritten(let why): "the journal cannot be written: \(why)"
    case .notAsking: "the agent asks nothing"
    case .askChanged(let now):
      "the question that this was for has gone" + (now.isEmpty ? "" : "; another is on the screen now: \(now)")
    case .noSuchOption(let choice, let options):
      "no option is “\(choice)”; there are: " + options.joined(separator: " | ")
    case .ambiguous(let choice, let options): "“\(choice)” means several options: " + options.joined(separator: " | ")
    case .notFree: "a dialog takes one line only"
    case .longAnswer(let limit): "a text of your own may have \(limit) characters here: more could not be seen"
    case .oneAnswerOnly: "one answer only; quote a text"
    case .needsText: "this option stands for an answer in your own words: give the words"
    case .failed(let why): "tmux: \(why)"
    }
  }
}
