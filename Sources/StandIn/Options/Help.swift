/// What `--help` prints.
enum Help {
  static let text = """
    argosy-standin: a scripted agent with the look and manners of Claude Code.

    Usage: argosy-standin [flags of the real agent] [prompt]
           argosy-standin -p PROMPT

    Its own flags, each with the variable that does the same:
      --script FILE     STANDIN_SCRIPT        what to do; without it: works a second on whatever it is told
      --log FILE        STANDIN_LOG           JSON lines: start, input, changes of state
      --control FIFO    STANDIN_CONTROL       a named pipe for further steps; made when missing
      --look LOOK       STANDIN_LOOK          2026 (rules, half circles), early-2026 (rules, braille), 2025 (boxes)
      --titles GLYPHS   STANDIN_TITLES        halves, braille, still, none
      --alternate       STANDIN_ALTERNATE=1   the whole screen instead of the lines below
                        STANDIN_SWALLOW_ENTER=1   an Enter within 80 ms of a paste is lost; or within a time: 700ms
                        STANDIN_SPINNER=TIME|off  between two pictures of the spinner (120ms)
                        STANDIN_TRUST=FILE        trusted directories; elsewhere the trust dialog comes first
                        STANDIN_VERSION=V         the version it says it is
                        STANDIN_FILES=1           its session's file is kept in $CLAUDE_CONFIG_DIR/sessions
                        FAKE_ACCEPT_DOC_FLAGS=1   --prompt and --instructions are taken
    Of --settings, hooks that are commands and the status line are run.
    In paths {pid}, {pane} and {cwd} stand for the process, the tmux pane and the last part of the directory.

    \(ScenarioHelp.text)
    """
}

/// The format of scenarios.
enum ScenarioHelp {
  static let text = """
    A scenario has one step a line. A text is the rest of the line, or stands in quotes (\\n \\t \\e \\" \\\\).
    Times look like 500ms, 1.5s, 2m. `# ` begins a comment.

      title TEXT                       the text of the terminal's title
      say TEXT                         something the agent says
      bait                             dialog text quoted in the scrollback
      tool NAME TEXT                   a finished call of a tool
      work [TIME] [VERB]               works; without a time until Esc or the next control line
      permission "HEADING" "WHAT" ["WHY"] [short] [auto TIME KEYS] [-> BRANCHES]
      question "TEXT" "OPTION" "OPTION" … [several]   2 to 4 options; two more rows are added as in the real dialog
      plan "TEXT"      trust [unnumbered]      login      bypass
      auto TIME KEYS                   on the line behind a dialog: presses keys itself (1, down enter, esc)
      background [LABEL] [TIME]        the turn is over, `1 shell` still runs
      limit TEXT [TIME]                You've hit your session limit · TEXT
      error TEXT [TIME]                such as: error "API Error: 500"
      idle [TIME]                      at the prompt; without a time until a line is submitted
      expect TEXT                      at the prompt until a submitted line contains TEXT
      on TEXT -> STEP; STEP            whenever a submitted line contains TEXT
      await FILE                       until FILE exists        touch FILE      makes it
      run COMMAND                      a shell command, shown as a tool, while working
      draft TEXT                       half-written text in the prompt box
      deaf on|off                      input is logged and ignored
      hang                             neither reads nor draws
      start TIME                       as the first step: how long the agent takes to come up
      clear        crash [kill|term|segv|abrt|hup|CODE]        exit [CODE]
      repeat                           all over again

    Branches say what follows an answer; without one the next step follows, and a No interrupts the turn:
      permission "Bash command" "rm -rf build" -> yes: work 1s; say Gone. | no: idle
    An answer is yes, always, no, esc, the number of an option or the beginning of its label ("Postgres": …).

    Lines written to the control pipe are done as they arrive. A step that waits there (work, idle, a dialog) covers the
    script. It gives way to the next control line if nothing limits it (work, idle, background, limit without a time);
    a timed step, a dialog, expect and await are waited for. `! STEP` does not wait for anything. `resume` uncovers the
    script again. Submitted lines end a covering `idle` and go on to the script.
    """
}
