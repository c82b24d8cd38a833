import Daemon
import TmuxUI

/// What the doctor says about notices that did not reach the person. Which are on, the interface's settings say.
enum NoticeChecks {
  static func of(_ report: DoctorReport) -> [Examination.Check] {
    (report.noticeFaults ?? []).map { fault in
      Examination.Check(name: "notices", verdict: .note, text: PlainText.line("not told: \(fault)", limit: 400))
    }
  }
}
