import Appraisal
import Documents
import Planning

/// Success measures with baseline and targets, trajectories with and without the plan, and the forecast by provision type
/// and phase that SCAP asks for.
struct ReturnsReport {
  let context: ReportContext

  var sections: [ReportSection] {
    [
      ReportSection("measures", "Success measures") { measures },
      ReportSection("quarters", "Trajectory by quarter") { quarters },
      ReportSection("mitigation", "Unmitigated and mitigated trajectories") {
        MitigationTables(context: context, last: context.lastYear).markup
      },
      ReportSection("scap", "Specialist forecast for SCAP") { SCAPForecast(context: context).markup },
    ]
  }

  /// Year indices of the plan's three years, 2026/27 to 2028/29, as far as the run holds them.
  private var planYears: [Int] {
    context.results.years.indices.filter { $0 > 0 && (2026...2028).contains(context.results.years[$0].start) }
  }

  /// What the targets are those of: the first option, else doing nothing.
  private var plan: (world: PublishedWorld, name: String)? {
    if let option = context.results.options.first { return (option, "option A, \(option.name)") }
    return context.results.doNothing.map { ($0, "doing nothing") }
  }

  @MarkupBuilder private var measures: Markup {
    if let plan, !planYears.isEmpty {
      paragraph(
        """
        Baseline: January of \(context.year(0)). Targets are what the model gives for \(plan.name), mean and 90% interval. \
        They are proposals for a board to set, not commitments.
        """)
      Table(
        id: "measures-table", caption: "Success measures, baseline and target",
        columns: [.text("Measure"), .number(Markup("Baseline \(context.year(0))"))]
          + planYears.map { .number(Markup("Target \(context.year($0))")) },
        rows: Metric.successMeasures.map { metric in
          [context.title(metric), context.valueCell(context.results.doNothing?[metric, year: 0], metric: metric)]
            + planYears.map { context.valueCell(plan.world[metric, year: $0], metric: metric) }
        }
      ).markup
      paragraph(
        "Timeliness, attendance, support without a plan and parents' experience are outside a place-planning model: not covered.",
        class: "note")
    } else {
      paragraph("The run does not reach the years 2026/27 to 2028/29.")
    }
  }

  /// Quarters between two Januaries by a straight line: a path for monitoring, not a forecast by month.
  @MarkupBuilder private var quarters: Markup {
    if let plan, let year = planYears.first, year > 0 {
      let start = context.results.years[year].start
      let names = ["Q2 (Jul-Sep \(start))", "Q3 (Oct-Dec \(start))", "Q4 (Jan-Mar \(start + 1))"]
      // Middle of each quarter in months after the January of the year before.
      let months = [7.5, 10.5, 13.5]
      Table(
        id: "quarters-table",
        caption: Markup("Path of \(plan.name) by quarter of the financial year \(start)-\(twoDigits(start + 1))"),
        columns: [.text("Measure")] + names.map { .number(Markup($0)) },
        rows: Metric.successMeasures.filter { !$0.isComparison && $0 != .cashable }.compactMap { metric in
          guard let before = plan.world[metric, year: year - 1]?.value?.mean,
            let at = plan.world[metric, year: year]?.value?.mean
          else { return nil }
          let after = plan.world[metric, year: min(year + 1, context.lastYear)]?.value?.mean ?? at
          return [context.title(metric)]
            + months.map { month in
              let value = month <= 12 ? before + (at - before) * month / 12 : at + (after - at) * (month - 12) / 12
              return Markup(Wording.value(metric, value))
            }
        }
      ).markup
      paragraph(
        """
        The model counts each January. Between two of them the path is a straight line, so that a quarter's figure can be \
        compared with it; places open in September, so the true path has a step there.
        """, class: "note")
    } else {
      paragraph("The run does not reach the years 2026/27 to 2028/29.")
    }
  }
}

private func twoDigits(_ year: Int) -> String {
  let rest = year % 100
  return rest < 10 ? "0\(rest)" : "\(rest)"
}
