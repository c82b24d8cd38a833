import ArgumentParser
import Foundation

struct Debug: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay recorded streams: for tests and bug reports.",
    subcommands: [DebugControl.self, DebugScreen.self, DebugRecognise.self])
}

/// A file, or standard input for `-`.
struct InputFile: ParsableArguments {
  @Argument(help: ArgumentHelp("The file to read; - reads standard input.", valueName: "file"))
  var path: String

  func bytes() throws -> [UInt8] { try Self.bytes(path: path) }

  static func bytes(path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw Complaint("cannot read \(path): \(error.localizedDescription)")
    }
  }
}

/// A screen's size, `80x24`.
struct ScreenSize: ExpressibleByArgument {
  let columns: Int
  let rows: Int

  init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]), (1...10_000).contains(columns),
      (1...10_000).contains(rows)
    else { return nil }
    self.columns = columns
    self.rows = rows
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  var defaultValueDescription: String { "\(columns)x\(rows)" }
}
