import Foundation

/// pyte, a terminal written in Python. It is a hundred times slower: it reads an input once where the others repeat it.
struct Pyte {
  struct Reading: Decodable {
    /// Of the fastest pass, on the processor.
    let seconds: Double
    /// The screen afterwards, without trailing blanks.
    let rows: [String]
  }

  static let advice = "not installed: pip install pyte, for the python3 on PATH"

  /// "pyte 0.8.2, Python 3.11.7"
  let version: String

  /// Nil when there is no Python with pyte.
  init?() {
    let script = """
      import importlib.metadata, platform, pyte
      print("pyte %s, Python %s" % (importlib.metadata.version("pyte"), platform.python_version()))
      """
    guard let outcome = try? Tool(name: "python3").run(["-c", script]), outcome.status == 0 else { return nil }
    version = outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func read(_ bytes: [UInt8], passes: Int) throws -> Reading {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let input = folder.url.appendingPathComponent("input")
    try Data(bytes).write(to: input)
    let numbers = [passes, ScreenSize.columns, ScreenSize.rows, ArgosyScreen.chunk].map(String.init)
    let outcome = try Tool(name: "python3").run(["-c", Self.script, input.path] + numbers)
    guard outcome.status == 0, let reading = try? JSONDecoder().decode(Reading.self, from: Data(outcome.output.utf8))
    else {
      let reason = outcome.errors.split(separator: "\n").last.map(String.init) ?? "it printed \"\(outcome.output)\""
      throw Complaint("pyte failed: \(reason). Leave the peers out with --no-peers.")
    }
    return reading
  }

  /// pyte 0.8 raises an error for private forms of two sequences (`CSI ? r`, `CSI > m`) and drops the rest of the
  /// chunk; this screen leaves them out.
  private static let script = """
    import json, sys, time
    import pyte

    class Screen(pyte.Screen):
        def set_margins(self, *args, private=False, **others):
            if not private:
                super().set_margins(*args, **others)

        def select_graphic_rendition(self, *args, private=False, **others):
            if not private:
                super().select_graphic_rendition(*args, **others)

    path = sys.argv[1]
    passes, columns, rows, size = map(int, sys.argv[2:])
    with open(path, "rb") as file:
        data = file.read()
    chunks = [data[at:at + size] for at in range(0, len(data), size)]
    best = float("inf")
    for _ in range(passes):
        screen = Screen(columns, rows)
        stream = pyte.ByteStream(screen)
        start = time.process_time()
        for chunk in chunks:
            stream.feed(chunk)
        best = min(best, time.process_time() - start)
    print(json.dumps({"seconds": max(best, 1e-9), "rows": [row.rstrip(" ") for row in screen.display]}))
    """
}
