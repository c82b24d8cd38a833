import Foundation
import TmuxControl

/// A program with the whole environment it gets, run to its end. It leads a process group of its own: a Ctrl-C for us
/// does not reach it, and what it leaves is ended by id.
struct Program {
  struct Outcome {
    /// The exit code; 128 and the signal's number for one that was killed.
    let status: Int32
    let output: String
    let errors: String
  }

  /// Absolute.
  let path: String
  let environment: [String: String]

  /// - Throws: `Complaint` when it cannot be started.
  func run(_ arguments: [String], input: Data? = nil) throws -> Outcome {
    // Files and not pipes: neither stream can block the other, and a server that is left behind holds no pipe open.
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let (output, errors) = (folder.url.appendingPathComponent("stdout"), folder.url.appendingPathComponent("stderr"))
    for file in [output, errors] { try Data().write(to: file) }
    let (writer, complainer) = (try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: errors))
    defer {
      try? writer.close()
      try? complainer.close()
    }
    let feed = folder.url.appendingPathComponent("stdin")
    if let input { try input.write(to: feed) }
    let reader = try FileHandle(forReadingFrom: input == nil ? URL(fileURLWithPath: "/dev/null") : feed)
    defer { try? reader.close() }
    let process = try spawn(
      arguments, input: reader.fileDescriptor, output: writer.fileDescriptor, errors: complainer.fileDescriptor)
    let status = process.wait()
    return Outcome(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// Starts it with these descriptors. The caller waits for it.
  ///
  /// - Throws: `Complaint` when it cannot be started.
  func spawn(_ arguments: [String], input: Int32, output: Int32, errors: Int32) throws -> SpawnedProcess {
    do {
      return try SpawnedProcess(
        .init(
          path: path, arguments: [path] + arguments, environment: environment, standardInput: input,
          standardOutput: output, standardError: errors))
    } catch {
      throw Complaint("\(error)")
    }
  }
}
