public import Terminal

/// What a tmux server holds that the interface has to do with, as one question to it tells.
public struct ServerFacts: Hashable, Sendable {
  /// As the server says it; its program on PATH may be another one.
  public var version: String
  /// The configuration files it read, with commas between.
  public var configurationFiles: String
  /// `show-options -g`, `-gw` and `-s`.
  public var global: ShownOptions
  public var window: ShownOptions
  public var server: ShownOptions
  public var bindings: [Binding]
  /// Commands of hooks by place: `client-detached[7300]`.
  public var hooks: [String: String]
  /// The ids of sessions, windows and panes that carry something of ours.
  public var marked: [Marked]

  /// Something with options that the daemon wrote.
  public enum Marked: Hashable, Sendable {
    case session(String)
    case window(String)
    /// A window whose panes have our line in their border.
    case border(String)
    case pane(String)
  }

  public init(
    version: String, configurationFiles: String = "", global: ShownOptions = .init(), window: ShownOptions = .init(),
    server: ShownOptions = .init(), bindings: [Binding] = [], hooks: [String: String] = [:], marked: [Marked] = []
  ) {
    self.version = version
    self.configurationFiles = configurationFiles
    self.global = global
    self.window = window
    self.server = server
    self.bindings = bindings
    self.hooks = hooks
    self.marked = marked
  }

  public var settings: InterfaceSettings { InterfaceSettings(global) }

  /// Nil for a version whose name is not understood.
  public var tmux: TmuxVersion? { TmuxVersion(version) }

  // MARK: Asking

  private static let scopes = [["-g"], ["-g", "-w"], ["-s"]]

  /// The question as one command line of tmux.
  ///
  /// - Parameter mark: a text that stands between the answers, and that nobody can guess.
  public static func question(mark: String) -> [String] {
    var words = ["display-message", "-p", "#{version}\t#{config_files}"]
    func ask(_ command: [String]) { words += [";", "display-message", "-p", mark, ";"] + command }
    for scope in scopes { ask(["show-options"] + scope) }
    // Asked for by itself it would start a server where there is none, with all that a person's configuration does.
    ask(["if-shell", "-F", "1", "list-keys"])
    ask(["show-hooks", "-g"])
    // No listing: while tmux reads its first configuration there is no session yet, and a listing fails then.
    ask(["display-message", "-p", "#{S:#{W:#{P:#{session_id} #{window_id} #{pane_id} \(isMarked)|}}}"])
    return words
  }

  private static let isMarked =
    "#{?#{@argosy_status},1,0}#{?#{@argosy_session},1,0}#{?#{@argosy_win_status},1,0}"
    + "#{?#{==:#{pane-border-format},##{E:@argosy_border#}},1,0}#{?#{@argosy_pane_status},1,0}"

  /// Reads the answer. Nil when it is not one.
  public init?(_ answer: String, mark: String) {
    var parts: [[Substring]] = [[]]
    for line in answer.split(separator: "\n", omittingEmptySubsequences: true) {
      if line == mark { parts.append([]) } else { parts[parts.count - 1].append(line) }
    }
    guard parts.count >= 6, let head = parts[0].first else { return nil }
    let fields = head.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    func options(_ index: Int) -> ShownOptions { ShownOptions(parts[index].joined(separator: "\n")) }
    self.init(
      version: String(fields[0]), configurationFiles: fields.count > 1 ? String(fields[1]) : "", global: options(1),
      window: options(2), server: options(3), bindings: parts[4].compactMap { Binding($0) })
    for line in parts[5] {
      guard let end = line.firstIndex(of: " "), line[..<end].hasSuffix("]") else { continue }
      hooks[String(line[..<end])] = String(line[line.index(after: end)...])
    }
    marked = parts.count > 6 ? Self.marked(parts[6].flatMap { $0.split(separator: "|") }) : []
  }

  private static func marked(_ rows: [Substring]) -> [Marked] {
    var seen: Set<Marked> = []
    var marked: [Marked] = []
    for row in rows {
      let fields = row.split(separator: " ")
      guard fields.count == 4, fields[3].count == 5 else { continue }
      let flags = fields[3].map { $0 == "1" }
      let found: [(Bool, Marked)] = [
        (flags[0] || flags[1], .session(String(fields[0]))), (flags[2], .window(String(fields[1]))),
        (flags[3], .border(String(fields[1]))),
        (flags[4] || flags[1], .pane(String(fields[2]))),
      ]
      for (isSet, place) in found where isSet && seen.insert(place).inserted { marked.append(place) }
    }
    return marked
  }
}
