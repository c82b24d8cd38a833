public import Terminal

extension WidthLibrary {
  /// Whom a tmux server asks for the width of a character.
  ///
  /// Linux tells which libraries a process has loaded; a server whose list cannot be read counts as built with glibc.
  /// Homebrew's tmux, which is what runs on most Macs, is built with utf8proc.
  public static func ofServer(pid: Int32) -> WidthLibrary {
    #if os(Linux)
      let maps = FileBytes.contents(of: "/proc/\(pid)/maps", limit: 1 << 20)
      return String(decoding: maps, as: UTF8.self).contains("/libutf8proc.so") ? .utf8proc : .glibc
    #else
      return .utf8proc
    #endif
  }
}
