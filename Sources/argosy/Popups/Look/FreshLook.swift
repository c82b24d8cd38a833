import Foundation

/// What a person has set, read again when something happens on the screen: nothing tells of it when it changes.
struct FreshLook {
  private let read: () -> Look
  private var readAt: Date
  private var isStale = false

  /// So long what was read counts as it is: keys must not each cost a program.
  private static let age: TimeInterval = 1

  private(set) var look: Look

  init(now: Date, _ read: @escaping () -> Look) {
    self.read = read
    readAt = now
    look = read()
  }

  /// Something has happened.
  mutating func doubt() { isStale = true }

  /// When ``renewed(now:)`` would read again; nil while nothing has happened since it was read.
  var due: Date? { isStale ? readAt.addingTimeInterval(Self.age) : nil }

  /// The look, where it is another one now.
  mutating func renewed(now: Date) -> Look? {
    guard let due, due <= now else { return nil }
    isStale = false
    readAt = now
    let before = look
    look = read()
    return look == before ? nil : look
  }
}
