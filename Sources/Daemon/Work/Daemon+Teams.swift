import Fleet
import Logging
import NIOCore
import World

/// Agents that an item's own agent has called together (S0-10): they belong to the item.
extension Daemon {
  func watchTeams() {
    guard teamFiles == nil, let files = ClaudeFiles(inheriting: configuration.environment) else { return }
    do {
      teamFiles = try FileWatcher { [weak self] _ in
        guard let self else { return }
        loop.execute { self.assumeIsolated { $0.teamsChanged() } }
      }
      teamFiles?.watch(files.teams)
      lookAtTeams()
    } catch {
      log.error("teams of agents are not watched: \(error)")
    }
  }

  /// Teams are written in several files: they are looked at together.
  private func teamsChanged() {
    guard teamsAlarm == nil, !hasEnded else { return }
    teamsAlarm = loop.scheduleTask(in: .milliseconds(100)) {
      self.assumeIsolated { daemon in
        daemon.teamsAlarm = nil
        daemon.lookAtTeams()
      }
    }
  }

  private func lookAtTeams() {
    guard let files = ClaudeFiles(inheriting: configuration.environment) else { return }
    var places: Set<String> = []
    for name in FileKind.names(in: files.teams) where !name.hasPrefix(".") {
      places.formUnion(["\(files.teams)/\(name)", "\(files.tasks)/\(name)"])
    }
    for place in places.subtracting(teamPlaces).sorted() { teamFiles?.watch(place) }
    for place in teamPlaces.subtracting(places).sorted() { teamFiles?.unwatch(place) }
    teamPlaces = places
    guard coordinator.items.values.contains(where: { !$0.isOver && $0.session != nil }) else { return }
    for (team, tasks) in files.currentTeams() {
      guard let leader = team.leader,
        let item = coordinator.items.values.first(where: { !$0.isOver && $0.session?.conversation == leader })
      else { continue }
      tell(.foundTeam(item.id, Team(name: team.name, members: team.members, tasks: tasks)))
    }
  }
}
