// Not there where everything is linked into one program.
#if canImport(Testing)
  public import Testing

  extension Trait where Self == ConditionTrait {
    /// Skips, and says so, where no ``SmallDisk`` can be had.
    public static var smallDisk: ConditionTrait {
      .enabled("no small file system can be mounted here: that takes Linux and the rights of root") {
        await SmallDisk.canBeMounted
      }
    }
  }
#endif
