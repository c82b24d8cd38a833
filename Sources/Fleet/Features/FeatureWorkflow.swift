extension Workflow {
  /// What a feature passes where no file says otherwise: the commands of S0C-11, the gates of S0C-10.
  public static let feature = Workflow(
    name: "feature",
    stages: [
      Stage(
        name: "brainstorm", status: .planning, command: "/workflows:brainstorm {description}",
        artifacts: ["brainstorm": ["docs/brainstorms/*-brainstorm.md"]]),
      Stage(
        name: "plan", status: .planning, command: "/workflows:plan", artifacts: ["plan": ["docs/plans/*-plan.md"]]),
      Stage(name: "work", status: .working, command: "/workflows:work", gate: .pause),
      Stage(
        name: "review", status: .verifying, command: "/workflows:review latest",
        artifacts: ["review": ["todos/*.md"]]),
      Stage(name: "simplify", status: .working, command: simplify),
      Stage(name: "pr", status: .inReview, command: nil),
    ],
    automatic: Stage(name: "slfg", status: .working, command: "/slfg {description}"))

  private static let simplify =
    "Look through everything this branch adds and make it simpler without changing what it does: remove what is "
    + "repeated or no longer used, shorten what is roundabout, keep names and tests honest. Run the tests, then commit "
    + "and push."
}
