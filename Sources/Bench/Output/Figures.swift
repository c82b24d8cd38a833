import Foundation

/// Numbers as people read them.
enum Figures {
  static func fixed(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
  }

  /// Three digits or more: "312", "41.7", "1.42"; "-" for what was not measured.
  static func speed(_ value: Double?) -> String {
    guard let value else { return "-" }
    return fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : 2)
  }

  static func ratio(_ value: Double?) -> String {
    guard let value else { return "-" }
    return fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : 2) + "x"
  }

  /// Bytes in units of 1024.
  static func kibibytes(_ bytes: Double) -> String { fixed(bytes / 1024, 1) + " KB" }
}
