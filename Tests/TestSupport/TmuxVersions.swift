/// What differs between versions of tmux and is none of argosy's doing.
extension PrivateTmux {
  /// Whether the server is of this version or a later one.
  public func isAtLeast(_ major: Int, _ minor: Int) async throws -> Bool {
    let number = try await run("display-message", "-p", "#{version}").prefix { $0.isNumber || $0 == "." }
    return !number.split(separator: ".").compactMap { Int($0) }.lexicographicallyPrecedes([major, minor])
  }

  /// A program's title as this tmux keeps it: from 3.7 on a backslash is doubled, and `#(` cannot begin a job.
  public func kept(title: String) async throws -> String {
    guard try await isAtLeast(3, 7) else { return title }
    return title.replacing("\\", with: "\\\\").replacing("#(", with: "_(")
  }
}
