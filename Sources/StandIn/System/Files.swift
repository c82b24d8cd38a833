#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few things done to files.
enum Files {
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  static func touch(_ path: String) { _ = try? Descriptor.appending(to: path).close() }

  static func text(_ path: String) throws(SystemError) -> String {
    let file = try Descriptor.reading(path)
    defer { file.close() }
    return file.readToEnd()
  }

  static func append(_ text: String, to path: String) throws(SystemError) {
    let file = try Descriptor.appending(to: path)
    file.write(text)
    file.close()
  }

  /// Under another name first: a reader never sees half of it.
  static func replace(_ path: String, with text: String) {
    let new = path + ".new"
    unsafe unlink(new)
    guard (try? append(text, to: new)) != nil else { return }
    unsafe rename(new, path)
  }

  static func remove(_ path: String) { unsafe unlink(path) }

  static var temporaryDirectory: String { Processes.variable("TMPDIR") ?? "/tmp" }

  static var currentDirectory: String {
    guard let path = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }
}

extension Descriptor {
  func close() {
    #if canImport(Darwin)
      _ = Darwin.close(number)
    #elseif canImport(Musl)
      _ = Musl.close(number)
    #else
      _ = Glibc.close(number)
    #endif
  }
}
