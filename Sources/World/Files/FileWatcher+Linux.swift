#if os(Linux)
  internal import CProcess
  internal import class Foundation.Thread
  internal import Synchronization
  public import TmuxControl

  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// Tells when names in directories are made, written, moved and removed, without asking again and again.
  ///
  /// A directory need not be there: the nearest one above it that is gets watched until it is. When it comes or goes, the
  /// change is a ``FileChange/Kind/rescan``, for what happened in between is not known. Not told: that a directory above
  /// a watched one was moved, or a link on the way to it was set anew, and changes of a file that a link in it leads to.
  ///
  /// One thread sleeps in `poll` on one descriptor of inotify.
  public final class FileWatcher: Sendable {
    /// Where one directory is waited for, or watched.
    private struct Watch {
      /// The kernel's number; -1 when nothing could be watched.
      var number: Int32
      /// The directory itself, or the nearest one above it.
      var place: String
      /// The name in that place which leads on; empty for the directory itself.
      var next = ""
      var isThere: Bool { next.isEmpty && number >= 0 }
    }

    private struct State {
      /// The directories of the kernel's watches. Two directories that are not there may wait in the same place.
      var places: [Int32: Set<String>] = [:]
      var watches: [String: Watch] = [:]
      var isStopped = false
    }

    private let state = Mutex(State())
    private let kernel: Int32
    private let wakeUp: TmuxControl.Pipe
    private let tellsEveryWrite: Bool
    private let changed: @Sendable (FileChange) -> Void

    /// - Parameters:
    ///   - tellsEveryWrite: A file is ``FileChange/Kind/written`` with each write, not only when it is closed: for files
    ///     that stay open.
    ///   - changed: Called on the watching thread, in the order of the changes.
    /// - Throws: ``SystemError`` when descriptors have run out, or a user may not watch any more.
    public init(
      tellsEveryWrite: Bool = false, changed: @escaping @Sendable (FileChange) -> Void
    ) throws(SystemError) {
      kernel = cprocess_watch_open()
      guard kernel >= 0 else { throw SystemError("cannot watch files", code: errno) }
      do throws(SystemError) {
        wakeUp = try TmuxControl.Pipe()
      } catch {
        close(kernel)
        throw error
      }
      self.changed = changed
      self.tellsEveryWrite = tellsEveryWrite
      Thread.detachNewThread { [self] in run() }
    }

    /// Watches a directory, by its absolute path, until ``unwatch(_:)`` or ``stop()``. What is in it at this moment is
    /// not told.
    public func watch(_ directory: String) {
      state.withLock { state in
        guard !state.isStopped, state.watches[directory] == nil else { return }
        settle(directory, &state)
      }
    }

    public func unwatch(_ directory: String) {
      state.withLock { leave(directory, &$0) }
    }

    /// Ends the thread. Nothing is told any more once it has returned, except what is being told.
    public func stop() {
      state.withLock {
        guard !$0.isStopped else { return }
        $0.isStopped = true
        var byte: UInt8 = 0
        _ = unsafe write(wakeUp.writeEnd, &byte, 1)
      }
    }

    // MARK: Where to watch

    /// Watches the directory, or the nearest one above it. Returns whether it is there itself.
    @discardableResult
    private func settle(_ directory: String, _ state: inout State) -> Bool {
      leave(directory, &state)
      var watch = Watch(number: -1, place: "")
      // What was missing may be made before its place is watched: then it is looked for again. Not for ever, for what is
      // there need not be allowed to be watched.
      for _ in 0..<4 {
        watch = nearest(to: directory)
        guard watch.number >= 0, !watch.isThere else { break }
        guard Self.isDirectory((watch.place == "/" ? "" : watch.place) + "/" + watch.next) else { break }
      }
      state.watches[directory] = watch
      if watch.number >= 0 { state.places[watch.number, default: []].insert(directory) }
      return watch.isThere
    }

    private func nearest(to directory: String) -> Watch {
      var path = directory
      var next = ""
      while true {
        let number = unsafe path.withCString { unsafe cprocess_watch_add(kernel, $0, tellsEveryWrite ? 1 : 0) }
        if number >= 0 { return Watch(number: number, place: path, next: next) }
        guard path != "/", let slash = path.lastIndex(of: "/") else {
          return Watch(number: -1, place: path, next: next)
        }
        next = String(path[path.index(after: slash)...])
        path = slash == path.startIndex ? "/" : String(path[..<slash])
      }
    }

    private func leave(_ directory: String, _ state: inout State) {
      guard let watch = state.watches.removeValue(forKey: directory) else { return }
      state.places[watch.number]?.remove(directory)
      if state.places[watch.number]?.isEmpty == true {
        state.places[watch.number] = nil
        cprocess_watch_remove(kernel, watch.number)
      }
    }

    private static func isDirectory(_ path: String) -> Bool {
      var status = stat()
      return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    // MARK: What happened

    private func run() {
      var bytes = [UInt8](repeating: 0, count: 65_536)
      while !state.withLock({ $0.isStopped }) {
        var descriptors = [
          pollfd(fd: wakeUp.readEnd, events: Int16(POLLIN), revents: 0),
          pollfd(fd: kernel, events: Int16(POLLIN), revents: 0),
        ]
        guard unsafe poll(&descriptors, 2, -1) > 0, descriptors[0].revents == 0 else { continue }
        let count = unsafe read(kernel, &bytes, bytes.count)
        guard count > 0 else { continue }
        for change in take(bytes[..<count]) { changed(change) }
      }
      state.withLock { state in
        state.places = [:]
        state.watches = [:]
        close(kernel)
        wakeUp.closeReadEnd()
        wakeUp.closeWriteEnd()
      }
    }

    private func take(_ bytes: ArraySlice<UInt8>) -> [FileChange] {
      var changes: [FileChange] = []
      var start = bytes.startIndex
      while start < bytes.endIndex {
        var event = cprocess_watch_event()
        let rest = bytes[start...]
        let length = unsafe rest.withUnsafeBufferPointer { buffer in
          unsafe buffer.baseAddress.map { unsafe cprocess_watch_next($0, Int32(clamping: buffer.count), &event) } ?? 0
        }
        guard length > 0, Int(length) <= rest.count else { break }
        let name = rest.dropFirst(Int(event.name)).prefix(Int(event.name_length))
        changes += state.withLock { take(event, String(decoding: name, as: UTF8.self), &$0) }
        start += Int(length)
      }
      return changes
    }

    private func take(_ event: cprocess_watch_event, _ name: String, _ state: inout State) -> [FileChange] {
      if event.overflowed != 0 {
        return state.watches.keys.sorted().map { directory in
          settle(directory, &state)
          return FileChange(directory: directory, name: "", kind: .rescan)
        }
      }
      let directories = (state.places[event.watch] ?? []).sorted()
      if event.lost != 0 || event.ended != 0 {
        return directories.compactMap { directory in
          let wasThere = state.watches[directory]?.isThere == true
          let isThere = settle(directory, &state)
          return wasThere || isThere ? FileChange(directory: directory, name: "", kind: .rescan) : nil
        }
      }
      return directories.compactMap { directory in
        guard let watch = state.watches[directory] else { return nil }
        if watch.isThere {
          let kind: FileChange.Kind? =
            event.appeared != 0 ? .appeared : event.written != 0 ? .written : event.vanished != 0 ? .vanished : nil
          return kind.map { FileChange(directory: directory, name: name, kind: $0) }
        }
        // In a place above: has what was missing come?
        guard event.appeared != 0, name == watch.next, settle(directory, &state) else { return nil }
        return FileChange(directory: directory, name: "", kind: .rescan)
      }
    }
  }
#endif
