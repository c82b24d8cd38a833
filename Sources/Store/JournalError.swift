internal import Foundation
internal import GRDB

/// Why a journal cannot be used.
public enum JournalError: Error, Hashable, Sendable, CustomStringConvertible {
  case writtenByNewerArgosy(path: String)
  /// It was never opened by an argosy that keeps a log of work.
  case writtenByOlderArgosy(path: String)
  case missing(path: String)
  /// Whoever had it open has ended.
  case closed(path: String)
  case diskFull(path: String)
  case readOnly(path: String)
  /// Anything else that the database, or the disk under it, says.
  case faulty(path: String, reason: String)
  /// The number was given to another effect: two coordinators wrote to one store.
  case effectTaken(number: Int)

  init(_ error: any Error, at path: String) {
    if let error = error as? JournalError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .faulty(path: path, reason: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_READONLY: self = .readOnly(path: path)
    // What SQLite keeps beside the file cannot be made.
    case .SQLITE_CANTOPEN where Self.isReadOnly(directoryOf: path): self = .readOnly(path: path)
    // What SQLite keeps beside the file cannot grow.
    case .SQLITE_IOERR where Self.isFull(directoryOf: path): self = .diskFull(path: path)
    case .SQLITE_CANTOPEN where Self.isFull(directoryOf: path): self = .diskFull(path: path)
    default:
      self = .faulty(path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }

  private static func isReadOnly(directoryOf path: String) -> Bool {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return FileManager.default.fileExists(atPath: directory) && !FileManager.default.isWritableFile(atPath: directory)
  }

  /// The database wants some 32 KB for itself before anything is written.
  private static func isFull(directoryOf path: String) -> Bool {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: directory)
    return (attributes?[.systemFreeSize] as? NSNumber).map { $0.int64Value < 65536 } ?? false
  }

  /// What a person can do about it, to be put behind a semicolon.
  public var remedy: String {
    switch self {
    case .diskFull: "make room on its disk"
    case .readOnly: "make it, and its directory, writable"
    case .writtenByNewerArgosy: "use the argosy that wrote it"
    case .closed: "argosy up starts the next"
    case .writtenByOlderArgosy, .missing, .faulty, .effectTaken: "argosy doctor names the log, which has more"
    }
  }

  public var description: String {
    switch self {
    case .writtenByNewerArgosy(let path): "the journal \(path) was written by a newer argosy"
    case .writtenByOlderArgosy(let path):
      "the journal \(path) was written by an older argosy; argosy up brings it up to date"
    case .missing(let path): "there is no journal \(path): argosy was never up on this server"
    case .closed(let path): "the journal \(path) is closed: argosy has ended"
    case .diskFull(let path): "no space is left for the journal \(path)"
    case .readOnly(let path): "the journal \(path) cannot be used: it, or its directory, is read-only"
    case .faulty(let path, let reason): "the journal \(path): \(reason)"
    case .effectTaken(let number): "effect \(number) is in the journal as another one"
    }
  }
}
