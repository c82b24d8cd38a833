import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where something is shown that changes: over what was there in a terminal, else one below the other.
final class Repainting: Sendable {
  typealias Picture = @Sendable (OutputStyle) -> String

  private let picture = Mutex<Picture?>(nil)

  /// - Parameter next: makes the text for a terminal of some size; called again when that changes.
  func show(_ next: @escaping Picture) {
    picture.withLock { picture in
      let style = OutputStyle.detected
      let isFirst = picture == nil
      if style.isTerminal {
        print(Repaint.text(next(style), isFirst: isFirst, height: style.rows), terminator: "")
      } else {
        if !isFirst { print("") }
        print(next(style))
      }
      fflush(nil)
      picture = next
    }
  }

  /// The same once more, in a terminal: nowhere else is there a size.
  func redraw() {
    picture.withLock { picture in
      let style = OutputStyle.detected
      guard let picture, style.isTerminal else { return }
      print(Repaint.text(picture(style), isFirst: false, height: style.rows), terminator: "")
      fflush(nil)
    }
  }
}

/// Tells that the terminal has another size.
final class Resizing {
  private let source: any DispatchSourceSignal

  init(_ resized: @escaping @Sendable () -> Void) {
    source = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: DispatchQueue(label: "resizing"))
    source.setEventHandler(handler: resized)
    source.resume()
  }

  func end() { source.cancel() }
}
