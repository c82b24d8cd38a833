extension PrivateTmux {
  /// A program's title as this tmux keeps it: from 3.7 on a backslash is doubled, and `#(` cannot begin a job.
  public func kept(title: String) async throws -> String {
    let number = try await run("display-message", "-p", "#{version}").prefix { $0.isNumber || $0 == "." }
    let parts = number.split(separator: ".").compactMap { Int($0) }
    guard parts.lexicographicallyPrecedes([3, 7]) else {
      return title.replacing("\\", with: "\\\\").replacing("#(", with: "_(")
    }
    return title
  }
}
