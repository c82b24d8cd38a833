import ArgumentParser
import TmuxControl

struct DebugControl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "control", abstract: "A recorded control stream to typed events, a line each.")

  @OptionGroup var file: InputFile

  func run() throws {
    var printer = EventPrinter()
    var parser = ControlParser()
    let bytes = try file.bytes()
    parser.feed(bytes.span, to: &printer)
    parser.finish(to: &printer)
  }
}

/// Prints each event as it comes.
private struct EventPrinter: ControlSink {
  mutating func output(_ bytes: Span<UInt8>, of pane: PaneID, age: UInt64?) {
    let held = age.map { " age=\($0)" } ?? ""
    print("output \(pane)\(held) \(bytes.count) bytes \(EscapedBytes.text(bytes))")
  }

  mutating func content(of block: BlockHeader) -> BlockContent { .open }

  mutating func event(_ event: ControlEvent) {
    switch event {
    case .begin:
      break
    case .block(let block):
      let header = "time=\(block.header.time) number=\(block.header.number) flags=\(block.header.flags)"
      print("\(block.isError ? "error" : "block") \(header) lines=\(block.lines.count)")
      for line in block.lines { print("  | \(EscapedBytes.text(line.span))") }
    case .notification(let notification):
      print("notification \(notification)")
    case .stray(let line):
      print("stray \(EscapedBytes.text(line.span))")
    case .exit(let reason):
      print("exit \(reason ?? "without a reason")")
    }
  }
}

/// Bytes as one printable line: ASCII as it is, the rest as `\x1b`.
enum EscapedBytes {
  static func text(_ bytes: Span<UInt8>) -> String {
    var text = "\""
    for index in bytes.indices {
      switch bytes[index] {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      case let byte: text += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return text + "\""
  }
}
