import Appraisal
import Documents
import Planning

/// The path if nothing is done (unmitigated) beside that of each option (mitigated), and what each action does alone: placements,
/// then pounds by budget.
struct MitigationTables {
  let context: ReportContext
  /// The year the tables end with.
  let last: Int

  private static let measures: [(metric: Metric, title: String)] = [
    (.independentCount, "Independent placements"), (.placementCost, "High needs block: placement cost"),
    (.transportCost, "General fund: transport cost"),
  ]

  @MarkupBuilder var markup: Markup {
    for (metric, title) in Self.measures {
      Table(
        id: "mitigation-\(metric.name)",
        caption: Markup("\(title): unmitigated and mitigated, to \(context.year(last))"),
        columns: [.text("Year"), .number("Unmitigated")]
          + context.results.options.indices.map { .number(Markup("Mitigated, option \(context.letter($0))")) },
        rows: (0...last).map { year in
          [
            Markup(context.year(year)),
            context.valueCell(context.results.doNothing?[metric, year: year], metric: metric),
          ] + context.results.options.map { context.valueCell($0[metric, year: year], metric: metric) }
        }
      ).markup
    }
    Table(
      id: "actions", caption: Markup("Effect of each action alone, \(context.year(last)): change against unmitigated"),
      columns: [.text("Action")] + Self.measures.map { .number(Markup($0.title)) },
      rows: context.study.proposals.enumerated().compactMap { index, proposal in
        context.results.alone(index).map { world in
          [Markup("\(index + 1). \(proposal.name)")]
            + Self.measures.map { context.changeCell(world[$0.metric, year: last], metric: $0.metric) }
        }
      }
    ).markup
    paragraph("Effects of actions alone do not add up to an option: they answer the same need.", class: "note")
  }
}
