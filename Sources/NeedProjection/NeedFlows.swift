import Planning
import Units

/// What happened to plans in one draw, area by area and year by year, with the authority's expected rates beside it.
///
/// Opening + new + moved in - ceased - moved out = closing, in every area and year.
public struct NeedFlows: Sendable {
  public let areas: Int
  /// Year indices 0 to the horizon; flows of index t run from the January before to that of t, and are 0 at index 0.
  public let years: Int
  /// Plans held in January, areas x years, area-major; so are the flows.
  public internal(set) var stock: [Int]
  public internal(set) var new: [Int]
  public internal(set) var movedIn: [Int]
  /// Reaching the upper age included.
  public internal(set) var ceased: [Int]
  public internal(set) var movedOut: [Int]
  /// Plans of the authority, years x NC years -4 to 21, year-major.
  var stockByYearGroup: [Int]
  /// Children of the authority in this draw, in the same layout.
  var children: [Double]
  /// Expected new plans and moves in, in the same layout.
  var expectedEntrants: [Double]

  init(areas: Int, years: Int) {
    self.areas = areas
    self.years = years
    stock = Array(repeating: 0, count: areas * years)
    new = stock
    movedIn = stock
    ceased = stock
    movedOut = stock
    stockByYearGroup = Array(repeating: 0, count: years * YearGroups.count)
    children = Array(repeating: 0, count: years * YearGroups.count)
    expectedEntrants = children
  }

  @inlinable public func cell(area: Int, year: Int) -> Int { area * years + year }

  /// A stock or flow of the whole authority at a year index.
  public func total(_ column: KeyPath<NeedFlows, [Int]>, year: Int) -> Int {
    let values = self[keyPath: column]
    return (0..<areas).reduce(0) { $0 + values[cell(area: $1, year: year)] }
  }
}

/// One draw: its children, and the flows they add up to.
public struct NeedRun: Sendable {
  public let cohort: Cohort
  public let flows: NeedFlows
}
