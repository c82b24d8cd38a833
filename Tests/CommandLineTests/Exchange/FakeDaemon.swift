import Daemon
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import World

/// Stands where argosy looks for its daemon, and answers as a test says.
final class FakeDaemon: Sendable {
  enum Reply: Sendable {
    case answers([Response], thenHangsUp: Bool = false)
    /// As a daemon does that ends in the middle.
    case hangUp
  }

  /// Of one question about work: how many of its kind came before, and the question.
  typealias Script = @Sendable (Int, WorkRequest) -> Reply

  let directory: URL
  private let script: Script
  private let status: StatusReport?
  private let heard = Mutex<[Request]>([])
  private let address: ServerAddress

  private init(_ status: StatusReport?, _ script: @escaping Script) throws {
    self.status = status
    directory = try TemporaryDirectory.make()
    address = ServerAddress(socket: directory.appendingPathComponent("s").path)
    self.script = script
  }

  /// Runs a test's body with a fake daemon that is gone afterwards.
  ///
  /// - Parameter status: what it answers to everything that is not about work.
  static func with(
    status: StatusReport? = nil, _ script: @escaping Script, _ body: (FakeDaemon) async throws -> Void
  ) async throws {
    let daemon = try FakeDaemon(status, script)
    defer { try? FileManager.default.removeItem(at: daemon.directory) }
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Caller(daemon))
        }
      }
      .bind(unixDomainSocketPath: try DaemonPaths(daemon.address, daemon.environment).socket).get()
    do {
      try await body(daemon)
    } catch {
      try? await channel.close()
      throw error
    }
    try await channel.close()
  }

  /// What was asked about work.
  var questions: [WorkRequest] { heard.withLock { $0.compactMap(\.work) } }

  private var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": directory.path,
      "XDG_RUNTIME_DIR": directory.path, "XDG_STATE_HOME": directory.appendingPathComponent("state").path,
    ]
  }

  func argosy(_ words: String...) async throws -> Programs.Outcome {
    // The server's options come first of all: behind a text they would be part of it.
    let arguments = [words[0], "-S", address.socket] + words.dropFirst()
    return try await Programs.outcome(Programs.product("argosy"), arguments, environment: environment)
  }

  /// The same for a shell.
  func line(_ words: String) throws -> String {
    let variables = environment.filter { $0.key.hasPrefix("XDG") }.map { "\($0)='\($1)'" }.joined(separator: " ")
    return "env \(variables) '\(try Programs.product("argosy"))' \(words) -S '\(address.socket)'"
  }

  /// What a shell is offered when Tab is pressed behind a word that has begun.
  func completion(of verb: String, _ typed: String) async throws -> Programs.Outcome {
    try await Programs.outcome(
      Programs.product("argosy"),
      [
        "---completion", verb, "--", "positional@0", "4", "\(typed.count)", "argosy", verb, "-S", address.socket, typed,
      ],
      environment: environment.merging(["SAP_SHELL": "bash"]) { $1 })
  }

  /// Where it listens, as `-S` takes it: the path of the tmux server's socket.
  var socket: String { address.socket }

  /// What bash offers when Tab is pressed behind these words, by the script that argosy prints, in its order.
  func completedByBash(_ words: String...) async throws -> [String] {
    let program = URL(fileURLWithPath: try Programs.product("argosy"))
    let path = program.deletingLastPathComponent().path + ":" + (environment["PATH"] ?? "")
    let script = """
      source <(argosy completions bash) || exit 1
      COMP_WORDS=(argosy "$@")
      COMP_CWORD=$#
      COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      handler=$(complete -p argosy) || exit 1
      handler=${handler##*-F }
      "${handler%% *}" argosy "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let output = try await Programs.run(
      try Programs.path(of: "bash"), ["--norc", "--noprofile", "-c", script, "bash"] + words,
      environment: environment.merging(["PATH": path]) { $1 })
    return output.split(separator: "\n").map(String.init)
  }

  fileprivate func reply(to line: [UInt8]) -> Reply {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line)) else { return .hangUp }
    let earlier = heard.withLock { heard in
      defer { heard.append(request) }
      return heard.count { $0.work?.verb == request.work?.verb }
    }
    guard let work = request.work else { return .answers([Response(status: status)]) }
    return script(earlier, work)
  }
}

/// One caller of the fake daemon.
private final class Caller: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let daemon: FakeDaemon
  private var line: [UInt8] = []

  init(_ daemon: FakeDaemon) { self.daemon = daemon }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    for byte in unwrapInboundIn(data).readableBytesView {
      guard byte == 0x0A else {
        line.append(byte)
        continue
      }
      switch daemon.reply(to: line) {
      case .hangUp: context.close(promise: nil)
      case .answers(let answers, let hangsUp):
        for answer in answers {
          var bytes = (try? Array(JSONEncoder().encode(answer))) ?? []
          bytes.append(0x0A)
          context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
        if hangsUp { context.close(promise: nil) }
      }
      line = []
    }
  }
}
