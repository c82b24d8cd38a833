/// What goes wrong with a seed: if everything did in each, none would come far.
struct Weather {
  /// At most so many.
  private(set) var items: Int
  /// So many in a hundred steps of effects go wrong.
  private(set) var misfortune: Int
  /// So many in a hundred times the disk is quicker than everything else.
  private(set) var writes: Int
  /// So many in a hundred times what was written is not known to be.
  let deafness: Int
  private(set) var kills: Bool
  private(set) var killsServer: Bool
  private(set) var fillsDisk: Bool
  let jumps: Bool

  init(_ dice: inout Dice) {
    items = dice.pick([1, 1, 2, 3, 5], else: 1)
    misfortune = dice.pick([5, 20, 40], else: 20)
    writes = dice.pick([30, 60, 90], else: 60)
    deafness = dice.pick([0, 0, 5], else: 0)
    kills = dice.chance(70)
    killsServer = dice.chance(40)
    fillsDisk = dice.chance(30)
    jumps = dice.chance(40)
  }

  /// Effects go wrong, writes are slow and argosy is killed with every seed; nothing else keeps an item from coming far.
  mutating func roughen() {
    items = 2
    misfortune = 40
    writes = 30
    kills = true
    fillsDisk = false
    killsServer = false
  }
}
