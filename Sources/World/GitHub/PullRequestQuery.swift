import Fleet

/// One GraphQL query for any number of branches and pull requests.
///
/// Names are variables, never part of the text: a branch may be called anything. As many of everything are asked for as
/// keep sixty branches well below what a server lets be asked at once.
struct PullRequestQuery {
  let text: String
  /// By the variable's name.
  let variables: [(name: String, value: String)]
  /// What each alias stands for.
  let aliases: [(alias: String, question: PullRequestCall.Question)]

  init(_ questions: [PullRequestCall.Question], in repository: RepositoryName) {
    var variables = [(name: "owner", value: repository.owner), (name: "name", value: repository.name)]
    var aliases: [(alias: String, question: PullRequestCall.Question)] = []
    var fields: [String] = []
    for (index, question) in questions.enumerated() {
      if let number = question.number {
        aliases.append(("p\(index)", question))
        fields.append("p\(index):pullRequest(number:\(number)){...pull}")
      } else {
        aliases.append(("b\(index)", question))
        variables.append((name: "h\(index)", value: question.branch))
        // Several: a branch of this name in somebody's fork is not meant.
        fields.append(
          "b\(index):pullRequests(headRefName:$h\(index),first:3,orderBy:{field:CREATED_AT,direction:DESC})"
            + "{nodes{...pull}}")
      }
    }
    let declarations = variables.map { "$\($0.name):String!" }.joined(separator: ",")
    text = """
      query(\(declarations)){repository(owner:$owner,name:$name){\(fields.joined(separator: " "))}}
      \(Self.fragment)
      """
    self.variables = variables
    self.aliases = aliases
  }

  private static let author = "author{login __typename}"

  private static let fragment = """
    fragment pull on PullRequest{number url title \(author) headRefName headRefOid baseRefName state isDraft \
    isCrossRepository headRepositoryOwner{login} mergeable reviewDecision updatedAt mergedAt \
    commits(last:1){nodes{commit{statusCheckRollup{contexts(first:100){nodes{__typename \
    ...on CheckRun{databaseId name status conclusion startedAt completedAt detailsUrl \
    checkSuite{workflowRun{workflow{name}}}} \
    ...on StatusContext{context state targetUrl createdAt}}}}}}} \
    reviews(last:30){nodes{id \(author) state body submittedAt}} \
    comments(last:30){nodes{id \(author) body createdAt}} \
    reviewThreads(last:20){nodes{comments(last:10){nodes{id \(author) body createdAt path line}}}}}
    """
}
