import Appraisal
import Documents
import Graphics
import Planning

/// How what the high needs block pays if nothing is done becomes what it pays under an option, in the last year: a picture and the
/// table behind it. Transport and capital are other budgets and are no step of it.
struct HighNeedsWaterfall {
  let context: ReportContext
  let option: PublishedWorld
  let letter: String

  /// Steps from doing nothing to the option, in pence; they add up to the difference.
  struct Steps: Equatable {
    var nothing: Double
    var independent: Double
    var other: Double
    var empty: Double
    var option: Double { nothing + independent + other + empty }
  }

  /// `nil` where the run lacks one of the figures.
  var steps: Steps? {
    func change(_ metric: Metric) -> Double? { option[metric, year: context.lastYear]?.change?.mean }
    func nothing(_ metric: Metric) -> Double? {
      context.results.doNothing?[metric, year: context.lastYear]?.value?.mean
    }
    guard let placed = nothing(.placementCost), let unfilled = nothing(.emptyPlaceCost),
      let independent = change(.independentCost), let placements = change(.placementCost),
      let empty = change(.emptyPlaceCost)
    else { return nil }
    return Steps(nothing: placed + unfilled, independent: independent, other: placements - independent, empty: empty)
  }

  @MarkupBuilder var markup: Markup {
    if let steps {
      let scale = Wording.Scale(.pence, for: [steps.independent, steps.other, steps.empty], isChange: true)
      let chart = WaterfallChart(
        id: "waterfall-\(letter)", title: title(steps),
        description: "A line for each total and a bar for each step between them; the table below has the figures.",
        start: steps.nothing, from: .init(label: "Do nothing", value: Wording.pounds(steps.nothing)),
        steps: parts(steps).map { .init(label: $0.title, value: scale.signed($0.pence), change: $0.pence) },
        to: .init(label: "Option \(letter)", value: Wording.pounds(steps.option)),
        format: { Wording.tick(.placementCost, $0) })
      element("figure", ["class": "panel"]) {
        heading(4, Markup(title(steps)))
        Markup(trusted: chart.svg())
        element("figcaption") {
          paragraph(
            """
            High needs block (DSG), \(context.year(context.lastYear)), means over draws. A filled bar takes away, a hollow one \
            adds\(chart.axis.startsAtZero ? "" : "; the axis does not start at zero").
            """)
        }
      }
      table(steps).markup
    }
  }

  /// The picture's finding in a sentence.
  private func title(_ steps: Steps) -> String {
    let change = steps.option - steps.nothing
    let scale = Wording.Scale(.pence, for: [change])
    let verdict =
      scale.isZero(change)
      ? "as much as doing nothing"
      : "\(scale.number(abs(change))) a year \(change > 0 ? "more" : "less") than doing nothing"
    return "Option \(letter) costs the high needs block \(verdict)"
  }

  private func parts(_ steps: Steps) -> [(title: String, pence: Double, metric: Metric?)] {
    [
      ("Independent and non-maintained placements", steps.independent, .independentCost),
      ("All other placements", steps.other, nil), ("Places that stand empty", steps.empty, .emptyPlaceCost),
    ]
  }

  private func table(_ steps: Steps) -> Table {
    let scale = Wording.Scale(.pence, for: parts(steps).map(\.pence), isChange: true)
    return Table(
      id: "waterfall-\(letter)-table", caption: "From doing nothing to option \(letter), pounds a year",
      columns: [.text("Step"), .number("Pounds, and 90% interval where there is one")],
      rows: [["Do nothing", context.moneyCell(steps.nothing)]]
        + parts(steps).map { part in
          [
            Markup(part.title),
            part.metric.map { context.changeCell(option[$0, year: context.lastYear], metric: $0) }
              ?? Measured(.capital).markup(part.pence, words: scale.signed(part.pence)),
          ]
        } + [["Option \(letter)", context.moneyCell(steps.option)]])
  }
}
