import Fleet

/// A pull request as a test's story needs it.
func pull(
  _ number: Int = 42, head: String = "c1", state: PullRequest.State = .open, checks: [PullRequest.Check] = [],
  decision: PullRequest.Decision? = nil, reviews: [PullRequest.Review] = [], comments: [PullRequest.Comment] = [],
  mergeable: PullRequest.Mergeability = .yes, updated: Int64 = 100, branch: String = "feature"
) -> PullRequest {
  PullRequest(
    number: number, author: "agent", branch: branch, head: head, base: "main", state: state, checks: checks,
    decision: decision, reviews: reviews, comments: comments, mergeable: mergeable, updated: updated)
}

func check(
  _ name: String, _ bucket: PullRequest.Check.Bucket, workflow: String? = "CI", id: Int64? = nil, started: Int64? = 1
) -> PullRequest.Check {
  .init(
    name: name, workflow: workflow, bucket: bucket, id: id, started: started,
    completed: bucket == .pending ? nil : (started ?? 0) + 10)
}

func comment(_ id: String, by author: String = "person", _ text: String = "why?") -> PullRequest.Comment {
  .init(id: id, author: author, text: text)
}

func review(
  _ id: String, _ state: PullRequest.Review.State, by author: String = "person", _ text: String = ""
) -> PullRequest.Review {
  .init(id: id, author: author, state: state, text: text)
}

/// Shows one look after the other, as a coordinator does.
struct Story {
  var known: PullRequest?
  var filter = RemarkFilter()

  mutating func see(_ seen: PullRequest) -> [PullRequestChange] {
    let changes = PullRequestChange.changes(from: known, to: seen, remarks: filter)
    known = seen.following(known)
    return changes
  }
}
