/// What the three agents among the panes do, over and over: short turns, so that there are many changes to time.
enum AgentScripts {
  static let all = [
    """
    title Add single sign-on
    idle 650ms
    work 900ms Brewing
    say The login page redirects to the provider now.
    idle 550ms
    work 700ms Puttering
    permission "Bash command" "make -j2" "Build it" auto 750ms 1
    work 600ms
    say Built.
    repeat
    """,
    """
    title Redesign the cart
    idle 800ms
    work 750ms Cogitating
    question "Which database should the cart use?" "Postgres" "SQLite" auto 850ms 1
    work 650ms
    say Postgres it is.
    repeat
    """,
    """
    title Make CI faster
    idle 500ms
    work 1100ms Crafting
    tool Bash npm test
    say All tests pass.
    repeat
    """,
  ]
}
