public import Terminal
public import TmuxControl

/// Everything that `argosy tmux load` gives a server, as one text for `source-file -`: tmux reads all of it before it runs
/// any of it. A pure function of what the server holds, so that loading again changes nothing.
public struct InterfaceConfiguration: Sendable {
  public private(set) var commands: [String]
  /// What could not be done, and how it could: one line each.
  public private(set) var remarks: [String]

  /// The remarks are others than those of the last load.
  public let isNews: Bool

  /// The oldest tmux that can show the interface.
  public static let oldest = TmuxVersion.v3_2

  /// Names that `load` sets beside those of the formats.
  static let program = "\(Prefix.ownOption)_bin"
  private static let told = "\(Prefix.ownOption)_told"
  public static let loaded = "\(Prefix.ownOption)_loaded"

  /// - Parameters:
  ///   - program: the absolute path that keys and hooks call; a person's `@argosy_bin` wins.
  ///   - version: argosy's.
  /// - Throws: ``QuotingError`` where the path, or a value of the person's, holds what no command can.
  public init(_ facts: ServerFacts, program: String, version: String) throws(QuotingError) {
    let settings = facts.settings
    let program = settings.bin ?? program
    remarks = settings.remarks
    commands = Self.formats
    commands.append(try Script.set(Self.program, program))
    commands.append(try Script.set(Self.loaded, version))
    commands += Self.hooks(settings, facts)
    let keys = try KeyPlan(OwnKey.keys(settings), among: facts.bindings, program: program)
    commands += keys.commands
    remarks += keys.remarks
    commands += try StatusToken.placing(facts)
    let line = try ChipsLine.placing(facts)
    commands += line.commands
    if let remark = line.remark { remarks.append(remark) }
    commands += try WindowMarks.placing(facts)
    let mouse = try MouseWrap.placing(facts, program: program)
    commands += mouse.commands
    remarks += mouse.remarks
    let told = remarks.joined(separator: " | ")
    isNews = told != facts.global[Self.told] ?? ""
    commands.append(told.isEmpty ? Script.unset(Self.told) : try Script.set(Self.told, told))
  }

  public var text: String { commands.joined(separator: "\n") + "\n" }

  /// The lines of the format file that tmux reads, but the hook.
  static var formats: [String] {
    TmuxConfiguration.text.split(separator: "\n").filter { $0.hasPrefix("set ") }.map(String.init)
  }

  private static func hooks(_ settings: InterfaceSettings, _ facts: ServerFacts) -> [String] {
    func setting(_ hook: Hook) -> [String] {
      (try? Quoting.word(hook.command)).map { ["set-hook -g \(hook.place) \($0)"] } ?? []
    }
    var commands = setting(.departure)
    if settings.autostart {
      commands += setting(.arrival)
    } else if facts.hooks[Hook.arrival.place] != nil {
      commands.append("set-hook -gu \(Hook.arrival.place)")
    }
    return commands
  }
}

/// The exact inverse: what a server is given to be as it was before ``InterfaceConfiguration``. A person's own settings
/// stay.
public struct InterfaceRemoval: Sendable {
  public private(set) var commands: [String] = []

  /// - Throws: ``QuotingError`` where a value that is to be restored holds what no command can.
  public init(_ facts: ServerFacts) throws(QuotingError) {
    commands += KeyPlan.unbinding(facts.bindings)
    commands += MouseWrap.removing(facts)
    commands += try WindowMarks.removing(facts) + ChipsLine.removing(facts) + StatusToken.removing(facts)
    for hook in [Hook.departure, .arrival] where facts.hooks[hook.place] != nil {
      commands.append("set-hook -gu \(hook.place)")
    }
    let names = Set(Self.formatNames).union(facts.global.values.keys.filter { $0.hasPrefix(Prefix.ownOption + "_") })
    commands += names.sorted().filter { facts.global[$0] != nil }.map { Script.unset($0) }
    // Of a daemon that was killed. One that is up takes its own back when it goes.
    guard (facts.server[OptionName.up.rawValue] ?? "").isEmpty else { return }
    for name in OptionName.ofServer where facts.server[name.rawValue] != nil {
      commands.append(Script.unset(name.rawValue, "-su"))
    }
    for place in facts.marked {
      let (names, flags, id) =
        switch place {
        case .session(let id): (OptionName.ofSessions, "-u", id)
        case .window(let id): ([.winStatus], "-wu", id)
        case .border(let id): ([.borderStatus, .borderFormat], "-wu", id)
        case .pane(let id): (OptionName.ofPanes, "-pu", id)
        }
      commands += names.map { "set-option -q \(flags) -t '\(id)' \($0.rawValue)" }
    }
  }

  public var text: String { commands.isEmpty ? "" : commands.joined(separator: "\n") + "\n" }

  /// The names that the format file sets.
  private static var formatNames: [String] {
    InterfaceConfiguration.formats.compactMap { line in
      line.split(separator: " ", maxSplits: 3).dropFirst(2).first.map(String.init)
    }
  }
}
