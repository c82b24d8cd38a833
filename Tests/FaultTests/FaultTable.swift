/// Everything that is known to go wrong between tmux and its clients, by number, and what looks after it.
enum FaultTable {
  struct Fault: Sendable {
    let what: String
    let state: State
  }

  enum State: Sendable {
    /// By tests that carry the number in their name, and by these others.
    case tested(also: [String] = [])
    /// By tests that were there before, under these names.
    case covered([String])
    case notYet(String)
    case untestable(String)
  }

  static let faults: [Int: Fault] = [
    // The stream.
    1: Fault(what: "every byte value", state: .tested(also: ["every byte value survives the escaping"])),
    2: Fault(what: "chunks of any size", state: .tested(also: ["any cut into chunks gives the same events"])),
    3: Fault(what: "UTF-8 cut anywhere", state: .tested()),
    4: Fault(what: "a line of 20 MB", state: .tested(also: ["a line of five million bytes arrives whole"])),
    5: Fault(
      what: "rows of a capture that look like tmux's words",
      state: .tested(also: [
        "only the same three numbers close a block", "a counted block takes a forged end for content",
        "a capture has as many rows as the reply before it says",
        "rows of a hidden screen that look like tmux's own words are only rows",
      ])),
    6: Fault(what: "blank lines in a block", state: .covered(["blank lines inside a block are lines"])),
    7: Fault(
      what: "blocks that answer nothing of ours",
      state: .tested(also: ["blocks answer lines in the order they were sent, hook blocks answer none"])),
    8: Fault(
      what: "pause, continue and message inside a block",
      state: .tested(also: ["a pause inside an uncounted block is a notification, inside a counted one it is content"])),
    9: Fault(
      what: "stray lines outside blocks", state: .tested(also: ["lines outside blocks are stray unless they are known"])
    ),
    10: Fault(what: "a line feed in a subscription's value", state: .tested()),
    11: Fault(
      what: "unknown notifications, more fields",
      state: .tested(also: ["a known word with the wrong arguments is stray"])),
    12: Fault(
      what: "extended output with more fields",
      state: .covered(["extended output carries its age, and fields of newer versions are passed over"])),
    13: Fault(
      what: "exit in a block, glued to a torn line, missing",
      state: .tested(also: [
        "the client's exit ends an open block, except where rows are counted",
        "an exit without a line feed is still one",
      ])),
    14: Fault(what: "CR LF", state: .tested()),

    // Commands.
    15: Fault(
      what: "an error in the middle of a list",
      state: .tested(also: ["an error ends its line: the commands after it give no reply"])),
    16: Fault(what: "a parse error", state: .tested()),
    17: Fault(what: "comments and blanks", state: .tested()),
    18: Fault(what: "20 000 pipelined", state: .tested()),
    19: Fault(what: "a reply that never comes", state: .tested()),
    20: Fault(what: "quoting", state: .covered(["tmux gives back every quoted text unchanged"])),
    21: Fault(what: "hooks that print", state: .tested()),

    // The server and the flow.
    22: Fault(what: "the server's death", state: .notYet("only its end is: the daemon ends with its server")),
    23: Fault(what: "150 sessions in two seconds", state: .notYet("no test yet")),
    24: Fault(what: "a session that dies during a seed", state: .notYet("no test yet")),
    25: Fault(
      what: "clients thrown out",
      state: .notYet("only the first half is: detaching every client, as attach -d does, only makes argosy come back")),
    26: Fault(what: "client and server of different versions", state: .notYet("no test yet")),
    27: Fault(what: "the socket removed or replaced", state: .notYet("no test yet")),
    28: Fault(what: "a bad configuration at the start", state: .notYet("no test yet")),
    29: Fault(what: "a stopped server", state: .notYet("no test yet")),
    30: Fault(what: "a reader that stalls", state: .notYet("no test yet")),
    31: Fault(what: "floods from many panes", state: .notYet("no test yet")),
    32: Fault(what: "a storm of pauses", state: .notYet("no test yet")),
    33: Fault(
      what: "more output than can be held back",
      state: .notYet("only the model's part is: more output than can be held back asks for the seed again")),

    // State.
    34: Fault(
      what: "seeds under flood",
      state: .tested(also: ["a pane that floods the stream, and the panes beside it, are compared at an exact point"])),
    35: Fault(
      what: "seeds in odd states", state: .tested(also: ["a seeded screen is what tmux shows, and goes on like it"])),
    36: Fault(what: "a storm of resizes", state: .tested()),
    37: Fault(
      // Under output the server itself can die, up to 3.7c, whatever its clients do; so the pane is quiet in the test.
      what: "a respawned pane",
      state: .covered(["a respawned pane is noticed at once: agent to agent, agent to something else, and back"])),
    38: Fault(what: "panes that move between sessions", state: .tested()),
    39: Fault(what: "linked windows and groups", state: .tested()),
    40: Fault(what: "names", state: .tested()),
    41: Fault(what: "cleared history, reset from outside", state: .tested()),
    42: Fault(what: "a locale without UTF-8", state: .tested()),

    // What a person notices.
    43: Fault(what: "sizes", state: .tested()),
    44: Fault(
      what: "the environment",
      state: .tested(also: ["down leaves nothing behind: no option, no hub, no change of the user's sessions"])),
    45: Fault(what: "focus", state: .tested()),
    46: Fault(what: "the bell's flag", state: .tested()),
    47: Fault(what: "the session's name inside panes", state: .tested()),
    48: Fault(
      what: "a killed session ends",
      state: .covered([
        "kill-session ends the agent, though the hub holds a link to its window",
        "the server ends with its last session, though the hub had a window in it",
      ])),
    49: Fault(
      what: "the daemon is killed",
      state: .covered([
        "a killed daemon takes its hub with it, the token says so, agents go on, and up finds the same model"
      ])),
    50: Fault(
      what: "300 panes for an hour",
      state: .untestable("an hour of load is a measurement on a machine that does nothing else, not a test")),
  ]
}
