public import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What happens to a program that draws.
public enum CanvasEvent: Hashable, Sendable {
  case key(Key)
  case paste(String)
  /// The terminal has another size now; the next frame is drawn whole.
  case resized
  /// There is something to read there.
  case readable(Int32)
  /// The moment that was waited for has come.
  case timeOut
  /// The program is to end: by this signal, or nil when its terminal is gone.
  case ended(signal: Int32?)
}

/// A terminal that is drawn on: the other screen in raw mode, and back as it was on every way out.
///
/// One at a time in a process; used from one thread.
public final class Canvas {
  public private(set) var columns: Int
  public private(set) var rows: Int
  private let device: Device
  private let signals: SignalPipe
  private let drawing: Drawing
  private var decoder = KeyDecoder()
  private var last: Frame?
  private var isGone = false
  private var ending: Int32?

  /// So long an Esc may be the beginning of another key.
  private static let patience = 0.05

  /// Draws until `body` returns or throws; after that, and after a signal, the terminal is as it was.
  ///
  /// - Throws: ``CanvasError`` where there is no terminal, and what `body` throws.
  public static func run<Result>(
    input: Int32 = 0, output: Int32 = 1, isColoured: Bool = Canvas.isColourWanted, _ body: (Canvas) throws -> Result
  ) throws -> Result {
    let canvas = try Canvas(input, output, isColoured)
    defer { canvas.end() }
    return try body(canvas)
  }

  /// As `NO_COLOR` and `TERM` say.
  public static var isColourWanted: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  private init(_ input: Int32, _ output: Int32, _ isColoured: Bool) throws(CanvasError) {
    device = try Device(input: input, output: output)
    signals = try SignalPipe([SIGWINCH, SIGCONT, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP])
    drawing = Drawing(isColoured: isColoured)
    (columns, rows) = device.size
    Crash.guardAgainst(device)
    device.enter()
  }

  private func end() {
    Crash.forget()
    device.leave()
    signals.close()
  }

  /// Shows a frame by telling the terminal what is different in it.
  public func draw(_ frame: Frame) {
    let text = drawing.text(of: frame, over: last)
    last = frame
    if !text.isEmpty, !device.write(text) { isGone = true }
  }

  /// Lets another program have the terminal; what was drawn is drawn whole again after it.
  public func suspended<Result>(_ body: () throws -> Result) rethrows -> Result {
    device.leave()
    defer { resume() }
    return try body()
  }

  private func resume() {
    // ^C was meant for whoever had the terminal.
    ending = signals.take().first { $0 == SIGTERM || $0 == SIGHUP } ?? ending
    device.enter()
    (columns, rows) = device.size
    last = nil
  }

  /// Waits for what happens next, at least one event.
  ///
  /// - Parameters:
  ///   - end: when to wait no longer; nil for never.
  ///   - descriptors: those that are to be waited for too.
  public func next(until end: Date? = nil, watching descriptors: [Int32] = []) -> [CanvasEvent] {
    while true {
      if isGone { return [.ended(signal: nil)] }
      if let ending { return [.ended(signal: ending)] }
      let keyLimit = decoder.isWaiting ? Date().addingTimeInterval(Self.patience) : nil
      let limit = [end, keyLimit].compactMap { $0 }.min()
      var places = ([device.input, signals.descriptor] + descriptors).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let wait = limit.map { Int32(clamping: Int((max(0, $0.timeIntervalSinceNow) * 1000).rounded(.up))) } ?? -1
      let count = unsafe poll(&places, nfds_t(places.count), wait)
      guard count > 0 else {
        guard count == 0 else { continue }
        let inputs = keyLimit.map { $0 <= Date() } == true ? decoder.timeOut() : []
        if !inputs.isEmpty { return inputs.map(CanvasEvent.init) }
        if let end, end <= Date() { return [.timeOut] }
        continue
      }
      var events: [CanvasEvent] = []
      if places[0].revents != 0 {
        guard let bytes = device.read() else { return [.ended(signal: nil)] }
        events += decoder.feed(bytes).map(CanvasEvent.init)
      }
      if places[1].revents != 0 { events += taken(signals.take()) }
      for place in places.dropFirst(2) where place.revents != 0 { events.append(.readable(place.fd)) }
      if !events.isEmpty { return events }
    }
  }

  private func taken(_ numbers: [Int32]) -> [CanvasEvent] {
    var events: [CanvasEvent] = []
    for number in numbers {
      switch number {
      case SIGWINCH:
        (columns, rows) = device.size
        last = nil
        events.append(.resized)
      case SIGTSTP:
        device.leave()
        kill(getpid(), SIGSTOP)
      case SIGCONT:
        resume()
        events.append(.resized)
      default: events.append(.ended(signal: number))
      }
    }
    return events
  }
}

extension CanvasEvent {
  init(_ input: Input) {
    switch input {
    case .key(let key): self = .key(key)
    case .paste(let text): self = .paste(text)
    }
  }
}
