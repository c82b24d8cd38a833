import ArgumentParser
import Daemon
import Foundation
import TmuxControl

extension Doctor {
  /// Drift is 1, so that nothing else may be.
  private static let failure = ExitCode(2)

  /// Every pane takes tmux a millisecond or two, a difference three times that.
  private static let patience = 120

  func compareScreens() throws {
    let report: VerificationReport
    do {
      guard let client = try server.access.runningDaemon() else {
        throw Complaint("argosy is not up on this server: argosy up")
      }
      let response = try client.ask(Request(.verify), within: Self.patience)
      guard let verification = response.verification else {
        throw Complaint(response.error ?? "the daemon gave no answer")
      }
      report = verification
    } catch {
      FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
      throw Self.failure
    }
    print(json ? try JSONText.pretty(report) : VerificationTable(report, style: .detected).text)
    if report.count(.drift) > 0 { throw ExitCode(1) }
  }
}
