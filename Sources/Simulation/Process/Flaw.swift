/// A mistake put in on purpose, to see that it is found.
public enum Flaw: String, Hashable, Sendable, CaseIterable {
  /// After a restart a delivery that was begun is begun again.
  case resendsBlindly
  /// An agent is started without a look at what is there.
  case opensBlindly
  /// Wishes are carried out before they are on disk.
  case actsBeforeWriting
  /// A worktree is removed whatever is in it.
  case discardsBlindly
  /// An uncertain delivery is told as one that was refused and may be tried again.
  case callsUncertainRefused
  /// Of what is to be written in one transaction an item is left out.
  case forgetsItems
}
