/// The keys of a menu's rows that have none of their own: digits first, then letters.
public enum MenuKeys {
  /// - Parameter taken: the keys of the menu's other rows. `q` closes a menu and `j k g G` move in it, so none of them is
  ///   given away.
  public static func list(without taken: Set<String>) -> [String] {
    let all = (1...9).map { "\($0)" } + "abcdefhilmnoprstuvwxyz".map { "\($0)" }
    return all.filter { !taken.contains($0) }
  }
}
