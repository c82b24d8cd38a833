import Foundation
import Terminal

/// One comparison with another terminal: a stream, a size, and where to look.
///
/// Jobs and answers are lines of JSON, so that any program can ask thousands of them of one process.
struct ScreenJob: Decodable {
  /// The raw bytes of a pane.
  let file: String
  /// Columns.
  let w: Int
  /// Rows.
  let h: Int
  /// tmux's history-limit; 2000 where it is missing.
  let history: Int?
  /// Offsets into the file at which to dump the screen. It is always dumped at the end.
  let stops: [Int]?
  /// New sizes on the way, each `[offset, columns, rows]`.
  let resizes: [[Int]]?

  init(json line: String) throws {
    do {
      self = try JSONDecoder().decode(ScreenJob.self, from: Data(line.utf8))
    } catch {
      throw ScreenJobError(reason: #"not a job: each line is {"file":…,"w":80,"h":24,"history":2000,"stops":[…]}"#)
    }
  }

  /// The answer: a JSON list of dumps, one for each stop and one for the end.
  ///
  /// - Returns: one line without its end. Not always valid UTF-8, as a screen is not.
  func answer(tmux: TmuxVersion, widths: WidthLibrary) throws -> [UInt8] {
    guard (1...10_000).contains(w), (1...10_000).contains(h) else {
      throw ScreenJobError(reason: "\(file): a screen has 1 to 10000 columns and rows")
    }
    guard let bytes = FileManager.default.contents(atPath: file).map({ Array($0) }) else {
      throw ScreenJobError(reason: "cannot read \(file)")
    }
    var terminal = Terminal(
      columns: w, rows: h, tmux: tmux, historyLimit: history ?? 2000, widths: widths, keepsHistory: true)
    var dumps: [[UInt8]] = []
    var at = 0
    func feed(to end: Int) {
      terminal.feed(Array(bytes[at..<end]))
      at = end
    }
    for step in steps(bytes.count) {
      feed(to: step.offset)
      // Whoever asks another terminal at this point has let it read everything before.
      terminal.endRead()
      if let size = step.size {
        terminal.resize(columns: size.columns, rows: size.rows)
      } else {
        dumps.append(ScreenJSON.dump(terminal, offset: at))
      }
    }
    return [0x5B] + dumps.joined(separator: [0x2C, 0x20]) + [0x5D]
  }

  private struct Step {
    let offset: Int
    /// Nil: dump.
    let size: (columns: Int, rows: Int)?
  }

  private func steps(_ count: Int) -> [Step] {
    func clamped(_ offset: Int) -> Int { min(max(offset, 0), count) }
    var steps = (resizes ?? []).filter { $0.count == 3 }
      .map { Step(offset: clamped($0[0]), size: (columns: $0[1], rows: $0[2])) }
    steps += Set(stops ?? []).map { Step(offset: clamped($0), size: nil) }
    steps.append(Step(offset: count, size: nil))
    return steps.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
  }
}

/// A job that cannot be done, in words for the one who sent it.
struct ScreenJobError: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }
}
