/// A command's words, sorted as gh sorts them.
struct Options {
  private(set) var words: [String] = []
  private var values: [String: [String]] = [:]
  private var switches: Set<String> = []

  /// - Parameters:
  ///   - valued: options that take a value, with their letters.
  ///   - plain: options that take none.
  /// - Throws: ``Failure``, for an option that is neither, in gh's words.
  init(_ arguments: some Sequence<String>, valued: [String: String], plain: [String: String] = [:]) throws {
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      if word == "--" {
        words += rest
        break
      }
      guard word.hasPrefix("-"), word.count > 1 else {
        words.append(word)
        continue
      }
      var name = word
      var value: String?
      if word.hasPrefix("--") {
        if let equals = word.firstIndex(of: "=") {
          name = String(word[..<equals])
          value = String(word[word.index(after: equals)...])
        }
        name = String(name.dropFirst(2))
      } else {
        let letter = String(word.dropFirst().prefix(1))
        name = (valued.first { $0.value == letter } ?? plain.first { $0.value == letter })?.key ?? letter
        if word.count > 2 { value = String(word.dropFirst(2)) }
      }
      if plain[name] != nil {
        switches.insert(name)
      } else if valued[name] != nil {
        guard let given = value ?? rest.popFirst() else { throw Failure("flag needs an argument: \(word)") }
        values[name, default: []].append(given)
      } else {
        throw Failure(word.hasPrefix("--") ? "unknown flag: --\(name)" : "unknown shorthand flag: '\(name)' in \(word)")
      }
    }
  }

  func has(_ name: String) -> Bool { switches.contains(name) }
  subscript(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }
}
