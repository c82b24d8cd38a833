/// Something happened to a name in a watched directory.
public struct FileChange: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The name was made, or moved here. What it names may still be written.
    case appeared
    /// A file that was open for writing was closed; where every write is asked for, also each of them.
    case written
    /// The name was removed, or moved away.
    case vanished
    /// Anything may have changed, and it is not known what: the directory came into being or went away, or the kernel
    /// dropped what it had to tell. Look at all of it.
    case rescan
  }

  /// The directory, as it was given to ``FileWatcher/watch(_:)``.
  public var directory: String
  /// The name in it; empty for ``Kind/rescan``.
  public var name: String
  public var kind: Kind

  public init(directory: String, name: String, kind: Kind) {
    self.directory = directory
    self.name = name
    self.kind = kind
  }
}
