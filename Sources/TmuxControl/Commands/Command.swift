/// How many lines a successful reply has. A reply with another number is not what was asked for.
public enum ReplyShape: Hashable, Sendable {
  /// Any number.
  case any
  /// Any number, all of them content: rows of a screen, on which a pane may have printed anything.
  case verbatim
  case exactly(Int)
  /// As many as the number in field `field` (tab-separated, from 0) of reply `reply` of the same command line.
  case field(Int, ofReply: Int)
}

/// A command that may be sent on the control connection.
///
/// Only what is listed here can be made: a prompt, `wait-for`, `run-shell`, `source-file` or `send-keys` can block the
/// connection's queue for ever or print raw lines into the stream, so no type for them exists.
public struct Command: Hashable, Sendable {
  /// The words, quoted.
  let text: String
  /// What a successful reply looks like.
  let shape: ReplyShape

  private init(_ words: [String], shape: ReplyShape = .exactly(0)) {
    text = words.joined(separator: " ")
    self.shape = shape
  }

  /// Prints a format, one line. The format must not be able to expand to a line feed.
  public static func display(_ format: String, pane: PaneID? = nil) throws(QuotingError) -> Command {
    Command(
      ["display-message", "-p"] + target(pane) + [try Quoting.word(format)], shape: .exactly(1))
  }

  /// Prints a format for every pane of every session; a pane of a window linked twice comes twice.
  public static func listPanes(_ format: String) throws(QuotingError) -> Command {
    Command(["list-panes", "-a", "-F", try Quoting.word(format)], shape: .any)
  }

  public static func listSessions(_ format: String) throws(QuotingError) -> Command {
    Command(["list-sessions", "-F", try Quoting.word(format)], shape: .any)
  }

  public static func listClients(_ format: String) throws(QuotingError) -> Command {
    Command(["list-clients", "-F", try Quoting.word(format)], shape: .any)
  }

  /// The options that hold for every session, one a line, quoted.
  public static let showGlobalOptions = Command(["show-options", "-g"], shape: .any)

  /// The shown screen with its attributes and trailing blanks, `height` lines.
  public static func captureScreen(_ pane: PaneID, height: ReplyShape) -> Command {
    Command(["capture-pane", "-p", "-e", "-N"] + target(pane), shape: height)
  }

  /// The normal screen that the alternate one hides; nothing when there is none.
  public static func captureSavedScreen(_ pane: PaneID) -> Command {
    Command(["capture-pane", "-p", "-e", "-N", "-q", "-a"] + target(pane), shape: .verbatim)
  }

  /// The shown screen as text, rows that wrap joined to one line.
  public static func captureJoined(_ pane: PaneID) -> Command {
    Command(["capture-pane", "-p", "-J"] + target(pane), shape: .verbatim)
  }

  /// The bytes of an unfinished escape sequence, octal-escaped.
  public static func capturePending(_ pane: PaneID) -> Command {
    Command(["capture-pane", "-p", "-P", "-C"] + target(pane), shape: .verbatim)
  }

  /// Links a window into a session at its next free index, without making it current.
  public static func link(_ window: WindowID, into session: SessionID) -> Command {
    Command(["link-window", "-d", "-s", "'\(window)'", "-t", "'\(session):'"])
  }

  /// Ends a window and everything in it, in all sessions.
  public static func end(_ window: WindowID) -> Command {
    Command(["kill-window", "-t", "'\(window)'"])
  }

  /// Stops output of a pane to this client and releases what the server kept for it.
  public static func pause(_ pane: PaneID) -> Command {
    // Up to 3.7c the reply holds the line %pause.
    Command(["refresh-client", "-A", "'\(pane):pause'"], shape: .any)
  }

  /// Output of a paused pane goes on from here; nothing happens to one that was not paused.
  public static func resume(_ pane: PaneID) -> Command {
    // Up to 3.7c the reply holds the line %continue.
    Command(["refresh-client", "-A", "'\(pane):continue'"], shape: .any)
  }

  /// Where an option lives.
  public enum OptionScope: Hashable, Sendable {
    case server
    case session(SessionID)
    case window(WindowID)
    case pane(PaneID)
  }

  /// Sets an option. The value is stored as it stands, without format expansion.
  public static func set(_ name: String, to value: String, _ scope: OptionScope) throws(QuotingError) -> Command {
    Command(["set-option", "-q"] + words(scope) + [name, try Quoting.word(value)])
  }

  /// Unsets an option; no error when it was not set.
  public static func unset(_ name: String, _ scope: OptionScope) -> Command {
    Command(["set-option", "-q", "-u"] + words(scope) + [name])
  }

  /// Sets one place of a hook's array; the others stay.
  public static func hook(_ place: String, to command: String) throws(QuotingError) -> Command {
    Command(["set-hook", "-g", try Quoting.word(place), try Quoting.word(command)])
  }

  /// Ends a session; windows that other sessions hold go on.
  public static func end(_ session: SessionID) -> Command {
    Command(["kill-session", "-t", "'\(session)'"])
  }

  /// Opens a window with a shell command in a session, without making it current. Replies with its id and its pane's.
  public static func open(_ command: String, name: String, in session: SessionID) throws(QuotingError) -> Command {
    Command(
      [
        "new-window", "-d", "-P", "-F", "'#{window_id}\t#{pane_id}'", "-t", "'\(session):'", "-n",
        try Quoting.word(name), "-c", "/", try Quoting.word(command),
      ], shape: .exactly(1))
  }

  private static func target(_ pane: PaneID?) -> [String] {
    pane.map { ["-t", "'\($0)'"] } ?? []
  }

  private static func words(_ scope: OptionScope) -> [String] {
    switch scope {
    case .server: ["-s"]
    case .session(let session): ["-t", "'\(session)'"]
    case .window(let window): ["-w", "-t", "'\(window)'"]
    case .pane(let pane): ["-p", "-t", "'\(pane)'"]
    }
  }
}
