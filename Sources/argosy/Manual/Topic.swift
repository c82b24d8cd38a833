/// A page of the manual that is not about one verb: a Markdown file in `Topics`, carried in the program.
enum Topic: String, CaseIterable {
  case install
  case statusLine = "status-line"
  case keys, menus, answering, features, notices, troubleshooting

  var name: String { rawValue }

  var text: String {
    let bytes =
      switch self {
      case .install: PackageResources.install_md
      case .statusLine: PackageResources.status_line_md
      case .keys: PackageResources.keys_md
      case .menus: PackageResources.menus_md
      case .answering: PackageResources.answering_md
      case .features: PackageResources.features_md
      case .notices: PackageResources.notices_md
      case .troubleshooting: PackageResources.troubleshooting_md
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  var page: Markdown { Markdown(text) }

  /// What it is about: what its title says behind the name, as in `# keys: what they do`.
  var abstract: String {
    guard case .heading(1, let title) = page.blocks.first, title.hasPrefix(name + ": ") else { return "" }
    return String(title.dropFirst(name.count + 2))
  }
}
