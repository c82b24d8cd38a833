import ArgumentParser
import Daemon
import Foundation

/// The exit codes of the verbs that talk to an agent.
enum Outcome {
  static let usage = ExitCode(2)
  static let queued = ExitCode(3)
  static let refused = ExitCode(4)
  static let unconfirmed = ExitCode(5)
  static let missing = ExitCode(6)
  static let tooLate = ExitCode(7)
  static let gone = ExitCode(8)

  static let help = """
    Exit codes: 0 submitted, 3 queued (the agent is at work and keeps it), 4 refused (nothing was given to the agent), \
    5 unconfirmed (something was given, and nothing proves what became of it), 6 no such pane, 1 anything else.
    """

  /// - Throws: a `ValidationError` for what no delivery can be given, in seconds: also for what is no number.
  static func check(timeout: Double) throws {
    guard timeout >= 1, timeout <= 3600 else { throw ValidationError("--timeout takes 1 to 3600 seconds") }
  }

  static func code(_ verdict: String) -> ExitCode {
    switch verdict {
    case "submitted": .success
    case "queued": queued
    case "refused": refused
    default: unconfirmed
    }
  }
}

/// Asks for a delivery and waits for its verdict, also when the daemon ends in the middle of it.
struct DeliveryExchange {
  let access: DaemonAccess
  let json: Bool

  /// Prints the verdict and leaves with its code.
  ///
  /// - Throws: an `ExitCode`, or what went wrong before anything could be asked.
  func run(_ request: Request, patience: Double) throws {
    let (client, _) = try access.daemon()
    _ = try client.ask(Request(.ready))
    let response: Response
    do {
      response = try client.ask(request, within: Int(patience.rounded(.up)) + 30)
    } catch {
      response = try afterwards(request)
    }
    guard let report = response.delivery else {
      let complaint = response.error ?? "the daemon gave no verdict"
      guard response.isMissing == true else { throw Complaint(complaint) }
      StandardError.write(complaint + "\n")
      throw Outcome.missing
    }
    if json {
      print(try JSONText.line(report))
    } else {
      let changes = report.changes.isEmpty ? "" : " (changed: \(report.changes.joined(separator: ", ")))"
      print("\(report.verdict): \(report.reason)\(changes)")
    }
    let code = Outcome.code(report.verdict)
    guard code == .success else { throw code }
  }

  /// The daemon went away: the next one finds out what became of it.
  private func afterwards(_ request: Request) throws -> Response {
    var question = Request(.verdict)
    question.token = request.token
    let end = Date().addingTimeInterval(30)
    var failure: (any Error)?
    while Date() < end {
      do {
        // One that is on its way out may still take the call.
        let (client, _) = try access.daemon()
        _ = try client.ask(Request(.ready))
        let response = try client.ask(question)
        if response.delivery != nil { return response }
        // Written down before anything is done: what the journal does not know was not begun.
        if response.isMissing == true { throw Complaint("argosy ended before anything was given to the agent") }
        failure = nil
      } catch let complaint as Complaint {
        throw complaint
      } catch {
        failure = error
      }
      usleep(100_000)
    }
    throw failure ?? Complaint("no verdict was found")
  }
}
