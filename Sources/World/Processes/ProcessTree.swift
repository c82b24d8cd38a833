public import Recognition

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The processes in the foreground of a pane: the one that tmux started, and what runs below it now.
public enum ProcessTree {
  /// At most this many are looked at; an agent stands near the root, its tools below it.
  static let limit = 256

  /// Whether the process has not ended yet.
  public static func isAlive(_ pid: Int32) -> Bool {
    ProcessFacts(pid) != nil
  }

  /// The process's environment. Nil where the system does not tell, or the process is another user's.
  public static func environment(of pid: Int32) -> [String: String]? { ProcessFacts.environment(of: pid) }

  /// When the process was started, in seconds since 1970. Nil where the system does not tell.
  public static func startTime(of pid: Int32) -> Int64? { ProcessFacts.startTime(of: pid) }

  /// The process's parent, its parent's parent and so on, at most `limit` of them, without process 1.
  public static func ancestors(of pid: Int32, limit: Int = 16) -> [Int32] {
    var ancestors: [Int32] = []
    var next = ProcessFacts(pid)?.parent ?? 0
    while next > 1, ancestors.count < limit {
      ancestors.append(next)
      next = ProcessFacts(next)?.parent ?? 0
    }
    return ancestors
  }

  /// The processes of the pane's foreground process group, from the pane's own process down. Empty when it is gone.
  ///
  /// A program stopped with ^Z, or started with `&`, is not what the pane shows, so it is left out. Where the kernel
  /// does not tell the foreground group, all processes below the pane count.
  public static func foreground(ofPane pid: Int32) -> [ProcessDescription] {
    guard let root = ProcessFacts(pid) else { return [] }
    var found: [ProcessDescription] = []
    var queue = [root]
    var index = 0
    while index < queue.count, index < limit {
      let facts = queue[index]
      index += 1
      if root.foregroundGroup <= 0 || facts.group == root.foregroundGroup {
        found.append(facts.description)
      }
      for child in ProcessFacts.children(of: facts.pid) {
        if let facts = ProcessFacts(child) { queue.append(facts) }
      }
    }
    return found
  }
}

/// What the kernel says of one process.
struct ProcessFacts {
  let pid: Int32
  let parent: Int32
  let group: Int32
  /// The group that the controlling terminal serves now; -1 without a terminal.
  let foregroundGroup: Int32
  let name: String

  var description: ProcessDescription {
    ProcessDescription(
      pid: pid, parent: parent, name: name, arguments: Self.arguments(of: pid), executable: Self.executable(of: pid))
  }
}
