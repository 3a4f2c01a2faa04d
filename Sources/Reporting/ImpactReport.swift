import Appraisal
import Documents
import Planning

/// One travel impact assessment for each proposal, and where each phrase of the guidance is answered.
struct ImpactReport {
  let context: ReportContext

  var sections: [ReportSection] {
    [
      ReportSection("purpose", "What is assessed") { purpose },
      ReportSection("overview", "All proposals at a glance") { overview },
      ReportSection("proposals", "Each proposal") { ProposalSection.all(in: context) },
      ReportSection("guidance", "Where the guidance is answered") { GuidanceTable(context: context).markup },
    ]
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
  }
}
