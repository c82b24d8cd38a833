import Daemon
import TmuxUI

/// What the doctor says about work items: whether they can be written down, their pull requests, and their sessions.
enum WorkChecks {
  static func of(_ report: DoctorReport) -> [Examination.Check] {
    [journal(report)] + configuration(report) + pullRequests(report) + sessions(report)
  }

  private static func journal(_ report: DoctorReport) -> Examination.Check {
    if let fault = report.journalFault {
      return check(
        "journal", .wrong,
        "cannot be written: \(plain(fault)). Orders are refused, and what agents do waits until it can")
    }
    guard let journal = report.journal else {
      return check("journal", .wrong, "cannot be written: states will not survive a restart (the log tells why)")
    }
    return check("journal", .fine, journal)
  }

  private static func configuration(_ report: DoctorReport) -> [Examination.Check] {
    guard let fault = report.configurationFault else { return [] }
    return [check("config.yml", .wrong, "not in force: \(plain(fault)). When that is mended: argosy down, argosy up")]
  }

  private static func pullRequests(_ report: DoctorReport) -> [Examination.Check] {
    let faults = report.pullRequestFaults ?? []
    guard faults.isEmpty else {
      return faults.map { fault in
        check("pull requests", .wrong, "not followed: \(plain(fault)). When that is mended: argosy refresh")
      }
    }
    let delays = report.pullRequestDelays ?? []
    guard delays.isEmpty else { return delays.map { check("pull requests", .note, plain($0)) } }
    let repositories = (report.followedRepositories ?? []).map(plain)
    return repositories.isEmpty
      ? [] : [check("pull requests", .fine, "followed in \(repositories.joined(separator: ", "))")]
  }

  private static func sessions(_ report: DoctorReport) -> [Examination.Check] {
    (report.orphans ?? []).map { session in
      check(
        "sessions", .note,
        "\(plain(session)) bears the mark of an item that is not in the journal: look at it, and end it yourself")
    }
  }

  private static func check(_ name: String, _ verdict: Examination.Verdict, _ text: String) -> Examination.Check {
    Examination.Check(name: name, verdict: verdict, text: text)
  }

  private static func plain(_ text: String) -> String { PlainText.line(text, limit: 300) }
}
