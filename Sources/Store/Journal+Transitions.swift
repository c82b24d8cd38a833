internal import GRDB
public import TmuxControl

/// A transition as the journal tells it.
public struct RecordedTransition: Hashable, Sendable {
  public var pane: String
  public var session: String
  public var sessionName: String
  public var agent: String
  public var from: String?
  public var to: String?
  public var kind: String?
  public var question: String?
  public var reason: String
  /// Nanoseconds since 1970.
  public var at: Int64

  public init(
    pane: String, session: String, sessionName: String, agent: String, from: String?, to: String?, kind: String?,
    question: String?, reason: String, at: Int64
  ) {
    self.pane = pane
    self.session = session
    self.sessionName = sessionName
    self.agent = agent
    self.from = from
    self.to = to
    self.kind = kind
    self.question = question
    self.reason = reason
    self.at = at
  }
}

extension Journal {
  /// The transitions since a moment, oldest first: all that were recorded before this call, and none after it.
  ///
  /// - Parameters:
  ///   - moment: nanoseconds since 1970.
  ///   - completion: called on any thread.
  public func transitions(
    since moment: Int64, epoch: ServerEpoch, limit: Int = 100_000,
    completion: @escaping @Sendable (Result<[RecordedTransition], any Error>) -> Void
  ) {
    database.asyncRead { result in
      completion(
        Result {
          try TransitionRow.fetchAll(
            try result.get(),
            sql: """
              SELECT * FROM (SELECT * FROM transition WHERE at >= ? AND serverPID = ? AND serverStart = ?
              ORDER BY id DESC LIMIT ?) ORDER BY id
              """, arguments: [moment, epoch.pid, epoch.startTime, limit]
          ).map { row in
            RecordedTransition(
              pane: row.pane, session: row.session, sessionName: row.sessionName, agent: row.agent, from: row.fromState,
              to: row.toState, kind: row.toKind, question: row.question, reason: row.reason, at: row.at)
          }
        })
    }
  }
}
