import LabelledStreams

@testable import StandIn

/// What the stand-in goes through in each of its streams.
enum StandInStreams {
  static let names = [
    "permission", "permissions-in-a-row", "question", "question-typed", "plan", "interrupt", "denied", "background",
    "limit", "error", "narrow", "resize", "transcript", "drafts", "quoted", "boxed", "early", "full-screen",
    "synchronized", "trust",
  ]

  private static let permission = #"permission "Bash command" "rm -rf build" "Tidy up""#
  private static let day = """
    start 400ms
    idle 2s
    work 3s
    tool Bash ls
    \(permission) auto 3s 1 -> yes: work 2s; say Gone.
    work 2s
    question "Which colour?" "Red" "Blue" auto 3s 2 -> "2": work 1500ms
    idle 4s
    work 2s
    plan "Look, then mend" auto 3s 1 -> yes: work 2s
    idle
    """

  /// Nil for a name that is none.
  static func stream(_ name: String) throws -> LabelledStream? {
    func run(
      _ script: String, _ size: Size = Size(columns: 80, rows: 24), _ edition: Edition = .current,
      isAlternate: Bool = false, isSynchronized: Bool = false,
      _ go: (inout StreamRecorder) -> Void = { $0.pass(30 * .second) }
    ) throws -> LabelledStream {
      var recorder = try StreamRecorder(
        script, name: name, size: size, edition: edition, isAlternate: isAlternate, isSynchronized: isSynchronized)
      go(&recorder)
      return recorder.stream
    }
    switch name {
    case "permission":
      return try run("start 300ms\nidle 1s\nwork 4s\n\(permission) -> yes: work 3s; say Gone. | no: idle\nidle") {
        $0.pass(8 * .second)
        $0.press(.down, .up)
        $0.type("1")
        $0.pass(6 * .second)
      }
    case "permissions-in-a-row":
      return try run(
        """
        start 300ms
        work 2s
        \(permission) auto 2s 1
        permission "Bash command" "make" "Build" auto 2s 1
        permission "Bash command" "make check" "Test" auto 2s 1 -> yes: work 2s
        idle
        """
      ) { $0.pass(14 * .second) }
    case "question":
      return try run(
        """
        start 300ms
        work 2s
        question "Which colour?" "Red" "Blue" auto 3s down enter -> "2": work 2s
        idle
        """
      ) { $0.pass(11 * .second) }
    case "question-typed":
      return try run("start 300ms\nwork 2s\nquestion \"Which colour?\" \"Red\" \"Blue\"\nwork 2s\nidle") {
        $0.pass(5 * .second)
        $0.press(.down, .down)
        $0.type("green, with 1. stripes")
        $0.pass(2 * .second)
        $0.press(.enter)
        $0.pass(6 * .second)
      }
    case "plan":
      return try run(
        """
        start 300ms
        work 2s
        plan "Look at the parser, then mend it" auto 3s 1 -> yes: work 3s
        idle
        """
      ) { $0.pass(11 * .second) }
    case "interrupt":
      return try run("start 300ms\nidle\nwork 20s\nidle\nwork 20s\nidle") {
        $0.pass(2 * .second)
        $0.type("mend it")
        $0.press(.enter)
        $0.pass(5 * .second)
        $0.press(.escape)
        $0.pass(4 * .second)
        $0.type("no, the other")
        $0.press(.enter)
        $0.pass(700 * .millisecond)
        $0.press(.control("c"))
        $0.pass(4 * .second)
      }
    case "denied":
      return try run("start 300ms\nwork 2s\n\(permission) -> no: idle\nwork 2s\nidle") {
        $0.pass(4 * .second)
        $0.press(.escape)
        $0.pass(5 * .second)
      }
    case "background":
      return try run(
        """
        start 300ms
        work 3s
        background 1 shell 4s
        work 2s
        background 2 shells 3s
        say Both have ended.
        idle 3s
        work 2s
        idle
        """
      ) { $0.pass(22 * .second) }
    case "limit":
      return try run("start 300ms\nwork 3s\nlimit \"resets 3:45pm\" 5s\nwork 2s\nsay Done.\nidle") {
        $0.pass(14 * .second)
      }
    case "error":
      return try run(
        "start 300ms\nwork 3s\nerror \"API Error: 500 Internal server error\" 5s\nwork 2s\nsay Done.\nidle"
      ) {
        $0.pass(14 * .second)
      }
    case "narrow": return try run(day, Size(columns: 34, rows: 22))
    case "resize":
      return try run("start 300ms\nwork 3s\n\(permission) -> yes: work 3s | no: idle\nidle") {
        $0.pass(5 * .second)
        for size in [Size(columns: 46, rows: 20), Size(columns: 100, rows: 30), Size(columns: 30, rows: 18)] {
          $0.resize(to: size)
          $0.pass(2 * .second)
        }
        $0.type("1")
        $0.pass(1 * .second)
        $0.resize(to: Size(columns: 80, rows: 24))
        $0.pass(6 * .second)
      }
    case "transcript":
      return try run("start 300ms\nwork 6s\nidle 3s\nwork 8s\n\(permission) -> yes: work 2s\nidle") {
        $0.pass(2 * .second)
        $0.press(.control("o"))
        $0.pass(3 * .second)
        $0.press(.control("o"))
        $0.pass(3 * .second)
        $0.press(.control("o"))
        $0.pass(3 * .second)
        $0.press(.escape)
        $0.pass(10 * .second)
        $0.press(.control("o"))
        $0.pass(2 * .second)
        $0.press(.control("o"))
        $0.pass(2 * .second)
        $0.type("1")
        $0.pass(5 * .second)
      }
    case "drafts":
      return try run("start 300ms\nidle\nwork 4s\nidle") {
        $0.pass(1 * .second)
        $0.type("1. Yes")
        $0.press(.newline)
        $0.type("2. No")
        $0.pass(2 * .second)
        $0.press(.enter)
        $0.pass(1 * .second)
        $0.type("Do you want to proceed?")
        $0.pass(6 * .second)
        $0.press(.control("u"))
        $0.type("/co")
        $0.pass(2 * .second)
      }
    case "quoted":
      return try run("start 300ms\nwork 2s\nbait\nidle 3s\nwork 2s\nbait\n\(permission) auto 3s 1\nbait\nwork 2s\nidle")
      {
        $0.pass(18 * .second)
      }
    case "boxed": return try run(day, Size(columns: 80, rows: 30), .boxed)
    case "early": return try run(day, Size(columns: 100, rows: 30), .early)
    case "full-screen": return try run(day, Size(columns: 90, rows: 30), isAlternate: true)
    case "synchronized": return try run(day, isSynchronized: true)
    case "trust":
      return try run("start 300ms\ntrust auto 2s 1 -> yes: idle 3s; work 2s\nidle") { $0.pass(12 * .second) }
    default: return nil
    }
  }
}
