import ArgumentParser
import Canvas
import Foundation

/// What runs inside a popup; `argosy ui` opens it.
struct PopupVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "popup", abstract: "What runs inside argosy's popups.", shouldDisplay: false)

  enum Kind: String, ExpressibleByArgument {
    case board, peek, form, prompt, diff, keys
  }

  @OptionGroup var server: ServerOptions

  @Option var client: String?

  @Argument var kind: Kind

  /// A pane, a session or an item; for a form, the pane where the person is.
  @Argument var target: String = ""

  func run() throws {
    do {
      try show()
    } catch {
      // The popup closes with the program: what went wrong has to be read before.
      let look = PersonsClient(server.access, name: client).look
      guard (try? Canvas.run { Diff.hold("\(error)", on: $0, look: look) }) != nil else { throw error }
    }
  }

  private func show() throws {
    let access = server.access
    switch kind {
    case .board: try BoardProgram(access: access, client: client, isPopup: true).run()
    case .peek: try PeekProgram(access: access, client: client, target: target).run()
    case .form:
      let directory = try? PersonsClient(access, name: client).directory(of: target.isEmpty ? nil : target)
      try FormProgram(access: access, directory: directory).run(client: client)
    case .prompt: try PromptProgram(access: access, client: client, target: target).run()
    case .diff: try DiffProgram(access: access, client: client, target: target).run()
    case .keys: try HelpProgram(access: access).run(client: client)
    }
  }
}
