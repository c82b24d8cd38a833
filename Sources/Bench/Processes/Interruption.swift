#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import Foundation
import Synchronization

/// Ctrl-C, and being asked to end: the leftovers are settled first.
enum Interruption {
  /// The write end of the pipe that the handler writes to.
  private static let bell = Atomic<Int32>(-1)

  /// From here on. Also makes writing to a process that has ended an error and no end of ours.
  ///
  /// - Throws: `Complaint` when there are no descriptors left.
  static func settleLeftovers() throws {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0, let listener = ends.first, let writer = ends.last else {
      throw Complaint("cannot make a pipe: error \(errno)")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    bell.store(writer, ordering: .sequentiallyConsistent)
    Thread.detachNewThread {
      var number: UInt8 = 0
      while unsafe read(listener, &number, 1) != 1 {}
      Leftovers.all.settleAll()
      exit(128 + Int32(number))
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      _ = signal(number) { number in
        // Only calls that a signal handler may make, and errno stays as the interrupted code left it.
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = unsafe write(Interruption.bell.load(ordering: .relaxed), &byte, 1)
        errno = saved
      }
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
