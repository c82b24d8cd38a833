/// The parts of a composed Hangul syllable. tmux 3.6 puts a leading, a vowel and a trailing one into one cell.
enum HangulJamo {
  case leading, vowel, trailing

  init?(_ point: UInt32) {
    switch point {
    case 0x1100...0x115F, 0xA960...0xA97C: self = .leading
    case 0x1160...0x11A7, 0xD7B0...0xD7C6: self = .vowel
    case 0x11A8...0x11FF, 0xD7CB...0xD7FB: self = .trailing
    default: return nil
    }
  }
}
