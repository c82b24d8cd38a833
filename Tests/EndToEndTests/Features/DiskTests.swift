import Daemon
import Foundation
import TestSupport
import Testing

/// What argosy cannot write down it does not do, and says so.
@Suite("Features on a disk that cannot be written", .serialized, .smallDisk)
struct DiskTests {
  private static let order = ["new", "Redesign the cart", "--name", "cart-redesign", "--json"]

  /// How the state's disk gets into the way, and out of it.
  enum Fault: String, CaseIterable {
    case full, readOnly

    var words: [String] {
      switch self {
      case .full: ["no space is left for the journal", "make room on its disk"]
      case .readOnly: ["is read-only", "make it, and its directory, writable"]
      }
    }

    func begin(on disk: SmallDisk) async throws {
      switch self {
      case .full: try disk.fill()
      case .readOnly: try await disk.setReadOnly(true)
      }
    }

    func end(on disk: SmallDisk) async throws {
      switch self {
      case .full: try disk.empty()
      case .readOnly: try await disk.setReadOnly(false)
      }
    }
  }

  private func withDisk(_ body: (FeatureRig, SmallDisk) async throws -> Void) async throws {
    try await withFeatures { features in
      try await SmallDisk.use(kilobytes: 4096, at: URL(fileURLWithPath: features.path("state"))) { disk in
        try await body(features, disk)
        _ = try? await features.rig.outcome("down")
      }
    }
  }

  @Test("while the disk is full orders are refused, nothing is begun and agents go on; with room again nothing is lost")
  func full() async throws {
    try await withDisk { features, disk in
      try await heldBehindWork(features)
      try await features.begins("Add pagination", name: "pagination", in: "api", script: Self.twoStages)
      try await features.reaches("pagination", "works") { $0.progress == "running" }
      let daemon = try await features.rig.doctor().pid
      let before = try await World(features)

      // What the database has of its own is used up first.
      _ = try await eventually("nothing can be written") {
        try disk.fill()
        return try await features.rig.doctor()
      } until: {
        $0.journalFault != nil
      }
      try await expectRefusals(features, disk, .full)
      // What an agent does cannot be refused. It is known, and what follows from it waits.
      try await features.agent("pagination").does("idle")
      try await features.reaches("pagination", "is known to be done with its stage") {
        $0.history.first?.ended != nil
      }
      #expect(try await World(features) == before, "something was begun that is not written down")
      try await expectShown(features, .full)
      #expect(try await features.rig.doctor().pid == daemon)
      try disk.fill()
      let sent = try await features.rig.outcome("send", "auth-sso", "hello")
      #expect(sent.status == 4 && sent.output.contains("no space is left"), "\(sent)")

      try disk.empty()
      try await expectTheSameOrdersToWork(features)
      try await features.reaches("pagination", "goes on by itself") { $0.stage == "plan" && $0.progress == "running" }
      #expect(features.agent("pagination").commands == ["/workflows:brainstorm Add pagination", "/workflows:plan"])
      try await expectNothingLeft(features)
      #expect(try await features.rig.doctor().pid == daemon)
      try await expectTheSameAfterARestart(features)
    }
  }

  @Test("an argosy that starts on a disk it cannot write knows no items, says why, and takes them up when it can")
  func atTheStart() async throws {
    for fault in Fault.allCases {
      try await withDisk { features, disk in
        try await heldBehindWork(features)
        let before = try await World(features)
        let (old, _) = try await features.rig.processes()
        try await features.rig.run("down")
        try await old.ends("the daemon")
        // An open journal could be read with no room at all.
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: disk.path + "/argosy").allSatisfy {
            !$0.contains(".sqlite-")
          })
        try await fault.begin(on: disk)
        try await features.rig.run("up")
        let daemon = try await features.rig.doctor().pid
        try await expectRefusals(features, disk, fault)
        // What the daemon gives back of a failed try may be room enough for the next.
        if fault == .full { try disk.fill() }
        let shown = try await features.rig.outcome("show", "auth-sso")
        #expect(shown.status == 1 && fault.words.allSatisfy(shown.errors.contains), "\(shown)")
        if fault == .full { try disk.fill() }
        try await expectShown(features, fault)
        #expect(try await World(features) == before, "\(fault)")

        try await fault.end(on: disk)
        try await expectTheSameOrdersToWork(features)
        try await expectNothingLeft(features)
        #expect(try await features.rig.doctor().pid == daemon)
        try await expectTheSameAfterARestart(features)
      }
    }
  }

  // MARK: What is there

  /// All that an order could begin: sessions, worktrees, branches, and what agents were given.
  private struct World: Hashable {
    let sessions: String
    let worktrees: String
    let branches: String
    let commands: [[String]]

    init(_ features: FeatureRig) async throws {
      sessions = try await features.tmux.run("list-sessions", "-f", "#{@fleet_managed}", "-F", "#{session_id}")
      worktrees = try await features.git("worktree", "list", "--porcelain")
      branches = try await features.git("branch", "--list")
      commands = ["auth-sso", "pagination", "cart-redesign"].map { features.agent($0).commands }
    }
  }

  private static let twoStages = "on /workflows:brainstorm -> work\non /workflows:plan -> work\n"

  private func heldBehindWork(_ features: FeatureRig) async throws {
    let script = FeatureScripts.whole.replacing("work 300ms; exit", with: "work")
    try await features.begins("Add SSO support", name: "auth-sso", script: script)
    try await features.reaches("auth-sso", "is held behind work") { $0.stage == "work" && $0.progress == "held" }
    try features.agent("cart-redesign").script(FeatureScripts.busy)
  }

  // MARK: What is said

  private func orders(_ features: FeatureRig) -> [[String]] {
    [["advance", "auth-sso"], Self.order + ["--repo", features.path("dev/app")], ["done", "auth-sso"]]
  }

  private func expectRefusals(_ features: FeatureRig, _ disk: SmallDisk, _ fault: Fault) async throws {
    for order in orders(features) {
      if fault == .full { try disk.fill() }
      let outcome = try await features.rig.outcome(order)
      #expect(outcome.status == 1 && outcome.output.isEmpty, "\(order): \(outcome)")
      for words in fault.words + ["nothing was begun", "order it again"] {
        #expect(outcome.errors.contains(words), "\(order): \(outcome.errors)")
      }
    }
  }

  private func expectShown(_ features: FeatureRig, _ fault: Fault) async throws {
    let inbox = try await features.rig.run("inbox")
    #expect(inbox.contains(fault.words[0]) && inbox.contains("cannot be written down"), "\(inbox)")
    let doctor = try await features.rig.outcome("doctor")
    let line = doctor.output.split(separator: "\n").first { $0.contains(" journal ") } ?? ""
    #expect(doctor.status == 1 && line.hasPrefix("✗") && line.contains(fault.words[0]), "\(doctor.output)")
  }

  private func expectTheSameOrdersToWork(_ features: FeatureRig) async throws {
    for order in orders(features).dropLast() {
      let outcome = try await features.rig.outcome(order)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(order): \(outcome)")
    }
    try await features.reaches("auth-sso", "is in review") { $0.stage == "review" && $0.progress == "running" }
    let commands = features.agent("auth-sso").commands.map { $0.split(separator: " ")[0] }
    #expect(commands == ["/workflows:brainstorm", "/workflows:plan", "/workflows:work", "/workflows:review"])
    #expect(features.agent("cart-redesign").commands == ["/workflows:brainstorm Redesign the cart"])
    #expect(features.agent("cart-redesign").starts.count == 1 && features.agent("auth-sso").starts.count == 1)
  }

  private func expectNothingLeft(_ features: FeatureRig) async throws {
    #expect(try await !features.rig.run("inbox").contains("cannot be written down"))
    let report = try await features.rig.doctor()
    #expect(report.journalFault == nil && report.journal != nil && report.orphans == [])
  }

  private func expectTheSameAfterARestart(_ features: FeatureRig) async throws {
    func state() async throws -> [String] {
      try await features.items().map { "\($0.id) \($0.stage) \($0.history.map(\.stage)) \($0.attempts.count)" }
    }
    let (items, before) = (try await state(), try await World(features))
    let (daemon, _) = try await features.rig.processes()
    try daemon.signal(9)
    try await daemon.ends("the daemon")
    try await features.rig.run("up")
    #expect(try await state() == items)
    #expect(try await World(features) == before)
  }
}
