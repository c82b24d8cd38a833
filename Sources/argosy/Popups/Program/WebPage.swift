import World

/// Pages in a person's browser.
enum WebPage {
  /// Opens a page with what the system has for that; where it has nothing, the address is told.
  ///
  /// - Throws: a ``Complaint`` for what is no address of a page.
  static func open(_ url: String) throws -> Note {
    guard url.hasPrefix("https://") || url.hasPrefix("http://"), url.unicodeScalars.allSatisfy({ $0.value > 0x20 })
    else { throw Complaint("this is no address of a page: \(url)") }
    guard Browser.open(url, environment: DaemonAccess.environment) else {
      return Note("there is no browser here; the page is \(url)", isTrouble: true)
    }
    return Note("opened \(url)")
  }
}
