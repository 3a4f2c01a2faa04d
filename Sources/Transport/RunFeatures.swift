import Planning

/// What an estimator looks at in a shared run: a row of sums over its children, flat so that thousands cost nothing.
enum RunFeatures {
  /// Columns: pence a day if each rode alone, children, kilometres, wheelchairs, assistants, cells lived in, square
  /// root of children x kilometres, one.
  static let count = 8
  /// Two more columns while adding up: the cells met as bits, and seconds of direct drive and boarding.
  static let stride = 10
  static let alone = 0
  static let children = 1
  static let kilometres = 2
  static let wheelchairs = 3
  static let assistants = 4
  static let cells = 5
  static let spread = 6
  static let one = 7
  static let bits = 8
  static let direct = 9

  /// Adds a child to a row.
  @inline(__always)
  static func add(
    _ row: UnsafeMutablePointer<Double>, alone: Int, metres: Int32, seconds: Int, needs: PassengerNeeds.Flags,
    cell: Int32
  ) {
    row[RunFeatures.alone] += Double(alone)
    row[children] += 1
    row[kilometres] += Double(metres) * 0.001
    if needs.contains(.wheelchair) { row[wheelchairs] += 1 }
    if needs.contains(.assistant) { row[assistants] += 1 }
    row[bits] = Double(bitPattern: row[bits].bitPattern | 1 << UInt64(cell))
    row[direct] += Double(seconds)
  }

  /// Fills the columns that depend on the whole run.
  @inline(__always)
  static func finish(_ row: UnsafeMutablePointer<Double>) {
    row[cells] = Double(row[bits].bitPattern.nonzeroBitCount)
    row[spread] = (row[children] * row[kilometres]).squareRoot()
    row[one] = 1
  }
}

/// A routed run as an estimator learns from it.
public struct RunObservation: Sendable {
  /// Which day it belongs to: a number of the caller's, such as the year.
  public var day: Int
  var run: Int
  /// `RunFeatures.count` columns.
  var features: [Double]
  /// Pence a day, vehicles, metres a morning.
  var outcomes: [Double]
  /// Seconds on board, and of direct drive and boarding, summed over the children.
  var onBoard: Double
  var direct: Double
}
