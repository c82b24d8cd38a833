import Fleet

/// Values as a line of a trace tells them.
extension WorkItem {
  var line: String {
    var parts = ["\(id) “\(name)” \(status.rawValue)", "\(life)", "\(stage) \(progress)"]
    if let session { parts.append("\(session.pane)/\(session.pid ?? 0) \(session.life) \(session.sight.state)") }
    if let doing { parts.append("doing \(doing.id) \(doing.deed.word)") }
    if !errands.isEmpty { parts.append("errands \(errands.map { "\($0.about) \($0.progress)" })") }
    if !attention.isEmpty { parts.append("wants \(attention.keys.sorted().joined(separator: ","))") }
    return parts.joined(separator: " · ")
  }
}

extension WorkEvent {
  var line: String {
    switch self {
    case .ordered(let order): "ordered \(order.word) \(order.item)"
    case .done(let effect, let item, let result): "done \(effect) of \(item): \(result.line)"
    case .saw(let id, let sight): "saw \(id) \(sight.state)\(sight.isInterrupted ? " (interrupted)" : "")"
    case .ended(let id, let code): "ended \(id) \(code.map(String.init) ?? "?")"
    case .gone(let id): "gone \(id)"
    case .moved(let id, let name): "moved \(id) to \(name)"
    case .introduced(let id, let conversation, _): "introduced \(id) \(conversation ?? "")"
    case .foundArtifact(let id, _, let path): "artifact \(id) \(path)"
    case .foundTeam(let id, _): "team \(id)"
    case .pullRequest(let id, let pull, _): "pull \(id) #\(pull.number) \(pull.state) \(pull.ci) at \(pull.updated)"
    case .surveyed: "surveyed"
    case .woke: "woke"
    }
  }
}

extension DeedResult {
  var line: String {
    switch self {
    case .prepared(let workspace): "prepared \(workspace.path)"
    case .opened(let session): "opened \(session.pane)/\(session.pid ?? 0)"
    case .sent: "sent"
    case .refused(let reason, let passes): "refused: \(reason)\(passes ? "" : " (for good)")"
    case .unconfirmed(let reason): "unconfirmed: \(reason)"
    case .closed: "closed"
    case .discarded: "discarded"
    case .kept(let losses): "kept \(losses.uncommitted + losses.unpushed)"
    case .failed(let reason): "failed: \(reason)"
    case .lost: "lost"
    }
  }
}

extension WorkWish {
  var line: String? {
    switch self {
    case .act(let effect):
      if case .send(let text) = effect.deed {
        "\(effect.id) send \(text.prefix(40))"
      } else {
        "\(effect.id) \(effect.deed)"
      }
    case .cancel(let id): "cancel \(id)"
    case .notify(let id, let attention): "tell a person: \(id) \(attention.kind.rawValue)"
    case .wake: nil
    }
  }
}
