/// The agents of the demo: what each does, as a script for the stand-in.
struct DemoFleet {
  struct Member {
    /// The session's name.
    let session: String
    /// The name of the process, as real agents have several.
    let process: String
    let script: String
  }

  let members: [Member]

  /// Plays once and comes to rest: for `--headless`.
  static let once = DemoFleet(members: [
    Member(
      session: "auth-sso", process: "claude",
      script: """
        start 300ms
        title Add single sign-on
        idle 700ms
        work 2s Puttering
        bait
        say The login page now redirects to the provider.
        idle 900ms
        work 1800ms Nucleating
        tool Bash npm test
        say All 214 tests pass.
        idle 1200ms
        work 1500ms
        say Done. The branch is ready for review.
        idle
        """),
    Member(
      session: "cart-redesign", process: "node",
      script: """
        start 250ms
        title Redesign the cart
        idle 400ms
        work 1500ms Cogitating
        question "Which database should the cart use?" "Postgres" "SQLite" "Keep the one we have" auto 1800ms 1
        work 1300ms
        question "Delete the old table now?" "Yes" "Later" auto 1500ms 2
        work 1s
        say Postgres it is; the old table stays for now.
        idle
        """),
    Member(
      session: "infra-ci", process: "2.1.112",
      script: """
        start 400ms
        title Make CI faster
        idle 300ms
        work 1100ms Brewing
        permission "Bash command" "rm -rf build && make -j2" "Clean build from scratch" auto 2200ms 1
        work 1400ms
        permission "Edit file" "ci/pipeline.yml" auto 1600ms 1
        work 900ms
        background 1 shell 1500ms
        say The pipeline takes four minutes now, down from eleven.
        idle
        """),
    Member(
      session: "docs", process: "claude",
      script: """
        start 300ms
        trust auto 1500ms 1
        title Write the migration guide
        idle 600ms
        work 1700ms Crafting
        plan "1. Outline  2. Examples  3. Review" auto 2s 1
        work 1600ms
        say The guide is in docs/migration.md.
        idle 800ms
        limit "resets 3:45pm"
        """),
    Member(
      session: "mobile", process: "claude",
      script: """
        start 350ms
        title Fix the crash on rotation
        idle 900ms
        work 2300ms Percolating
        tool Bash ./gradlew test
        idle 700ms
        work 1900ms
        crash 1
        """),
  ])

  /// Goes round and round, slowly enough to watch, and waits for the person where an agent asks.
  static let endless = DemoFleet(members: [
    Member(
      session: "auth-sso", process: "claude",
      script: """
        title Add single sign-on
        idle 3s
        work 9s Puttering
        bait
        say The login page now redirects to the provider.
        idle 14s
        repeat
        """),
    Member(
      session: "cart-redesign", process: "node",
      script: """
        title Redesign the cart
        work 5s Cogitating
        question "Which database should the cart use?" "Postgres" "SQLite" "Keep the one we have"
        work 12s
        say The cart is redesigned.
        idle 20s
        repeat
        """),
    Member(
      session: "infra-ci", process: "2.1.112",
      script: """
        title Make CI faster
        work 7s Brewing
        permission "Bash command" "rm -rf build && make -j2" "Clean build from scratch"
        work 10s
        background 1 shell 8s
        say The pipeline takes four minutes now, down from eleven.
        idle 15s
        repeat
        """),
    Member(
      session: "docs", process: "claude",
      script: """
        title Write the migration guide
        idle 2s
        work 25s Crafting
        plan "1. Outline  2. Examples  3. Review"
        work 12s
        say The guide is in docs/migration.md.
        idle 12s
        repeat
        """),
    Member(
      session: "mobile", process: "claude",
      script: """
        title Fix the crash on rotation
        work 18s Percolating
        tool Bash ./gradlew test
        crash 1
        """),
  ])
}
