/// The ordered stages that an item of some kind passes, as a workflow file tells them.
public struct Workflow: Hashable, Sendable, Codable {
  public var name: String
  public var stages: [Stage]
  /// The one command of the automatic mode; nil when the workflow has none (S0-18).
  public var automatic: Stage?

  public init(name: String, stages: [Stage], automatic: Stage? = nil) {
    self.name = name
    self.stages = stages
    self.automatic = automatic
  }

  public func stage(_ name: String) -> Stage? {
    if let automatic, automatic.name == name { return automatic }
    return stages.first { $0.name == name }
  }

  /// The stages of an item: all, or in the automatic mode its one command and what completes the item.
  public func path(isAutomatic: Bool) -> [Stage] {
    guard isAutomatic, let automatic else { return stages }
    return [automatic] + stages.filter(\.isWatched)
  }
}

/// One step of a workflow.
public struct Stage: Hashable, Sendable, Codable {
  /// Who lets the next stage begin.
  public enum Gate: String, Hashable, Sendable, Codable, CaseIterable {
    /// It begins by itself.
    case auto
    /// A person says so.
    case pause
    /// A person says so, and a policy of the repository cannot change that.
    case human
  }

  public var name: String
  /// The word for an item in this stage: planning, working, verifying, in_review.
  public var status: ItemStatus
  /// What is sent to the agent. `{description}` stands for the item's. Nil: nothing is sent, and the stage ends when the
  /// pull request does.
  public var command: String?
  public var gate: Gate
  /// Paths in the worktree, as shell patterns, that the stage is expected to leave, by kind.
  public var artifacts: [String: [String]]

  public init(
    name: String, status: ItemStatus, command: String?, gate: Gate = .auto, artifacts: [String: [String]] = [:]
  ) {
    self.name = name
    self.status = status
    self.command = command
    self.gate = gate
    self.artifacts = artifacts
  }

  /// Ends with the pull request, not with an agent's turn.
  public var isWatched: Bool { command == nil }

  public func command(for description: String) -> String? {
    command?.replacing("{description}", with: description)
  }
}

// MARK: Reading what an older argosy wrote

extension Stage {
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    status = try values.decode(ItemStatus.self, forKey: .status)
    command = try values.decodeIfPresent(String.self, forKey: .command)
    gate = try values.decode(.gate, or: .auto)
    artifacts = try values.decode(.artifacts, or: [:])
  }
}
