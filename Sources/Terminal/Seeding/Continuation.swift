extension Terminal {
  /// A pane seeded anew although its screen was known until then, as after a resize: what captures do not tell comes
  /// from the old model.
  ///
  /// - Parameter old: the model after exactly the output that was read before the capture.
  public init(_ snapshot: Snapshot, continuing old: borrowing Terminal) {
    self.init(snapshot)
    pen = old.pen
    penCache.isStale = true
    charsets = old.charsets
    saved = old.saved
    unknown = old.unknown
    lastCharacter = old.lastCharacter
    joinerWaits = old.joinerWaits
    utf8 = old.utf8
    droppableBytes = old.droppableBytes
    // More than the pending bytes: which were read too, and when the string began.
    parser = old.parser
    titleStack = old.titleStack
    updateBegan = old.updateBegan
    // Only tmux 3.7 tells of these, and of focus events none does.
    set(.focusEvents, old.modes.contains(.focusEvents))
    if snapshot.bracketedPaste == nil {
      set(.bracketedPaste, old.modes.contains(.bracketedPaste))
      knowsBracketedPaste = old.knowsBracketedPaste
    }
    if snapshot.synchronized == nil { set(.synchronizedUpdate, old.modes.contains(.synchronizedUpdate)) }
    alternate.pen = old.alternate.pen
    if alternate.cursor == nil { alternate.cursor = old.alternate.cursor }
    takePlace(of: old)
  }
}
