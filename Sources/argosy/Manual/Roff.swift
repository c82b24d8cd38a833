/// Text for `man`, in which nothing is taken for a request or an escape, and every sign comes out as it is.
enum Roff {
  /// A line of text.
  static func line(_ text: String) -> String { protected(escaped(text)) }

  /// A line of text with the marks of ``Markdown``.
  static func styled(_ text: String) -> String { protected(styledPiece(text)) }

  static func styledPiece(_ text: String) -> String {
    Markdown.spans(of: text).map { span in
      span.kind == .plain ? escaped(span.text) : #"\fB\#(escaped(span.text))\fR"#
    }.joined()
  }

  /// An argument of a request.
  static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  /// A point at the beginning of a line would make a request of it, and an empty line is none.
  static func protected(_ line: String) -> String {
    line.isEmpty || line.hasPrefix(".") || line.hasPrefix(" ") ? #"\&"# + line : line
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += #"\e"#
      case "-": result += #"\-"#
      case "'": result += #"\(aq"#
      case "\"": result += #"\(dq"#
      case "`": result += #"\(ga"#
      case "^": result += #"\(ha"#
      case "~": result += #"\(ti"#
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += #"\[u"# + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result
  }
}
