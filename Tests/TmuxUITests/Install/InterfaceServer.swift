import Foundation
import TestSupport

@testable import TmuxUI

/// A real server that is given the interface, and asked what it holds.
extension PrivateTmux {
  static let program = "/opt/it's here/#{argosy}"

  /// - Parameter version: what the server is said to be, to see what newer ones are given.
  func facts(as version: String? = nil) async throws -> ServerFacts {
    let mark = UUID().uuidString
    guard var facts = ServerFacts(try await run(ServerFacts.question(mark: mark)), mark: mark) else {
      throw Programs.Failure(description: "the answer is not understood")
    }
    if let version { facts.version = version }
    return facts
  }

  /// Returns what tmux said of single commands.
  func source(_ text: String) async throws -> String {
    let outcome = try await Programs.outcome(
      tmux, ["-u", "-S", socket, "source-file", "-"], environment: environment, input: Data(text.utf8))
    return outcome.output + outcome.errors
  }

  @discardableResult
  func load(as version: String? = nil, program: String = PrivateTmux.program) async throws -> InterfaceConfiguration {
    let configuration = try InterfaceConfiguration(try await facts(as: version), program: program, version: "0.1")
    let said = try await source(configuration.text)
    guard said.isEmpty else { throw Programs.Failure(description: said) }
    return configuration
  }

  func unload() async throws {
    let said = try await source(try InterfaceRemoval(try await facts()).text)
    guard said.isEmpty else { throw Programs.Failure(description: said) }
  }

  /// All options, keys and hooks there are.
  func everything() async throws -> [String] {
    var lines: [String] = []
    for question in [
      ["show-options", "-g"], ["show-options", "-gw"], ["show-options", "-s"], ["show-options", "-t", "=first:"],
      ["show-options", "-w", "-t", "=first:"], ["show-options", "-p", "-t", "=first:"], ["list-keys"],
      ["list-keys", "-N"], ["list-keys", "-N", "-T", "root"], ["show-hooks", "-g"], ["show-environment", "-g"],
    ] {
      lines.append("== \(question.joined(separator: " "))")
      lines += try await run(question).split(separator: "\n").map(String.init)
    }
    return lines
  }
}

/// What is in one of two lists and not in the other.
func difference(_ left: [String], _ right: [String]) -> [String] {
  left.difference(from: right).map { change in
    switch change {
    case .insert(_, let line, _): "- \(line)"
    case .remove(_, let line, _): "+ \(line)"
    }
  }
}
