import Appraisal
import Documents
import Planning

/// The report of a run as one self-contained HTML page (WCAG 2.2 AA, no script, no outside request).
///
/// Reads published figures only, and of the study its areas, settings and proposals: never homes or the caseload. The
/// same results and description always give the same bytes.
///
/// - Parameters:
///   - assessment: What the run says beyond its figures; without it the sections that need it are left out.
///   - travelAreas: Isochrones, for the maps of proposals; none where the study has no roads.
public func report(
  _ results: PublishedResults, study: Study, description: RunDescription, assessment: Assessment? = nil,
  travelAreas: [TravelArea] = []
) -> String {
  let context = ReportContext(
    results: results, study: study, description: description, assessment: assessment, travelAreas: travelAreas)
  let sections = context.wholeReport
  let title = "Place planning assessment: \(study.laName)"
  return Page(
    title: title,
    summary: "What each capital proposal changes for places, journeys and budgets, compared with doing nothing.",
    style: reportStyle,
    header: masthead(context, title: title, contents: sections),
    main: sections.map(\.markup).joined(),
    footer: paragraph("placeplan \(description.version). Public edition: figures after disclosure control.")
  ).html
}

extension ReportContext {
  /// Everything a run says, for one reader after the other; a section that has nothing to say is left out.
  fileprivate var wholeReport: [ReportSection] {
    let assessed = assessment.map { assessment in
      [
        ReportSection(
          "money", "Money and who bears it", whole: MoneySection(context: self, assessment: assessment).markup),
        ReportSection(
          "outcomes", "Capital outcomes a to d", whole: OutcomesSection(context: self, assessment: assessment).markup),
        ReportSection(
          "futures", "Other futures",
          whole: assessment.robustness.map { FuturesSection(context: self, robustness: $0).markup } ?? .empty),
      ]
    }
    return [
      ReportSection("summary", "Summary", whole: SummarySection(context: self).markup),
      ReportSection("areas", "Planning areas, settings and proposals", whole: MapSection(context: self).markup),
      ReportSection("trajectories", "Trajectories", whole: TrajectorySection(context: self).markup),
      ReportSection("worth", "Where one more place is worth most", whole: PlaceWorthSection(context: self).markup),
      ReportSection("options", "Options compared", whole: OptionSection(context: self).markup),
    ] + (assessed ?? []).filter { !$0.markup.isEmpty } + [
      ReportSection("proposals", "Travel impact assessment of each proposal") { proposals }
    ] + closingSections(hasAnnexes: true)
  }

  @MarkupBuilder private var proposals: Markup {
    paragraph(
      """
      Each proposal is built alone and compared with doing nothing in the same draws. Where the 90% interval of a \
      change holds zero, the model cannot tell the change from none.
      """)
    element("div", ["class": "charts"]) {
      for metric in [Metric.unmetBaseDemand, .independentCount, .transportCost] {
        ChangePicture(
          context: self, metric: metric, year: lastYear, idPrefix: "proposal-change",
          worlds: study.proposals.indices.compactMap { index in
            results.alone(index).map { ("\(index + 1). \(study.proposals[index].name)", $0) }
          }
        ).markup
      }
    }
    ProposalSection.all(in: self)
  }
}
