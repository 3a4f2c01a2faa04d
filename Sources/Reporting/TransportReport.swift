import Appraisal
import Documents
import Planning

/// What each year and option asks of a transport team: eligible children, vehicles, kilometres, cost and carbon.
struct TransportReport {
  let context: ReportContext

  private static let measures: [Metric] = [
    .transportEligible, .newlyTransportEligibleCount, .vehicles, .vehicleKm, .transportCost, .co2e,
  ]

  var sections: [ReportSection] {
    [
      ReportSection("answer", "What the figures say") {
        list((sentences + RoutedSection(context: context).sentences).map { Markup($0) }, class: "summary")
        TrajectorySection(context: context).pictures([.transportEligible, .vehicles, .transportCost])
      },
      ReportSection("years", "By year") { for world in worlds { table(world) } },
      ReportSection("groups", "Who is transported") { groups },
      ReportSection("settings", "By setting") { settings },
      ReportSection("routes", "Vehicles, the journey-time rule and contracts") {
        RoutedSection(context: context).content
      },
      ReportSection("limits", "What these figures are") { limits },
    ]
  }

  /// The path if nothing is done, and what each option changes of it, worded from the figures.
  var sentences: [String] {
    let subjects: [(metric: Metric, subject: String, isPlural: Bool)] = [
      (.transportEligible, "children eligible for travel support", true), (.vehicles, "vehicles in the morning", true),
      (.transportCost, "the yearly cost", false),
    ]
    let last = context.lastYear
    let paths = subjects.compactMap { metric, subject, isPlural -> String? in
      guard let from = context.results.doNothing?[metric, year: 0]?.value,
        let to = context.results.doNothing?[metric, year: last]?.value
      else { return nil }
      return "If nothing is done, \(Finding.movement(subject, metric, from: from, to: to, isPlural: isPlural)) "
        + "between \(context.year(0)) and \(context.year(last))."
    }
    let changes = context.results.options.enumerated().compactMap { index, option -> String? in
      let clauses = subjects.compactMap { metric, subject, isPlural in
        option[metric, year: last]?.change.map { Finding.clause(subject, metric, $0, isPlural: isPlural) }
      }
      return clauses.isEmpty
        ? nil
        : "Option \(context.letter(index)), \(option.name), in \(context.year(last)): \(clauses.joined(separator: "; "))."
    }
    return paths + changes
  }

  private var worlds: [PublishedWorld] { context.results.worlds.filter { $0.kind != .proposal } }

  private func name(_ world: PublishedWorld) -> String {
    guard world.kind == .option, let index = context.results.options.firstIndex(where: { $0.id == world.id }) else {
      return "Do nothing"
    }
    return "Option \(context.optionLabel(index))"
  }

  @MarkupBuilder private func table(_ world: PublishedWorld) -> Markup {
    let measures = Self.measures.filter { metric in
      context.results.years.indices.contains { world[metric, year: $0] != nil }
    }
    heading(3, Markup(name(world)))
    Table(
      id: "years-\(world.id)", caption: Markup("\(name(world)): mean, and 90% interval beneath"),
      columns: [.text("Year")] + measures.map { .number(context.title($0)) },
      rows: context.results.years.indices.map { year in
        [Markup(context.year(year))] + measures.map { context.valueCell(world[$0, year: year], metric: $0) }
      }
    ).markup
  }

  @MarkupBuilder private var groups: Markup {
    let year = context.lastYear
    for metric in [Metric.transportEligible, .transportCost] {
      Table(
        id: "groups-\(metric.name)", caption: Markup("\(metric.title), \(context.year(year)), by group"),
        columns: [.text("Group")] + worlds.map { .number(Markup(name($0))) },
        groups: [
          Breakdown.phase, .kind, .ruralUrban, .area(context.study),
        ].map { context.group($0, metric, worlds) }.filter { !$0.rows.isEmpty }
      ).markup
    }
  }

  @MarkupBuilder private var settings: Markup {
    let year = context.lastYear
    let measures: [Metric] = [.ehcp, .vehicles, .vehicleKm, .transportCost, .timeMean]
    let nothing = context.results.doNothing
    let rows = context.study.settings.compactMap { setting -> [Markup]? in
      let slice = Slice(.setting, setting.id)
      let cells = measures.map { nothing?[$0, year: year, slice: slice] }
      guard cells.contains(where: { $0 != nil }) else { return nil }
      return [Markup(setting.name)]
        + zip(measures, cells).map { context.valueCell($1, metric: $0, absent: "0") }
    }
    VehicleMap(context: context).markup
    if rows.isEmpty {
      paragraph("This run breaks nothing down by setting.")
    } else {
      Table(
        id: "settings-table",
        caption: Markup("Settings with places of their own, if nothing is done, \(context.year(year))"),
        columns: [.text("Setting")] + measures.map { .number(context.title($0)) }, rows: rows
      ).markup
    }
    VehicleMap(context: context).table
  }

  private var limits: Markup {
    list([
      """
      Cost is by route, as contracts are: a child who leaves saves money only where a route goes or shrinks. Costs in \
      simulated futures are estimated from routed school days; the error of that estimate is in the notes.
      """,
      """
      The bridge to the financial year, other years under the journey-time rules and finer routes need each route planned for \
      longer, one year and option at a time: placeplan transport STUDY --option ID --year \(context.year(context.lastYear)). Its \
      summary.json and routes.csv may be published.
      """,
      "Routes, pick-ups and homes are in no report. The route book of placeplan transport is for local use only.",
    ])
  }
}
