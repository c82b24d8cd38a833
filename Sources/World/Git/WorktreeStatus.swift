/// `git status --porcelain=v2 --branch -z`, taken apart.
struct WorktreeStatus {
  private(set) var head: String?
  private(set) var branch: String?
  private(set) var upstream: String?
  private(set) var changes = WorktreeFacts.Capped<WorktreeFacts.Change>(count: 0, listed: [])

  init(_ text: String, limit: Int) {
    var isOldName = false
    for entry in text.split(separator: "\0", omittingEmptySubsequences: false) {
      if isOldName {
        isOldName = false
        continue
      }
      switch entry.first {
      case "#": header(entry)
      // Fields before the path: of a changed one 8, of a renamed one 9, of an unmerged one 10.
      case "1": add(entry, fields: 8, limit)
      case "2":
        add(entry, fields: 9, limit)
        isOldName = true
      case "u": add(entry, fields: 10, limit)
      case "?": add("??", String(entry.dropFirst(2)), limit)
      default: break
      }
    }
  }

  private mutating func header(_ entry: Substring) {
    let parts = entry.split(separator: " ", maxSplits: 2)
    guard parts.count == 3 else { return }
    switch parts[1] {
    case "branch.oid": head = parts[2] == "(initial)" ? nil : String(parts[2])
    case "branch.head": branch = parts[2] == "(detached)" ? nil : String(parts[2])
    case "branch.upstream": upstream = String(parts[2])
    default: break
    }
  }

  private mutating func add(_ entry: Substring, fields: Int, _ limit: Int) {
    let parts = entry.split(separator: " ", maxSplits: fields, omittingEmptySubsequences: false)
    guard parts.count == fields + 1 else { return }
    add(String(parts[1]), String(parts[fields]), limit)
  }

  private mutating func add(_ status: String, _ path: String, _ limit: Int) {
    changes.count += 1
    if changes.listed.count < limit { changes.listed.append(.init(path: path, status: status)) }
  }
}
