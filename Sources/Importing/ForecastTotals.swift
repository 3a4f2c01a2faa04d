import Inputs
import Units

/// Totals of a forecast, each checked against its parts once everything is read.
struct ForecastTotals {
  /// One area or year group, or the total over all of them.
  enum Part: Hashable {
    case one(Int)
    case all

    func contains(_ value: Int) -> Bool { self == .all || self == .one(value) }
  }
  private struct Total {
    var area: Part
    var year: AcademicYear
    var ncYear: Part
    var isForecast: Bool
    var pupils: Double
    var table: CSVTable
    var row: Int
    var column: CSVColumn
  }
  private var totals: [Total] = []
  private var holes: [PupilFigure.Key] = []

  mutating func add(
    _ area: Part, _ year: AcademicYear, _ ncYear: Part, _ isForecast: Bool, _ pupils: Double,
    at place: (table: CSVTable, row: Int, column: CSVColumn)
  ) {
    totals.append(
      Total(
        area: area, year: year, ncYear: ncYear, isForecast: isForecast, pupils: pupils, table: place.table,
        row: place.row, column: place.column))
  }

  /// Notes a part that is not known, so that totals over it are not checked.
  mutating func addUnknown(_ part: PupilFigure.Key) { holes.append(part) }

  /// Reports totals that are not the sum of their parts; says how many are, and how many cannot be told.
  func check(_ figures: [PupilFigure], _ log: ProblemLog) -> (equal: Int, open: Int) {
    if totals.isEmpty { return (0, 0) }
    let byYear = Dictionary(grouping: figures) { YearAndBasis(year: $0.key.year, isForecast: $0.key.isForecast) }
    let holesByYear = Dictionary(grouping: holes) { YearAndBasis(year: $0.year, isForecast: $0.isForecast) }
    var (equal, open) = (0, 0)
    for total in totals {
      let key = YearAndBasis(year: total.year, isForecast: total.isForecast)
      let parts = (byYear[key] ?? []).filter {
        total.area.contains($0.key.area) && total.ncYear.contains($0.key.ncYear)
      }
      let hasHole = (holesByYear[key] ?? []).contains { hole in
        total.area.contains(hole.area) && total.ncYear.contains(hole.ncYear)
      }
      // A total may be of the primary or secondary year groups alone.
      let groups = total.ncYear == .all ? [-4...21, 0...6, 7...11, 12...21, 0...11, 7...21] : [-4...21]
      let sums = groups.map { group in parts.filter { group.contains($0.key.ncYear) }.reduce(0) { $0 + $1.pupils } }
      let isWhole = parts.allSatisfy { $0.pupils == $0.pupils.rounded() }
      if sums.contains(where: { abs($0 - total.pupils) <= (isWhole ? 0.001 : 0.5) }) {
        equal += 1
      } else if hasHole {
        open += 1
      } else {
        total.table.report(
          total.row, total.column, "not the total of its parts, \(decimalText(sums[0]))",
          "Correct the total or its parts, or take the total out.")
      }
    }
    return (equal, open)
  }
}

private struct YearAndBasis: Hashable {
  var year: AcademicYear
  var isForecast: Bool
}
