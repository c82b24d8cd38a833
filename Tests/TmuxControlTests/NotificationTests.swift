import Testing

@testable import TmuxControl

@Suite("Notifications")
struct NotificationTests {
  static let lines: [(String, Notification)] = [
    ("%sessions-changed", .sessionsChanged),
    ("%pause %3", .pause(PaneID(number: 3))),
    ("%window-add @4", .windowAdd(WindowID(number: 4))),
    ("%unlinked-window-close @4", .unlinkedWindowClose(WindowID(number: 4))),
    ("%unlinked-window-renamed @4", .unlinkedWindowRenamed(WindowID(number: 4), name: "")),
    ("%window-renamed @4 two words", .windowRenamed(WindowID(number: 4), name: "two words")),
    ("%session-renamed $1 %end 1 2 1", .sessionRenamed(SessionID(number: 1), name: "%end 1 2 1")),
    ("%session-changed $1 ", .sessionChanged(SessionID(number: 1), name: "")),
    (
      "%client-session-changed /dev/pts/3 $2 x y",
      .clientSessionChanged(client: "/dev/pts/3", SessionID(number: 2), name: "x y")
    ),
    ("%window-pane-changed @1 %2", .windowPaneChanged(WindowID(number: 1), PaneID(number: 2))),
    ("%session-window-changed $1 @2", .sessionWindowChanged(SessionID(number: 1), WindowID(number: 2))),
    (
      "%layout-change @1 b25d,80x24,0,0,0 b25d,80x24,0,0,0 *",
      .layoutChange(WindowID(number: 1), layout: "b25d,80x24,0,0,0")
    ),
    (
      "%subscription-changed pids $1 @2 0 %3 : a : b",
      .subscriptionChanged(name: "pids", scope: "$1 @2 0 %3", value: "a : b")
    ),
    ("%message hello", .message("hello")),
  ]

  @Test("known lines are read", arguments: lines)
  func known(line: String, notification: Notification) {
    #expect(parse(line + "\n").notifications == [notification])
  }

  @Test(
    "a known word with the wrong arguments is stray",
    arguments: ["%window-add 4", "%pause @1", "%session-renamed 1 x", "%window-pane-changed @1", "%window-add @-1"])
  func malformed(line: String) {
    let recorder = parse(line + "\n")
    #expect(recorder.notifications.isEmpty)
    #expect(recorder.strays == [line])
  }
}
