/// Leaves out whatever is not needed.
enum Shrinking {
  /// - Returns: a part of `script` that still fails, of which no single step can be left out.
  static func shortest(_ script: [Happening], stillFails: ([Happening]) -> Bool) -> [Happening] {
    var script = script
    var size = max(1, script.count / 2)
    while true {
      var index = 0
      var isShorter = false
      while index < script.count {
        var shorter = script
        shorter.removeSubrange(index..<min(index + size, script.count))
        if stillFails(shorter) {
          script = shorter
          isShorter = true
        } else {
          index += size
        }
      }
      if size > 1 { size /= 2 } else if !isShorter { return script }
    }
  }
}
