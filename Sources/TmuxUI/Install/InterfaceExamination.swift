import Terminal

/// What there is to say about the interface on a server: a pure function of what the server holds.
public struct InterfaceExamination: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable { case fine, note, wrong }

  public struct Finding: Hashable, Sendable {
    public let name: String
    public let verdict: Verdict
    public let text: String
  }

  public private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - version: argosy's.
  ///   - desktop: the path of the program that shows notices on this desktop; nil where there is none.
  ///   - isProgram: whether the path is a program that can be run.
  public init(_ facts: ServerFacts, version: String, desktop: String?, isProgram: (String) -> Bool) {
    examineVersion(facts)
    let isLoaded = examineLoading(facts, version, isProgram)
    examineHooks(facts)
    examineStatusLine(facts)
    if isLoaded {
      examineKeys(facts)
      examineMouse(facts)
    }
    for remark in facts.settings.remarks { add("setting", .note, remark) }
    examineNotices(facts.settings, desktop)
    examineOptions(facts)
  }

  private mutating func add(_ name: String, _ verdict: Verdict, _ text: String) {
    findings.append(Finding(name: name, verdict: verdict, text: text))
  }

  private mutating func examineVersion(_ facts: ServerFacts) {
    guard let tmux = facts.tmux else {
      return add("interface", .note, "tmux \(PlainText.line(facts.version, limit: 40)) is no version that is known")
    }
    if tmux < InterfaceConfiguration.oldest {
      add("interface", .wrong, "tmux \(tmux) shows no menus and popups of ours: \(InterfaceConfiguration.oldest) does")
    } else if tmux < .v3_4 {
      add("interface", .fine, "tmux \(tmux): all but clicks on the token, which come with 3.4")
    } else {
      add("interface", .fine, "tmux \(tmux): everything")
    }
  }

  /// Whether `argosy tmux load` has run.
  private mutating func examineLoading(_ facts: ServerFacts, _ version: String, _ isProgram: (String) -> Bool) -> Bool {
    guard facts.global[Prefix.option] != nil else {
      add("formats", .note, "not loaded: argosy tmux install tells the line for your tmux.conf")
      return false
    }
    guard let loaded = facts.global[InterfaceConfiguration.loaded] else {
      add("formats", .fine, "loaded, without keys: argosy tmux install tells the line that brings them")
      return false
    }
    let program = facts.global[InterfaceConfiguration.program] ?? ""
    guard isProgram(program) else {
      add("formats", .wrong, "loaded for \(PlainText.line(program, limit: 200)), which cannot be run: argosy tmux load")
      return true
    }
    let isSame = loaded == version
    add(
      "formats", isSame ? .fine : .note,
      isSame ? "loaded, for \(program)" : "loaded by \(PlainText.line(loaded, limit: 40)): argosy tmux load")
    return true
  }

  private mutating func examineHooks(_ facts: ServerFacts) {
    guard facts.global[Prefix.option] != nil else { return }
    let place = Hook.departure.place
    if facts.hooks[place] == nil {
      add("crash marker", .wrong, "another set-hook has removed \(place): argosy tmux load")
    } else {
      add("crash marker", .fine, "\(place) is in place")
    }
    guard facts.settings.autostart else { return }
    let isThere = facts.hooks[Hook.arrival.place] != nil
    add(
      "autostart", isThere ? .fine : .wrong,
      isThere
        ? "argosy starts when you attach"
        : "\(Hook.arrival.place) is not in place: argosy tmux load")
  }

  private mutating func examineStatusLine(_ facts: ServerFacts) {
    let isShown = StatusToken.isShown(facts)
    add(
      "status line", isShown ? .fine : .note,
      isShown
        ? "shows \(StatusToken.text)"
        : "does not show the token: set -ag status-right ' \(StatusToken.text)'")
  }

  private mutating func examineKeys(_ facts: ServerFacts) {
    var bound: [String] = []
    for key in OwnKey.keys(facts.settings) {
      let place = key.table == "prefix" ? "prefix \(key.key)" : key.key
      let name = KeyPlan.canonical(key.key)
      guard let binding = facts.bindings.first(where: { $0.table == key.table && $0.key == name }) else {
        add(
          "keys", .wrong,
          "\(place) is not bound (\(key.note)): argosy tmux load"
            + (key.option.map { ", or set -g \($0) to a key that tmux knows" } ?? ""))
        continue
      }
      if !binding.isOurs {
        add("keys", .note, KeyPlan.remark(key, binding))
      } else if key.option != nil {
        bound.append("\(place): \(key.note)")
      }
    }
    if !bound.isEmpty { add("keys", .fine, bound.joined(separator: "; ")) }
  }

  private mutating func examineMouse(_ facts: ServerFacts) {
    guard facts.settings.mouse, let tmux = facts.tmux, tmux >= .v3_4 else { return }
    if facts.global["mouse"] == "off" {
      add("clicks", .note, "mouse is off, so nothing can be clicked: set -g mouse on")
    }
    for finding in MouseWrap.findings(facts) {
      add("clicks", finding.isWrapped ? .fine : .note, finding.text)
    }
  }

  /// Of what a person is told, and how.
  private mutating func examineNotices(_ settings: InterfaceSettings, _ desktop: String?) {
    let name = Prefix.option + "_notify"
    guard !settings.notify.isEmpty else { return add("notices", .fine, "none: \(name) is off") }
    var ways: [String] = []
    if settings.notifyBell { ways.append("a bell in the agent's pane") }
    if settings.notifyMessage { ways.append("a message in tmux") }
    if settings.notifyOsc { ways.append("your terminal") }
    if settings.notifyDesktop {
      if let command = settings.notifyCommand {
        ways.append("your command \(PlainText.line(command, limit: 100))")
      } else if let desktop {
        ways.append(desktop)
      } else {
        let names = DesktopProgram.candidates.map(\.rawValue).joined(separator: " or ")
        add("notices", .note, "there is no \(names): \(DesktopProgram.remedy), or set -g \(name)_desktop off")
      }
    }
    let words = settings.notify.sorted().map(\.rawValue).joined(separator: ", ")
    guard ways.isEmpty else { return add("notices", .fine, "of \(words), by \(ways.joined(separator: ", by "))") }
    if !settings.notifyDesktop { add("notices", .fine, "none: every way is off") }
  }

  private mutating func examineOptions(_ facts: ServerFacts) {
    if facts.server["focus-events"] == "off" {
      add("focus", .note, "focus-events is off, so nobody knows whether you look: set -g focus-events on")
    }
    if let delay = facts.server["escape-time"].flatMap({ Int($0) }), delay > 100 {
      add("escape", .note, "Escape takes \(delay) ms to close a popup: set -s escape-time 10")
    }
  }
}
