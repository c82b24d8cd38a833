#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a path.
public enum FileKind: Hashable, Sendable {
  case file, directory, link, other

  /// What is there itself: a link is a link. Nil for nothing.
  init?(at path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// Whether a directory is there, or a link to one.
  public static func isDirectory(_ path: String) -> Bool { resolved(path).map { FileKind(at: $0) } == .directory }

  /// The names in a directory, in no order; none where there is none.
  public static func names(in directory: String) -> [String] {
    guard let stream = unsafe opendir(directory) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The path without links, `.` and `..`. Nil where there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The same for a path whose end need not exist yet: what exists of it is resolved, the rest stays as it is.
  static func resolvedAsFarAsItExists(_ path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    var rest: [String] = []
    while let last = parts.last {
      if let real = resolved("/" + parts.joined(separator: "/")) {
        return ([real == "/" ? "" : real] + rest).joined(separator: "/")
      }
      rest.insert(last, at: 0)
      parts.removeLast()
    }
    return "/" + rest.joined(separator: "/")
  }
}

extension String {
  /// Whether this path, taken as it is written, is the folder or lies in it.
  func isInside(_ folder: String) -> Bool {
    self == folder || hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
