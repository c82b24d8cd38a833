/// The signs by which an agent's screen is taken apart. They are data: each agent has its own.
struct Marks: Sendable, Hashable {
  /// How the input box is drawn.
  enum Box: String, Sendable, Hashable, CaseIterable {
    /// Between two rules, or in a frame; its first line begins with a prompt sign, if there are any.
    case framed
    /// Without edges: a line that `input` matches, the lowest one, and what follows it.
    case bare
    /// Behind a bar at the left, closed by a bar that turns to the right.
    case gutter
  }

  var box: Box
  /// What the first line of an input box without edges begins with, up to where the text begins.
  var input: Pattern?
  /// Lines below an input box without edges that belong to no text in it, where no blank line stands between.
  var footer: [Pattern]
  /// What a rule across the screen is drawn with.
  var strokes: ScalarSet
  /// Lines by which a dialog is told from an input box, where both look alike.
  var dialog: [Pattern]
  /// What stands in front of the text in the input box.
  var prompt: ScalarSet
  /// Whether anything stands there. Where not, the lowest frame on the screen is the input box.
  var hasPromptSign: Bool
  /// What stands in front of the row that the cursor of a list is on.
  var cursor: ScalarSet
  /// What a status line above the input box starts with, in every frame of its animation.
  var status: ScalarSet
  /// What an entry of the transcript starts with. None of these belongs in a dialog.
  var entry: ScalarSet
  /// What an entry of the transcript, or a prompt repeated there, starts with.
  var turn: ScalarSet
  /// What stands in front of what an entry brought; a little further in than the entry.
  var result: ScalarSet
  /// Text in the input box that nobody typed.
  var placeholder: [Pattern]
  /// How the sentence that a dialog asks begins; tried on each line above the options.
  var question: [Pattern]
  /// The label of the row that sends the answers of a list of boxes.
  var submit: [Pattern]
  /// The label of the row whose answer is typed into it.
  var freeText: [Pattern]
  /// The label of the row that leaves the question for a conversation.
  var aside: [Pattern]

  /// ─ ━ ▔ ▁
  private static let commonStrokes = ScalarSet([0x2500...0x2501, 0x2594...0x2594, 0x2581...0x2581])

  init(_ value: YAMLValue) throws(RuleError) {
    let keys = try value.mapping([
      "box", "input", "strokes", "dialog", "prompt", "cursor", "status", "entry", "turn", "result", "placeholder",
      "question", "submit", "freeText", "aside", "footer",
    ])
    func signs(_ key: String) throws(RuleError) -> ScalarSet? {
      guard let text = try keys[key]?.string() else { return nil }
      return ScalarSet(text.unicodeScalars.map { $0.value...$0.value })
    }
    func patterns(_ key: String) throws(RuleError) -> [Pattern] { try keys[key]?.patterns() ?? [] }
    box = try keys["box"]?.word(Box.self) ?? .framed
    input = try keys["input"]?.pattern()
    guard (box == .bare) == (input != nil) else {
      throw value.error("`input` belongs to the box `bare`, and only to it")
    }
    strokes = try signs("strokes") ?? Self.commonStrokes
    dialog = try patterns("dialog")
    prompt = try signs("prompt") ?? ScalarSet()
    hasPromptSign = keys["prompt"] != nil
    cursor = try signs("cursor") ?? ScalarSet()
    status = try signs("status") ?? ScalarSet()
    entry = try signs("entry") ?? ScalarSet()
    turn = try signs("turn") ?? ScalarSet()
    result = try signs("result") ?? ScalarSet()
    placeholder = try patterns("placeholder")
    question = try patterns("question")
    submit = try patterns("submit")
    freeText = try patterns("freeText")
    aside = try patterns("aside")
    footer = try patterns("footer")
  }
}
