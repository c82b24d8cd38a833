public import Recognition
internal import TmuxControl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A person's own files of rules for agents.
public enum AgentFiles {
  /// `$XDG_CONFIG_HOME/argosy/agents`, else `~/.config/argosy/agents`, whether it is there or not; nil when neither
  /// variable holds an absolute path.
  public static func directory(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/argosy/agents" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/argosy/agents"
  }

  /// The files of a directory that end in `.yaml` or `.yml`, by name; hidden ones are left out, and what an editor left
  /// behind. Empty when the directory is not there. A file that cannot be read counts as an empty one.
  public static func read(_ directory: String) -> [RuleFile] {
    guard let folder = unsafe opendir(directory) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), name.hasSuffix(".yaml") || name.hasSuffix(".yml") { names.append(name) }
    }
    return names.sorted().map { read(file: directory + "/" + $0) }
  }

  /// One file, of which at most a byte more than is allowed is read.
  public static func read(file path: String) -> RuleFile {
    RuleFile(path: path, bytes: FileBytes.contents(of: path, limit: RuleFile.largest + 1))
  }
}
