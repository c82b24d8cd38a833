import ArgumentParser
import Daemon
import Foundation
import TmuxUI
import World

struct TmuxVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tmux", abstract: "The interface in tmux: load it, install it, take it away, look at it.",
    subcommands: [Load.self, Install.self, Uninstall.self, Examine.self, Ensure.self])
}

extension TmuxVerb {
  struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give the tmux server argosy's formats, keys and hooks.",
      discussion: """
        For your tmux.conf, behind your theme and the plugin manager: run-shell 'argosy tmux load'. Everything is given \
        to tmux at once, and loading again changes nothing. What could not be done is told, with the option that \
        helps; where no terminal listens, only when it is news.
        """)

    @OptionGroup var server: ServerOptions

    func run() async throws {
      let access = server.access
      let server = try InterfaceServer(access)
      let facts = try await server.facts()
      if let tmux = facts.tmux, tmux < InterfaceConfiguration.oldest {
        return print(
          "argosy: tmux \(tmux) has no menus and popups; the interface needs \(InterfaceConfiguration.oldest)")
      }
      let configuration = try InterfaceConfiguration(
        facts, program: InterfaceServer.program, version: Argosy.version)
      var remarks = configuration.remarks
      let said = try await server.source(configuration.text)
      if isatty(STDOUT_FILENO) != 1, !configuration.isNews { remarks = [] }
      remarks += said.split(separator: "\n").map { "tmux says: \(PlainText.line(String($0), limit: 200))" }
      for remark in remarks { print("argosy: \(remark)") }
      InterfaceNews.tell(access)
    }
  }

  struct Uninstall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take everything away that load has brought; your own settings stay.",
      discussion: """
        With --write, the lines of "argosy tmux install --write" are taken out of your tmux.conf as well. A daemon that \
        is up goes on; "argosy down" ends it.
        """)

    @OptionGroup var server: ServerOptions

    @Flag(help: "Also take the line out of tmux.conf.")
    var write = false

    func run() async throws {
      let access = server.access
      let server = try InterfaceServer(access)
      let facts = try await server.facts()
      let removal = try InterfaceRemoval(facts)
      if !removal.text.isEmpty {
        let said = try await server.source(removal.text)
        if !said.isEmpty { print(said, terminator: "") }
      }
      try await server.forgetJumps()
      InterfaceNews.tell(access)
      guard write else { return }
      let file = ConfigurationFile(facts.configurationFiles, DaemonAccess.environment)
      if try file.remove() { print("The line was taken out of \(file.path).") }
    }
  }

  struct Install: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the line for your tmux.conf, or write it with --write.")

    @OptionGroup var server: ServerOptions

    @Flag(help: "Put the line at the end of the file, and load the interface.")
    var write = false

    func run() async throws {
      let access = server.access
      // Without a server there is still a file.
      let server = try InterfaceServer(access)
      let facts = try? await server.facts()
      let file = ConfigurationFile(facts?.configurationFiles ?? "", DaemonAccess.environment)
      let line = ConfigurationLine.text(program: InterfaceServer.program)
      guard write else {
        print("Add this line to the end of \(file.path), behind your theme and the plugin manager:")
        print("")
        print("    \(line)")
        print("")
        return print(
          "\"argosy tmux install --write\" does it for you, and \"argosy tmux uninstall --write\" undoes it.")
      }
      print(
        try file.add(line) ? "The line was added to \(file.path)." : "The line stands in \(file.path) already.")
      guard facts != nil else { return }
      var load = Load()
      load.server = self.server
      try await load.run()
    }
  }

  struct Examine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "doctor", abstract: "Check the interface; \"argosy doctor\" checks everything.")

    @OptionGroup var server: ServerOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      var examination = Examination()
      await examination.examineInterface(try InterfaceServer(server.access))
      print(json ? try JSONText.pretty(examination) : examination.text)
      if examination.checks.contains(where: { $0.verdict == .wrong }) { throw ExitCode(1) }
    }
  }

  /// For the hook of a client that attaches: says nothing and never fails, as tmux would show that over a pane.
  struct Ensure: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start argosy if it is not up, without a word.", shouldDisplay: false)

    @OptionGroup var server: ServerOptions

    func run() {
      _ = try? server.access.daemon()
    }
  }
}

/// Tells a daemon that is up that the interface is another one now.
enum InterfaceNews {
  static func tell(_ access: DaemonAccess) {
    _ = try? access.runningDaemon()?.ask(Request(.interface), within: 2)
  }
}
