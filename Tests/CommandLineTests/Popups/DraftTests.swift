import Canvas
import Daemon
import Foundation
import TestSupport
import Testing

@testable import argosy

@Suite("Drafts of popups")
struct DraftTests {
  private func withDrafts(_ body: (Drafts, URL) throws -> Void) throws {
    let home = try TemporaryDirectory.make()
    defer { try? FileManager.default.removeItem(at: home) }
    try body(Drafts(["XDG_STATE_HOME": home.path]), home.appendingPathComponent("argosy/drafts"))
  }

  @Test("a draft is kept for its owner alone, under whatever name, and removed")
  func keeping() throws {
    try withDrafts { drafts, directory in
      let names = ["prompt-/tmp/a b/s-77-%1", "prompt-/tmp/a_b/s-77-%1", "../../x", "feature"]
      for name in names { drafts.write("text of \(name)\n…", name) }
      for name in names { #expect(drafts.read(name, as: String.self) == "text of \(name)\n…") }
      let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(files.count == names.count)
      for file in files {
        let path = directory.appendingPathComponent(file).path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600, "\(file)")
      }
      drafts.remove(names[0])
      #expect(drafts.read(names[0], as: String.self) == nil && drafts.read(names[1], as: String.self) != nil)
    }
  }

  @Test("what is no draft is none, and many leave the newest")
  func limits() throws {
    try withDrafts { drafts, directory in
      try Data("torn".utf8).write(to: directory.appendingPathComponent("feature.json"))
      #expect(drafts.read("feature", as: FormView.Draft.self) == nil)
      for number in 0..<201 { try Data("1".utf8).write(to: directory.appendingPathComponent("old\(number).json")) }
      let long = directory.appendingPathComponent("old7.json").path
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: long)
      drafts.write("new", "new")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 200)
      #expect(drafts.read("new", as: String.self) == "new" && !FileManager.default.fileExists(atPath: long))
    }
    #expect(Drafts([:]).read("x", as: String.self) == nil)
  }

  @Test("a prompt's draft belongs to the item, else to the pane of this server; what was sent is kept no more")
  func prompts() throws {
    var status = try PopupSamples.status(PopupSamples.fleet)
    var view = PromptView("%1", server: "/s")
    #expect(view.draftName == nil)
    _ = view.update(status)
    let name = view.draftName
    view.restore("half a thought")
    #expect(view.kept == "half a thought")
    var other = PromptView("%1", server: "/s")
    other.paste("begun")
    status.server.pid = 2
    _ = other.update(status)
    other.restore("half a thought")
    // What was typed in the meantime stands, and another server's pane is another pane.
    #expect(other.kept == "begun" && other.draftName != name && name != nil)
    var ofItem = PromptView("%1", server: "/s")
    let item = try Samples.item {
      $0.session?.pane = "%1"
      $0.session?.window = "@1"
    }
    _ = ofItem.update(try PopupSamples.status(PopupSamples.fleet, items: [item]))
    #expect(ofItem.draftName == "prompt-item-\(item.id)")
    #expect(view.take(.enter) == .order(.init(pane: "%1", text: "half a thought")))
    _ = view.answered(try PopupSamples.delivery("refused", "busy"))
    #expect(view.kept == "half a thought")
    #expect(view.take(.enter) != nil)
    _ = view.answered(try PopupSamples.delivery("submitted", "taken"))
    #expect(view.kept == nil && view.isOver)
  }

  @Test("a prompt that could not be sent can be sent again")
  func failing() throws {
    var view = PromptView("%1")
    _ = view.update(try PopupSamples.status(PopupSamples.fleet))
    view.paste("go on")
    #expect(view.take(.enter) != nil && view.isUnderWay)
    view.failed(Complaint("nobody is there"))
    #expect(!view.isUnderWay && view.note == Note("nobody is there", isTrouble: true))
    #expect(view.take(.enter) == .order(.init(pane: "%1", text: "go on")))
  }
}
