import CHeap

/// Runs the body again and again; memory that grows each time is lost. Once or twice it may: what is made on first use
/// stays, and malloc keeps some of what was freed at hand, which it counts as in use.
func expectNoLeak(_ body: () -> Void) {
  body()
  var last = heap_live_bytes()
  for _ in 0..<12 {
    body()
    let now = heap_live_bytes()
    if now <= last { return }
    last = now
  }
  require(false, "every run leaves more memory behind")
}
