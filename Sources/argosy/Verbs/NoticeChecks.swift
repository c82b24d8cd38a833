import Daemon
import TmuxUI

/// What the doctor says about notices that did not reach the person. Which are on, the interface's settings say.
enum NoticeChecks {
  /// - Parameter checks: what was said already. That a program is missing is said once.
  static func of(_ report: DoctorReport, beside checks: [Examination.Check]) -> [Examination.Check] {
    let isSaid = checks.contains { $0.text.contains(DesktopProgram.remedy) }
    return (report.noticeFaults ?? []).filter { !isSaid || !$0.contains(DesktopProgram.remedy) }.map { fault in
      Examination.Check(name: "notices", verdict: .note, text: PlainText.line("not told: \(fault)", limit: 400))
    }
  }
}
