import Foundation
import Testing

@Suite("The table of faults")
struct FaultTableTests {
  /// The names of all tests of the package.
  private static let names: [String] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
    var names: [String] = []
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift", let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      names += text.matches(of: #/@Test\(\s*"(.+?)"\s*[,)]/#).map { String($0.1) }
    }
    return names
  }()

  private static func tests(of number: Int) -> [String] { names.filter { $0.hasPrefix("fault \(number):") } }

  @Test("every fault has a place in the table, and no other number has one")
  func complete() {
    #expect(FaultTable.faults.keys.sorted() == Array(1...50))
    let numbered = Self.names.compactMap { $0.firstMatch(of: #/^fault (\d+):/#).flatMap { Int($0.1) } }
    #expect(Set(numbered).isSubset(of: FaultTable.faults.keys))
  }

  @Test("what the table says of a fault is so", arguments: 1...50)
  func truth(number: Int) throws {
    let own = Self.tests(of: number)
    switch try #require(FaultTable.faults[number]).state {
    case .tested(let others):
      #expect(!own.isEmpty)
      for name in others { #expect(Self.names.contains(name), "\(name)") }
    case .covered(let others):
      #expect(own.isEmpty, "the table should say that it is tested")
      #expect(!others.isEmpty)
      for name in others { #expect(Self.names.contains(name), "\(name)") }
    case .untestable(let reason):
      #expect(own.isEmpty, "the table should say that it is tested")
      #expect(!reason.isEmpty)
    }
  }
}
