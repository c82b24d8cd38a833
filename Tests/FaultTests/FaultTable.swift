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
    22: Fault(
      what: "the server's death",
      state: .tested(also: [
        "the daemon ends with its server",
        "another server that takes the place of the one that was killed is watched, though its ids are the same",
      ])),
    23: Fault(
      what: "150 sessions in two seconds",
      state: .tested(also: ["a window whose session was killed while it was being linked is ended"])),
    24: Fault(what: "a session that dies during a seed", state: .tested()),
    25: Fault(
      what: "clients thrown out",
      state: .tested(also: [
        "detaching every client, as attach -d does, only makes argosy come back",
        "the hub that somebody killed is made anew, and nothing else happens",
        "a window that is left to hubs alone is ended, and an older hub when nobody is in it any more",
      ])),
    26: Fault(
      what: "client and server of different versions",
      state: .tested(also: ["client and server fit on the same side of 3.6"])),
    27: Fault(what: "the socket removed, replaced or forbidden", state: .tested()),
    28: Fault(what: "a bad configuration at the start", state: .tested()),
    // Stopped up to and beyond the ten seconds after which a connection is given up; thirty are no other case.
    29: Fault(what: "a stopped server", state: .tested()),
    // Alone, tmux up to 3.7 freezes a program whose output a stopped process does not read, whatever that process is.
    30: Fault(
      what: "a reader that stalls",
      state: .tested(also: [
        "a daemon that was stopped while its panes printed has every screen right when it goes on",
        "a loop that is held up does not stop the writer; it finds a gap and everything else in order",
      ])),
    31: Fault(what: "floods from many panes", state: .tested()),
    32: Fault(what: "a storm of pauses", state: .tested()),
    33: Fault(
      what: "more output than can be held back",
      state: .tested(also: [
        "the program goes on, and the screen is known again afterwards",
        "a seed whose reply began before the gap does not heal it, however often that happens",
      ])),

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
