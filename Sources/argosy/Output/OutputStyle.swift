import Foundation
import TmuxUI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether to colour what is printed. Colour never carries meaning alone.
struct OutputStyle {
  let isTerminal: Bool
  let isColoured: Bool
  /// The terminal's columns; nil: lines may be as long as they are.
  var columns: Int?
  /// The terminal's rows; nil where there is no terminal.
  var rows: Int?

  /// As the terminal and `NO_COLOR` say.
  static var detected: OutputStyle {
    let isTerminal = isatty(1) == 1
    let environment = ProcessInfo.processInfo.environment
    let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let size = isTerminal ? terminalSize : nil
    return OutputStyle(
      isTerminal: isTerminal, isColoured: isTerminal && !refused && environment["TERM"] != "dumb",
      columns: size?.columns, rows: size?.rows)
  }

  private static var terminalSize: (columns: Int, rows: Int)? {
    var size = winsize()
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  func dim(_ text: String) -> String { sgr("2", text) }

  func bold(_ text: String) -> String { sgr("1", text) }

  func coloured(_ text: String, _ word: StatusWord) -> String {
    switch word {
    case .blocked: sgr("1;31", text)
    case .question: sgr("1;33", text)
    case .error: sgr("1;35", text)
    case .done: sgr("32", text)
    case .working: sgr("36", text)
    case .idle, .unknown: sgr("2", text)
    }
  }

  private func sgr(_ code: String, _ text: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
