import Appraisal
import Documents
import Planning

/// The four capital outcomes of the national guidance (CAP5 a to d) and what this run can say of each.
struct ProposalOutcomes {
  let context: ReportContext
  let index: Int
  let world: PublishedWorld
  let year: Int
  let id: String

  private var proposal: Proposal { context.study.proposals[index] }
  private var provisions: [Provision] { proposal.provisions.map { context.study.provisions[$0] } }

  var markup: Markup {
    Table(
      id: "\(id)-outcomes", caption: "Capital outcomes at \(context.year(year))",
      columns: [.text("Outcome"), .text("Finding")],
      rows: [
        ["a. Inclusion at the core, across all phases", Markup(inclusion)],
        ["b. Every child who needs an inclusion base can access one", Markup(access)],
        ["c. Fewer children travel a long way", Markup(travel)],
        ["d. Improved suitability of the mainstream estate", Markup(estate)],
      ] + (needsRationale ? [["Why need cannot be met in mainstream (SPP6, CAP7)", rationale]] : [])
    ).markup
  }

  private var inclusion: String {
    let phases = Phase.allCases.filter { phase in
      provisions.contains { $0.ncYears.contains { Phase(ncYear: $0) == phase } }
    }.map { $0.title.lowercased() }
    let total = provisions.reduce(0) { $0 + ($1.places?.max() ?? 0) }
    let mainstream = provisions.filter { $0.kind.isBase || $0.kind == .mainstream || $0.kind == .satellite }
      .reduce(0) { $0 + ($1.places?.max() ?? 0) }
    let share = total == 0 ? "creates no places" : "\(mainstream) of \(total) places are on a mainstream site"
    return "Covers \(Wording.series(phases)); \(share)."
  }

  private var access: String {
    guard let row = world[.unmetBaseDemand, year: year], let value = row.value else {
      return "Not covered by this run."
    }
    if value.p95 == 0 { return "Met in 95% of draws or more." }
    let change =
      row.change.map { " Alone, \(Finding.clause("children without one", .unmetBaseDemand, $0, isPlural: true))." }
      ?? ""
    return "Not met: on average \(Wording.whole(value.mean)) children still need a base and are in none.\(change)"
  }

  private var travel: String {
    let clauses = [
      (Metric.excessiveTravelShare, "the share above the excessive-travel threshold"),
      (.distanceMean, "the mean distance"),
    ].compactMap { metric, subject in
      world[metric, year: year]?.change.map { Finding.clause(subject, metric, $0, isPlural: false) }
    }
    guard let first = clauses.first else { return "Not covered by this run." }
    return first.prefix(1).uppercased() + first.dropFirst() + (clauses.count > 1 ? "; " + clauses[1] : "") + "."
  }

  private var estate: String {
    if proposal.kind == .adaptation { return "An adaptation of existing premises; it creates no places." }
    let area = proposal.areaSquareMetres.map { "\(Wording.whole($0)) m\u{00b2} stated" } ?? "area not stated"
    let surplus = proposal.surplusPlaces.map { "\($0) surplus places at the host" } ?? "surplus places not stated"
    return "Not modelled. Premises: \(area); \(surplus)."
  }

  /// Special-school and specialist post-16 places need a reason that bases cannot give.
  private var needsRationale: Bool {
    provisions.contains { [.special, .satellite, .specialistPost16].contains($0.kind) }
  }

  private var rationale: Markup {
    "Not stated in the proposal: required for special-school and specialist post-16 places."
  }
}
