import Recognition
import Testing

@testable import Fleet

@Suite("Workflow files")
struct WorkflowTests {
  @Test("the built-in one is the feature's way, with one gate that pauses")
  func builtIn() {
    let workflow = Workflow.feature
    #expect(workflow.stages.map(\.name) == ["brainstorm", "plan", "work", "review", "simplify", "pr"])
    #expect(workflow.stages.filter { $0.gate != .auto }.map(\.name) == ["work"])
    #expect(workflow.stages.filter(\.isWatched).map(\.name) == ["pr"])
    #expect(workflow.path(isAutomatic: true).map(\.name) == ["slfg", "pr"])
    #expect(workflow.stages[0].command(for: "a\nb") == "/workflows:brainstorm a\nb")
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      ("stages: []", "`workflow` is missing"),
      ("workflow: a\nstages:\n  - name: one\n    status: idle\n", "f:4: a stage is one of"),
      ("workflow: a\nstages:\n  - name: one\n    status: working\n", "no stage has a command"),
      (
        "workflow: a\nstages:\n  - {name: one, status: working, command: x}\n  - {name: one, status: working}\n",
        "two stages"
      ),
      (
        "workflow: a\nstages:\n  - {name: o, status: working, command: x, artifacts: {a: [../b]}}",
        "no path in the worktree"
      ),
      ("workflow: a\nstage: []", "f:2: `stage` is not known here"),
    ])
  func faults(_ text: String, _ words: String) {
    #expect {
      try Workflow(yaml: text, file: "f")
    } throws: { error in
      "\(error)".contains(words)
    }
  }
}
