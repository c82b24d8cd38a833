import Daemon
import Foundation

/// How moments are shown.
enum ShownTimes {
  /// How long ago: `3m`.
  case age
  /// When: `14:03:10`, for what stays on the screen: an age would be wrong a second later.
  case clock

  /// Nil for what is no time of a report.
  func text(_ timestamp: String, now: Date) -> String? {
    guard let date = Timestamp.date(timestamp) else { return nil }
    switch self {
    case .clock: return Self.clock(date)
    case .age: return Self.duration(now.timeIntervalSince(date))
    }
  }

  /// In a sentence: `3m ago`, `since 14:03:10`.
  func phrase(_ timestamp: String, now: Date) -> String? {
    text(timestamp, now: now).map { self == .age ? "\($0) ago" : "since \($0)" }
  }

  static func clock(_ date: Date) -> String {
    let parts = Calendar.current.dateComponents([.hour, .minute, .second], from: date)
    return [parts.hour, parts.minute, parts.second].map { String(($0 ?? 0) + 100).dropFirst() }.joined(separator: ":")
  }

  /// An age that changes once a minute at most: what shows it need not be drawn anew every second. `<1m`, `3m`, `2h05`.
  static func age(_ interval: TimeInterval) -> String { interval < 60 ? "<1m" : duration(interval) }

  /// `40s`, `3m`, `2h05`, `4d`; nothing is shorter than `0s`.
  static func duration(_ interval: TimeInterval) -> String {
    let seconds = Int(min(max(0, interval), 1e12))
    return switch seconds {
    case ..<60: "\(seconds)s"
    case ..<3600: "\(seconds / 60)m"
    case ..<86400: "\(seconds / 3600)h\(String(seconds / 60 % 60 + 100).dropFirst())"
    default: "\(seconds / 86400)d"
    }
  }

  /// Nil where one of the two is no time of a report.
  static func duration(from start: String, to end: String) -> String? {
    guard let start = Timestamp.date(start), let end = Timestamp.date(end) else { return nil }
    return duration(end.timeIntervalSince(start))
  }
}
