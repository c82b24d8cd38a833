import Daemon
import Foundation
import TmuxControl

/// What the daemon tells a program that draws, beside the keys that are pressed.
enum DaemonWord<Tag> {
  case status(StatusReport)
  /// A screen of the pane that is watched, or why there is none.
  case screen(Response)
  /// What became of an order.
  case answered(Tag, Response)
  /// The daemon has gone.
  case gone
}

/// A program's connections to the daemon, none of which it ever waits for: one for the status, one for a screen, and one
/// for each order under way.
final class PopupConnection<Tag> {
  private let access: DaemonAccess
  private var feed: DaemonClient?
  private var screens: DaemonClient?
  private var orders: [(client: DaemonClient, tag: Tag)] = []

  /// Starts a daemon where none runs. The status is told at once, and with each change.
  ///
  /// - Parameter covered: whom a popup with all agents lies over: notices would only repeat it there.
  init(_ access: DaemonAccess, boardOn covered: String? = nil) throws {
    self.access = access
    let (client, _) = try access.daemon()
    _ = try client.ask(Request(.ready), within: 30)
    feed = client
    var request = Request(.observe)
    request.client = covered
    try client.send(request)
  }

  var descriptors: [Int32] {
    [feed, screens].compactMap { $0?.descriptor } + orders.map(\.client.descriptor)
  }

  /// Shows another pane's screen from now on; nil: none.
  func watch(_ pane: String?) {
    if pane == nil, screens == nil { return }
    if screens == nil { screens = try? DaemonClient(path: access.paths().socket) }
    try? screens?.send(Request(.watch, pane: pane))
  }

  /// Orders something; what becomes of it is told later.
  ///
  /// - Throws: when the daemon cannot be reached.
  func order(_ request: Request, _ tag: Tag) throws {
    let client = try DaemonClient(path: access.paths().socket)
    try client.send(request)
    orders.append((client, tag))
  }

  /// What there is to read at a descriptor.
  func read(_ descriptor: Int32) -> [DaemonWord<Tag>] {
    if let feed, feed.descriptor == descriptor {
      guard let responses = (try? feed.available()) ?? nil else {
        self.feed = nil
        return [.gone]
      }
      // Each replaces the one before it.
      return responses.compactMap(\.status).suffix(1).map { .status($0) }
    }
    if let screens, screens.descriptor == descriptor {
      guard let responses = (try? screens.available()) ?? nil else {
        self.screens = nil
        return []
      }
      return responses.suffix(1).map { .screen($0) }
    }
    guard let place = orders.firstIndex(where: { $0.client.descriptor == descriptor }) else { return [] }
    let (client, tag) = orders[place]
    do {
      guard let responses = try client.available() else { throw SystemError("the daemon hung up", code: ECONNRESET) }
      guard let response = responses.first else { return [] }
      orders.remove(at: place)
      return [.answered(tag, response)]
    } catch {
      orders.remove(at: place)
      return [.answered(tag, Response(error: "\(error). Whether it was done is to be seen with: argosy status"))]
    }
  }
}

extension Request {
  static func answer(_ pane: String, ask: String?, _ words: [String], isText: Bool = false) -> Request {
    var request = Request(.answer, pane: pane)
    request.words = words
    request.isText = isText
    request.askID = ask
    request.timeout = 30
    request.token = UUID().uuidString
    return request
  }

  static func send(_ text: String, to pane: String) -> Request {
    var request = Request(.send, pane: pane)
    request.text = text
    request.timeout = 30
    request.token = UUID().uuidString
    return request
  }

  /// - Parameter verb: `park` or `mute`.
  static func flag(_ verb: Verb, _ pane: String, isOn: Bool) -> Request {
    var request = Request(verb, pane: pane)
    request.isOn = isOn
    return request
  }

  static func work(_ work: WorkRequest) -> Request {
    var request = Request(.work)
    request.work = work
    return request
  }
}
