import Foundation

/// A command that is run for a hook or the status line.
struct Errand: Equatable {
  var command: String
  /// The dialog, by the number of its change of state, that waits for what the command prints.
  var dialog: Int?
}

/// What a hook that was waited for decided about a permission (agents.md §2.4).
struct Decision: Equatable {
  var allows: Bool
  /// With a rule for the future.
  var isForGood = false
  /// The answer to a question.
  var answer: String?

  private struct Output: Decodable {
    struct Specific: Decodable {
      let hookEventName: String
      let decision: Body?
    }

    struct Body: Decodable {
      struct Input: Decodable {
        let answers: [String: String]?
      }

      struct Rule: Decodable {
        let type: String
      }

      let behavior: String
      let updatedInput: Input?
      let updatedPermissions: [Rule]?
    }

    let hookSpecificOutput: Specific?
  }

  /// Nil for what is no decision: the dialog goes on then.
  init?(_ output: String) {
    guard output.hasPrefix("{"),
      let specific = (try? JSONDecoder().decode(Output.self, from: Data(output.utf8)))?.hookSpecificOutput,
      specific.hookEventName == "PermissionRequest", let body = specific.decision,
      ["allow", "deny"].contains(body.behavior)
    else { return nil }
    allows = body.behavior == "allow"
    isForGood = body.updatedPermissions?.isEmpty == false
    answer = body.updatedInput?.answers?.values.first
  }
}
