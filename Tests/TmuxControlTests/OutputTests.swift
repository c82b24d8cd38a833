import Testing

@testable import TmuxControl

@Suite("Output lines")
struct OutputTests {
  @Test("every byte value survives the escaping")
  func everyByte() {
    var line = Array("%output %7 ".utf8)
    for byte in UInt8.min...UInt8.max {
      if byte < 0x20 || byte == 0x5C {
        line += Array("\\".utf8) + [0x30 + byte / 64, 0x30 + byte / 8 % 8, 0x30 + byte % 8]
      } else {
        line.append(byte)
      }
    }
    #expect(parse(line + [0x0A]).entries == [.output(PaneID(number: 7), Array(UInt8.min...UInt8.max), age: nil)])
  }

  @Test("a backslash without three octal digits stays", arguments: ["\\", "\\0", "\\03", "\\400", "\\089", "\\x41"])
  func badEscape(payload: String) {
    #expect(
      parse("%output %1 a\(payload)\n").entries == [
        .output(PaneID(number: 1), Array("a\(payload)".utf8), age: nil)
      ])
  }

  @Test("extended output carries its age, and fields of newer versions are passed over")
  func extended() {
    let recorder = parse("%extended-output %12 340 : a : b\n%extended-output %12 7 new fields : x\n")
    #expect(
      recorder.entries == [
        .output(PaneID(number: 12), Array("a : b".utf8), age: 340), .output(PaneID(number: 12), [0x78], age: 7),
      ])
  }

  @Test("empty output is output")
  func empty() {
    #expect(parse("%output %0 \n").entries == [.output(PaneID(number: 0), [], age: nil)])
  }

  @Test(
    "what only looks like output is stray",
    arguments: [
      "%output", "%output ", "%output %", "%output %x a", "%output %99999999999 a", "%extended-output %1 3 x",
    ])
  func malformed(line: String) {
    #expect(parse(line + "\n").strays == [line])
  }

  @Test("any cut into chunks gives the same events")
  func chunking() {
    let stream = Array(
      """
      %begin 1 2 1
      first
      %end 1 2 1
      %output %1 \\033[1m\u{4F60}\u{597D}\\015\\012
      %window-renamed @3 a name with spaces
      stray
      %exit

      """.utf8)
    let whole = parse(stream)
    for cut in 0...stream.count { #expect(parse(stream, cutAt: [cut]) == whole) }
    #expect(parse(stream, cutAt: Array(0...stream.count)) == whole)
  }

  @Test("a line of five million bytes arrives whole")
  func longLine() {
    let payload = [UInt8](repeating: 0x61, count: 5_000_000)
    let line = Array("%output %1 ".utf8) + payload + [0x0A]
    let recorder = parse(line, cutAt: Array(stride(from: 0, to: line.count, by: 4096)))
    #expect(recorder.entries == [.output(PaneID(number: 1), payload, age: nil)])
  }
}
