internal import NIOCore

/// Takes what the reader has read, a slice for each byte in the wake pipe.
final class RingTaker: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// What is taken in one turn of the loop, in bytes.
  private static let slice = 64 * 1024
  /// A gap is taken for so many bytes.
  private static let gapWeight = 1024

  private let reader: PipeReader
  private let received: @Sendable ([UInt8]) -> Void
  private let lost: @Sendable (Set<PaneID>) -> Void
  private let ended: @Sendable (String?) -> Void
  private var hasEnded = false

  init(
    reader: PipeReader, received: @escaping @Sendable ([UInt8]) -> Void,
    lost: @escaping @Sendable (Set<PaneID>) -> Void, ended: @escaping @Sendable (String?) -> Void
  ) {
    self.reader = reader
    self.received = received
    self.lost = lost
    self.ended = ended
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var taken = 0
    while taken < Self.slice {
      guard let item = reader.take() else { return }
      switch item {
      case .bytes(let bytes):
        taken += bytes.count
        received(bytes)
      case .gap(let panes):
        taken += Self.gapWeight
        lost(panes)
      case .end(let reason):
        hasEnded = true
        ended(reason)
        return context.close(promise: nil)
      }
    }
    reader.takeLater()
  }

  func channelInactive(context: ChannelHandlerContext) {
    // The loop is closing: the thread is on its own.
    if !hasEnded { reader.abandon() }
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
