/// The dialogs that agents show, with the texts of the versions around 2.1.2xx.
extension Dialog {
  static func permission(heading: String, body: [String], short: Bool) -> Dialog {
    let subject = body.first ?? ""
    let file = subject.split(separator: "/").last.map(String.init) ?? subject
    let question: String
    let always: String
    switch heading.split(separator: " ").first {
    case "Edit":
      question = "Do you want to make this edit to \(file)?"
      always = "Yes, allow all edits during this session (shift+tab)"
    case "Create", "Write":
      question = "Do you want to create \(file)?"
      always = "Yes, allow all edits during this session (shift+tab)"
    case "Overwrite":
      question = "Do you want to overwrite \(file)?"
      always = "Yes, allow all edits during this session (shift+tab)"
    default:
      question = "Do you want to proceed?"
      always = "Yes, and don't ask again for \(subject.split(separator: " ").first ?? "such") commands in this project"
    }
    var options = [Option(label: "Yes", outcome: .yes)]
    if !short { options.append(Option(label: always, outcome: .always)) }
    options.append(Option(label: "No", outcome: .no))
    return Dialog(
      kind: .permission, heading: heading, body: body, question: question, options: options,
      footer: "Esc to cancel · Tab to amend")
  }

  static func question(_ question: String, options labels: [String], several: Bool = false) -> Dialog {
    // The tab shows one word of the subject.
    let words = question.split { !$0.isLetter && !$0.isNumber }
    var options = labels.map { Option(label: $0, outcome: .other) }
    options.append(Option(label: "Type something.", outcome: .other, takesText: true))
    options.append(Option(label: "Chat about this", outcome: .no, apart: true))
    var dialog = Dialog(
      kind: .question, heading: words.last.map { $0.capitalized } ?? "Question", question: question, options: options,
      footer: "Enter to select · ↑/↓ to navigate · Esc to cancel")
    if several {
      dialog.ticks = []
      dialog.options.insert(
        Option(label: "Submit", outcome: .other, sends: true), at: max(0, dialog.options.count - 1))
      dialog.footer = "Enter to select · Tab/Arrow keys to navigate · Esc to cancel"
    }
    return dialog
  }

  static func plan(_ plan: String) -> Dialog {
    Dialog(
      kind: .plan, heading: "Ready to code?",
      body: plan.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      question: "Would you like to proceed?",
      options: [
        Option(label: "Yes, auto-accept edits", outcome: .always),
        Option(label: "Yes, manually approve edits", outcome: .yes),
        Option(label: "No, keep planning", outcome: .no),
      ], footer: "ctrl+g to edit in $EDITOR")
  }

  /// - Parameter unnumbered: as in versions from 2.1.282 on: no digits, and the way out is focused first.
  static func trust(unnumbered: Bool) -> Dialog {
    let yes = Option(label: "Yes, I trust this folder", outcome: .yes)
    let no = Option(label: "No, exit", outcome: .no)
    return Dialog(
      kind: .trust, heading: "Accessing workspace:",
      question: "Quick safety check: Is this a project you created or one you trust?",
      options: unnumbered ? [no, yes] : [yes, no], footer: "Enter to confirm · Esc to cancel", numbered: !unnumbered)
  }

  static let login = Dialog(
    kind: .login, heading: "Select login method:", question: "",
    options: [
      Option(label: "Claude account with subscription · Pro, Max, Team, or Enterprise", outcome: .yes),
      Option(label: "Anthropic Console account · API usage billing", outcome: .yes),
      Option(label: "3rd-party platform", outcome: .yes),
    ], footer: "Enter to confirm · Esc to cancel")

  static let bypass = Dialog(
    kind: .bypass, heading: "WARNING: Claude Code running in Bypass Permissions mode",
    body: ["In this mode commands run without asking for approval first."], question: "",
    options: [Option(label: "No, exit", outcome: .no), Option(label: "Yes, I accept", outcome: .yes)],
    footer: "Enter to confirm · Esc to cancel")
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
