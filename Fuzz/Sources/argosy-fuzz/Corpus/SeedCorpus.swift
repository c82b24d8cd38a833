#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The inputs a run begins with: for each subject, and all that a plan can say, a stream out of the grammar.
enum SeedCorpus {
  static func write(to folder: String) {
    for number in 0..<160 {
      var choices = Choices(seed: UInt64(number))
      var input: [UInt8] = [UInt8(number % 40)]
      for _ in 1..<Plan.length { input.append(UInt8(choices.below(256))) }
      let length = [400, 8_000, 30_000, 60_000][number / 40 % 4]
      let isControlStream = number & 7 == 7
      input += isControlStream ? Grammar.controlStream(length, &choices) : Grammar.output(length, &choices)
      write(input, to: "\(folder)/seed-\(number)")
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = unsafe fopen(path, "w") else { return }
    _ = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    unsafe fclose(file)
  }
}
