import Appraisal
import Documents
import Planning

/// Resident children with a plan who need a specialist place, by SCAP's provision types (DOMAIN 4.1).
struct SCAPForecast {
  let context: ReportContext

  @MarkupBuilder var markup: Markup {
    for phase in SCAPType.phases { table(phase) }
    paragraph(
      """
      Planning-area codes 1803001 to 1803004 (primary) and 1803011 to 1803014 (secondary) are taken from one practitioner's \
      library and are unverified: compare them with the authority's own template. Children are counted by home authority; \
      means over draws, doing nothing. c: suppressed.
      """, class: "note")
  }

  private func table(_ phase: Phase) -> Markup {
    let years = 0...min(context.lastYear, SCAPType.yearsAhead(phase))
    return Table(
      id: "scap-\(phase.code)", caption: Markup("\(phase.title): children who need a specialist place"),
      columns: [.text("Provision type"), .text("Code")] + years.map { .number(Markup(context.year($0))) },
      rows: SCAPType.allCases.map { type in
        [Markup(type.title), Markup(type.code(phase))]
          + years.map { year in
            guard let nothing = context.results.doNothing else { return "\u{2013}" }
            let found = type.children(nothing, year: year, phase: phase)
            return found.count.map { Measured(.ehcp).markup($0, words: Wording.whole($0)) }
              ?? context.symbol(found.status)
          }
      }
    ).markup
  }
}
