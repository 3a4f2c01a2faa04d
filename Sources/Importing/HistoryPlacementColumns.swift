import Inputs
import Planning

/// The placement columns of one file.
struct HistoryPlacementColumns {
  private let columns: [(kind: ProvisionKind, whole: CSVColumn?, parts: [CSVColumn])]

  init(_ names: NamedColumns) {
    columns = HistoryPlacements.all.compactMap { placement in
      let whole = names[placement.name]
      let parts = placement.parts.compactMap { names[$0] }
      return whole == nil && parts.isEmpty ? nil : (placement.kind, whole, parts)
    }
  }

  /// Plans of a row by kind, those kinds only whose columns are known.
  ///
  /// A symbol is no figure, unless the others add up to the row's plans, so that there is nothing behind it. Where they do
  /// not, and no symbol says why, the row's placements are in doubt and none is taken.
  func stock(
    _ table: CSVTable, _ row: Int, _ total: CSVColumn, _ plans: Int, _ cells: inout HistoryCells
  ) -> (stock: [ProvisionKind: Int], note: String?) {
    var stock: [ProvisionKind: Int] = [:]
    var unknown: Set<ProvisionKind> = []
    for column in columns {
      if let count = count(table, row, column.whole, column.parts, &cells) {
        stock[column.kind, default: 0] += count
      } else {
        unknown.insert(column.kind)
      }
    }
    let sum = stock.values.reduce(0, +)
    if sum == plans { return (stock, nil) }
    if sum > plans {
      table.report(row, total, "less than its placements add up to (\(sum))", "Download the file again.")
      return ([:], nil)
    }
    if unknown.isEmpty || sum == 0 {
      return ([:], "placements add up to \(sum) of \(plans) plans: left empty.")
    }
    let kinds = unknown.sorted().map(\.code)
    return (
      stock.filter { !unknown.contains($0.key) },
      "placements add up to \(sum) of \(plans) plans; not known: \(kinds.joined(separator: ", "))."
    )
  }

  /// Sum of the placements that are given.
  func sum(_ table: CSVTable, _ row: Int, _ cells: inout HistoryCells) -> Int {
    columns.reduce(0) { $0 + (count(table, row, $1.whole, $1.parts, &cells) ?? 0) }
  }

  /// A column's figure, or the sum of its parts where they are all given.
  private func count(
    _ table: CSVTable, _ row: Int, _ whole: CSVColumn?, _ parts: [CSVColumn], _ cells: inout HistoryCells
  ) -> Int? {
    let counts = parts.map { cells.count(table, row, $0) }
    let given = counts.compactMap(\.self)
    if !counts.isEmpty, given.count == counts.count { return given.reduce(0, +) }
    return cells.count(table, row, whole)
  }
}
