import Appraisal
import Documents
import Planning

/// Options scored against the four capital outcomes, and base places for every child as a yes or no by area (CAP5, C4).
struct OutcomesSection {
  let context: ReportContext
  let assessment: Assessment

  private var options: [(letter: String, name: String, found: Assessment.OfWorld)] {
    context.results.options.enumerated().compactMap { index, option in
      assessment.worlds[option.id].map { (context.letter(index), option.name, $0) }
    }
  }

  @MarkupBuilder var markup: Markup {
    if !options.isEmpty {
      element("section", ["aria-labelledby": "outcomes"]) {
        heading(2, id: "outcomes", "Capital outcomes a to d")
        paragraph(
          """
          Scored by rule. a is met when every phase has places in mainstream schools or colleges and most new places are \
          there; b is a yes only when no child who needs a base is without one in 95% of draws; c is met when the share \
          above the travel threshold falls beyond doubt and more journeys shorten than lengthen; d is never more than \
          partly met, because the condition of buildings is not in the inputs.
          """)
        Table(
          id: "outcomes-table", caption: Markup("Scores at \(context.year(context.lastYear))"),
          columns: [.text("Outcome")] + options.map { .text("\($0.letter): \($0.name)") },
          rows: [
            row("a. Inclusion at the core, across all phases", \.inclusion),
            ["b. Every child who needs an inclusion base can access one"]
              + options.map { Markup($0.found.outcomes.access == .met ? "yes" : "no") },
            row("c. Fewer children travel a long way", \.travel),
            row("d. Improved suitability of the mainstream estate", \.estate),
          ]
        ).markup
        access.markup
        heading(3, "One primary place for each secondary place")
        list(pathways.map { Markup($0) })
        context.independentsOverYears(assessment).markup
      }
    }
  }

  private func row(_ title: Markup, _ score: KeyPath<CapitalOutcomes, CapitalOutcomes.Score>) -> [Markup] {
    [title] + options.map { Markup($0.found.outcomes[keyPath: score].words) }
  }

  private var access: Table {
    Table(
      id: "base-access",
      caption: Markup("Can every child who needs a base place access one in \(context.year(context.lastYear))?"),
      columns: [.text("Area")] + options.map { .text("\($0.letter): \($0.name)") },
      rows: (options.first?.found.access ?? []).indices.map { place in
        let area = options[0].found.access[place].area
        return [Markup(area.map { context.study.areas[$0].name } ?? "The whole authority")]
          + options.map { answer($0.found.access[place].answer) }
      })
  }

  private func answer(_ answer: BaseAccess.Answer) -> Markup {
    switch answer {
    case .yes: "yes"
    case .no(let without): Markup("no: \(Wording.whole(without)) without")
    case .suppressed: context.symbol(.suppressed)
    }
  }

  private var pathways: [String] {
    let now = assessment.pathwayNow
    return ["Now: \(words(now))."]
      + options.map { "Option \($0.letter) in \(context.year(context.lastYear)): \(words($0.found.pathway))." }
  }
  private func words(_ pathway: PhasePathway) -> String {
    let counts = "\(pathway.primary) primary and \(pathway.secondary) secondary base places"
    if pathway.primary + pathway.secondary == 0 { return "no base places" }
    return pathway.isMet
      ? "\(counts), at least one primary place for each secondary place"
      : "\(counts), \(pathway.primaryShort) primary \(pathway.primaryShort == 1 ? "place" : "places") short of one for one"
  }
}

extension CapitalOutcomes.Score {
  var words: String {
    switch self {
    case .met: "met"
    case .partly: "partly met"
    case .notMet: "not met"
    case .notCovered: "not covered"
    }
  }
}
