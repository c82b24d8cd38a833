/// What goes wrong with a seed: if everything did in each, none would come far.
struct Weather {
  /// At most so many.
  let items: Int
  /// So many in a hundred steps of effects go wrong.
  let misfortune: Int
  /// So many in a hundred times the disk is quicker than everything else.
  let writes: Int
  /// So many in a hundred times what was written is not known to be.
  let deafness: Int
  let kills: Bool
  let killsServer: Bool
  let fillsDisk: Bool
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
}
