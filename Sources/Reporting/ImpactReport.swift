import Appraisal
import Documents
import Planning

/// One travel impact assessment for each proposal, and where each phrase of the guidance is answered.
struct ImpactReport {
  let context: ReportContext

  var sections: [ReportSection] {
    [
      ReportSection("answer", "What the figures say") { list(sentences.map { Markup($0) }, class: "summary") },
      ReportSection("purpose", "What is assessed") { purpose },
      ReportSection("overview", "All proposals at a glance") { overview },
      ReportSection("proposals", "Each proposal") { ProposalSection.all(in: context) },
      ReportSection("guidance", "Where the guidance is answered") { GuidanceTable(context: context).markup },
    ]
  }

  private static let questions: [(metric: Metric, subject: String)] = [
    (.timeMean, "the mean journey"), (.excessiveTravelShare, "the share above the excessive-travel threshold"),
    (.outOfAreaCount, "out-of-area placements"), (.independentCount, "independent placements"),
    (.transportCost, "the yearly transport cost"),
  ]

  /// For each question how many proposals raise it and lower it, and which do most; then what becomes of journeys.
  var sentences: [String] {
    let last = context.lastYear
    let alone = context.study.proposals.indices.compactMap { index in
      context.results.alone(index).map { (index: index, world: $0) }
    }
    guard !alone.isEmpty else { return ["The run has built no proposal alone, so none is assessed."] }
    let effects = Self.questions.map { metric, subject in
      let changes = alone.compactMap { entry in
        entry.world[metric, year: last]?.change.map { (index: entry.index, change: $0) }
      }
      func name(_ wanted: Finding, _ word: String) -> String? {
        let found = changes.filter { Finding($0.change, metric: metric) == wanted }
        guard let most = found.max(by: { abs($0.change.mean) < abs($1.change.mean) }) else { return nil }
        let words = Wording.change(metric, most.change).mean
        return "\(word) with \(found.count), most with \(most.index + 1) (\(words))"
      }
      let clauses = [name(.up, "rises"), name(.down, "falls")].compactMap(\.self)
      let rest = changes.count {
        Finding($0.change, metric: metric) == .withinNoise || Finding($0.change, metric: metric) == .none
      }
      let told = clauses.isEmpty ? "no proposal changes it beyond doubt" : clauses.joined(separator: "; ")
      return "\(subject.capitalisedFirst) in \(context.year(last)): \(told)"
        + (clauses.isEmpty || rest == 0 ? "." : "; not to be told from doing nothing with \(rest).")
    }
    let bare = alone.count { context.study.proposals[$0.index].mitigations.isEmpty }
    return ["\(Wording.count(alone.count, "proposal is", "proposals are")) assessed, each built alone."] + effects
      + ["Travel mitigations are stated for \(alone.count - bare) of \(alone.count) proposals (SPP8)."]
  }

  @MarkupBuilder private var purpose: Markup {
    paragraph(
      """
      For every capital, inclusion base and special school proposal this report gives the expected changes to travel \
      distances, to journey times and to reliance on out-of-area placements, and the travel mitigations stated for it \
      (Local SEND Reform Plan guidance, SPP8 and CAP4).
      """)
    paragraph(
      """
      Each proposal is built alone and compared with doing nothing in the same \
      \(Wording.whole(Double(context.results.draws))) simulated futures. The figure is the mean change and, beneath it, \
      the 90% interval. Where the interval holds zero, the change cannot be told from none.
      """)
  }

  private static let columns: [Metric] = [
    .distanceMean, .timeMean, .outOfAreaCount, .independentCount, .journeysLongerCount, .journeysShorterCount,
    .newlyTransportEligibleCount, .transportCost,
  ]

  @MarkupBuilder private var overview: Markup {
    Table(
      id: "overview-table", caption: Markup("Change against doing nothing, \(context.year(context.lastYear))"),
      columns: [.text("Proposal")] + Self.columns.map { .number(context.title($0)) } + [.number("Mitigations stated")],
      rows: context.study.proposals.enumerated().map { index, proposal in
        let world = context.results.alone(index)
        return [Markup("\(index + 1). ") + link(to: "#proposal-\(index + 1)", Markup(proposal.name))]
          + Self.columns.map { context.effectCell(world, $0) } + [Markup("\(proposal.mitigations.count)")]
      }
    ).markup
    let bare = context.study.proposals.indices.filter { index in
      context.study.proposals[index].mitigations.isEmpty
        && (context.results.alone(index)?[.journeysLongerCount, year: context.lastYear]?.value?.p95 ?? 0) > 0
    }
    if !bare.isEmpty {
      paragraph(
        """
        \(Wording.count(bare.count, "proposal lengthens journeys and states", "proposals lengthen journeys and state")) \
        no travel mitigation: \(Wording.series(bare.map { context.study.proposals[$0].name })).
        """, class: "mark-line")
    }
    RiskTable(context: context).bands
  }
}
