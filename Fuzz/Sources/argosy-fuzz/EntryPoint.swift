#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  examine(input)
  Progress.current.ran(bytes: size)
  return 0
}

/// What libFuzzer calls once at the start: the time to write the seeds it will read.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  if let folder = environment("ARGOSY_FUZZ_SEEDS") { SeedCorpus.write(to: folder) }
  return 0
}

func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name) else { return nil }
  return unsafe String(cString: value)
}

/// Runs every check the input asks for; traps when one fails.
private func examine(_ input: [UInt8]) {
  guard let plan = Plan(input) else { return }
  let body = Array(input.dropFirst(Plan.length))
  let digest = digest(of: input)
  plan.run(body)
  // Decided by all bytes of the input, so that a mutation does not inherit what costs much.
  if digest % 128 == 0 { plan.run(overflowing(body, digest)) }
  if digest % 256 == 1 { expectNoLeak { plan.run(body) } }
}

/// The input, a string of it that outgrows every limit, and sometimes the input once more.
private func overflowing(_ body: [UInt8], _ digest: UInt64) -> [UInt8] {
  let text = body.filter { $0 >= 0x20 } + [0x2E]
  var out = body + [0x1B, Array("]_]P_k]_".utf8)[Int(digest >> 8 & 7)]]
  while out.count < 1_200_000 { out += text }
  return digest >> 16 & 3 != 0 ? out : out + body
}

private func digest(of bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// Says what is wrong and traps: libFuzzer then keeps the input.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError(what()) }
}
