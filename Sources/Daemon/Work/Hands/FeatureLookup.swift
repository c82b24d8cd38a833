import Fleet
import Foundation
import Recognition
import World

/// What can be wrong with an order for a feature, beside what git says.
enum FeatureRefusal: Error, CustomStringConvertible {
  case noDescription
  case unknownAgent(String)
  case nameTaken(String)
  case noIssues
  /// `.argosy.yml` names a stage that the workflow has not.
  case unknownStage(String, key: String, stages: [String])

  var description: String {
    switch self {
    case .noDescription: "say what the feature is: argosy new \"…\""
    case .unknownAgent(let name): "no agent is called \(name); argosy agents lists them"
    case .unknownStage(let name, let key, let stages):
      ".argosy.yml: there is no stage \(name), named under `\(key)`; the workflow has \(stages.joined(separator: ", "))"
    case .noIssues: "the repository has no remote on a server with issues"
    case .nameTaken(let name): "\(name) is already being worked on; choose another name, or stop it first"
    }
  }
}

extension WorkHands {
  /// Looks up everything about a feature that a person did not have to say. Nothing is made.
  ///
  /// - Parameter taken: names of the items of this repository that have not ended.
  /// - Throws: why it cannot be begun.
  func look(
    up request: FeatureRequest, follows: WorkItem?, taken: @Sendable (String) async -> Set<String>
  ) async throws -> NewItem {
    let words = request.description.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !words.isEmpty || request.issue != nil else { throw FeatureRefusal.noDescription }
    let repository = try await repository(request.directory)
    let settings = try RepositorySettings(repository: repository.top)
    let workflow = try Self.workflow(settings, repository.top)
    let agent = request.agent ?? settings.agent ?? "claude"
    guard catalog.agents.contains(where: { $0.agent == agent }) else { throw FeatureRefusal.unknownAgent(agent) }
    let names = await taken(repository.top)
    let branch = try await repository.defaultBranch()
    let address = try await repository.remoteAddress()
    let text = try await description(words, request.issue, address)
    let name = try await free(request, text, repository, names)
    return NewItem(
      id: ItemID(request.id), name: name.text, description: text,
      repository: Repository(
        path: repository.top, defaultBranch: branch.name, host: address?.host, owner: address?.owner,
        name: address?.name,
        gitDirectory: repository.commonDirectory, remote: try await repository.remote()),
      settings: Self.settings(settings, agent: agent, base: request.base),
      workflow: workflow,
      isAutomatic: request.isAutomatic, issue: request.issue, follows: follows?.id)
  }

  /// What a person said, and with an issue its title and text.
  private func description(_ words: String, _ number: Int?, _ address: RemoteAddress?) async throws -> String {
    guard let number else { return words }
    guard let address else { throw FeatureRefusal.noIssues }
    let issue = try await GitHub(environment).issue(
      number, in: RepositoryName(host: address.host, owner: address.owner, name: address.name))
    let parts = [words, words.isEmpty ? issue.title : "Issue #\(number): \(issue.title)", issue.text]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A name that a person gave must not be one that is being worked on; what else is in its way gets it a number, as
  /// does a name that was made.
  private func free(
    _ request: FeatureRequest, _ text: String, _ repository: GitRepository, _ taken: Set<String>
  ) async throws -> FeatureName {
    let wanted = try request.name.map { try FeatureName($0) } ?? FeatureName(describing: text)
    if request.name != nil, taken.contains(wanted.text) { throw FeatureRefusal.nameTaken(wanted.text) }
    for name in wanted.candidates where !taken.contains(name.text) {
      if try await repository.isFree(name) { return name }
    }
    throw FeatureRefusal.nameTaken(wanted.text)
  }

  private static func workflow(_ settings: RepositorySettings, _ top: String) throws -> Workflow {
    var workflow = Workflow.feature
    if let path = settings.workflow {
      guard let file = FileTail(of: "\(top)/\(path)", limit: 256 << 10) else {
        throw RuleError(file: path, message: "the workflow file of .argosy.yml cannot be read")
      }
      workflow = try Workflow(yaml: String(decoding: file.bytes, as: UTF8.self), file: path)
    }
    for (key, names) in [("gates", settings.gates.keys.sorted()), ("models", settings.models.keys.sorted())] {
      if let name = names.first(where: { workflow.stage($0) == nil }) {
        throw FeatureRefusal.unknownStage(name, key: key, stages: workflow.stages.map(\.name))
      }
    }
    return workflow
  }

  private static func settings(_ settings: RepositorySettings, agent: String, base: String?) -> ItemSettings {
    var result = ItemSettings(agent: agent, base: base ?? settings.base)
    if let mode = settings.permissionMode { result.permissionMode = mode.rawValue }
    result.models = settings.models
    result.gates = settings.gates.compactMapValues { Stage.Gate(rawValue: $0.rawValue) }
    if let limit = settings.limit { result.limit = limit }
    if let handler = settings.pullRequests.onFailure { result.onFailure = handler == .agent ? .agent : .person }
    if let handler = settings.pullRequests.onComments { result.onComments = handler == .agent ? .agent : .person }
    if let attempts = settings.pullRequests.attempts { result.attempts = attempts }
    result.notify = settings.notify
    return result
  }
}
