internal import class Foundation.Thread
internal import NIOCore
internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a pipe to its end on a thread of its own, whatever keeps everybody else busy.
///
/// The thread waits in `read`, and a moment between two reads where ``ReadingPace`` says so, never for anybody else.
/// What it read lies in a ``WireRing``; a byte in the wake pipe tells the loop that there is something to take, one byte
/// at a time. The lock is held to add 64 KB or to take them, never while they are parsed.
final class PipeReader: Sendable {
  private struct State {
    var ring: WireRing
    /// A byte is in the wake pipe, or the loop is about to take.
    var isAwake = false
    var hasBegun = false
    /// Nobody takes any more.
    var isAbandoned = false
  }

  private static let readSize = 64 * 1024

  private let state: Mutex<State>
  private let input: Int32
  private let bell: Int32
  private let exhausted: @Sendable () -> Void

  /// - Parameters:
  ///   - input: The pipe's read end; closed at the end of the stream.
  ///   - bell: The write end of the wake pipe; closed with the reader.
  ///   - exhausted: Called on the thread when the ring could not hold what it must not drop: the stream was ended with
  ///     a reason. The pipe is still read to its end.
  init(input: Int32, bell: Int32, ring: WireRing, exhausted: @escaping @Sendable () -> Void) {
    state = Mutex(State(ring: ring))
    self.input = input
    self.bell = bell
    self.exhausted = exhausted
  }

  deinit {
    // The thread holds the reader: it has never been or is over, and then it has closed its pipe.
    if !hasBegun { close(input) }
    close(bell)
  }

  var hasBegun: Bool { state.withLock { $0.hasBegun } }

  var counters: RingCounters { state.withLock { $0.ring.counters } }

  /// Whether everything that was read has been taken.
  var isEmpty: Bool { state.withLock { $0.ring.isEmpty } }

  /// Begins to read. Once.
  func begin() {
    let isFirst = state.withLock { state in
      defer { state.hasBegun = true }
      return !state.hasBegun
    }
    guard isFirst else { return }
    Thread.detachNewThread { [self] in
      Thread.current.name = "control reader"
      read()
    }
  }

  // MARK: On the loop

  /// The oldest item that was not taken. After nil the loop is woken again.
  func take() -> WireRing.Item? {
    state.withLock { state in
      let item = state.ring.take()
      if item == nil { state.isAwake = false }
      return item
    }
  }

  /// More is taken in another turn of the loop.
  func takeLater() { ring() }

  /// The stream is of no use any more.
  func end(_ reason: String) {
    change { $0.ring.end(reason) }
  }

  /// Nobody will take any more: from now on what is read goes nowhere.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.ring.end(nil)
      while state.ring.take() != nil {}
    }
  }

  // MARK: On the thread

  private func read() {
    // A wake pipe that nobody reads any more must not end the process.
    blockPipeSignal()
    var buffer = [UInt8](repeating: 0, count: Self.readSize)
    var pace = ReadingPace()
    var reason: String?
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        #if canImport(Darwin)
          unsafe Darwin.read(input, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
          unsafe Musl.read(input, bytes.baseAddress, bytes.count)
        #else
          unsafe Glibc.read(input, bytes.baseAddress, bytes.count)
        #endif
      }
      if count > 0 {
        add(buffer.span.extracting(first: count))
        rest(pace.rest(after: count, at: NIODeadline.now().uptimeNanoseconds))
      } else if count == 0 {
        break
      } else if errno != EINTR {
        reason = "\(SystemError("cannot read what tmux says", code: errno))"
        break
      }
    }
    close(input)
    change { $0.ring.end(reason) }
  }

  private func add(_ chunk: Span<UInt8>) {
    var isExhausted = false
    change { state in
      guard !state.ring.append(chunk) else { return }
      state.ring.end("more came than could be held")
      isExhausted = true
    }
    if isExhausted { exhausted() }
  }

  private func rest(_ nanoseconds: UInt64) {
    guard nanoseconds > 0 else { return }
    var time = timespec(tv_sec: 0, tv_nsec: Int(nanoseconds))
    unsafe nanosleep(&time, nil)
  }

  private func blockPipeSignal() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  // MARK: Waking

  private func change(_ body: (inout State) -> Void) {
    let mustWake = state.withLock { state in
      body(&state)
      guard !state.isAwake, !state.isAbandoned, !state.ring.isEmpty else { return false }
      state.isAwake = true
      return true
    }
    if mustWake { ring() }
  }

  /// There is one byte in the pipe at most, so this never waits.
  private func ring() {
    var byte: UInt8 = 1
    while unsafe write(bell, &byte, 1) == -1, errno == EINTR {}
  }
}
