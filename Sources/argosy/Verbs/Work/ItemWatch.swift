import Daemon
import Foundation
import TmuxControl

/// Looks at one item until something is true of it, also when the daemon ends meanwhile.
struct ItemWatch {
  let exchange: WorkExchange
  let id: String

  /// The item's log tells when to look. What it does not tell of, an agent that comes up, is seen so much later.
  private static let interval: TimeInterval = 2

  /// Looks now, and with each new line of the item's log, until `look` returns something; nil when the time is over.
  ///
  /// - Parameter heard: called with each line of the log, none twice.
  func first<Result>(
    until end: Date? = nil, heard: (RecordReport) -> Void = { _ in }, _ look: (ItemReport) throws -> Result?
  ) throws -> Result? {
    var last: Int64 = 0
    while true {
      do {
        return try watch(&last, until: end, heard, look)
      } catch is SystemError {
        StandardError.write("argosy went away; asking again\n")
        // Wait for the next one here: its first answer comes when it has found out what became of everything.
        _ = try exchange.insist { try exchange.client() }
      }
    }
  }

  private func watch<Result>(
    _ last: inout Int64, until end: Date?, _ heard: (RecordReport) -> Void, _ look: (ItemReport) throws -> Result?
  ) throws -> Result? {
    let asking = try exchange.client()
    let following = try exchange.client()
    var follow = WorkRequest(.follow, item: id)
    follow.after = last
    var request = Request(.work)
    request.work = follow
    try following.send(request)
    while true {
      let answer: WorkResponse
      do {
        answer = try WorkExchange.answer(WorkRequest(.show, item: id), of: asking)
      } catch let missing as MissingItem {
        throw Complaint(missing.description)
      }
      if let result = try look(try WorkExchange.item(answer)) { return result }
      if let end, Date() >= end { return nil }
      let next = Date().addingTimeInterval(Self.interval)
      do {
        guard let response = try following.next(until: end.map { min($0, next) } ?? next) else {
          throw SystemError("the daemon hung up", code: ECONNRESET)
        }
        if let record = response.work?.record, record.number > last {
          last = record.number
          heard(record)
        }
      } catch let lost as SystemError {
        guard lost.code == ETIMEDOUT else { throw lost }
      }
    }
  }
}
