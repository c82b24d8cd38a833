import Fleet
import Foundation
import NIOCore

/// One caller of the daemon's socket.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let daemon: Daemon
  private var line: [UInt8] = []
  private var observer: Int?
  private var listener: Int?
  private var follower: Int?
  private var hold: Int?
  private var watcher: Int?

  /// The longest text there is, however much of it JSON has to escape; a caller that sends more is not one of ours.
  private static let longestRequest = 6 * Prompt.limit + 64 * 1024

  init(_ daemon: Daemon) {
    self.daemon = daemon
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    // What was there before holds no line feed.
    var searched = line.count
    line.append(contentsOf: buffer.readableBytesView)
    while let end = line[searched...].firstIndex(of: 0x0A) {
      let request = Array(line[..<end])
      line.removeSubrange(...end)
      searched = 0
      handle(request, context.channel)
    }
    if line.count > Self.longestRequest { context.close(promise: nil) }
  }

  /// A caller that had stopped reading reads again: it gets what is true now, not all that it missed.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if observer != nil, context.channel.isWritable {
      let channel = context.channel
      answer(daemon.assumeIsolated { Response(status: $0.observed()) }, channel)
    }
    if let watcher, context.channel.isWritable { daemon.assumeIsolated { $0.showAgain(watcher) } }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let observer { daemon.assumeIsolated { $0.removeObserver(observer) } }
    if let hold { daemon.assumeIsolated { $0.dropHold(hold) } }
    if let listener { daemon.assumeIsolated { $0.removeListener(listener) } }
    if let watcher { daemon.assumeIsolated { $0.removeWatcher(watcher) } }
    if let follower { daemon.assumeIsolated { $0.removeFollower(follower) } }
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func handle(_ bytes: [UInt8], _ channel: any Channel) {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(bytes)) else {
      return answer(Response(error: "this request is not understood; is the daemon of another version?"), channel)
    }
    let daemon = self.daemon
    switch request.verb {
    case .ready:
      Task { [daemon, channel] in await answerWhenComplete(daemon, channel) }
    case .status:
      answer(daemon.assumeIsolated { Response(status: $0.status()) }, channel)
    case .observe:
      guard observer == nil else { return }
      observer = daemon.assumeIsolated { daemon in
        daemon.addObserver(boardOn: request.client) { answer(Response(status: $0), ifWritable: channel) }
      }
    case .doctor:
      Task { [daemon, channel] in answer(Response(doctor: await daemon.examine()), channel) }
    case .unknown:
      answer(daemon.assumeIsolated { Response(unknown: $0.unknownScreens()) }, channel)
    case .verify:
      Task { [daemon, channel] in await verify(daemon, channel) }
    case .hear:
      if let word = request.word { daemon.assumeIsolated { $0.hear(word) } }
    case .hold:
      guard hold == nil else { return }
      hold = daemon.assumeIsolated { daemon in
        daemon.hold(request) { answer(Response(hold: $0), channel) }
      }
    case .send, .answer, .verdict, .find, .peek, .explain:
      daemon.assumeIsolated { $0.take(request) { answer($0, channel) } }
    case .events:
      guard listener == nil else { return }
      listener = daemon.assumeIsolated { daemon in
        daemon.addListener(since: request.since) { answer(Response(event: $0), channel) }
      }
    case .interface:
      daemon.assumeIsolated { $0.askInterface() }
      answer(Response(), channel)
    case .park, .mute, .seen:
      answer(daemon.assumeIsolated { $0.take(flag: request) }, channel)
    case .watch:
      if let watcher { daemon.assumeIsolated { $0.removeWatcher(watcher) } }
      watcher = daemon.assumeIsolated { daemon in
        daemon.addWatcher(of: request.pane) { response in
          // What a caller has no room for is shown when there is some.
          guard channel.isWritable else { return false }
          answer(response, channel)
          return true
        }
      }
    case .work: handle(request.work, channel)
    case .stop:
      Task { [daemon, channel] in await stop(daemon, channel) }
    }
  }

  private func handle(_ request: WorkRequest?, _ channel: any Channel) {
    guard let request else { return answer(Response(error: "this request says nothing about work"), channel) }
    guard request.verb == .follow else {
      return daemon.assumeIsolated { $0.take(request) { answer($0, channel) } }
    }
    guard follower == nil else { return }
    follower = daemon.assumeIsolated { daemon in
      daemon.addFollower(of: request.item, after: request.after) {
        answer(Response(work: WorkResponse(record: $0)), channel)
      }
    }
  }
}

private func answerWhenComplete(_ daemon: Daemon, _ channel: any Channel) async {
  await daemon.complete()
  answer(Response(status: await daemon.status()), channel)
}

private func verify(_ daemon: Daemon, _ channel: any Channel) async {
  let report = await daemon.verify()
  answer(report.map { Response(verification: $0) } ?? Response(error: "the connection to tmux was lost"), channel)
}

private func stop(_ daemon: Daemon, _ channel: any Channel) async {
  await daemon.leave()
  // The loop ends with the daemon, so the answer has to be out first.
  try? await channel.writeAndFlush(ByteBuffer(bytes: Response().line)).get()
  await daemon.end()
}

/// For reports that a newer one will replace: nothing is queued for a caller who does not read.
private func answer(_ response: Response, ifWritable channel: any Channel) {
  if channel.isWritable { answer(response, channel) }
}

private func answer(_ response: Response, _ channel: any Channel) {
  channel.writeAndFlush(ByteBuffer(bytes: response.line), promise: nil)
}
