import Fleet
import Foundation
import Screens
import Terminal
import TmuxControl

extension Daemon {
  /// What a caller asks of one pane.
  ///
  /// - Parameter reply: called once, on the daemon's loop; at once, or when the verdict is there.
  func take(_ request: Request, reply: @escaping @Sendable (Response) -> Void) {
    if request.verb == .verdict {
      let token = request.token ?? ""
      return reply(Response(delivery: report(on: token), isMissing: !isKnown(token)))
    }
    let pane: PaneID
    switch self.pane(of: request.pane ?? "") {
    case .success(let found): pane = found
    case .failure(let failure):
      let isMissing = if case .missing = failure { true } else { false }
      return reply(Response(error: "\(failure)", isMissing: isMissing))
    }
    let token = request.token ?? UUID().uuidString
    let seconds = request.timeout ?? Self.usualTimeout
    switch request.verb {
    case .send:
      send(request.text ?? "", to: pane, request.manner ?? .plain, token: token, within: seconds) {
        reply(Response(delivery: $0))
      }
    case .answer:
      let choice = Choice(request.words ?? [], isText: request.isText ?? false)
      answer(choice, on: pane, askID: request.askID, ownKey: request.ownKey, token: token, within: seconds) {
        reply(Response(delivery: $0))
      }
    case .peek:
      guard let terminal = intake.screens.terminal(of: pane) else {
        return reply(Response(error: "the screen of \(pane) is not known yet"))
      }
      reply(Response(screen: ScreenReport(terminal, pane: "\(pane)", isStyled: request.isStyled ?? false)))
    case .explain:
      guard let report = explain(pane) else {
        return reply(Response(error: "there is no pane \(pane) on this server", isMissing: true))
      }
      reply(Response(explanation: report))
    default: reply(Response(pane: "\(pane)"))
    }
  }

  private static let usualTimeout = 30.0
}
