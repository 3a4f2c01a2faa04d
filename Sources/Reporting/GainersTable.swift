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
      + "more than 5 minutes and \(Wording.count(Int(longer.mean), "child", "children")) a longer one: "
      + "\(isMore) \(isMore == "as many" ? "gain as lose" : "gain than lose")."
  }

  private var groups: [Table.Group] {
    [
      Table.Group(
        "Planning area", rows: context.study.areas.compactMap { row(Slice(.area, $0.id), Markup($0.name)) }),
      Table.Group(
        "Rural or urban",
        rows: RuralUrban.allCases.compactMap { row(Slice(.ruralUrban, $0.rawValue), Markup($0.rawValue)) }),
      Table.Group("Primary need", rows: Need.allCases.compactMap { row(Slice(.need, $0.code), Markup($0.title)) }),
    ]
  }

  private var isAnySuppressed: Bool {
    let slices =
      context.study.areas.map { Slice(.area, $0.id) } + RuralUrban.allCases.map { Slice(.ruralUrban, $0.rawValue) }
      + Need.allCases.map { Slice(.need, $0.code) }
    return slices.contains { slice in
      [Metric.journeysShorterCount, .journeysLongerCount].contains {
        world[$0, year: year, slice: slice]?.status == .suppressed
      }
    }
  }

  /// `nil` where neither figure says anything: both are zero or absent.
  private func row(_ slice: Slice, _ title: Markup) -> [Markup]? {
    let shorter = world[.journeysShorterCount, year: year, slice: slice]
    let longer = world[.journeysLongerCount, year: year, slice: slice]
    let speaks = [shorter, longer].contains { row in
      row.map { $0.status == .suppressed || ($0.value?.p95 ?? 0) > 0 } ?? false
    }
    guard speaks else { return nil }
    return [
      title, context.valueCell(shorter, metric: .journeysShorterCount, absent: "0"),
      context.valueCell(longer, metric: .journeysLongerCount, absent: "0"),
    ]
  }
}
