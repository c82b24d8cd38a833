import ArgumentParser
import Daemon
import TmuxUI

extension CompletionKind {
  enum Items: Sendable {
    /// Those that have not ended.
    case open
    case all
  }

  /// The names of the items, where a daemon runs that knows them. Pressing Tab starts none.
  static func items(_ which: Items) -> CompletionKind {
    .custom { words, _, _ in ItemCompletion.names(which, words) }
  }
}

extension CompletionKind {
  /// The same, and beside them the panes of agents, and the sessions that have one.
  static var targets: CompletionKind {
    .custom { words, _, _ in TargetCompletion.words(words) }
  }
}

enum TargetCompletion {
  static func words(_ words: [String]) -> [String] {
    let server = ServerOptions.named(in: words)
    guard let client = try? server.access.runningDaemon(),
      let status = try? client.ask(Request(.status), within: 1).status
    else { return [] }
    return Self.words(of: status)
  }

  /// Only words that stand for themselves on a command line, none twice: items, sessions, panes.
  static func words(of status: StatusReport) -> [String] {
    var words = ItemCompletion.names(of: status.items ?? [], .open)
    let counts = Dictionary(status.agents.map { ($0.sessionName, 1) }, uniquingKeysWith: +)
    for agent in status.agents
    where counts[agent.sessionName] == 1 && ItemWord.text(agent.sessionName, id: "") == agent.sessionName {
      if !words.contains(agent.sessionName) { words.append(agent.sessionName) }
    }
    return words + status.agents.map(\.pane)
  }
}

enum ItemCompletion {
  static func names(_ which: CompletionKind.Items, _ words: [String]) -> [String] {
    let server = ServerOptions.named(in: words)
    guard let client = try? server.access.runningDaemon() else { return [] }
    var request = Request(.work)
    request.work = WorkRequest(.list)
    let items = (try? client.ask(request, within: 1))?.work?.items ?? []
    return names(of: items, which)
  }

  /// Only names that stand for themselves on a command line.
  static func names(of items: [ItemReport], _ which: CompletionKind.Items) -> [String] {
    var names: [String] = []
    for item in items where which == .all || !item.isOver {
      guard ItemWord.text(item.name, id: "") == item.name, !names.contains(item.name) else { continue }
      names.append(item.name)
    }
    return names
  }
}

extension ServerOptions {
  /// The server that a command line names which is still being typed.
  static func named(in words: [String]) -> ServerOptions {
    var options = ServerOptions()
    (options.name, options.path) = (value(of: "-L", in: words), value(of: "-S", in: words))
    return options
  }

  private static func value(of option: String, in words: [String]) -> String? {
    guard let place = words.firstIndex(of: option), place + 1 < words.count else { return nil }
    return words[place + 1]
  }
}
