import Foundation

/// libvterm, the terminal inside Neovim and others.
@safe struct LibVTerm {
  fileprivate typealias Make = @convention(c) (Int32, Int32) -> OpaquePointer?
  fileprivate typealias Act = @convention(c) (OpaquePointer) -> Void
  fileprivate typealias Adjust = @convention(c) (OpaquePointer, Int32) -> Void
  fileprivate typealias Part = @convention(c) (OpaquePointer) -> OpaquePointer?
  fileprivate typealias SetCallbacks = @convention(c) (OpaquePointer, UnsafeRawPointer, UnsafeRawPointer?) -> Void
  fileprivate typealias Write = @convention(c) (OpaquePointer, UnsafeRawPointer?, Int) -> Int
  /// The position is a struct of two `int`, row and column, which the C ABIs of 64-bit machines pass as one register.
  fileprivate typealias GetCell = @convention(c) (OpaquePointer, UInt64, UnsafeMutableRawPointer) -> Int32

  static let advice = "not installed: apt-get install libvterm-dev (or name a library with --libvterm)"

  fileprivate let new: Make
  fileprivate let free: Act
  fileprivate let setUTF8: Adjust
  fileprivate let obtainScreen: Part
  fileprivate let setCallbacks: SetCallbacks
  fileprivate let enableAlternateScreen: Adjust
  fileprivate let reset: Adjust
  fileprivate let write: Write
  fileprivate let getCell: GetCell

  /// The loaded file, whose numbers tell the version; libvterm itself can only be asked whether it is a given one.
  let file: String

  /// Nil when it is not installed.
  ///
  /// - Parameter path: a library instead of the installed one.
  /// - Throws: `Complaint` when a library was named that cannot be loaded, or lacks a function.
  init?(path: String?) throws {
    let names = path.map { [$0] } ?? ["libvterm.so.0", "libvterm.so", "libvterm.0.dylib", "libvterm.dylib"]
    guard let library = SharedLibrary(anyOf: names) else {
      if let path { throw Complaint("\(path) cannot be loaded: name the shared library of libvterm") }
      return nil
    }
    unsafe new = unsafe try library.function("vterm_new", as: Make.self)
    unsafe free = unsafe try library.function("vterm_free", as: Act.self)
    unsafe setUTF8 = unsafe try library.function("vterm_set_utf8", as: Adjust.self)
    unsafe obtainScreen = unsafe try library.function("vterm_obtain_screen", as: Part.self)
    unsafe setCallbacks = unsafe try library.function("vterm_screen_set_callbacks", as: SetCallbacks.self)
    unsafe enableAlternateScreen = unsafe try library.function("vterm_screen_enable_altscreen", as: Adjust.self)
    unsafe reset = unsafe try library.function("vterm_screen_reset", as: Adjust.self)
    unsafe write = unsafe try library.function("vterm_input_write", as: Write.self)
    unsafe getCell = unsafe try library.function("vterm_screen_get_cell", as: GetCell.self)
    file = Self.loadedFile ?? library.name
  }

  /// The name of the mapped file behind the symbolic link: `libvterm.so.0.0.4`. Linux only.
  private static var loadedFile: String? {
    // Read to its end: the size the system tells of such a file is 0.
    guard let maps = try? FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/maps")).readToEnd() else {
      return nil
    }
    let line = String(decoding: maps, as: UTF8.self).split(separator: "\n").first { $0.contains("/libvterm") }
    return line?.split(separator: "/").last.map(String.init)
  }

  func screen() throws -> LibVTermScreen {
    guard let screen = LibVTermScreen(self) else { throw Complaint("libvterm could not make a screen") }
    return screen
  }
}

/// One screen of libvterm, with callbacks that do nothing and damage reported as it does by default.
@safe final class LibVTermScreen: MeasuredScreen {
  private let library: LibVTerm
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  /// More than the callbacks of any version take; libvterm keeps the address.
  private let callbacks: UnsafeMutableRawBufferPointer

  fileprivate init?(_ library: LibVTerm) {
    guard let terminal = unsafe library.new(Int32(ScreenSize.rows), Int32(ScreenSize.columns)) else { return nil }
    unsafe library.setUTF8(terminal, 1)
    guard let screen = unsafe library.obtainScreen(terminal) else {
      unsafe library.free(terminal)
      return nil
    }
    self.library = library
    unsafe self.terminal = unsafe terminal
    unsafe self.screen = unsafe screen
    unsafe callbacks = .allocate(byteCount: 512, alignment: 16)
    unsafe callbacks.initializeMemory(as: UInt8.self, repeating: 0)
    guard let none = unsafe callbacks.baseAddress else { return }
    unsafe library.setCallbacks(screen, UnsafeRawPointer(none), nil)
    unsafe library.enableAlternateScreen(screen, 1)
    unsafe library.reset(screen, 1)
  }

  deinit {
    unsafe library.free(terminal)
    unsafe callbacks.deallocate()
  }

  func feed(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe library.write(terminal, buffer.baseAddress, buffer.count)
    }
  }

  func text(row: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for column in 0..<ScreenSize.columns { append(cell(row: row, column: column), to: &scalars) }
    var text = String(scalars)
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The cell's characters, which stand at its start: 0 ends them.
  private func cell(row: Int, column: Int) -> [UInt32] {
    let position = UInt64(row) | UInt64(column) << 32
    // A cell is six characters and then less than this much else.
    var words = [UInt32](repeating: 0, count: 64)
    guard
      unsafe words.withUnsafeMutableBytes({ buffer -> Int32 in
        guard let cell = buffer.baseAddress else { return 0 }
        return unsafe library.getCell(screen, position, cell)
      }) != 0
    else { return [] }
    return Array(words.prefix(6))
  }

  private func append(_ cell: [UInt32], to text: inout String.UnicodeScalarView) {
    // The right half of a wide character holds a number that is no character.
    if cell.first == .max { return }
    let scalars = cell.prefix { $0 != 0 }.compactMap { Unicode.Scalar($0) }
    text.append(contentsOf: scalars.isEmpty ? [" "] : scalars)
  }
}
