/// The signs by which an agent's screen is taken apart. They are data: each agent has its own.
struct Marks: Sendable, Hashable {
  /// What stands in front of the text in the input box.
  var prompt: ScalarSet
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

  init(_ value: YAMLValue) throws(RuleError) {
    let keys = try value.mapping([
      "prompt", "cursor", "status", "entry", "turn", "result", "placeholder", "question", "submit", "freeText", "aside",
    ])
    func signs(_ key: String) throws(RuleError) -> ScalarSet {
      let scalars = try keys[key]?.string().unicodeScalars.map { $0.value...$0.value } ?? []
      return ScalarSet(scalars)
    }
    prompt = try signs("prompt")
    cursor = try signs("cursor")
    status = try signs("status")
    entry = try signs("entry")
    turn = try signs("turn")
    result = try signs("result")
    placeholder = try keys["placeholder"]?.patterns() ?? []
    question = try keys["question"]?.patterns() ?? []
    submit = try keys["submit"]?.patterns() ?? []
    freeText = try keys["freeText"]?.patterns() ?? []
    aside = try keys["aside"]?.patterns() ?? []
  }
}
