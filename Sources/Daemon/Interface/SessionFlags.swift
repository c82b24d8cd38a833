import Fleet
import Foundation
import TmuxControl

/// What a person has said of agents' sessions: put aside, not to be told of. Of a work item it holds for its whole life,
/// of any other session as long as its server lives.
struct SessionFlags: Codable, Hashable {
  struct Flags: Codable, Hashable {
    var isParked = false
    var isMuted = false
  }

  private(set) var server: ServerEpoch?
  private var sessions: [SessionID: Flags] = [:]
  private var items: [String: Flags] = [:]

  init() {}

  /// Reads what ``text`` wrote. What stands there about sessions of another server is left out.
  init(_ text: String?, on server: ServerEpoch?) {
    if let text, let stored = try? JSONDecoder().decode(SessionFlags.self, from: Data(text.utf8)) { self = stored }
    if self.server != server { sessions = [:] }
    self.server = server
  }

  var text: String? {
    (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }

  subscript(_ session: SessionID, item item: WorkItem?) -> Flags {
    get { item.map { items["\($0.id)"] ?? Flags() } ?? sessions[session] ?? Flags() }
    set {
      let value = newValue == Flags() ? nil : newValue
      if let item { items["\(item.id)"] = value } else { sessions[session] = value }
    }
  }

  /// Leaves out what is about items that are over and sessions that have gone.
  mutating func prune(items isKnown: (String) -> Bool, sessions isThere: (SessionID) -> Bool) {
    items = items.filter { isKnown($0.key) }
    sessions = sessions.filter { isThere($0.key) }
  }
}
