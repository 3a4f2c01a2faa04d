import Appraisal
import Documents
import Planning

/// What one more place would be worth at each setting if nothing is done: where room is shortest.
struct PlaceWorthSection {
  let context: ReportContext
  /// Settings shown; the rest are in `metrics.csv` and the settings layer of `run.gpkg`.
  private let most = 15

  var markup: Markup {
    element("section", ["aria-labelledby": "worth"]) {
      heading(2, id: "worth", "Where one more place is worth most")
      if rows.isEmpty {
        paragraph("Nothing is gained by one more place at any setting with a number of places, if nothing is done.")
      } else {
        Table(
          id: "worth-table", caption: "Worth of one more place in a September, if nothing is done, by setting",
          columns: [.text("Setting")] + years.map { .number(Markup(context.year($0))) },
          rows: rows
        ).markup
        paragraph(
          """
          Pounds a year by which that September's allocation would cost less with one more place: placement, journey and \
          the weights for a place that suits less well, so not money that a budget gets back. \
          A worth at one setting falls when a place opens at another; they do not add up.
          """, class: "note")
      }
      PlaceWorthByNeedTable(context: context, years: years).markup
    }
  }

  private var years: [Int] { Array(Set([1, (context.lastYear + 1) / 2, context.lastYear])).sorted() }

  private var rows: [[Markup]] {
    guard let nothing = context.results.doNothing else { return [] }
    let found = context.study.settings.compactMap { setting -> (name: String, slice: Slice, worth: Double)? in
      let slice = Slice(.setting, setting.id)
      let worth = years.compactMap { nothing[.placeWorth, year: $0, slice: slice]?.value?.mean }.max() ?? 0
      return worth > 0 ? (setting.name, slice, worth) : nil
    }
    let ordered = found.enumerated().sorted {
      ($1.element.worth, $0.offset) < ($0.element.worth, $1.offset)
    }.prefix(most)
    return ordered.map { _, setting in
      [Markup(setting.name)]
        + years.map { context.valueCell(nothing[.placeWorth, year: $0, slice: setting.slice], metric: .placeWorth) }
    }
  }
}
