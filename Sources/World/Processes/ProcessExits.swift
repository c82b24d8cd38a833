internal import CProcess
internal import class Foundation.Thread
internal import Synchronization
internal import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells when processes end that are not our children, without asking again and again.
///
/// One thread sleeps in `poll` on a descriptor for each process (Linux' pidfd). Where there is no such thing, nothing
/// is told, and the end of an agent is noticed by the next output of its pane.
public final class ProcessExits: Sendable {
  private struct State {
    var watched: [Int32: Int32] = [:]
    var isStopped = false
  }

  private let state = Mutex(State())
  private let wakeUp: TmuxControl.Pipe
  private let ended: @Sendable (Int32) -> Void

  /// - Parameter ended: Called on the watching thread with the id of a process that has ended.
  /// - Throws: ``SystemError`` when descriptors have run out.
  public init(ended: @escaping @Sendable (Int32) -> Void) throws {
    wakeUp = try TmuxControl.Pipe()
    self.ended = ended
    Thread.detachNewThread { [self] in watch() }
  }

  /// Watches a process, until it ends or ``stop()``. One that has ended already is told at once.
  public func watch(_ pid: Int32) {
    let isNew = state.withLock { state in
      guard !state.isStopped, state.watched[pid] == nil else { return false }
      let descriptor = cprocess_open_pidfd(pid)
      guard descriptor >= 0 else { return false }
      state.watched[pid] = descriptor
      wake()
      return true
    }
    if !isNew, kill(pid, 0) != 0, errno == ESRCH { ended(pid) }
  }

  /// Ends the thread.
  public func stop() {
    state.withLock {
      guard !$0.isStopped else { return }
      $0.isStopped = true
      wake()
    }
  }

  private func wake() {
    var byte: UInt8 = 0
    _ = unsafe write(wakeUp.writeEnd, &byte, 1)
  }

  private func watch() {
    while true {
      let watched = state.withLock { $0.isStopped ? nil : $0.watched }
      guard let watched else { break }
      let pids = watched.keys.sorted()
      var descriptors = [pollfd(fd: wakeUp.readEnd, events: Int16(POLLIN), revents: 0)]
      for pid in pids { descriptors.append(pollfd(fd: watched[pid] ?? -1, events: Int16(POLLIN), revents: 0)) }
      guard unsafe poll(&descriptors, nfds_t(descriptors.count), -1) > 0 else { continue }
      if descriptors[0].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = unsafe read(wakeUp.readEnd, &bytes, bytes.count)
      }
      for (pid, descriptor) in zip(pids, descriptors.dropFirst()) where descriptor.revents != 0 {
        _ = state.withLock { $0.watched.removeValue(forKey: pid) }
        close(descriptor.fd)
        ended(pid)
      }
    }
    state.withLock { state in
      for descriptor in state.watched.values { close(descriptor) }
      state.watched = [:]
      wakeUp.closeReadEnd()
      wakeUp.closeWriteEnd()
    }
  }
}
