/// The formats of `tmux.conf.d/argosy.conf`, carried in the program for those who run it without the repository.
public enum TmuxConfiguration {
  public static var text: String { String(decoding: PackageResources.argosy_conf, as: UTF8.self) }
}
