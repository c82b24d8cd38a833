/// Everything the live area at the bottom of the screen shows, before it is laid out for a size.
struct Scene: Equatable {
  struct Spinner: Equatable {
    var glyph: String
    var verb: String
    var seconds: Int
    var tokens: Int
  }

  enum Body: Equatable {
    /// Coming up: nothing yet.
    case blank
    case prompt
    case dialog(Dialog)
    case transcript
  }

  var edition: Edition
  var body: Body
  var spinner: Spinner?
  /// Messages that wait for the end of the turn.
  var queued: [String] = []
  /// In the prompt box before and after the cursor.
  var draftBefore = ""
  var draftAfter = ""
  /// What is typed goes to a shell.
  var isShell = false
  /// The commands offered below the box.
  var menu: [String] = []
  var showsHelp = false
  /// A message in place of the footer.
  var notice: String?
  var mode: PermissionMode = .manual
  var name: String?
  var background: String?
  var directory = ""
}

/// What the agent may do unasked, shown in the footer.
enum PermissionMode: String, Equatable, CaseIterable {
  case manual = "default"
  case acceptEdits, plan, auto, dontAsk, bypassPermissions

  /// Nil for a word that is no mode.
  init?(flag: String) {
    if flag == "manual" {
      self = .manual
    } else if let mode = PermissionMode(rawValue: flag) {
      self = mode
    } else {
      return nil
    }
  }

  var footer: String {
    switch self {
    case .manual: "⏸ manual mode on"
    case .acceptEdits: "⏵⏵ accept edits on (shift+tab to cycle)"
    case .plan: "⏸ plan mode on (shift+tab to cycle)"
    case .auto: "⏵⏵ auto mode on (shift+tab to cycle)"
    case .dontAsk: "⏵⏵ don't ask on (shift+tab to cycle)"
    case .bypassPermissions: "⏵⏵ bypass permissions on (shift+tab to cycle)"
    }
  }

  /// Shift+Tab goes round the modes that need no flag.
  var next: PermissionMode {
    switch self {
    case .manual: .acceptEdits
    case .acceptEdits: .plan
    default: .manual
    }
  }
}
