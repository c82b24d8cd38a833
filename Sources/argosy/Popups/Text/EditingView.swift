import Canvas
import Daemon
import Foundation

/// What a person wants done who edits a text in a popup.
enum EditingAction<Order: Hashable>: Hashable {
  case close
  case order(Order)
  /// The text goes through the person's editor.
  case edit(String)
}

/// A popup in which text is edited and then ordered, as a value. ``EditingLoop`` runs it.
protocol EditingView {
  associatedtype Order: Hashable
  associatedtype Draft: Hashable & Codable

  /// Where what was typed is kept; nil while that is not known yet.
  var draftName: String? { get }
  /// What is to be kept of it; nil where nobody would miss it, or it has gone where it was meant for.
  var kept: Draft? { get }
  /// How many seconds what came of it stands before the popup closes by itself; nil while there is more to do.
  var pause: TimeInterval? { get }

  mutating func restore(_ draft: Draft)
  mutating func take(_ key: Key) -> EditingAction<Order>?
  mutating func paste(_ text: String)
  /// What came back from the person's editor.
  mutating func edited(_ text: String)
  mutating func failed(_ error: any Error)
  /// Takes what the daemon says by itself; returns what is to be asked of it then.
  mutating func update(_ status: StatusReport) -> Order?
  /// Takes what came of an order; returns what is to be asked next.
  mutating func answered(_ response: Response) -> Order?
  func request(_ order: Order) -> Request
  func frame(columns: Int, rows: Int) -> Frame
}
