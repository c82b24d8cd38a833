/// The server's ways to write a time.
enum GitHubTime {
  /// Seconds since 1970 of `2026-11-21T18:35:08Z`, also with a fraction or an offset. Nil for anything else.
  static func seconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84 || bytes[10] == 116,
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      let time = clock(bytes[11..<19]), let days = days(year, month, day)
    else { return nil }
    var rest = bytes[19...]
    if rest.first == 46 { rest = rest.dropFirst().drop { (48...57).contains($0) } }
    if rest.elementsEqual([90]) || rest.elementsEqual([122]) { return days * 86_400 + time }
    guard rest.count == 6, let sign = rest.first, sign == 43 || sign == 45,
      let hours = number(rest.dropFirst().prefix(2)), let minutes = number(rest.suffix(2)), hours < 24, minutes < 60
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    return days * 86_400 + time - (sign == 43 ? offset : -offset)
  }

  /// Seconds since 1970 of `Sat, 21 Nov 2026 18:35:08 GMT`. Nil for anything else.
  static func seconds(ofHeader text: String) -> Int64? {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let words = text.split(separator: " ")
    guard words.count == 6, let day = number(words[1].utf8), let month = months.firstIndex(of: words[2].lowercased()),
      let year = number(words[3].utf8), let time = clock(Array(words[4].utf8)[...]),
      let days = days(year, Int64(month) + 1, day)
    else { return nil }
    return days * 86_400 + time
  }

  private static func number(_ digits: some Collection<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }

  /// `18:35:08`, of which the last may be a leap second.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let parts = bytes.split(separator: 58, omittingEmptySubsequences: false)
    guard parts.count == 3, let hours = number(parts[0]), let minutes = number(parts[1]),
      let seconds = number(parts[2]), hours < 24, minutes < 60, seconds <= 60
    else { return nil }
    return hours * 3600 + minutes * 60 + seconds
  }

  /// Days since 1970, in the calendar of today.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Years that begin in March have their odd day at the end.
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
