import ArgumentParser
import Daemon
import Foundation
import TmuxUI
import World

/// One call of `argosy ui`: its words, and the server and the client that it is about.
struct InterfaceCall: Sendable {
  let verb: InterfaceVerb
  /// Behind the verb: the client first.
  let words: [String]
  let access: DaemonAccess
  /// Whoever calls reads the exit code and what is printed.
  let isScripted: Bool
  /// The key table in which the client's keys wait for what is to be drawn; nil where nobody waits.
  let awaited: KeyTable?
  /// Whether a click asked for it: what opens takes the mouse, and stays when the button is let go.
  var isClicked = false

  /// Whether somebody still waits. When not, another key was pressed in the meantime: what would be drawn now would take
  /// the keys that come after it.
  func isAwaited(_ facts: ClientFacts) -> Bool { awaited == nil || facts.keyTable == awaited?.name }

  var client: String { words.first ?? "" }

  /// A word behind the client; empty where there is none.
  func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  /// The words that call a verb of ours again.
  var program: String { DaemonAccess.executable }

  /// What went wrong, for a person: in a message on the client, or in the exit code.
  struct Trouble: Error {
    let text: String
    let code: ExitCode

    init(_ text: String, code: ExitCode = .failure) {
      self.text = text
      self.code = code
    }
  }
}

/// The way in.
enum InterfaceEntry {
  /// Nil when the arguments call for something else.
  static func run(_ arguments: [String]) async -> Int32? {
    guard arguments.count > 1, arguments[1] == "ui" else { return nil }
    var reader = Reader(arguments.dropFirst(2))
    reader.read()
    guard !reader.wantsHelp, !reader.words.isEmpty else {
      print(InterfaceVerb.help)
      return reader.wantsHelp ? 0 : Outcome.usage.rawValue
    }
    let name = reader.words.removeFirst()
    let access = DaemonAccess(
      ServerAddress(name: reader.name, path: reader.path, environment: DaemonAccess.environment))
    guard let verb = InterfaceVerb.all.first(where: { $0.name == name }), reader.words.count >= verb.least else {
      StandardError.write("argosy ui \(PlainText.line(name, limit: 40)): see argosy ui --help\n")
      return Outcome.usage.rawValue
    }
    let call = InterfaceCall(
      verb: verb, words: reader.words, access: access, isScripted: reader.isScripted,
      awaited: reader.isAwaited ? .waiting : nil, isClicked: reader.isClicked)
    return await run(call)
  }

  private static func run(_ call: InterfaceCall) async -> Int32 {
    let trouble: InterfaceCall.Trouble
    do {
      try await call.verb.run(call)
      return 0
    } catch let known as InterfaceCall.Trouble {
      trouble = known
    } catch let code as ExitCode {
      trouble = .init("it did not work", code: code)
    } catch {
      trouble = .init("\(error)")
    }
    if call.isScripted {
      StandardError.write("\(PlainText.line(trouble.text, limit: 500))\n")
      return trouble.code.rawValue
    }
    await call.tell(trouble.text)
    return 0
  }

  /// Options may stand anywhere before `--`.
  private struct Reader {
    var name: String?
    var path: String?
    var isScripted = false
    var wantsHelp = false
    var isAwaited = false
    var isClicked = false
    var words: [String] = []
    private var rest: ArraySlice<String>

    init(_ arguments: ArraySlice<String>) { rest = arguments }

    mutating func read() {
      while let word = rest.popFirst() {
        switch word {
        case "-L": name = rest.popFirst()
        case "-S": path = rest.popFirst()
        case "--exit-code": isScripted = true
        case MenuCalls.awaited: isAwaited = true
        case MenuCalls.clicked: isClicked = true
        case "--help", "-h": wantsHelp = true
        case "--":
          words += rest
          return
        default: words.append(word)
        }
      }
    }
  }
}
