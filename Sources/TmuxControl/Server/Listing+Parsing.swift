extension Listing {
  /// The format of `list-panes -a`. Tab is the only separator that every tmux version passes through, ids and numbers
  /// come first, and the one free text stands last.
  public static let paneFormat = [
    "#{session_id}", "#{window_id}", "#{pane_id}", "#{pane_pid}", "#{pane_width}", "#{pane_height}",
    "#{pane_dead}", "#{pane_active}", "#{window_active}", "#{session_activity}", "#{@argosy_hub}",
    "#{history_limit}", "#{alternate-screen}", "#{pane_dead_status}", "#{pane_dead_signal}", "#{session_name}",
  ].joined(separator: "\t")

  /// The format of `list-clients`.
  public static let clientFormat = "#{session_id}\t#{client_control_mode}\t#{focus-events}\t#{client_flags}"

  /// Reads the replies of both listings. Rows that do not fit are left out: the next listing is near.
  public init(paneRows: [[UInt8]], clientRows: [[UInt8]]) {
    for row in paneRows { addPane(Fields(row)) }
    for id in windows.keys { windows[id]?.sessions.sort() }
    for row in clientRows { addClient(Fields(row)) }
  }

  private mutating func addPane(_ fields: Fields) {
    guard fields.count >= 16,
      let session = SessionID(fields[0]), let window = WindowID(fields[1]), let pane = PaneID(fields[2]),
      let pid = fields[6] == "1" ? Int32(fields[3]) ?? 0 : Int32(fields[3]), let columns = Int(fields[4]),
      let rows = Int(fields[5])
    else { return }
    sessions[session] = Session(
      id: session, name: fields.text(from: 15), activity: Int64(fields[9]) ?? 0, isHub: !fields[10].isEmpty)
    var entry = windows[window] ?? Window(id: window, sessions: [], currentIn: [])
    if !entry.sessions.contains(session) { entry.sessions.append(session) }
    if fields[8] == "1" { entry.currentIn.insert(session) }
    windows[window] = entry
    panes[pane] = Pane(
      id: pane, window: window, pid: pid, columns: columns, rows: rows, isDead: fields[6] == "1",
      isActive: fields[7] == "1", historyLimit: Int(fields[11]) ?? 2000, allowsAlternateScreen: fields[12] != "0",
      exitStatus: fields[14].isEmpty ? Int32(fields[13]) : nil,
      isEndUnknown: fields[6] == "1" && fields[13].isEmpty && fields[14].isEmpty)
  }

  private mutating func addClient(_ fields: Fields) {
    guard fields.count == 4, fields[1] == "0" || fields[1] == "1", let session = SessionID(fields[0]) else { return }
    attached.insert(session)
    guard fields[1] == "0" else { return }
    let flags = fields[3].split(separator: ",")
    let focus: Bool? = fields[2] == "1" ? flags.contains("focused") : nil
    clients.append(Client(session: session, isFocused: focus))
  }
}

/// The tab-separated fields of one reply row.
struct Fields {
  private let parts: [Substring]

  init(_ row: [UInt8]) {
    parts = String(decoding: row, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
  }

  var count: Int { parts.count }

  /// The field, empty when the row has none there.
  subscript(index: Int) -> Substring { index < parts.count ? parts[index] : "" }

  /// Everything from a field on, tabs included.
  func text(from index: Int) -> String {
    parts.dropFirst(index).joined(separator: "\t")
  }
}
