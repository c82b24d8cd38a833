extension Notification {
  /// Reads a line that begins with `%`. Nil for an unknown word or one whose arguments do not fit: such lines are
  /// counted, never fatal, because every tmux version adds some.
  init?(line: Span<UInt8>) {
    var scanner = WordScanner(line)
    guard let word = scanner.text(), let notification = Notification(word: word, &scanner) else { return nil }
    self = notification
  }

  private init?(word: String, _ scanner: inout WordScanner) {
    switch word {
    case "%sessions-changed":
      self = .sessionsChanged
    case "%pause":
      guard let pane = scanner.pane() else { return nil }
      self = .pause(pane)
    case "%continue":
      guard let pane = scanner.pane() else { return nil }
      self = .continue(pane)
    case "%pane-mode-changed":
      guard let pane = scanner.pane() else { return nil }
      self = .paneModeChanged(pane)
    case "%client-detached":
      self = .clientDetached(client: scanner.rest())
    case "%paste-buffer-changed":
      self = .pasteBufferChanged(scanner.rest())
    case "%paste-buffer-deleted":
      self = .pasteBufferDeleted(scanner.rest())
    case "%message":
      self = .message(scanner.rest())
    case "%config-error":
      self = .configError(scanner.rest())
    default:
      guard
        let notification = Notification(windowWord: word, &scanner)
          ?? Notification(sessionWord: word, &scanner)
      else { return nil }
      self = notification
    }
  }

  private static let windowWords: Set = [
    "%layout-change", "%window-add", "%window-close", "%window-renamed", "%unlinked-window-add",
    "%unlinked-window-close", "%unlinked-window-renamed", "%window-pane-changed",
  ]

  private init?(windowWord word: String, _ scanner: inout WordScanner) {
    guard Self.windowWords.contains(word), let window = scanner.window() else { return nil }
    switch word {
    case "%layout-change": self = .layoutChange(window, layout: scanner.text() ?? "")
    case "%window-add": self = .windowAdd(window)
    case "%window-close": self = .windowClose(window)
    case "%window-renamed": self = .windowRenamed(window, name: scanner.rest())
    case "%unlinked-window-add": self = .unlinkedWindowAdd(window)
    case "%unlinked-window-close": self = .unlinkedWindowClose(window)
    case "%unlinked-window-renamed": self = .unlinkedWindowRenamed(window, name: scanner.rest())
    default:
      guard let pane = scanner.pane() else { return nil }
      self = .windowPaneChanged(window, pane)
    }
  }

  private init?(sessionWord word: String, _ scanner: inout WordScanner) {
    switch word {
    case "%session-changed":
      guard let session = scanner.session() else { return nil }
      self = .sessionChanged(session, name: scanner.rest())
    case "%session-renamed":
      guard let session = scanner.session() else { return nil }
      self = .sessionRenamed(session, name: scanner.rest())
    case "%session-window-changed":
      guard let session = scanner.session(), let window = scanner.window() else { return nil }
      self = .sessionWindowChanged(session, window)
    case "%client-session-changed":
      guard let client = scanner.text(), let session = scanner.session() else { return nil }
      self = .clientSessionChanged(client: client, session, name: scanner.rest())
    case "%subscription-changed":
      guard let name = scanner.text() else { return nil }
      let rest = scanner.rest()
      // The value may itself hold " : "; the scope never does.
      let parts = rest.split(separator: " : ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      self = .subscriptionChanged(name: name, scope: String(parts[0]), value: String(parts[1]))
    default:
      return nil
    }
  }
}
