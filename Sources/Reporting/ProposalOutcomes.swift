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
    let scores = context.assessment?.worlds[world.id]?.outcomes
    func row(_ title: Markup, _ score: String?, _ finding: String) -> [Markup] {
      scores == nil ? [title, Markup(finding)] : [title, Markup(score ?? ""), Markup(finding)]
    }
    return Table(
      id: "\(id)-outcomes", caption: "Capital outcomes at \(context.year(year))",
      columns: [.text("Outcome")] + (scores == nil ? [] : [.text("Score")]) + [.text("Finding")],
      rows: [
        row("a. Inclusion at the core, across all phases", scores?.inclusion.words, inclusion),
        row(
          "b. Every child who needs an inclusion base can access one", scores.map { $0.access == .met ? "yes" : "no" },
          access),
        row("c. Fewer children travel a long way", scores?.travel.words, travel),
        row("d. Improved suitability of the mainstream estate", scores?.estate.words, estate),
      ]
        + (Ladder.isRequired(proposal, context.study)
          ? [row("Why need cannot be met in mainstream (SPP6, CAP7)", "", rationale)] : [])
    ).markup
  }

  private var inclusion: String {
    let phases = Phase.allCases.filter { phase in
      provisions.contains { $0.ncYears.contains { Phase(ncYear: $0) == phase } }
    }.map { $0.title.lowercased() }
    let total = provisions.reduce(0) { $0 + $1.fullPlaces }
    let mainstream = provisions.filter(\.kind.isOnMainstreamSite).reduce(0) { $0 + $1.fullPlaces }
    let share =
      total == 0
      ? "creates no places"
      : "\(mainstream) of \(total) places are on a mainstream, college or nursery site"
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
    return first.capitalisedFirst + (clauses.count > 1 ? "; " + clauses[1] : "") + "."
  }

  private var estate: String {
    if proposal.kind == .adaptation { return "An adaptation of existing premises; it creates no places." }
    let area = proposal.areaSquareMetres.map { "\(Wording.whole($0)) m\u{00b2} stated" } ?? "area not stated"
    let surplus = proposal.surplusPlaces.map { "\($0) surplus places at the host" } ?? "surplus places not stated"
    return "Not modelled. Premises: \(area); \(surplus)."
  }

  /// Special-school and specialist post-16 places need a reason that bases cannot give.
  private var rationale: String {
    context.assessment?.proposals[index].closely?.ladder == nil
      ? "Not stated in the proposal: required for special-school and specialist post-16 places."
      : "Not stated in the proposal; the ladder above is the evidence this run has."
  }
}
