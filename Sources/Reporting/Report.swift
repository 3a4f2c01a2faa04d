import Appraisal
import Documents
import Planning

/// The report of a run as one self-contained HTML page (WCAG 2.2 AA, no script, no outside request).
///
/// Reads published figures only, and of the study its areas, settings and proposals: never homes or the caseload. The
/// same results and description always give the same bytes.
///
/// - Parameter assessment: What the run says beyond its figures; without it the sections that need it are left out.
public func report(
  _ results: PublishedResults, study: Study, description: RunDescription, assessment: Assessment? = nil
) -> String {
  let context = ReportContext(results: results, study: study, description: description, assessment: assessment)
  let title = "Place planning assessment: \(study.laName)"
  return Page(
    title: title,
    summary: "What each capital proposal changes for places, journeys and budgets, compared with doing nothing.",
    style: reportStyle,
    header: masthead(
      context, title: title,
      contents: [
        ("summary", "Summary"), ("areas", "Planning areas, settings and proposals"), ("trajectories", "Trajectories"),
        ("worth", "Where one more place is worth most"), ("options", "Options compared"),
      ] + assessedParts(context) + [
        ("proposals", "Travel impact assessment of each proposal"), ("assumptions", "Assumptions"),
        ("definitions", "Definitions"), ("method", "Method and limits"),
      ]),
    main: [
      SummarySection(context: context).markup, MapSection(context: context).markup,
      TrajectorySection(context: context).markup, PlaceWorthSection(context: context).markup,
      OptionSection(context: context).markup,
      assessment.map { MoneySection(context: context, assessment: $0).markup } ?? .empty,
      assessment.map { OutcomesSection(context: context, assessment: $0).markup } ?? .empty,
      assessment?.robustness.map { FuturesSection(context: context, robustness: $0).markup } ?? .empty,
      proposals(context), AssumptionSection(context: context).markup, DefinitionSection(context: context).markup,
      MethodSection(context: context).markup,
    ].joined(),
    footer: paragraph("placeplan \(description.version). Public edition: figures after disclosure control.")
  ).html
}

private func assessedParts(_ context: ReportContext) -> [(id: String, title: String)] {
  guard let assessment = context.assessment, !context.results.options.isEmpty else { return [] }
  return [("money", "Money and who bears it"), ("outcomes", "Capital outcomes a to d")]
    + (assessment.robustness == nil ? [] : [("futures", "Other futures")])
}

private func proposals(_ context: ReportContext) -> Markup {
  element("section", ["aria-labelledby": "proposals"]) {
    heading(2, id: "proposals", "Travel impact assessment of each proposal")
    paragraph(
      """
      Each proposal is built alone and compared with doing nothing in the same draws. Where the 90% interval of a \
      change holds zero, the model cannot tell the change from none.
      """)
    element("div", ["class": "charts"]) {
      for metric in [Metric.unmetBaseDemand, .independentCount, .transportCost] {
        ChangePicture(
          context: context, metric: metric, year: context.lastYear, idPrefix: "proposal-change",
          worlds: context.study.proposals.indices.compactMap { index in
            context.results.alone(index).map { ("\(index + 1). \(context.study.proposals[index].name)", $0) }
          }
        ).markup
      }
    }
    for index in context.study.proposals.indices {
      if let world = context.results.alone(index) {
        ProposalSection(context: context, index: index, world: world).markup
      }
    }
  }
}
