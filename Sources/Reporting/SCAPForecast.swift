import Appraisal
import Documents
import Planning

/// Resident children with a plan who need a specialist place, by SCAP's provision types (DOMAIN 4.1).
///
/// SCAP asks for Reception to Year 11 by phase; a run breaks kinds of placement down by phase only where the authority's
/// own count is large enough, so each row says what it holds.
struct SCAPForecast {
  let context: ReportContext

  /// The four types with the kinds of placement that they count and their codes for primary and secondary, as found in one
  /// practitioner's library of May 2025: to be confirmed against the authority's own template.
  private static let types: [(title: String, codes: String, kinds: [ProvisionKind])] = [
    ("UR: SEN units and resourced provision", "1803001, 1803011", [.supportBase, .specialistBase]),
    ("IN: independent", "1803002, 1803012", [.independentSpecial, .independentMainstream]),
    ("SS: state special, with non-maintained special", "1803003, 1803013", [.special, .satellite, .nmss]),
    ("AP: alternative provision", "1803004, 1803014", [.ap]),
  ]

  @MarkupBuilder var markup: Markup {
    for phase in [Phase.primary, .secondary] { table(phase) }
    paragraph(
      """
      Planning-area codes 1803001 to 1803004 (primary) and 1803011 to 1803014 (secondary) are taken from one practitioner's \
      library and are unverified: compare them with the authority's own template. Children are counted by home authority; \
      means over draws, doing nothing. c: suppressed.
      """, class: "note")
  }

  private func table(_ phase: Phase) -> Markup {
    let last = min(context.lastYear, phase == .primary ? 5 : 7)
    let slice = Slice(.phase, phase.code)
    return Table(
      id: "scap-\(phase.code)", caption: Markup("\(phase.title): children who need a specialist place"),
      columns: [.text("Provision type"), .text("Code")] + (0...last).map { .number(Markup(context.year($0))) },
      rows: Self.types.map { title, codes, kinds in
        let code = codes.split(separator: ", ")[phase == .primary ? 0 : 1]
        return [Markup(title), Markup(String(code))]
          + (0...last).map { year in
            let rows = kinds.map { context.results.doNothing?[.placed($0), year: year, slice: slice] }
            if rows.contains(where: { $0?.status == .suppressed }) { return context.symbol(.suppressed) }
            return Markup(Wording.whole(rows.reduce(0) { $0 + ($1?.value?.mean ?? 0) }))
          }
      }
    ).markup
  }
}
