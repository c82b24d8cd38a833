/// A row of steps and the one that is under way. There are two: the script's, and the control pipe's above it.
struct Lane: Equatable {
  var queue: [Step] = []
  var wait: Wait?

  mutating func next() -> Step? { queue.isEmpty ? nil : queue.removeFirst() }

  mutating func insert(_ steps: [Step]) { queue.insert(contentsOf: steps, at: 0) }
}

/// A step that takes time.
struct Wait: Equatable {
  enum Kind: Equatable {
    case start
    case work(verb: String)
    case idle
    case expect(String)
    case dialog(Dialog, branches: [Branch], auto: [Input])
    case background(label: String)
    case stopped(Blocked)
    case file(String)
    case child(Int32?)
    case hang
    /// The script is over.
    case end
  }

  var kind: Kind
  /// When it is over by itself; of a dialog, when it answers itself.
  var deadline: Nanoseconds?

  /// Nil when the screen stays as it was.
  var activity: Activity? {
    switch kind {
    case .start: .starting
    case .work: .working
    case .idle, .expect, .end: .idle
    case .dialog(let dialog, _, _): .blocked(dialog.kind)
    case .background: .background
    case .stopped(let kind): .blocked(kind)
    case .child: .working
    case .file, .hang: nil
    }
  }

  /// Whether the next line of the control pipe ends it.
  var yields: Bool {
    switch kind {
    case .work, .idle, .background, .stopped: deadline == nil
    case .end: true
    default: false
    }
  }

  /// Whether a submitted line is taken up at once.
  var takesLines: Bool {
    switch kind {
    case .idle, .expect, .background, .stopped, .end: true
    default: false
    }
  }
}
