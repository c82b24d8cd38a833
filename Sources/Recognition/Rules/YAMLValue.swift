internal import Yams

/// A value in a YAML file that knows where it stands, so that every complaint can say so.
package struct YAMLValue {
  let node: Node
  package let file: String

  package static func parse(_ text: String, file: String) throws(RuleError) -> YAMLValue {
    do {
      guard let node = try compose(yaml: text) else { throw RuleError(file: file, message: "the file is empty") }
      return YAMLValue(node: node, file: file)
    } catch let error as RuleError {
      throw error
    } catch {
      throw RuleError(file: file, line: line(of: error), message: message(of: error))
    }
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  private static func message(of error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    default: "\(error)"
    }
  }

  package func error(_ message: String) -> RuleError { RuleError(file: file, line: node.mark?.line, message: message) }

  /// The value as a mapping; a key that is not expected is an error, for it is a misspelt one.
  package func mapping(_ expected: Set<String>) throws(RuleError) -> [String: YAMLValue] {
    guard let mapping = node.mapping else { throw error("a mapping was expected") }
    var values: [String: YAMLValue] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard expected.contains(name) else {
        let known = expected.sorted().joined(separator: ", ")
        throw YAMLValue(node: key, file: file).error("`\(name)` is not known here; known are \(known)")
      }
      values[name] = YAMLValue(node: value, file: file)
    }
    return values
  }

  /// A mapping whose keys are names of a person's own.
  package func entries() throws(RuleError) -> [(key: String, value: YAMLValue)] {
    guard let mapping = node.mapping else { throw error("a mapping was expected") }
    var entries: [(key: String, value: YAMLValue)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string, !name.isEmpty else {
        throw YAMLValue(node: key, file: file).error("a name was expected")
      }
      entries.append((name, YAMLValue(node: value, file: file)))
    }
    return entries
  }

  package var isList: Bool { node.sequence != nil }

  package func list() throws(RuleError) -> [YAMLValue] {
    guard let sequence = node.sequence else { throw error("a list was expected") }
    return sequence.map { YAMLValue(node: $0, file: file) }
  }

  package func string() throws(RuleError) -> String {
    guard let text = node.scalar?.string, !text.isEmpty else { throw error("a text was expected") }
    return text
  }

  /// A text that may be empty.
  package func text() throws(RuleError) -> String {
    guard let text = node.scalar?.string else { throw error("a text was expected") }
    return text
  }

  package func strings() throws(RuleError) -> [String] {
    var texts: [String] = []
    for value in try list() { texts.append(try value.string()) }
    return texts
  }

  package func integer() throws(RuleError) -> Int {
    guard let value = Int(try string()) else { throw error("a number was expected") }
    return value
  }

  package func flag() throws(RuleError) -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    default: throw error("`true` or `false` was expected")
    }
  }

  func pattern() throws(RuleError) -> Pattern {
    do {
      return try Pattern(try string())
    } catch let fault as PatternError {
      throw error("the pattern is wrong: \(fault)")
    } catch {
      throw self.error("\(error)")
    }
  }

  func patterns() throws(RuleError) -> [Pattern] {
    var patterns: [Pattern] = []
    for value in try list() { patterns.append(try value.pattern()) }
    return patterns
  }

  /// One of a fixed set of words.
  package func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(RuleError) -> Word
  where Word.RawValue == String {
    let text = try string()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("`\(text)` is not one of \(known)")
    }
    return word
  }
}
