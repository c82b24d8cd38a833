import Testing

@testable import TmuxControl

@Suite("Hub")
struct HubTests {
  private let hubSession = SessionID(number: 9)
  private let ownWindow = WindowID(number: 90)

  /// Rows of `session window pane pid`, the hub's own window added.
  private func listing(_ rows: [(UInt32, UInt32, UInt32)]) -> Listing {
    let all = rows + [(9, 90, 900)]
    return Listing(
      paneRows: all.map { session, window, pane in
        Array("$\(session)\t@\(window)\t%\(pane)\t100\t80\t24\t0\t1\t1\t5\t\t2000\t1\t\t\tname".utf8)
      }, clientRows: [])
  }

  @Test("windows of others are linked once, our own never")
  func links() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    let first = hub.reconcile(listing([(1, 1, 10), (2, 2, 20)]))
    #expect(first.link == [WindowID(number: 1), WindowID(number: 2)])
    #expect(first.arrived.isEmpty && first.born.isEmpty && first.end.isEmpty && first.pause.isEmpty)
    // The links are not in this listing yet: they are not asked for twice.
    #expect(hub.reconcile(listing([(1, 1, 10), (2, 2, 20)])).link.isEmpty)
  }

  @Test("panes of a linked window arrive with a past; one that is split off later is born under watch")
  func births() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10)]))
    #expect(hub.reconcile(listing([(1, 1, 10), (9, 1, 10)])).arrived == [PaneID(number: 10)])
    let split = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 1, 901), (9, 1, 901)]))
    #expect(split.born == [PaneID(number: 901)])
    #expect(split.arrived.isEmpty)
  }

  @Test("a pane joined from an unwatched window has a past, though its window was watched")
  func joined() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (2, 2, 20)]))
    let duties = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 1, 20), (9, 1, 20)]))
    #expect(duties.arrived == [PaneID(number: 20)])
    #expect(duties.born.isEmpty)
  }

  @Test("a window that only the hub holds is ended")
  func ends() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (9, 1, 10)]))
    #expect(hub.reconcile(listing([(9, 1, 10)])).end == [WindowID(number: 1)])
  }

  @Test("a window whose session was killed while it was being linked is ended")
  func endsAtOnce() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (2, 2, 20)]))
    let duties = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (9, 2, 20)]))
    #expect(duties.end == [WindowID(number: 2)])
    #expect(duties.giveBack.isEmpty)
  }

  /// A hub that an earlier connection made holds everything, too.
  private func listing(_ rows: [(UInt32, UInt32, UInt32)], olderHub: UInt32, clients: [String]) -> Listing {
    var listing = Listing(
      paneRows: (rows + [(9, 90, 900)]).map { session, window, pane in
        let mark = session == olderHub || session == 9 ? "1" : ""
        return Array("$\(session)\t@\(window)\t%\(pane)\t100\t80\t24\t0\t1\t1\t5\t\(mark)\t2000\t1\t\t\tname".utf8)
      }, clientRows: clients.map { Array("\($0)\t0\t0\tattached".utf8) })
    listing.attached.insert(hubSession)
    return listing
  }

  @Test("a window that is left to hubs alone is ended, and an older hub when nobody is in it any more")
  func olderHub() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    let older = SessionID(number: 1)
    let both: [(UInt32, UInt32, UInt32)] = [(1, 2, 20), (3, 2, 20), (9, 2, 20), (1, 80, 800)]
    let first = listing(both, olderHub: 1, clients: ["$1"])
    #expect(hub.reconcile(first).endHubs.isEmpty, "a person is in it")
    #expect(first.session(of: PaneID(number: 20), otherThan: hubSession) == SessionID(number: 3))
    let killed = hub.reconcile(listing([(1, 2, 20), (9, 2, 20), (1, 80, 800)], olderHub: 1, clients: ["$1"]))
    #expect(killed.end == [WindowID(number: 2)])
    #expect(hub.reconcile(listing(both, olderHub: 1, clients: [])).endHubs == [older])
  }

  @Test("a window that was never in a session of the person's is given to the one used last")
  func givesBack() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    let duties = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (2, 2, 20), (9, 2, 20), (9, 3, 30)]))
    #expect(duties.end.isEmpty)
    #expect(duties.giveBack == [.init(window: WindowID(number: 3), session: SessionID(number: 2))])
  }

  @Test("a window that was only unlinked goes back to its session while that lives")
  func unlinked() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 2, 20), (9, 2, 20)]))
    let duties = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (9, 2, 20)]))
    #expect(duties.end.isEmpty)
    #expect(duties.giveBack == [.init(window: WindowID(number: 2), session: SessionID(number: 1))])
  }

  @Test("a closed board is opened again, once")
  func board() {
    var hub = Hub(session: hubSession, ownWindow: WindowID(number: 77))
    #expect(hub.reconcile(listing([(1, 1, 10)])).isBoardMissing)
    #expect(!hub.reconcile(listing([(1, 1, 10)])).isBoardMissing)
    hub.opened(board: WindowID(number: 90))
    #expect(!hub.reconcile(listing([(1, 1, 10)])).isBoardMissing)
  }

  @Test("a pane that moves to an unlinked window is paused until that is linked too")
  func leaves() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 1, 11), (9, 1, 11)]))
    let broken = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 5, 11)]))
    #expect(broken.pause == [PaneID(number: 11)])
    #expect(broken.link == [WindowID(number: 5)])
    let back = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 5, 11), (9, 5, 11)]))
    #expect(back.arrived == [PaneID(number: 11)])
  }

  @Test("a pane that is gone is not paused")
  func gone() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    _ = hub.reconcile(listing([(1, 1, 10), (9, 1, 10), (1, 1, 11), (9, 1, 11)]))
    #expect(hub.reconcile(listing([(1, 1, 10), (9, 1, 10)])).pause.isEmpty)
  }

  @Test("a window that tmux will not link is tried three times")
  func refusals() {
    var hub = Hub(session: hubSession, ownWindow: ownWindow)
    for _ in 0..<3 {
      #expect(hub.reconcile(listing([(1, 1, 10)])).link == [WindowID(number: 1)])
      hub.refused(WindowID(number: 1))
    }
    #expect(hub.reconcile(listing([(1, 1, 10)])).link.isEmpty)
  }

  @Test("a pane belongs to the session of the person, never to the hub")
  func session() {
    let listing = listing([(3, 1, 10), (9, 1, 10), (5, 1, 10)])
    #expect(listing.session(of: PaneID(number: 10), otherThan: hubSession) == SessionID(number: 3))
    #expect(listing.session(of: PaneID(number: 77), otherThan: hubSession) == nil)
  }

  @Test("only the active pane of the current window of a focused client is shown")
  func shown() {
    func shown(_ client: String, active: Int = 1, current: Int = 1) -> Bool {
      Listing(
        paneRows: [Array("$1\t@1\t%1\t5\t80\t24\t0\t\(active)\t\(current)\t5\t\t2000\t1\t\t\tn".utf8)],
        clientRows: [Array(client.utf8)]
      ).isShown(PaneID(number: 1))
    }
    #expect(shown("$1\t0\t0\tattached,UTF-8"))
    #expect(shown("$1\t0\t1\tattached,focused,UTF-8"))
    #expect(!shown("$1\t0\t1\tattached,UTF-8"))
    #expect(!shown("$1\t1\t0\tattached,focused,control-mode"))
    #expect(!shown("$2\t0\t0\tattached"))
    #expect(!shown("$1\t0\t0\tattached", active: 0))
    #expect(!shown("$1\t0\t0\tattached", current: 0))
  }

  @Test(
    "rows that do not fit are left out",
    arguments: ["", "\t\t\t", "$1\t@1", "1\t@1\t%1\t1\t1\t1\t0\t0\t0\tn", "$1\t@1\t%x\t1"])
  func badRows(row: String) {
    #expect(Listing(paneRows: [Array(row.utf8)], clientRows: [Array(row.utf8)]) == Listing())
  }
}
