#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A C library loaded while the program runs, so that building does not need it.
@safe struct SharedLibrary {
  /// What it was opened as.
  let name: String
  private let handle: UnsafeMutableRawPointer

  /// The first of the names that can be loaded; nil when none can. It stays loaded until the program ends.
  init?(anyOf names: [String]) {
    for name in names {
      if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.name = name
        unsafe self.handle = unsafe handle
        return
      }
    }
    return nil
  }

  /// - Parameter type: the C function's type, which nothing can check.
  @unsafe func function<Function>(_ name: String, as type: Function.Type) throws -> Function {
    guard let symbol = unsafe dlsym(handle, name) else { throw Complaint("\(self.name) has no \(name)") }
    return unsafe unsafeBitCast(symbol, to: type)
  }
}
