import Fleet
import Foundation

/// A line of the first fleet program's event log (S0C-07), with where in argosy's own log it comes from.
struct FleetLine {
  /// Marks argosy's lines: the store's identity and the number in it.
  static let mark = "argosy"

  let event: String
  var pullRequest: Int?
  var detail: String
  private let record: LoggedRecord

  /// - Returns: nil for what that log has no word for.
  init?(_ record: LoggedRecord) {
    self.record = record
    detail = record.text
    switch record.kind {
    case .spawned:
      // How it came to be started stands at the end, in the words of the attempt.
      if record.text.hasSuffix("(\(Attempt.Reason.first.rawValue))") {
        event = "spawned"
      } else if record.text.hasSuffix("(\(Attempt.Reason.relaunch.rawValue))") {
        return nil
      } else {
        event = "resumed"
      }
    case .stageStarted: event = "phase_start"
    case .stageCompleted: event = "phase_complete"
    case .opened:
      guard let word = record.text.split(separator: ":").first,
        Attention.Kind(rawValue: String(word))?.isAsked == true
      else { return nil }
      event = "needs_input"
    case .statusChanged:
      guard record.text.hasSuffix("→ \(ItemStatus.crashed.rawValue)") else { return nil }
      event = "crashed"
    case .failed: event = "crashed"
    case .cancelled: event = "abandoned"
    case .completed: event = "done"
    case .pullRequest:
      guard let change = Self.change(record.text) else { return nil }
      event = change
      pullRequest = record.text.split(separator: "#", maxSplits: 1).last.flatMap { Int($0.prefix { $0.isNumber }) }
    default: return nil
    }
  }

  private static func change(_ text: String) -> String? {
    if text.hasSuffix(" " + PullRequestChange.opened.phrase) { return "pr_created" }
    if text.hasSuffix(" " + PullRequestChange.checksPassing.phrase) { return "ci_passed" }
    // More that fail are no change: it was failing before.
    return text.contains("\(PullRequestChange.checksFailing([]).phrase)") && !text.contains(" more checks ")
      ? "ci_failed" : nil
  }

  /// - Parameters:
  ///   - item: as it is now; nil when it is not known any more.
  ///   - source: the store's identity.
  func text(item: WorkItem?, source: String) throws -> Data {
    var line: [String: Any] = [
      "ts": FleetWords.time(record.at), "feature": record.name, "event": event,
      Self.mark: "\(source):\(record.sequence)",
    ]
    if !record.stage.isEmpty { line["phase"] = FleetWords.phase(record.stage, of: item) }
    if !detail.isEmpty { line["detail"] = detail }
    if let branch = item?.branch { line["branch"] = branch }
    if let pullRequest {
      line["pr"] = pullRequest
      if let url = item?.pullRequest?.url, item?.pullRequest?.number == pullRequest, !url.isEmpty { line["url"] = url }
    }
    return try JSONSerialization.data(withJSONObject: line, options: [.sortedKeys, .withoutEscapingSlashes])
      + Data("\n".utf8)
  }

  /// The number in the store that a line of the file came from; nil for a line of somebody else's.
  static func sequence(in line: some Sequence<UInt8>, source: String) -> Int64? {
    let values = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
    guard let parts = (values?[mark] as? String)?.split(separator: ":"), parts.count == 2, parts[0] == source else {
      return nil
    }
    return Int64(parts[1])
  }
}
