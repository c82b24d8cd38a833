import Testing
import TmuxControl

@Suite("What is known of tmux versions")
struct ServerFaultTests {
  @Test(
    "client and server fit on the same side of 3.6",
    arguments: [
      ("tmux 3.3a", "3.3a", true), ("tmux 3.5a", "3.3a", true), ("tmux 3.6", "3.5a", false),
      ("tmux 3.5a", "3.6b", false),
      ("tmux 3.7c", "3.6", true), ("tmux next-3.8", "3.7c", true), ("tmux master", "3.5", false),
      ("tmux openbsd-7.5", "3.3a", true), ("", "", true), ("tmux 3.10", "3.6", true), ("tmux 2.9", "3.6", false),
    ])
  func wireFormat(client: String, server: String, fits: Bool) {
    #expect(WireFormat.fits(client: client, server: server) == fits)
  }

  @Test("faults are told for the versions that have them")
  func faults() {
    func issues(_ version: String) -> Set<Int> { Set(ServerFault.known(in: version).compactMap(\.issue)) }
    #expect(issues("3.3a") == [4980, 5444, 5499, 5054])
    #expect(issues("3.6b") == [4980, 5444, 5499, 5054])
    #expect(issues("3.7c") == [5444, 5499])
    #expect(issues("next-3.8").isEmpty)
    let leaks = { (version: String) in ServerFault.known(in: version).contains { $0.what.contains("memory") } }
    #expect(leaks("3.5a") && !leaks("3.6"))
    #expect(ServerFault.known(in: "?").count > 5, "an unknown version may have them all")
  }
}
