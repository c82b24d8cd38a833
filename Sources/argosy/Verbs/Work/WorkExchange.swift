import ArgumentParser
import Daemon
import Foundation
import TmuxControl

/// Questions and orders about work items, and what the daemon says to them.
struct WorkExchange {
  let access: DaemonAccess

  /// How the verbs that order something end.
  static let help = """
    Exit codes: 0 it is ordered, 1 it is refused or failed, with the reason, 2 usage, 6 there is no such item.
    """

  /// How long an answer is waited for. What has to be looked up may need git, or the network.
  private static let patience = 120

  func ask(_ request: WorkRequest) throws -> WorkResponse {
    let client = try client()
    do {
      return try Self.answer(request, of: client)
    } catch let missing as MissingItem {
      StandardError.write(missing.description + "\n")
      throw Outcome.missing
    } catch let lost as SystemError {
      throw Complaint("\(lost). Whether it was done is to be seen with: argosy status")
    }
  }

  /// For orders and questions that are answered with the one item they are about.
  func item(_ request: WorkRequest) throws -> ItemReport { try Self.item(try ask(request)) }

  func item(_ name: String) throws -> ItemReport { try item(WorkRequest(.show, item: name)) }

  /// Begins a feature. Where the daemon goes away before it has answered, the next one is asked whether it knows the
  /// feature's token, and only where it does not, the feature is ordered again.
  func begin(_ feature: FeatureRequest) throws -> ItemReport {
    var request = WorkRequest(.new)
    request.feature = feature
    let client = try client()
    do {
      return try Self.item(try Self.answer(request, of: client))
    } catch let lost as SystemError {
      StandardError.write("\(lost); asking again\n")
    }
    return try insist {
      let client = try self.client()
      do {
        return try Self.item(try Self.answer(WorkRequest(.show, item: feature.id), of: client))
      } catch is MissingItem {
        return try Self.item(try Self.answer(request, of: client))
      }
    }
  }

  /// Tries again for half a minute while no daemon can be reached. What a daemon says is final.
  func insist<Result>(_ body: () throws -> Result) throws -> Result {
    let end = Date().addingTimeInterval(30)
    while true {
      do {
        return try body()
      } catch let complaint as Complaint {
        throw complaint
      } catch let missing as MissingItem {
        throw Complaint(missing.description)
      } catch {
        guard Date() < end else {
          throw Complaint(
            "argosy went away and does not come back (\(error)). What was ordered is written down or was not begun; "
              + "run argosy up, then argosy status")
        }
      }
      usleep(100_000)
    }
  }

  /// A connection to a daemon whose model is complete.
  func client() throws -> DaemonClient {
    let (client, _) = try access.daemon()
    _ = try client.ask(Request(.ready))
    return client
  }

  /// - Throws: ``MissingItem``, a ``Complaint`` in the daemon's words, `SystemError` when it went away.
  static func answer(_ work: WorkRequest, of client: DaemonClient) throws -> WorkResponse {
    var request = Request(.work)
    request.work = work
    let response = try client.ask(request, within: patience)
    if let answer = response.work, response.error == nil { return answer }
    let words = response.error ?? "the daemon gave no answer"
    if response.isMissing == true { throw MissingItem(description: words) }
    throw Complaint(words)
  }

  static func item(_ response: WorkResponse) throws -> ItemReport {
    guard let item = response.item else { throw Complaint("the daemon gave no item") }
    return item
  }
}

/// The item that was named is not there.
struct MissingItem: Error, CustomStringConvertible {
  let description: String
}
