import LabelledScreens
import TestSupport
import Testing

@testable import Recognition

@Suite("Redacting a screen", .heavy)
struct RedactionTests {
  private static let redactions: [String: Redaction] = {
    let agents = (try? Embedded.catalog.get().agents) ?? []
    return Dictionary(uniqueKeysWithValues: agents.map { ($0.agent, Redaction($0)) })
  }()

  private func redaction(_ agent: String = "claude") throws -> Redaction { try #require(Self.redactions[agent]) }

  @Test("nothing that a person or a project would not have posted stays")
  func secrets() throws {
    let secrets = [
      "/home/alice/resume/config.yaml", "sk-ant-api03-Zm9vYmFy", "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
      "alice.smith@example.com", "Alice", "Müller", "日本語", "Пётр", "deadbeef", "10.1.2.3", "s3cr3t",
      "https://intra.example.com/continue?token=yes", "DATABASE_URL=postgres://u:p@h/db", "C:\\Users\\bob\\settings",
      "4111 1111 1111 1111", "résumé", "~/session/limit", "#no-yes-esc-1234", "no_yes_esc", "f00.b4r",
    ]
    let redaction = try redaction()
    for secret in secrets {
      let screen = Draw.screen(
        [
          "❯ tell \(secret) that I do not want to proceed", "  and \(secret)", "", "⏺ Bash(cat \(secret))",
          "  ⎿  \(secret)",
          Draw.rule(), " Bash command", "", "   \(secret)", "", " Do you want to allow \(secret)?", " ❯ 1. Yes",
          "   2. Yes, and don't ask again for \(secret) commands", "   3. No", "",
          " Esc to cancel · \(secret) · Tab to amend",
        ], title: "✳ \(secret)")
      let after = redaction.redacted(screen)
      let text = (after.rows.map(\.text) + [after.title]).joined(separator: "\n")
      for word in secret.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count > 3 {
        #expect(!text.lowercased().contains(word.lowercased()), "\(secret): \(word) in\n\(text)")
      }
      #expect(!text.contains(secret))
      #expect(text.contains("want to") && text.contains("❯ 1. Yes") && text.contains("Tab to amend"), "\(text)")
    }
  }

  @Test("what a person typed is taken away whole, though each of its words is one of the rules'")
  func prompts() throws {
    let redaction = try redaction()
    for text in [
      "allow the session limit to continue", "yes, do you want to proceed with no", "resume config settings",
    ] {
      let screen = Draw.screen(["❯ \(text)", "  \(text)", "", "⏺ Ok"] + Draw.box(text))
      let rows = redaction.redacted(screen).rows.map(\.text)
      for row in [rows[0], rows[1], rows[5]] {
        #expect(row.allSatisfy { "❯x ,\u{A0}".contains($0) }, "\(row)")
      }
    }
    #expect(redaction.redacted("❯ No, exit") == "❯ No, exit")
  }

  @Test("cells keep their width, rows their number, and signs their place")
  func layout() throws {
    let redaction = try redaction()
    #expect(redaction.redacted("naïve Ünder 日本語 12:34 ✻ é") == "xxxxx Xxxxx ｘｘｘ 00:00 ✻ x")
    #expect(redaction.redacted("e\u{301}a") == "xx")
    for labelled in LabelledScreenTests.screens {
      let after = try self.redaction(labelled.agent).redacted(labelled.screen)
      #expect(after.rows.count == labelled.screen.rows.count)
      for (old, new) in zip(labelled.screen.rows, after.rows) {
        #expect(new.isWrapped == old.isWrapped && (new.solid == nil) == (old.solid == nil))
        guard !old.text.unicodeScalars.contains(where: { $0.properties.generalCategory == .nonspacingMark }) else {
          continue
        }
        #expect(old.text.unicodeScalars.count == new.text.unicodeScalars.count, "\(old.text)\n\(new.text)")
        for (one, other) in zip(old.text.unicodeScalars, new.text.unicodeScalars) where one != other {
          #expect(one.properties.isAlphabetic || one.properties.numericType != nil, "\(one) became \(other)")
        }
      }
    }
  }

  @Test("most screens still say what they said: what the rules look at is kept")
  func recognised() throws {
    var same = 0
    var lost: [String] = []
    for labelled in LabelledScreenTests.screens {
      let before = ScreenLabel(try LabelledScreenTests.find(labelled.screen, labelled.agent))
      let redacted = try self.redaction(labelled.agent).redacted(labelled.screen)
      let after = ScreenLabel(try LabelledScreenTests.find(redacted, labelled.agent))
      if before == after { same += 1 } else { lost.append("\(labelled): \(before) became \(after)") }
    }
    let share = Double(same) / Double(max(1, LabelledScreenTests.screens.count))
    #expect(share > 0.85, "\(same) of \(LabelledScreenTests.screens.count)\n\(lost.joined(separator: "\n"))")
  }

  @Test("redacting twice changes nothing more")
  func twice() throws {
    for labelled in LabelledScreenTests.screens {
      let redaction = try self.redaction(labelled.agent)
      let once = redaction.redacted(labelled.screen)
      let again = redaction.redacted(once)
      #expect(
        ScreenShape(once, agent: "a", version: nil) == ScreenShape(again, agent: "a", version: nil), "\(labelled)")
    }
  }
}

@Suite("The shape of an unknown screen")
struct ScreenShapeTests {
  private func shape(_ rows: [String], version: String? = "1") throws -> String {
    let rules = try #require(try Embedded.catalog.get().agent(named: "claude"))
    return ScreenShape(Redaction(rules).redacted(Draw.screen(rows)), agent: "claude", version: version).description
  }

  @Test("is the same whatever stands in it, and another where its signs or the program's words are others")
  func shapes() throws {
    let one = ["✻ Qwert uiop", "╔══════╗", "║ Qwert alfa? ║", "╚══════╝", "[a] accept  [d] decline"]
    let other = ["✽ Asdf ghjk lzxcv", "╔══════╗", "║ Qwert betta gamma? ║", "╚══════╝", "[a] accept  [d] decline"]
    #expect(try shape(one) == shape(other))
    #expect(try shape(one) != shape(one, version: "2"))
    #expect(try shape(one) != shape(one + ["Esc to cancel"]))
    #expect(try shape(one).count == 16)
  }
}

@Suite("The nearest rules")
struct NearRuleTests {
  @Test("are those of which most holds, with what did not, and nothing of the screen")
  func nearest() throws {
    let rows = [
      Draw.rule(), " Bash command", "", "   secret", "", " Shall this go ahead?", " ❯ 1. Sure", "   2. Never", "",
      " Press x to leave",
    ]
    let recognizer = try Embedded.recognizer()
    #expect(try Embedded.find(rows) == nil)
    let near = recognizer.nearest(Draw.screen(rows))
    let permission = try #require(near.first { $0.rule == "permission" })
    #expect(permission.held.contains("2 options") && permission.held.contains("a cursor on an option"))
    #expect(permission.failed.contains("an option like `^(yes|allow|run)\\b`"))
    #expect(near.count <= 5 && !near.description.contains("secret") && !near.description.contains("Shall"))
  }
}
