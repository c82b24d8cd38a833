/// Of a terminal, in cells.
struct Size: Equatable {
  var columns: Int
  var rows: Int
}
