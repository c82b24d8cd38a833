#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which tmux server: the path of its socket, chosen as tmux itself chooses.
public struct ServerAddress: Hashable, Sendable {
  /// Absolute path of the socket.
  public let socket: String

  public init(socket: String) {
    self.socket = socket
  }

  /// - Parameters:
  ///   - name: tmux's `-L`.
  ///   - path: tmux's `-S`; wins over `-L`, as in tmux.
  ///   - environment: for `$TMUX` (used when neither is given) and `$TMUX_TMPDIR`.
  public init(name: String?, path: String?, environment: [String: String]) {
    if let path {
      socket = Self.absolute(path)
    } else if name == nil, let inside = environment["TMUX"]?.prefix(while: { $0 != "," }), !inside.isEmpty {
      socket = String(inside)
    } else {
      let chosen = environment["TMUX_TMPDIR"].flatMap { $0.isEmpty ? nil : $0 }
      // One that is not there is passed over.
      let base = chosen.flatMap(Self.resolved) ?? Self.resolved("/tmp") ?? "/tmp"
      socket = base + "/tmux-\(getuid())/" + (name ?? "default")
    }
  }

  /// A short name for files that belong to this server: what the socket is called, and a number made of its path, so
  /// that two servers of one name in two places stay apart.
  public var fileName: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in socket.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let last = socket.split(separator: "/").last.map(String.init) ?? "tmux"
    let safe = last.unicodeScalars.map { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }
    let name = String(String.UnicodeScalarView(zip(last.unicodeScalars, safe).map { $1 ? $0 : "-" }))
    return "\(name.prefix(24))-\(String(hash & 0xFFFF_FFFF, radix: 16))"
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    guard let directory = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(directory) }
    return unsafe String(cString: directory) + "/" + path
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
