import Foundation
import TestSupport
import Testing

@testable import TmuxControl

@Suite("Quoting")
struct QuotingTests {
  @Test("what no command line can carry is refused")
  func refused() {
    #expect(throws: QuotingError.forbiddenCharacter(0x0A)) { try Quoting.word("a\nb") }
    #expect(throws: QuotingError.forbiddenCharacter(0)) { try Quoting.word("a\0b") }
    #expect(throws: QuotingError.self) { try Quoting.word(String(repeating: "x", count: 20_000)) }
  }

  @Test("commands are packed into lines under the limit, in order and without loss")
  func packing() throws {
    let commands = try (0..<3000).map { try Command.set("@x", to: "value \($0)", .session(SessionID(number: 1))) }
    let lines = ControlLine.packing(commands)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.bytes.count <= Quoting.lineLimit })
    #expect(lines.flatMap(\.commands) == commands)
    #expect(ControlLine.packing([]).isEmpty)
  }

  @Test("tmux gives back every quoted text unchanged")
  func roundTrip() async throws {
    let texts =
      [
        "", " ", "'", "''", "\"", "\\", "$HOME", "~", "#", "# x", ";", ";;", "a;", "{", "}", "{x}", "`id`", "$(id)",
        "#(touch x)", "#{pid}", "%1", "@x", "it's \"so\" \\ $HOME ~ ; # {} é 你好 🙂", "\t", "-x", "--", "%end 1 2 1",
      ] + Self.random(count: 60)
    try await withTmux { server in
      let lines = try texts.enumerated().map { index, text in
        ControlLine(try Command.set("@q\(index)", to: text, .session(SessionID(number: 0))))
      }
      var input = Data(lines.flatMap(\.bytes))
      for index in texts.indices {
        // `l` in quotes would not do: the value itself must not be expanded, so it is read as an option.
        input += Data("show-options -v -t '$0' @q\(index)\n".utf8)
      }
      let outcome = try await Programs.outcome(
        server.tmux, ["-u", "-S", server.socket, "-C", "attach", "-E", "-t", "$0"], environment: server.environment,
        input: input)
      var parser = ControlParser()
      var recorder = Recorder()
      parser.feed(Array(outcome.output.utf8).span, to: &recorder)
      let own = recorder.blocks.filter(\.header.isOwn)
      try #require(own.count == texts.count * 2)
      #expect(own.allSatisfy { !$0.isError })
      #expect(own.dropFirst(texts.count).map { $0.text.joined(separator: "\n") } == texts)
    }
  }

  private static func random(count: Int) -> [String] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = Array("'\"\\$~;#{}()[]%@!&|<>*?`^= \tabéñ你🙂-")
    return (0..<count).map { _ in String((0..<next(40)).map { _ in alphabet[next(alphabet.count)] }) }
  }
}
