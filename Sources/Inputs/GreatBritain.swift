import Geometry

/// Whether a point lies in a 100 km square of the National Grid that holds land of Great Britain.
///
/// Coarse on purpose: it finds points in the sea, abroad or in other units, not those a few kilometres off the coast.
func isInGreatBritain(_ point: Point) -> Bool {
  guard point.isOnNationalGrid, point.easting < 700_000, point.northing < 1_300_000 else { return false }
  let column = Int(point.easting / 100_000)
  return squaresWithLand[Int(point.northing / 100_000)].utf8.dropFirst(column).first == UInt8(ascii: "#")
}

/// Rows from south (northing 0) to north, columns from west (easting 0).
private let squaresWithLand = [
  "######.",  // SV SW SX SY SZ TV
  ".######",  // SR SS ST SU TQ TR
  ".######",  // SM SN SO SP TL TM
  "..#####",  // SH SJ SK TF TG
  "...###.",  // SD SE TA
  ".#####.",  // NW NX NY NZ OV
  ".####..",  // NR NS NT NU
  "####...",  // NL NM NN NO
  "#####..",  // NF NG NH NJ NK
  "####...",  // NA NB NC ND
  ".####..",  // HW HX HY HZ
  "...##..",  // HT HU
  "....#..",  // HP
]
