import Testing

@testable import World

@Suite("Remote addresses")
struct RemoteAddressTests {
  @Test(
    "host, owner and name of a URL",
    arguments: [
      ("https://github.com/octo/hello.git", "github.com octo/hello"),
      ("https://github.com/octo/hello", "github.com octo/hello"),
      ("https://github.com/octo/hello/", "github.com octo/hello"),
      ("https://ada:secret@github.com/octo/hello.git", "github.com octo/hello"),
      ("http://GitHub.com:8080/octo/hello", "github.com octo/hello"),
      ("ssh://git@github.com/octo/hello.git", "github.com octo/hello"),
      ("ssh://git@ssh.github.com:443/octo/hello.git", "github.com octo/hello"),
      ("git@github.com:octo/hello.git", "github.com octo/hello"),
      ("github-work:octo/hello", "github-work octo/hello"),
      ("git@gitlab.example.org:group/sub/hello.git", "gitlab.example.org group/sub/hello"),
      ("git://example.org/octo/dots.in.name.git", "example.org octo/dots.in.name"),
    ])
  func read(url: String, expected: String) throws {
    let address = try #require(RemoteAddress(url: url))
    #expect("\(address.host) \(address)" == expected)
  }

  @Test(
    "a path, and what has another shape, is none",
    arguments: [
      "/srv/git/hello.git", "../hello", "file:///srv/octo/hello.git", "https://github.com/hello", "https://github.com",
      "git@github.com:hello.git", "", ":a/b", "https:///a/b", "ext::sh -c touch% x", "git@github.com:a/../b",
      "git@github.com:a/b\nc", "git@github.com:a/.git",
    ])
  func refused(url: String) {
    #expect(RemoteAddress(url: url) == nil)
  }

  @Test("the address of a repository is its remote's, after a person's own rewriting of URLs")
  func ofRepository() async throws {
    try await withGit { place in
      try await place.make("r")
      let here = try await place.here("r")
      #expect(try await here.remoteAddress() == nil)
      try await place.run(in: "r", "config", "url.git@github.com:.insteadOf", "gh:")
      try await place.run(in: "r", "remote", "add", "upstream", "gh:octo/hello.git")
      #expect(try await here.remoteAddress()?.description == "octo/hello")
      try await place.run(in: "r", "remote", "add", "another", "gh:octo/other.git")
      #expect(try await here.remoteAddress() == nil)
      try await place.run(in: "r", "remote", "add", "origin", place.path("somewhere"))
      #expect(try await here.remote() == "origin")
      #expect(try await here.remoteAddress() == nil)
    }
  }
}
