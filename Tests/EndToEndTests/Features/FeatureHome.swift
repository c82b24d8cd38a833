import Foundation
import StandInGitHub
import TestSupport

/// What stands in the home of somebody who has features built: programs, a git configuration that leads GitHub's
/// addresses to bare repositories beside it, and a directory of scripts for the agents.
enum FeatureHome {
  /// - Parameters:
  ///   - process: what the agent's process is called.
  ///   - configuration: lines of the tmux configuration.
  ///   - programs: shell scripts on the path, by name.
  static func prepare(
    _ home: URL, process: String, configuration: String, programs: [String: String]
  ) throws -> PrivateTmux.Surroundings {
    let bin = home.appendingPathComponent("bin")
    for folder in ["bin", "agents", "dev", "remotes/acme"] {
      try FileManager.default.createDirectory(
        at: home.appendingPathComponent(folder), withIntermediateDirectories: true)
    }
    try installAgent(in: bin, process)
    try link("gh", in: bin, to: try Programs.product("argosy-standin-gh"))
    try script("ship", in: bin, ship)
    try script("until-there", in: bin, "#!/bin/sh\nuntil [ -e \"$1\" ]; do sleep 0.05; done\n")
    for (name, text) in programs { try script(name, in: bin, text) }
    let gitHub = StateFile(path: home.appendingPathComponent("github.json").path)
    try gitHub.edit { $0.repositories = ["acme/app": .init(), "acme/api": .init()] }
    try gitConfiguration(home).write(
      to: home.appendingPathComponent(".gitconfig"), atomically: true, encoding: .utf8)
    let conf = home.appendingPathComponent("tmux.conf")
    try configuration.write(to: conf, atomically: true, encoding: .utf8)
    let agents = home.appendingPathComponent("agents").path
    return PrivateTmux.Surroundings(
      environment: [
        "PATH": "\(bin.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
        "GIT_CONFIG_NOSYSTEM": "1",
        "STANDIN_SCRIPT": "\(agents)/{cwd}.script", "STANDIN_LOG": "\(agents)/{cwd}.log",
        "STANDIN_CONTROL": "\(agents)/{cwd}.control",
        "STANDIN_GH_STATE": gitHub.path, "STANDIN_GH_LOG": home.appendingPathComponent("gh.log").path,
        "ARGOSY_PULL_REQUEST_HASTE": "40",
        // What an agent of another session would have left: no agent may inherit it.
        "CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": "another",
      ], configuration: conf.path)
  }

  /// Commits all that is there, pushes it, and opens a pull request.
  private static let ship = """
    #!/bin/sh
    set -e
    git add -A
    git commit -q --allow-empty -m "$1"
    git push -q -u origin HEAD
    gh pr create --title "$1" --body "What it does." --head "$(git symbolic-ref --short HEAD)"
    """

  private static func installAgent(in bin: URL, _ process: String) throws {
    let program = try Programs.product("argosy-standin")
    guard process != "claude" else { return try link("claude", in: bin, to: program) }
    try script("claude", in: bin, "#!/bin/bash\nexec -a \(process) '\(program)' \"$@\"\n")
  }

  private static func script(_ name: String, in bin: URL, _ text: String) throws {
    let path = bin.appendingPathComponent(name)
    try Programs.write(script: text, to: path.path)
  }

  private static func link(_ name: String, in bin: URL, to program: String) throws {
    try FileManager.default.createSymbolicLink(
      at: bin.appendingPathComponent(name), withDestinationURL: URL(fileURLWithPath: program))
  }

  private static func gitConfiguration(_ home: URL) -> String {
    """
    [user]
      name = somebody
      email = somebody@example.com
    [init]
      defaultBranch = main
    [url "\(home.path)/remotes/"]
      insteadOf = https://github.com/

    """
  }

  /// A bare repository as its remote, and a clone of it in `dev`.
  static func repository(_ name: String, branch: String) -> String {
    """
    git init -q --bare -b \(branch) "$HOME/remotes/acme/\(name).git"
    git init -q -b \(branch) "$HOME/seed-\(name)"
    cd "$HOME/seed-\(name)"
    echo \(name) > README
    git add README
    git commit -q -m first
    git push -q https://github.com/acme/\(name).git \(branch)
    git clone -q https://github.com/acme/\(name).git "$HOME/dev/\(name)"
    """
  }
}
