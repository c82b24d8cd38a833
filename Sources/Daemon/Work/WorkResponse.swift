public import Fleet

/// What the daemon answers about work items.
public struct WorkResponse: Codable, Hashable, Sendable {
  public var item: ItemReport?
  public var items: [ItemReport]?
  public var inbox: [InboxReport]?
  /// What would be lost; nothing was done.
  public var losses: Losses?
  public var record: RecordReport?
  public var refreshed: [RefreshReport]?
  /// Words beside the answer: what was left out, what could not be looked up.
  public var remarks: [String]?

  public init(
    item: ItemReport? = nil, items: [ItemReport]? = nil, inbox: [InboxReport]? = nil, losses: Losses? = nil,
    record: RecordReport? = nil, refreshed: [RefreshReport]? = nil, remarks: [String]? = nil
  ) {
    self.item = item
    self.items = items
    self.inbox = inbox
    self.losses = losses
    self.record = record
    self.refreshed = refreshed
    self.remarks = remarks
  }
}

/// One line of the log of work items.
public struct RecordReport: Codable, Hashable, Sendable {
  public var number: Int64
  /// ISO 8601, UTC, milliseconds.
  public var at: String
  public var item: String
  public var name: String
  /// The catalogue's words: `item.stage_started`, `session.crashed`, `attention.opened` …
  public var event: String
  public var stage: String
  public var text: String

  public init(_ record: LoggedRecord) {
    number = record.sequence
    at = Timestamp.text(Moment(wall: record.at, monotonic: 0))
    item = "\(record.item)"
    name = record.name
    event = record.word
    stage = record.stage
    text = record.text
  }
}

/// One thing that waits for a person.
public struct InboxReport: Codable, Hashable, Sendable {
  public var item: String
  public var name: String
  public var repository: String
  public var stage: String
  public var pane: String?
  public var attention: AttentionReport
  /// Its pull request's page.
  public var url: String?

  init(_ item: WorkItem, _ key: String, _ attention: Attention) {
    self.item = "\(item.id)"
    name = item.name
    repository = item.repository.title
    stage = item.stage
    pane = item.session?.isLive == true ? item.session.map { "\($0.pane)" } : nil
    self.attention = AttentionReport(key, attention)
    url = item.pullRequest.flatMap { $0.url.isEmpty ? nil : $0.url }
  }

  /// One of the things that an item's report says it waits for.
  public init(_ item: ItemReport, _ attention: AttentionReport) {
    self.item = item.id
    name = item.name
    repository = item.repository.title
    stage = item.stage
    pane = item.session.flatMap { $0.life == "live" ? $0.pane : nil }
    self.attention = attention
    url = item.pullRequest.flatMap { $0.url.isEmpty ? nil : $0.url }
  }
}
