/// A process as the kernel describes it.
public struct ProcessDescription: Sendable, Hashable {
  public var pid: Int32
  public var parent: Int32
  /// The kernel's short name, which a program may change and which may be cut off.
  public var name: String
  public var arguments: [String]
  /// The path of the program file, when it can be read.
  public var executable: String?

  public init(pid: Int32, parent: Int32, name: String, arguments: [String], executable: String? = nil) {
    self.pid = pid
    self.parent = parent
    self.name = name
    self.arguments = arguments
    self.executable = executable
  }
}

/// What a process was taken for.
public struct ProcessMatch: Sendable, Hashable {
  public enum Confidence: String, Sendable, Hashable, Codable {
    /// It is this agent.
    case certain
    /// It may be: an interpreter, a connection to elsewhere, a name that is only a version. The screen must confirm it.
    case possible
  }

  public var agent: String
  public var pid: Int32
  /// The version, when a path or name tells it.
  public var version: String?
  public var confidence: Confidence

  public init(agent: String, pid: Int32, version: String? = nil, confidence: Confidence) {
    self.agent = agent
    self.pid = pid
    self.version = version
    self.confidence = confidence
  }
}
