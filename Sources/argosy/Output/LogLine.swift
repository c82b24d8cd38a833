import Daemon
import Fleet
import Foundation
import TmuxUI

/// A line of the log as `argosy log` prints it.
struct LogLine {
  /// What `--json` prints.
  struct Report: Codable, Hashable {
    var seq: Int64
    /// ISO 8601, UTC, milliseconds.
    var at: String
    var item: String
    var name: String
    var kind: String
    var stage: String
    var text: String
  }

  private let record: LoggedRecord

  init(_ record: LoggedRecord) {
    self.record = record
  }

  var report: Report {
    Report(
      seq: record.sequence, at: Timestamp.text(Moment(wall: record.at, monotonic: 0)), item: record.item.text,
      name: record.name, kind: record.word, stage: record.stage, text: record.text)
  }

  /// For a person, in the machine's own time zone. What agents have written cannot do anything to the terminal.
  func text(_ style: OutputStyle, in calendar: Calendar = .current) -> String {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(record.at) / 1e9))
    let date = [parts.year, parts.month, parts.day].map { Self.padded($0) }.joined(separator: "-")
    let time = [parts.hour, parts.minute, parts.second].map { Self.padded($0) }.joined(separator: ":")
    let words = PlainText.line(record.text, limit: 500)
    let kind = PlainText.line(record.word, limit: 40)
    return [
      style.dim("\(date) \(time)"), Self.cell(record.name, 24), Self.cell(record.stage, 10),
      words.isEmpty ? coloured(kind, style) : "\(coloured(kind, style))  \(words)",
    ].joined(separator: "  ")
  }

  private func coloured(_ kind: String, _ style: OutputStyle) -> String {
    guard let word = StatusWord(of: record.kind) else { return kind }
    return style.coloured(kind, word)
  }

  private static func cell(_ text: String, _ width: Int) -> String {
    let cut = CellText.cut(PlainText.line(text, limit: 200), to: width)
    return cut + String(repeating: " ", count: max(0, width - CellText.width(cut)))
  }

  private static func padded(_ number: Int?) -> String {
    let text = String(number ?? 0)
    return text.count < 2 ? "0" + text : text
  }
}

extension StatusWord {
  /// The word whose colour a line of the log has; nil for none.
  fileprivate init?(of kind: WorkRecord.Kind?) {
    switch kind {
    case .crashed, .gone, .failed, .trouble, .refused, .unconfirmed: self = .error
    case .opened: self = .question
    case .completed, .stageCompleted: self = .done
    case .started, .stageStarted, .spawned, .adopted, .sent: self = .working
    default: return nil
    }
  }
}
