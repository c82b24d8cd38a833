// swift-tools-version: 6.2

import PackageDescription

/// Every target of our own is built the same way: Swift 6, warnings are errors, unsafe code is marked.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "argosy",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "argosy", targets: ["argosy"]),
    .executable(name: "argosy-standin", targets: ["StandIn"]),
    .executable(name: "argosy-standin-gh", targets: ["StandInGh"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-collections", .upToNextMinor(from: "1.6.0")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(url: "https://github.com/jpsim/Yams", .upToNextMinor(from: "6.2.2")),
    .package(url: "https://github.com/swiftlang/swift-subprocess", .upToNextMinor(from: "1.0.2"), traits: []),
  ],
  targets: [
    // Bytes of `tmux -C` to typed events, commands to bytes, the hub.
    .target(name: "CProcess"),
    .target(name: "TmuxControl", dependencies: ["CProcess", collections, nioCore, nioPosix], swiftSettings: strict),
    .testTarget(
      name: "TmuxControlTests", dependencies: ["TmuxControl", "TestSupport", nioCore, nioPosix], swiftSettings: strict),

    // The screen tmux itself holds.
    .target(name: "Terminal", swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TmuxControl", "TestSupport"], exclude: ["Recordings"],
      swiftSettings: strict),

    // Drawing on a terminal, and its keys.
    .target(name: "Canvas", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(
      name: "CanvasTests", dependencies: ["Canvas", "Terminal", "TestSupport"], swiftSettings: strict),

    // One terminal per watched pane: born, seeded, paused, left.
    .target(name: "Screens", dependencies: ["TmuxControl", "Terminal"], swiftSettings: strict),
    .testTarget(
      name: "ScreensTests",
      dependencies: ["Screens", "Terminal", "TestSupport", "TmuxControl", nioCore, nioPosix], swiftSettings: strict),

    // What a screen says about an agent.
    .target(
      name: "Recognition", dependencies: ["Terminal", yams], exclude: ["Rules/FORMAT.md"],
      resources: [
        .embedInCode("Rules/claude.yaml"), .embedInCode("Rules/codex.yaml"),
        .embedInCode("Rules/gemini.yaml"), .embedInCode("Rules/opencode.yaml"),
        .embedInCode("Rules/copilot.yaml"), .embedInCode("Rules/cursor.yaml"),
        .embedInCode("Rules/aider.yaml"), .embedInCode("Rules/amp.yaml"),
      ], swiftSettings: strict),
    .testTarget(
      name: "RecognitionTests",
      dependencies: ["Recognition", "LabelledScreens", "LabelledStreams", "Terminal", "TestSupport"],
      swiftSettings: strict),
    // Screens with what a person reads in them, for the tests and the benchmark.
    .target(
      name: "LabelledScreens", dependencies: ["Recognition"], path: "Tests/LabelledScreens", exclude: ["Screens"],
      swiftSettings: strict),

    // What panes printed over time with what their agents were doing, and what becomes of it here.
    .target(
      name: "LabelledStreams",
      dependencies: ["Fleet", "LabelledScreens", "Recognition", "Screens", "Terminal", "TmuxControl"],
      path: "Tests/LabelledStreams", exclude: ["Streams"], swiftSettings: strict),
    .testTarget(
      name: "StreamTests", dependencies: ["LabelledStreams", "LabelledScreens", "Recognition", "TestSupport"],
      swiftSettings: strict),

    // The domain: values and one reducer.
    .target(
      name: "Fleet", dependencies: ["Recognition", "TmuxControl"],
      resources: [.embedInCode("Workflows/feature.yml")], swiftSettings: strict),
    .testTarget(
      name: "FleetTests", dependencies: ["Fleet", "Recognition", "TestSupport", "TmuxControl"], swiftSettings: strict),

    // The domain in a simulated world, with faults between any two steps.
    .target(name: "Simulation", dependencies: ["Fleet", "Recognition", "Store", "TmuxControl"], swiftSettings: strict),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation", "TestSupport"], swiftSettings: strict),

    // The durable journal.
    .target(name: "Store", dependencies: ["Fleet", "Recognition", "TmuxControl", grdb], swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Fleet", "Recognition", "TestSupport", "TmuxControl", grdb],
      swiftSettings: strict),

    // Processes and everything else outside tmux.
    .target(
      name: "World",
      dependencies: ["CProcess", "Fleet", "Recognition", "Terminal", "TmuxControl", "TmuxUI", subprocess],
      swiftSettings: strict),
    .testTarget(
      name: "WorldTests",
      dependencies: [
        "World", "Fleet", "Recognition", "StandInGh", "StandInGitHub", "TestSupport", "TmuxControl", "TmuxUI",
      ], swiftSettings: strict),

    // What tmux shows: options, formats, escaping.
    .target(
      name: "TmuxUI", dependencies: ["Fleet", "Recognition", "Terminal", "TmuxControl"],
      resources: [.embedInCode("Formats/argosy.conf")], swiftSettings: strict),
    .testTarget(
      name: "TmuxUITests",
      dependencies: ["TmuxUI", "Fleet", "Recognition", "Terminal", "TestSupport", "TmuxControl"],
      swiftSettings: strict),

    // The wiring, and the socket the command line talks to.
    .target(
      name: "Daemon",
      dependencies: [
        "TmuxControl", "Terminal", "Screens", "Recognition", "Fleet", "Store", "World", "TmuxUI",
        logging, nioCore, nioPosix,
      ],
      resources: [.embedInCode("Work/Orchestrator/SKILL.md")], swiftSettings: strict),

    .executableTarget(
      name: "argosy",
      dependencies: [
        "Canvas", "Daemon", "TmuxControl", "Terminal", "Screens", "Recognition", "Fleet", "Store", "World", "TmuxUI",
        argumentParser,
      ],
      resources: [
        .embedInCode("Manual/Topics/answering.md"), .embedInCode("Manual/Topics/features.md"),
        .embedInCode("Manual/Topics/install.md"), .embedInCode("Manual/Topics/keys.md"),
        .embedInCode("Manual/Topics/menus.md"), .embedInCode("Manual/Topics/notices.md"),
        .embedInCode("Manual/Topics/status-line.md"), .embedInCode("Manual/Topics/troubleshooting.md"),
      ], swiftSettings: strict),

    // What the verbs print and how they read their words, without a daemon.
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "argosy", "Canvas", "Daemon", "Fleet", "Terminal", "TestSupport", "TmuxUI", "World", argumentParser, nioCore,
        nioPosix,
      ],
      swiftSettings: strict),

    // A scripted agent for the demo and the tests.
    .executableTarget(name: "StandIn", swiftSettings: strict),
    .testTarget(
      name: "StandInTests", dependencies: ["StandIn", "LabelledScreens", "LabelledStreams", "TestSupport"],
      swiftSettings: strict),

    // GitHub's command line for the tests, and what is behind it.
    .target(name: "StandInGitHub", swiftSettings: strict),
    .executableTarget(name: "StandInGh", dependencies: ["StandInGitHub"], swiftSettings: strict),

    // What the goals are measured with.
    .executableTarget(
      name: "bench",
      dependencies: [
        "LabelledScreens", "LabelledStreams", "Recognition", "Simulation", "Terminal", "TmuxControl", argumentParser,
      ],
      path: "Sources/Bench",
      swiftSettings: strict),

    // Real tmux, the built binaries.
    .target(name: "TestSupport", dependencies: ["TmuxControl"], path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "FakeServer", dependencies: ["TestSupport"], path: "Tests/FakeServer", swiftSettings: strict),
    // What goes wrong between tmux and us, fault by fault.
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "Daemon", "FakeServer", "Screens", "Terminal", "TestSupport", "TmuxControl", "World", logging, nioCore,
        nioPosix,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "argosy", "bench", "StandIn", "StandInGh", "StandInGitHub", "TestSupport", "Daemon", "Fleet", "Screens",
        "Store",
        "TmuxControl", "World", logging,
      ],
      exclude: ["Features/COVERAGE.md", "Golden"], swiftSettings: strict),
  ]
)
