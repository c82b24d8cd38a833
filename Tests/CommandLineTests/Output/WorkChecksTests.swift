import Daemon
import Foundation
import Testing

@testable import argosy

@Suite("What doctor says about work")
struct WorkChecksTests {
  private func report(_ change: (inout DoctorReport) -> Void = { _ in }) throws -> DoctorReport {
    var report: DoctorReport = try Samples.decoded(
      """
      {"version":"0","pid":1,"server":{"pid":1,"version":"3.3a","socket":"/s"},"client":"c","hub":"$0",
       "isConnected":true,"isComplete":true,"reconnects":0,"connectedFor":1,"bytesPerSecond":0,"linesPerSecond":0,
       "missedDeadlines":0,"capturedBytes":0,"links":0,"faults":[],"watchedPanes":0,"unseededPanes":[],"agents":0,
       "followers":0,"connection":{"wireBytes":0,"outputBytes":0,"outputLines":0,"ownBlocks":0,"hookBlocks":0,"notifications":0,
       "strayLines":0},"screens":{"bornUnderWatch":0,"seeds":0,"failedSeeds":0,"pauses":0,"overflows":0,
       "lossesOfOutput":0,"drift":0},
       "journal":"/state/j.sqlite","ruleFiles":[],"ruleFaults":[]}
      """)
    change(&report)
    return report
  }

  private func lines(_ change: (inout DoctorReport) -> Void = { _ in }) throws -> [String] {
    WorkChecks.of(try report(change)).map { "\($0.verdict.mark) \($0.name) \($0.text)" }
  }

  @Test("a journal that can be written is named; one that cannot is wrong, with the reason")
  func journal() throws {
    #expect(try lines() == ["✓ journal /state/j.sqlite"])
    #expect(try lines { $0.journal = nil }.first?.hasPrefix("✗ journal cannot be written") == true)
    let full = try lines { $0.journalFault = "no space is left for the journal /state/j.sqlite" }
    #expect(full.count == 1 && full[0].hasPrefix("✗ journal cannot be written: no space is left for the journal"))
  }

  @Test("a configuration that is not in force is wrong, with the reason")
  func configuration() throws {
    let lines = try lines { $0.configurationFault = "config.yml:3: there is no key `foo`" }
    #expect(lines.count == 2 && lines[1].hasPrefix("✗ config.yml not in force: config.yml:3: there is no key `foo`. "))
  }

  @Test("obstacles are wrong, delays are notes, and what is well is told")
  func pullRequests() throws {
    let well = try lines { ($0.followedRepositories, $0.pullRequestFaults) = (["acme/api", "acme/app"], []) }
    #expect(well.last == "✓ pull requests followed in acme/api, acme/app")
    let slow = try lines { ($0.followedRepositories, $0.pullRequestDelays) = (["acme/app"], ["acme/app: later"]) }
    #expect(slow.last == "· pull requests acme/app: later")
    let ill = try lines { ($0.pullRequestFaults, $0.pullRequestDelays) = (["a", "b"], ["c"]) }
    #expect(ill.count == 3 && ill[1].hasPrefix("✗ pull requests not followed: a. "))
    #expect(ill[2].hasPrefix("✗ pull requests not followed: b. ") && ill[2].hasSuffix("argosy refresh"))
  }

  @Test("sessions without an item are named, and nothing in a name reaches the terminal as a command")
  func orphans() throws {
    let lines = try lines { $0.orphans = ["lost ($3)", Samples.hostile] }
    #expect(lines.dropFirst().first?.hasPrefix("· sessions lost ($3) bears the mark") == true)
    #expect(lines.allSatisfy(Samples.isInert))
    let others = try self.lines { ($0.journalFault, $0.pullRequestFaults) = (Samples.hostile, [Samples.hostile]) }
    #expect(others.allSatisfy(Samples.isInert))
  }
}
