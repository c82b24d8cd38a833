/// What keys do in a popup, as help tells it. Each table is held against what the popup's keys really do.
struct KeyHelp: Hashable {
  struct Entry: Hashable {
    /// As tmux names them: `^U` with Control, `M-b` with Alt, `S-Tab` with Shift; `1-9` stands for nine.
    let keys: [String]
    let what: String

    init(_ keys: String, _ what: String) {
      self.keys = keys.split(separator: " ").map(String.init)
      self.what = what
    }
  }

  let title: String
  let entries: [Entry]

  static let board = KeyHelp(
    title: "On the board",
    entries: [
      Entry("Up Down j k ^P ^N", "another row"), Entry("Home End G", "the first row, the last"),
      Entry("Enter g", "go there"), Entry("y A d D", "allow, always, deny, deny and say why"),
      Entry("1-9", "answer with that option"), Entry("i", "send a prompt, or answer in words"),
      Entry("v", "the diff of its worktree"), Entry("a", "on to the next stage"), Entry("o", "its pull request"),
      Entry("m", "mark as seen"), Entry("z", "put aside, and back"), Entry("M", "mute: no notices of it; and back"),
      Entry("X", "end it, with what would be lost named"), Entry("c", "a new feature"),
      Entry("Tab p", "preview on and off"),
      Entry("PgUp PgDn", "scroll the preview back; without one, ten rows"),
      Entry("^U ^D ^Y ^E", "by half a page, by a line"), Entry("/", "filter"), Entry("?", "this"),
      Entry("q Esc ^C", "close; Esc first ends what is scrolled or filtered"),
    ])

  static let peek = KeyHelp(
    title: "In a peek",
    entries: [
      Entry("y A d", "allow, always, deny"), Entry("1-9", "answer with that option"), Entry("Enter", "go there"),
      Entry("PgUp PgDn", "what it has shown before"),
      Entry("^U ^D ^Y ^E Up Down Home End", "by half a page, a line, all the way"),
      Entry("q Esc", "back to now; another time, and any other key, close it"),
    ])

  static let form = KeyHelp(
    title: "In the form of a new feature",
    entries: [
      Entry("Enter", "start it"), Entry("Tab S-Tab Up Down", "another field"),
      Entry("Left Right Space", "choose, where there is a choice"), Entry("^E", "the prompt in your $EDITOR"),
      Entry("Esc ^C", "close; what was typed is kept"),
    ])

  static let prompt = KeyHelp(
    title: "In a prompt",
    entries: [
      Entry("Enter", "send it"), Entry("^E", "the text in your $EDITOR"),
      Entry("Esc ^C", "close; what was typed is kept"),
    ])

  static let text = KeyHelp(
    title: "Where text is typed",
    entries: [
      Entry("^J M-Enter S-Enter C-Enter", "a new line"), Entry("Left Right ^B ^F", "a character back, on"),
      Entry("M-b M-f", "a word back, on"),
      Entry("M-Left M-Right C-Left C-Right", "the same"), Entry("Up Down", "a line up, down"),
      Entry("Home ^A End", "the line's beginning, its end"), Entry("BSpace ^H Delete ^D", "delete a character"),
      Entry("^W M-BSpace", "delete a word"), Entry("^U ^K", "delete to the line's beginning, to its end"),
    ])

  static let all = [board, peek, form, prompt, text]
}
