import Appraisal
import Documents
import Planning

/// Whose journeys grow and whose shrink, by area, rural or urban, and need, at the last year.
struct GainersTable {
  let context: ReportContext
  let world: PublishedWorld
  let id: String

  private var year: Int { context.lastYear }

  var markup: Markup {
    let groups = self.groups
    return element("div", ["class": "gainers"]) {
      paragraph(Markup(sentence))
      if groups.contains(where: { !$0.rows.isEmpty }) {
        Table(
          id: "\(id)-gainers",
          caption:
            "Children whose one-way journey changes by more than 5 minutes, \(context.year(year)); groups with none are left out",
          columns: [.text("Group"), .number("Shorter"), .number("Longer")], groups: groups.filter { !$0.rows.isEmpty }
        ).markup
      }
      if isAnySuppressed {
        paragraph(
          """
          c: suppressed, because the figure, or one that would give it away, rests on fewer than \
          \(context.results.threshold) children.
          """, class: "note")
      }
    }
  }

  private var sentence: String {
    guard let shorter = world[.journeysShorterCount, year: year]?.value,
      let longer = world[.journeysLongerCount, year: year]?.value
    else { return "This run holds no journey-by-journey comparison for this proposal." }
    let isMore = shorter.mean == longer.mean ? "as many" : shorter.mean > longer.mean ? "more" : "fewer"
    return
      "In \(context.year(year)), \(Wording.count(Int(shorter.mean), "child has", "children have")) a journey shorter by "
      + "more than 5 minutes and \(Wording.whole(longer.mean)) a longer one: "
      + "\(isMore) \(isMore == "as many" ? "gain as lose" : "gain than lose")."
  }

  private var groups: [Table.Group] {
    [Breakdown.area(context.study), .ruralUrban, .deprivation, .need].map(group)
  }

  /// A row for each slice that says something; slices of which both figures are suppressed share the last row, with what they
  /// hold together.
  private func group(_ breakdown: Breakdown) -> Table.Group {
    let slices = breakdown.slices
    let hidden = slices.filter { cells($0.slice).allSatisfy { $0?.status == .suppressed } }
    var rows = slices.compactMap { slice, name in
      hidden.contains { $0.slice == slice } ? nil : row(slice, Markup(name))
    }
    if !hidden.isEmpty {
      rows.append(
        [Markup(Wording.series(hidden.map(\.name)) + (hidden.count > 1 ? ", together" : ""))]
          + [Metric.journeysShorterCount, .journeysLongerCount].map {
            pooled($0, hidden.map(\.slice), of: slices.map(\.slice))
          })
    }
    return Table.Group(breakdown.title, rows: rows)
  }

  /// What slices with a suppressed figure hold together: the authority's less what the others show, which any reader of the
  /// table could subtract, and `c` again where even that is fewer children than may be shown.
  private func pooled(_ metric: Metric, _ hidden: [Slice], of slices: [Slice]) -> Markup {
    let suppressed = context.symbol(.suppressed)
    guard hidden.count > 1, let total = world[metric, year: year]?.value?.mean else { return suppressed }
    var rest = total
    for slice in slices where !hidden.contains(slice) {
      guard let row = world[metric, year: year, slice: slice] else { continue }
      guard let value = row.value else { return suppressed }
      rest -= value.mean
    }
    return Int(rest.rounded()) < context.results.threshold ? suppressed : Markup("about \(Wording.whole(rest))")
  }

  private func cells(_ slice: Slice) -> [PublishedRow?] {
    [world[.journeysShorterCount, year: year, slice: slice], world[.journeysLongerCount, year: year, slice: slice]]
  }

  private var isAnySuppressed: Bool {
    groups.contains { group in group.rows.contains { $0.contains(context.symbol(.suppressed)) } }
  }

  /// `nil` where neither figure says anything: both are zero or absent.
  private func row(_ slice: Slice, _ title: Markup) -> [Markup]? {
    let both = cells(slice)
    let speaks = both.contains { row in
      row.map { $0.status == .suppressed || ($0.value?.p95 ?? 0) > 0 } ?? false
    }
    guard speaks else { return nil }
    return [
      title, context.valueCell(both[0], metric: .journeysShorterCount, absent: "0"),
      context.valueCell(both[1], metric: .journeysLongerCount, absent: "0"),
    ]
  }
}
