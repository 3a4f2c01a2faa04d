import Appraisal
import Documents
import Graphics
import Planning

/// Years ahead: plans, the independent rate, placements by kind and transport cost, doing nothing beside the options.
struct TrajectorySection {
  let context: ReportContext

  var markup: Markup {
    element("section", ["aria-labelledby": "trajectories"]) {
      heading(2, id: "trajectories", "Trajectories, with 90% intervals")
      paragraph(
        """
        The black line is doing nothing and the grey band its 90% interval; other lines are options, with their 90% \
        interval as a bar at the last year. The table under each chart holds every figure.
        """)
      pictures(charted)
      sameEverywhere
      PastAndPathTable(context: context).pictures
      PastAndPathTable(context: context).markup
    }
  }

  /// A chart for each metric with its table, and what the letters mean.
  @MarkupBuilder func pictures(_ metrics: [Metric]) -> Markup {
    key
    element("div", ["class": "charts"]) {
      for metric in metrics { panel(metric) }
    }
  }

  private var key: Markup {
    list(
      context.results.options.enumerated().map { index, option in
        strong(Markup("\(context.letter(index)): ")) + Markup(option.name)
      }, class: "key")
  }

  /// What a board asks first, then each kind of placement that ten or more are in and that some option changes.
  private var charted: [Metric] {
    [.ehcp, .independentRateB, .unmetBaseDemand, .transportCost] + kinds.filter { !isSame($0) }
  }

  private var kinds: [Metric] {
    ProvisionKind.allCases.map(Metric.placed).filter { metric in
      context.results.worlds.contains { world in
        world.kind != .proposal
          && context.results.years.indices.contains { (world[metric, year: $0]?.value?.mean ?? 0) >= 10 }
      }
    }
  }

  /// Whether every option has the figures of doing nothing.
  private func isSame(_ metric: Metric) -> Bool {
    context.results.options.allSatisfy { option in
      context.results.years.indices.allSatisfy { year in
        option[metric, year: year]?.value == context.results.doNothing?[metric, year: year]?.value
      }
    }
  }

  /// Kinds of placement that no option changes, in a table instead of a picture each.
  @MarkupBuilder private var sameEverywhere: Markup {
    let same = kinds.filter(isSame)
    let years = [0, context.lastYear / 2, context.lastYear]
    if !same.isEmpty {
      Table(
        id: "same-kinds", caption: "Placements that no option changes, mean and 90% interval",
        columns: [.text("Kind of placement")] + years.map { .number(Markup(context.year($0))) },
        rows: same.map { metric in
          [context.title(metric)]
            + years.map { context.valueCell(context.results.doNothing?[metric, year: $0], metric: metric) }
        }
      ).markup
    }
    paragraph("Kinds of placement with fewer than ten children throughout are in the files only.")
  }

  @MarkupBuilder private func panel(_ metric: Metric) -> Markup {
    let chart = chart(metric)
    if !chart.series.isEmpty {
      element("figure", ["class": "panel"]) {
        heading(3, context.title(metric))
        Markup(trusted: chart.svg())
        element("figcaption") {
          paragraph(caption(metric, chart))
          details("Table: \(metric.title)") { table(metric).markup }
        }
      }
    }
  }

  private func caption(_ metric: Metric, _ chart: TrajectoryChart) -> Markup {
    var words = [
      metric.unit == .pence ? "Pounds, by academic year." : unit(metric) + ", January of each academic year."
    ]
    if !chart.axis.startsAtZero { words.append("The axis does not start at zero.") }
    if chart.series.count == 1, !context.results.options.isEmpty { words.append("The same in every option.") }
    if context.results.options.count > 4 { words.append("The first four options are drawn; the table has them all.") }
    return Markup(words.joined(separator: " "))
  }

  private func unit(_ metric: Metric) -> String {
    switch metric.unit {
    case .share: "Per cent of plans"
    case .children: "Children and young people"
    default: metric.unit.rawValue.capitalisedFirst
    }
  }

  private func chart(_ metric: Metric) -> TrajectoryChart {
    func points(_ world: PublishedWorld) -> [TrajectoryChart.Point?] {
      context.results.years.indices.map { year in
        world[metric, year: year]?.value.map { .init(mean: $0.mean, low: $0.p05, high: $0.p95) }
      }
    }
    var series: [TrajectoryChart.Series] = []
    if let nothing = context.results.doNothing {
      series.append(.init(label: "Do nothing", style: .reference, points: points(nothing)))
    }
    if !isSame(metric) {
      for (index, option) in context.results.options.prefix(4).enumerated() {
        series.append(.init(label: context.letter(index), style: SeriesStyle(option: index), points: points(option)))
      }
    }
    return TrajectoryChart(
      id: "chart-\(metric.name)", title: metric.title,
      description:
        "Lines from \(context.year(0)) to \(context.year(context.lastYear)); the table below has the figures.",
      years: context.results.years.map(\.description), series: series, wholeNumbers: metric.unit == .children,
      format: { Wording.tick(metric, $0) })
  }

  private func table(_ metric: Metric) -> Table {
    let worlds = context.results.worlds.filter { $0.kind != .proposal }
    var option = -1
    let columns = worlds.map { world -> Table.Column in
      if world.kind == .option { option += 1 }
      return .number(world.kind == .doNothing ? "Do nothing" : Markup(context.optionLabel(option)))
    }
    return Table(
      id: "table-\(metric.name)", caption: "\(metric.title): mean, and 90% interval beneath",
      columns: [.text("Year")] + columns,
      rows: context.results.years.indices.map { year in
        [Markup(context.year(year))] + worlds.map { context.valueCell($0[metric, year: year], metric: metric) }
      })
  }
}
