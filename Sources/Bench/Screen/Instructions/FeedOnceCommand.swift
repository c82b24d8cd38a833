import ArgumentParser
import Foundation

/// The program that is run under callgrind: it feeds a file once, or does everything but that.
struct FeedOnceCommand: ParsableCommand {
  enum Screen: String, ExpressibleByArgument {
    case argosy, libvterm
  }

  static let configuration = CommandConfiguration(
    commandName: "feed-once", abstract: "Feed a file to a screen once.", shouldDisplay: false)

  @Argument(help: "The file to feed.")
  var path: String

  @Option(help: "Whose screen.")
  var screen = Screen.argosy

  @Option(help: "The library of libvterm.")
  var libvterm: String?

  @Flag(help: "Read the file and make the screen, but do not feed it.")
  var unfed = false

  func run() throws {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw Complaint("cannot read \(path): \(error.localizedDescription)")
    }
    switch screen {
    case .argosy:
      feed(bytes, to: ArgosyScreen())
    case .libvterm:
      guard let library = try LibVTerm(path: libvterm) else { throw Complaint("libvterm is \(LibVTerm.advice)") }
      feed(bytes, to: try library.screen())
    }
  }

  private func feed(_ bytes: [UInt8], to screen: some MeasuredScreen) {
    var screen = screen
    screen.feed(bytes, times: unfed ? 0 : 1)
  }
}
