import Appraisal
import Documents
import Planning

/// What one more place would be worth if only children of one need might take it: for which needs room is shortest.
struct PlaceWorthByNeedTable {
  let context: ReportContext
  let years: [Int]

  @MarkupBuilder var markup: Markup {
    if !rows.isEmpty {
      Table(
        id: "worth-by-need",
        caption: "Worth of one more place for a need, if nothing is done, at the setting where it is worth most",
        columns: [.text("Primary need")] + years.map { .number(Markup(context.year($0))) }, rows: rows
      ).markup
    }
  }

  private var rows: [[Markup]] {
    guard let nothing = context.results.doNothing else { return [] }
    return Need.allCases.compactMap { need in
      let slice = Slice(.need, need.code)
      let cells = years.map { nothing[.placeWorth, year: $0, slice: slice] }
      guard cells.contains(where: { ($0?.value?.mean ?? 0) > 0 }) else { return nil }
      return [Markup(need.title)] + cells.map { context.valueCell($0, metric: .placeWorth) }
    }
  }
}
