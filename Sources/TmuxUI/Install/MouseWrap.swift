import Terminal
import TmuxControl

/// Clicks on the token's parts and on chips, in front of what a click in the status line did before: from tmux 3.4, which
/// tells what was clicked.
enum MouseWrap {
  private enum Button: String, CaseIterable {
    case left = "MouseDown1Status"
    case right = "MouseDown3Status"

    /// Where what was bound before is kept.
    var saved: String { "\(Prefix.ownOption)_mouse_\(rawValue)" }

    /// Whether tmux itself has it bound so, in one version or another.
    func isStock(_ command: String) -> Bool {
      switch self {
      case .left: ["select-window -t =", "switch-client -t ="].contains(command)
      case .right:
        command.hasPrefix("display-menu ") && command.contains("\"#[align=centre]#{window_index}:#{window_name}\"")
      }
    }
  }

  private static let isRange = "#{m:\(Prefix.range)*,#{mouse_status_range}}"
  private static let isChip = "#{&&:#{==:#{mouse_status_range},session},#{\(OptionName.status.rawValue)}}"

  static func placing(
    _ facts: ServerFacts, program: String
  ) throws(QuotingError) -> (commands: [String], remarks: [String]) {
    guard facts.settings.mouse, let tmux = facts.tmux, tmux >= .v3_4 else { return (removing(facts), []) }
    var commands: [String] = []
    var remarks: [String] = []
    for button in Button.allCases {
      let bound = facts.bindings.first { $0.table == "root" && $0.key == button.rawValue }
      let original: String
      if let bound, bound.command.contains(isRange) {
        guard let saved = facts.global[button.saved] else { continue }
        original = saved
      } else if let bound, !button.isStock(bound.command) {
        let what = PlainText.line(bound.command, limit: 60)
        remarks.append(
          "\(button.rawValue) is yours (\(what)), so clicks on the token do nothing of ours: argosy tmux doctor")
        continue
      } else {
        original = bound?.restoring ?? ""
        commands.append(try Script.set(button.saved, original))
      }
      commands.append(try wrapped(button, original, program))
    }
    return (commands, remarks)
  }

  private static func wrapped(_ button: Button, _ original: String, _ program: String) throws(QuotingError) -> String {
    let before = Binding(Substring(original))
    let ours: String
    let chip: String
    switch button {
    case .left:
      ours = try OwnKey.running(program, ["ui", "click", "#{mouse_status_range}", "#{client_name}"])
      chip = "switch-client -t ="
    case .right:
      ours = try OwnKey.running(program, ["ui", "menu", MenuCalls.clicked, "#{client_name}"])
      chip = try OwnKey.running(
        program, ["ui", "feature", MenuCalls.clicked, "#{client_name}", "#{session_id}"], target: "=")
    }
    let rest = "if-shell -F -t = \(try Quoting.word(isChip)) { \(chip) } { \(before?.command ?? "") }"
    return "bind-key \(before?.isRepeatable == true ? "-r " : "")-T root \(button.rawValue) "
      + "if-shell -F \(try Quoting.word(isRange)) { \(ours) } { \(rest) }"
  }

  /// What the doctor says of each button.
  static func findings(_ facts: ServerFacts) -> [(isWrapped: Bool, text: String)] {
    Button.allCases.map { button in
      let bound = facts.bindings.first { $0.table == "root" && $0.key == button.rawValue }
      if bound?.command.contains(isRange) == true { return (true, "\(button.rawValue) knows the token and chips") }
      let what = PlainText.line(bound?.command ?? "nothing", limit: 60)
      return (
        false,
        "\(button.rawValue) is yours (\(what)): for clicks on the token, put \(advice) in front of it"
      )
    }
  }

  private static let advice =
    "if -F '\(isRange)' { run-shell -b \"argosy ui click '#{mouse_status_range}' '#{client_name}'\" }"

  /// Binds what was bound before; what somebody else has bound since stays.
  static func removing(_ facts: ServerFacts) -> [String] {
    Button.allCases.flatMap { button -> [String] in
      guard let original = facts.global[button.saved] else { return [] }
      let bound = facts.bindings.first { $0.table == "root" && $0.key == button.rawValue }
      var commands = [Script.unset(button.saved)]
      if bound?.command.contains(isRange) == true {
        commands.append(original.isEmpty ? "unbind-key -q -T root \(button.rawValue)" : original)
      }
      return commands
    }
  }
}
