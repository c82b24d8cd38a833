import Foundation
import LabelledScreens

/// Reads a stream from an asciicast file, version 2 or 3, in which markers are labels.
public enum StreamFile {
  /// What is wrong in a file, and in which line of it, counted from 1.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int
    public var message: String
    public var description: String { "\(file):\(line): \(message)" }
  }

  /// - Parameter labels: the text of a file that stands beside a recording of others, with a line `SECONDS LABEL` for
  ///   each change. It takes the place of the markers.
  ///
  /// Throws a ``Fault`` for a line that is no event, a time that goes back, and a label that is none.
  public static func read(_ text: String, labels: String? = nil, agent: String, name: String) throws -> LabelledStream {
    let file = "\(agent)/\(name).cast"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let head = object(first) as? [String: Any] else {
      throw Fault(file: file, line: 1, message: "the head is missing")
    }
    let terminal = head["term"] as? [String: Any]
    guard let columns = integer(terminal?["cols"] ?? head["width"]),
      let rows = integer(terminal?["rows"] ?? head["height"]),
      (1...1_000).contains(columns), (1...1_000).contains(rows)
    else { throw Fault(file: file, line: 1, message: "the size is missing") }
    // From the third version on a time is the distance to the event before.
    let isRelative = (integer(head["version"]) ?? 2) >= 3

    var stream = LabelledStream(agent: agent, name: name, columns: columns, rows: rows)
    var now = 0.0
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty && !line.hasPrefix("#") {
      let fault = { (message: String) in Fault(file: file, line: index + 1, message: message) }
      guard let event = object(line) as? [Any], event.count >= 3, let time = event[0] as? Double,
        let kind = event[1] as? String, let data = event[2] as? String
      else { throw fault("`[time, kind, text]` was expected") }
      let next = isRelative ? now + time : time
      guard next >= now, next < 1e6 else { throw fault("the time goes back") }
      now = next
      let at = UInt64((now * 1e9).rounded())
      switch kind {
      case "o": stream.events.append(.init(at: at, .output([UInt8](data.utf8))))
      case "r":
        let size = data.split(separator: "x").map { Int($0) }
        guard size.count == 2, let columns = size[0], let rows = size[1], (1...1_000).contains(columns),
          (1...1_000).contains(rows)
        else { throw fault("a size such as `80x24` was expected") }
        stream.events.append(.init(at: at, .resize(columns: columns, rows: rows)))
      case "m" where labels == nil:
        guard let label = ScreenLabel(rawValue: data) else { throw fault("`\(data)` is no label") }
        stream.labels.append(.init(at: at, label))
      default: break
      }
    }
    if let labels { stream.labels = try self.labels(labels, file: "\(agent)/\(name).labels") }
    return stream
  }

  private static func labels(_ text: String, file: String) throws -> [LabelledStream.Label] {
    var labels: [LabelledStream.Label] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let parts = line.split(separator: " ")
      guard let time = parts.first, !line.hasPrefix("#") else { continue }
      guard parts.count >= 2, let seconds = Double(time), (0..<1e6).contains(seconds),
        let label = ScreenLabel(rawValue: String(parts[1]))
      else { throw Fault(file: file, line: index + 1, message: "`SECONDS LABEL` was expected") }
      labels.append(.init(at: UInt64((seconds * 1e9).rounded()), label))
    }
    return labels.sorted { $0.at < $1.at }
  }

  private static func object(_ line: Substring) -> Any? { try? JSONSerialization.jsonObject(with: Data(line.utf8)) }
  private static func integer(_ value: Any?) -> Int? { value as? Int }

  /// The stream as an asciicast of version 2. Bytes that are no UTF-8 in themselves are joined with those that follow.
  public static func text(of stream: LabelledStream) throws -> String {
    let head: [String: Any] = ["version": 2, "width": stream.columns, "height": stream.rows]
    var lines: [(at: UInt64, isLabel: Bool, kind: String, data: String)] = []
    var rest: [UInt8] = []
    for event in stream.events {
      switch event.content {
      case .output(let bytes):
        rest += bytes
        guard let text = String(validating: rest, as: UTF8.self) else { continue }
        lines.append((event.at, false, "o", text))
        rest = []
      case .resize(let columns, let rows): lines.append((event.at, false, "r", "\(columns)x\(rows)"))
      }
    }
    lines += stream.labels.map { ($0.at, true, "m", $0.label.rawValue) }
    // What a person sees begins with the byte, so the label stands before it.
    let sorted = lines.enumerated().sorted {
      ($0.element.at, $0.element.isLabel ? 0 : 1, $0.offset) < ($1.element.at, $1.element.isLabel ? 0 : 1, $1.offset)
    }
    let texts = try sorted.map { entry in
      let line = entry.element
      let data = try JSONSerialization.data(withJSONObject: [line.data], options: [.withoutEscapingSlashes])
      let quoted = String(decoding: data, as: UTF8.self).dropFirst().dropLast()
      return "[\(seconds(line.at)), \"\(line.kind)\", \(quoted)]"
    }
    let data = try JSONSerialization.data(withJSONObject: head, options: [.sortedKeys])
    return ([String(decoding: data, as: UTF8.self)] + texts).joined(separator: "\n") + "\n"
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    let fraction = String(nanoseconds % 1_000_000_000 / 1_000)
    return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }
}
