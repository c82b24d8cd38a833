import Daemon
import Fleet
import Testing
import TmuxUI

@testable import argosy

@Suite("What keys and menus call")
struct InterfaceTests {
  @Test("each verb is there once, and the help names it")
  func verbs() {
    #expect(InterfaceVerb.names.count == InterfaceVerb.all.count)
    for verb in InterfaceVerb.all {
      #expect(InterfaceVerb.help.contains("  \(verb.name) \(verb.words)"))
    }
  }

  @Test("what would be lost has a name of its own, whatever the order it is listed in")
  func losses() {
    let losses = Losses(uncommitted: ["a", "b"], unpushed: ["c"])
    #expect(LossesDigest.text(losses) == LossesDigest.text(Losses(uncommitted: ["b", "a"], unpushed: ["c"])))
    for other in [
      Losses(), Losses(uncommitted: ["a", "b", "c"]), Losses(uncommitted: ["ab"], unpushed: ["c"]),
      Losses(uncommitted: ["a"], unpushed: ["b", "c"]), Losses(uncommitted: ["a", "b"], unpushed: ["c", "d"]),
    ] {
      #expect(LossesDigest.text(losses) != LossesDigest.text(other))
    }
  }

  @Test("a client's facts are its own, and a control client is nobody")
  func facts() throws {
    func line(_ name: String, _ session: String, _ control: String) -> String {
      "argosy-client\t\(name)\t\(session)\t@1\t%1\troot\t60\t15\t0\t\(control)\t3.3a\t1700000000"
    }
    let answer = [
      line("/dev/pts/1", "$1", "0"), line("/dev/pts/10", "$2", "0"), line("client-5", "$3", "1"),
      "@argosy_confirm_allow off", "@_argosy_style_blocked fg=red", "status-left \"argosy-client\t\"",
      "ARGOSY_BACK_/dev/pts/10=$1:@1.%1", "ARGOSY_ROWS_/dev/pts/1=$4 $5",
    ].joined(separator: "\n")
    let facts = try #require(ClientFacts(answer, client: "/dev/pts/10"))
    #expect(facts.session == "$2" && facts.size == ClientSize(columns: 60, rows: 15) && !facts.isUnicode)
    #expect(!facts.settings.confirmAllow && facts.themed == [.blocked: "fg=red"] && facts.lastKey == 1_700_000_000)
    #expect(Jump.back(of: "/dev/pts/10", in: facts.memory) == "$1:@1.%1")
    #expect(Jump.back(of: "/dev/pts/1", in: facts.memory) == nil)
    #expect(Jump.order(of: "/dev/pts/1", in: facts.memory) == ["$4", "$5"])
    #expect(ClientFacts(answer, client: "client-5") == nil && ClientFacts(answer, client: "/dev/pts/2") == nil)
  }
}
