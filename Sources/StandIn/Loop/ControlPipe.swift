/// Lines of the control pipe, put together from whatever pieces arrive.
struct ControlPipe {
  let descriptor: Descriptor
  private let path: String
  private var buffer = LineBuffer()
  private var number = 0

  init(path: String) throws(SystemError) {
    self.path = path
    descriptor = try Descriptor.namedPipe(path)
  }

  /// What has come, each line understood or with what is wrong about it.
  mutating func read() -> [Result<Statement, ScenarioError>] {
    guard let bytes = descriptor.read() else { return [] }
    return buffer.lines(adding: bytes).compactMap { line in
      number += 1
      do throws(LineError) {
        return try StepParser.parse(line).map { .success($0) }
      } catch {
        return .failure(ScenarioError(file: path, line: number, message: error.message))
      }
    }
  }
}

/// Bytes to whole lines.
struct LineBuffer {
  private var bytes: [UInt8] = []

  mutating func lines(adding new: [UInt8]) -> [String] {
    bytes += new
    guard let end = bytes.lastIndex(of: 0x0A) else { return [] }
    let lines = bytes[..<end].split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    bytes.removeFirst(end + 1)
    return lines
  }
}
