import Appraisal
import Foundation
import Hummingbird
import Reporting

/// A run at a glance: its headline figures, and how it was made.
extension Site {
  func runRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run") { _, context in runPage(try run(context)) }
  }

  /// The figures of the first table, in the order a board asks for them.
  static let headlineMetrics: [Metric] = [
    .ehcp, .independentRateB, .independentCount, .unmetBaseDemand, .outOfAreaCount, .timeMedian, .excessiveTravelShare,
    .vehicles, .transportCost, .placementCost, .capital,
  ]

  private func runPage(_ run: FinishedRun) -> Response {
    let summary = run.summary
    let (first, last) = (summary.years.first ?? "", summary.lastYear)
    let options = summary.chosen
    let rows = Self.headlineMetrics.compactMap { metric -> [String: Any]? in
      guard let nothing = summary.doNothing?[metric, last] else { return nil }
      // Capital is spent over the years: the last year alone would mislead.
      if metric == .capital { return capitalRow(options, years: summary.years) }
      return known([
        "title": metric.title, "definition": metric.sentence, "mark": summary.marks[metric.name],
        "first": summary.doNothing?[metric, first].map { valueCell($0, metric) }, "last": valueCell(nothing, metric),
        "options": options.map { changeCell($0[metric, last], metric) },
      ])
    }
    let provenance = run.provenance
    return page(
      "run", title: "\(provenance.laName): overview",
      known([
        "first": first, "last": last, "optionNames": options.map(\.name), "rows": rows, "headline": headline(run),
        "made": [
          ["term": "Study", "text": "\(summary.study), \(provenance.laName)"],
          ["term": "Finished", "text": Self.date(provenance.ended)],
          ["term": "Draws", "text": "\(summary.draws)"], ["term": "Seed", "text": "\(summary.seed)"],
          ["term": "Version", "text": "placeplan \(provenance.version), on \(provenance.machine)"],
          ["term": "Small counts", "text": "below \(provenance.disclosureThreshold) are suppressed (c)"],
          ["term": "Fingerprint", "text": provenance.identity],
        ], "notes": provenance.notes, "noteCount": provenance.notes.count,
        "inputs": provenance.inputs.map { ["file": $0.file, "sha256": $0.sha256] },
        "inputCount": provenance.inputs.count, "transformation": provenance.transformation,
        "study": study(of: run)?.folder.id,
      ]), run: run, tab: "Overview")
  }

  private func capitalRow(_ options: [RunSummary.Option], years: [String]) -> [String: Any] {
    [
      "title": "Capital with optimism bias, all years", "definition": Metric.capital.sentence,
      "last": ["mean": Wording.pounds(0)], "first": ["mean": Wording.pounds(0)],
      "options": options.map { ["mean": Wording.pounds(Self.capital($0, years: years))] },
    ]
  }

  /// The capital of an option in all years, in pence.
  static func capital(_ option: RunSummary.Option, years: [String]) -> Double {
    years.reduce(0) { $0 + (option[.capital, $1]?.mean ?? 0) }
  }

  func valueCell(_ figure: RunSummary.Figure, _ metric: Metric) -> [String: Any] {
    let words = Wording.summary(metric, figure.summary)
    return known(["mean": words.mean, "interval": words.interval])
  }

  /// A change with its interval and the chance of a gain; why there is none, where there is none.
  func changeCell(_ figure: RunSummary.Figure?, _ metric: Metric) -> [String: Any] {
    guard let change = figure?.change?.change else { return ["mean": "not shown"] }
    let words = Wording.change(metric, change)
    let isChange = words.mean != "no change"
    return known([
      "mean": words.mean, "interval": words.interval, "chance": isChange ? Wording.chance(change) : nil,
    ])
  }
}

/// Values for a template, without those that are not known.
func known(_ values: [String: Any?]) -> [String: Any] { values.compactMapValues { $0 } }
