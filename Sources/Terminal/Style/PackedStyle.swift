/// A colour in 32 bits: the kind in the top byte, the value below.
struct PackedColor: Equatable, Sendable {
  var bits: UInt32

  static let `default` = PackedColor(bits: 0)
  static func palette(_ number: UInt8) -> PackedColor { PackedColor(bits: 0x0100_0000 | UInt32(number)) }
  static func indexed(_ number: UInt8) -> PackedColor { PackedColor(bits: 0x0200_0000 | UInt32(number)) }
  static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> PackedColor {
    PackedColor(bits: 0x0300_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
  }

  var isDefault: Bool { bits == 0 }
  var isIndexed: Bool { bits >> 24 == 2 }
  var isRGB: Bool { bits >> 24 == 3 }

  var color: Color {
    switch bits >> 24 {
    case 1: .palette(UInt8(truncatingIfNeeded: bits))
    case 2: .indexed(UInt8(truncatingIfNeeded: bits))
    case 3:
      .rgb(
        UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
    default: .default
    }
  }
}

/// A style in 14 bytes. Also the pen: there `attributes` may hold the line drawing bit, which cells keep elsewhere.
struct PackedStyle: Equatable, Sendable {
  var attributes: UInt16 = 0
  var foreground = PackedColor.default
  var background = PackedColor.default
  var underline = PackedColor.default

  static let `default` = PackedStyle()

  /// tmux stores such a cell in its larger form. The only trace of that: see `Terminal.store(_:)`.
  var isExtended: Bool {
    attributes > 255 || foreground.isRGB || background.isRGB || !underline.isDefault
  }

  var hasIndexedColor: Bool { foreground.isIndexed || background.isIndexed }

  /// `public` form, with the line drawing bit of the cell.
  func style(lineDrawing: Bool) -> Style {
    var attributes = Attributes(rawValue: attributes)
    if lineDrawing { attributes.insert(.lineDrawing) }
    return Style(
      attributes: attributes, foreground: foreground.color, background: background.color, underline: underline.color)
  }
}
