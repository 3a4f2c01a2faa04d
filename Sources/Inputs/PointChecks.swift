import Geometry

/// The two columns of a point, read and checked together.
///
/// Easting and northing changed over are hard to see in a single row of a study whose box lies near the diagonal of the
/// grid, and a home far outside it may be right. So a row is called swapped when, changed over, it would lie inside
/// the study's box and as it stands lies outside by more than a margin; and without a margin when more than half of
/// the table's rows look so.
struct PointColumns {
  let easting: CSVColumn?
  let northing: CSVColumn?
  let expected: Bounds?
  private let isTableSwapped: Bool

  init(_ table: CSVTable, expected: Bounds?) {
    let easting = table.column("easting_m")
    let northing = table.column("northing_m")
    self.easting = easting
    self.northing = northing
    self.expected = expected
    guard let expected, let easting, let northing else {
      isTableSwapped = false
      return
    }
    let looksSwapped = (0..<table.rowCount).filter { row in
      guard let x = decimalNumber(table.bytes(row, easting)), let y = decimalNumber(table.bytes(row, northing)) else {
        return false
      }
      let point = Point(easting: x, northing: y)
      return !expected.contains(point) && expected.contains(point.swapped)
    }
    isTableSwapped = looksSwapped.count * 2 > table.rowCount
  }

  /// The point of a row, in metres and in Great Britain; anything else is reported.
  ///
  /// - Parameters:
  ///   - margin: How far, in metres, a point of this row may lie outside the expected box before it is called swapped.
  ///   - box: A narrower box than the study's, such as that of the row's own area.
  func point(_ table: CSVTable, _ row: Int, margin: Double, box: Bounds? = nil) -> Point? {
    let x = table.number(row, easting, required: true)
    let y = table.number(row, northing, required: true)
    guard let x, let y, let easting else { return nil }
    let point = Point(easting: x, northing: y)
    let fault = pointFault(point, expected: box ?? expected, margin: isTableSwapped ? 0 : margin)
    guard let fault else { return point }
    table.report(row, easting, fault.clause, fault.remedy)
    return nil
  }
}

/// What is wrong with a point, as a clause about its easting, and the remedy; `nil` when nothing is.
public func pointFault(_ point: Point, expected: Bounds?, margin: Double = 0) -> (clause: String, remedy: String)? {
  if abs(point.easting) <= 180, abs(point.northing) <= 180 {
    return (
      "a longitude or latitude by the look of it, not an easting in metres",
      "Give metres on the British National Grid (EPSG:27700)."
    )
  }
  let isPlausible = expected?.widened(by: margin).contains(point) ?? isInGreatBritain(point)
  let isSwappedPlausible = expected?.contains(point.swapped) ?? isInGreatBritain(point.swapped)
  if !isPlausible, isSwappedPlausible {
    return (
      "a northing by the look of it: the study lies around (\(whole(point.northing)), \(whole(point.easting)))",
      "Swap easting_m and northing_m."
    )
  }
  if !isInGreatBritain(point) {
    return (
      "outside Great Britain, at (\(whole(point.easting)), \(whole(point.northing)))",
      "Give metres on the British National Grid (EPSG:27700)."
    )
  }
  return nil
}

private func whole(_ value: Double) -> String { String(Int(max(-1e15, min(1e15, value.rounded())))) }

extension Point {
  var swapped: Point { Point(easting: northing, northing: easting) }
}

extension Bounds {
  /// The box with a margin in metres on every side.
  func widened(by margin: Double) -> Bounds {
    var wide = self
    wide.low = Point(easting: low.easting - margin, northing: low.northing - margin)
    wide.high = Point(easting: high.easting + margin, northing: high.northing + margin)
    return wide
  }
}
