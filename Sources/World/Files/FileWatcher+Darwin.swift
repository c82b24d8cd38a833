#if canImport(Darwin)
  import Darwin
  import Dispatch
  internal import Synchronization
  public import TmuxControl

  /// Tells when names in directories change. macOS does not say which: every change is a ``FileChange/Kind/rescan``, and a
  /// file that is written in place changes no directory, so its own change is not told.
  ///
  /// A directory need not be there: the nearest one above it that is gets watched until it is.
  public final class FileWatcher: Sendable {
    private struct State {
      var sources: [String: any DispatchSourceFileSystemObject] = [:]
      var isStopped = false
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "argosy.files")
    private let changed: @Sendable (FileChange) -> Void

    /// - Parameters:
    ///   - tellsEveryWrite: Cannot be had here.
    ///   - changed: Called on a queue of its own, in the order of the changes.
    public init(
      tellsEveryWrite: Bool = false, changed: @escaping @Sendable (FileChange) -> Void
    ) throws(SystemError) {
      self.changed = changed
    }

    /// Watches a directory, by its absolute path, until ``unwatch(_:)`` or ``stop()``.
    public func watch(_ directory: String) {
      state.withLock { state in
        guard !state.isStopped, state.sources[directory] == nil else { return }
        settle(directory, &state)
      }
    }

    public func unwatch(_ directory: String) {
      state.withLock { $0.sources.removeValue(forKey: directory)?.cancel() }
    }

    public func stop() {
      state.withLock { state in
        state.isStopped = true
        for source in state.sources.values { source.cancel() }
        state.sources = [:]
      }
    }

    /// Watches the directory, or the nearest one above it.
    private func settle(_ directory: String, _ state: inout State) {
      state.sources.removeValue(forKey: directory)?.cancel()
      var path = directory
      while true {
        let descriptor = unsafe open(path, O_EVTONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
          let source = DispatchSource.makeFileSystemObjectSource(
            fileDescriptor: descriptor, eventMask: [.write, .delete, .rename, .revoke], queue: queue)
          let isThere = path == directory
          source.setEventHandler { [weak self] in self?.happened(in: directory, isThere) }
          source.setCancelHandler { close(descriptor) }
          state.sources[directory] = source
          source.resume()
          return
        }
        guard path != "/", let slash = path.lastIndex(of: "/") else { return }
        path = slash == path.startIndex ? "/" : String(path[..<slash])
      }
    }

    private func happened(in directory: String, _ wasThere: Bool) {
      let isThere = state.withLock { state in
        guard !state.isStopped, state.sources[directory] != nil else { return false }
        settle(directory, &state)
        return unsafe access(directory, F_OK) == 0
      }
      if wasThere || isThere { changed(FileChange(directory: directory, name: "", kind: .rescan)) }
    }
  }
#endif
