import Planning
import Units

/// The authority's stock and flows of one January, from whichever rows of the history add up to them.
struct HistoryTotals: Sendable {
  /// Years from the base January: 0, -1, ...
  var year: Int
  var stock: Double?
  var new: Double?
  /// As given: with transfers out where `movedOut` is `nil`, as DfE publishes it, and without where it is not.
  var ceased: Double?
  var movedIn: Double?
  var movedOut: Double?
  var requests: Double?
  var refused: Double?

  /// Totals by January up to the base, oldest first.
  static func all(_ study: Study) -> [HistoryTotals] {
    let rows = study.history.filter { $0.year <= study.baseYear }
    let years = Set(rows.map(\.year)).sorted()
    return years.map { year in
      let ofYear = rows.filter { $0.year == year }
      func total(_ field: KeyPath<HistoryRow, Int?>) -> Double? {
        for breakdown in Breakdown.allCases {
          let part = ofYear.filter { Breakdown($0) == breakdown && $0[keyPath: field] != nil }
          if !part.isEmpty { return Double(part.reduce(0) { $0 + ($1[keyPath: field] ?? 0) }) }
        }
        return nil
      }
      return HistoryTotals(
        year: year.start - study.baseYear.start, stock: total(\.stock), new: total(\.new), ceased: total(\.ceased),
        movedIn: total(\.movedIn), movedOut: total(\.movedOut), requests: total(\.requests), refused: total(\.refused))
    }
  }

  /// What a row is broken down by. Rows of one breakdown add up to the authority; those of several together would not.
  enum Breakdown: CaseIterable {
    case none, area, ncYear, need, kind
    init?(_ row: HistoryRow) {
      switch (row.area != nil, row.ncYear != nil, row.need != nil, row.kind != nil) {
      case (false, false, false, false): self = .none
      case (true, false, false, false): self = .area
      case (false, true, false, false): self = .ncYear
      case (false, false, true, false): self = .need
      case (false, false, false, true): self = .kind
      default: return nil
      }
    }
  }
}
