// swift-tools-version: 6.2

import PackageDescription

/// As in the package above this one.
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

/// The fuzzer, apart from the package it tests: `scripts/fuzz` builds it with `--sanitize fuzzer`, which gives it its
/// `main` and counts the edges taken in every module. The tested sources are linked in, so nothing else is built.
let package = Package(
  name: "argosy-fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Terminal", swiftSettings: strict),
    .target(name: "Wire", swiftSettings: strict),
    .target(name: "CHeap"),
    .executableTarget(name: "argosy-fuzz", dependencies: ["CHeap", "Terminal", "Wire"], swiftSettings: strict),
  ]
)
