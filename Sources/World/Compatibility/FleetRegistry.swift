public import Fleet
public import Foundation

/// The registry of the first fleet program, as a picture of the work items (S0C-04).
///
/// What others keep in it stays: features that are not argosy's, and keys that argosy does not know.
public enum FleetRegistry {
  /// Tells argosy's features from others, and one of them from the next of the same name.
  static let mark = "argosyItem"

  /// The file's next contents.
  ///
  /// - Parameters:
  ///   - existing: the contents of now; nil when there is no file.
  ///   - moment: nanoseconds since 1970.
  /// - Returns: nil when they say it all already.
  /// - Throws: ``FleetFileError/unreadable`` when they are no registry: whoever has to mend it needs it as it is.
  public static func contents(after existing: Data?, items: [WorkItem], at moment: Int64) throws -> Data? {
    var registry: [String: Any] = [:]
    if let existing, !existing.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
      guard let old = try? JSONSerialization.jsonObject(with: existing) as? [String: Any] else {
        throw FleetFileError.unreadable
      }
      registry = old
    }
    guard var features = (registry["features"] ?? [String: Any]()) as? [String: Any] else {
      throw FleetFileError.unreadable
    }
    let before = try text(registry)
    let own = keyed(items)
    let names = Dictionary(own.map { ($1.id.text, $0) }) { first, _ in first }
    let known = Set(items.map(\.id.text))
    for (key, value) in features {
      guard let id = (value as? [String: Any])?[mark] as? String, known.contains(id) else { continue }
      if names[id] != key { features[key] = nil }
    }
    for (key, item) in own {
      let old = features[key] as? [String: Any] ?? [:]
      features[key] = old.merging(feature(item, old)) { _, new in new }
    }
    registry["features"] = features
    if registry["version"] == nil { registry["version"] = 1 }
    guard try text(registry) != before else { return nil }
    registry["updated"] = FleetWords.time(moment)
    return try text(registry) + Data("\n".utf8)
  }

  private static func text(_ registry: [String: Any]) throws -> Data {
    try JSONSerialization.data(
      withJSONObject: registry, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }

  /// A name may have been used before, and in another repository at the same time.
  private static func keyed(_ items: [WorkItem]) -> [(String, WorkItem)] {
    var result: [String: WorkItem] = [:]
    let order = items.sorted { left, right in
      if left.isOver != right.isOver { return right.isOver }
      return left.isOver
        ? (left.createdAt, left.id) > (right.createdAt, right.id)
        : (left.createdAt, left.id) < (right.createdAt, right.id)
    }
    for item in order {
      guard let first = result[item.name] else {
        result[item.name] = item
        continue
      }
      // Of those that are over the newest is enough, and none where one is at work.
      guard !item.isOver, first.repository.path != item.repository.path else { continue }
      result["\(item.name)@\(item.repository.title)"] = item
    }
    return result.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// - Parameter old: what the file says of it.
  private static func feature(_ item: WorkItem, _ old: [String: Any]) -> [String: Any] {
    [
      mark: item.id.text,
      "description": item.description,
      "title": String(item.description.prefix { $0 != "\n" }.prefix(80)),
      "repo": item.repository.path,
      "worktreePath": item.workspace.map { $0.path as Any } ?? NSNull(),
      "branch": item.branch,
      "tmuxSession": item.session.map { $0.sessionName as Any } ?? NSNull(),
      "tmuxSessionId": item.session.map { "\($0.session)" as Any } ?? NSNull(),
      "phase": FleetWords.phase(of: item),
      "phaseHistory": item.history.map { record -> [String: Any] in
        [
          "phase": FleetWords.phase(record.stage, of: item), "startedAt": FleetWords.time(record.startedAt),
          "completedAt": record.endedAt.map { FleetWords.time($0) as Any } ?? NSNull(),
        ]
      },
      "mode": item.isAutomatic ? "slfg" : "phased",
      "status": FleetWords.status(of: item),
      "startedAt": FleetWords.time(item.createdAt),
      "updatedAt": FleetWords.time(item.statusSince),
      "artifacts": Dictionary(item.artifacts.map { ($0.kind, $0.path) }) { _, last in last },
      // Whoever sorts features may have said otherwise.
      "scope": old["scope"] ?? "any",
      "tags": old["tags"] ?? [String](),
      "pr": pullRequest(item) as Any? ?? NSNull(),
    ]
  }

  private static func pullRequest(_ item: WorkItem) -> [String: Any]? {
    item.pullRequest.map { pullRequest in
      [
        "number": pullRequest.number, "url": pullRequest.url, "ciStatus": FleetWords.checks(pullRequest.ci),
        "lastChecked": FleetWords.time(pullRequest.updated.multipliedReportingOverflow(by: 1_000_000_000).partialValue),
      ]
    }
  }
}

/// Why one of the first fleet program's files cannot be kept up.
public enum FleetFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is not what it should be, and is left as it is.
  case unreadable

  public var description: String { "registry.json is no registry of features; it is left as it is" }
}
