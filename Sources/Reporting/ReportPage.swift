import Appraisal
import Documents
import Planning

/// A report of one kind and edition as one self-contained HTML page (WCAG 2.2 AA, no script, no outside request), from
/// which the other formats are made.
///
/// - Parameters:
///   - results: after disclosure control for the public edition, before it for the restricted one.
///   - travelAreas: Isochrones, for the maps of proposals; none where the study has no roads.
public func report(
  _ kind: ReportKind, edition: Edition, results: PublishedResults, study: Study, description: RunDescription,
  assessment: Assessment? = nil, travelAreas: [TravelArea] = []
) -> String {
  let context = ReportContext(
    results: results, study: study, description: description, assessment: assessment, travelAreas: travelAreas)
  let sections = context.sections(of: kind)
  let title = "\(kind.title): \(study.laName)"
  return Page(
    title: title, summary: kind.title,
    style: reportStyle + pagedStyle(edition, title: title),
    header: [
      edition == .restricted ? element("p", ["class": "banner", "role": "note"]) { Markup(edition.notice) } : .empty,
      masthead(context, title: title, contents: sections),
    ].joined(),
    main: sections.map(\.markup).joined(),
    footer: paragraph(
      "placeplan \(description.version), \(context.results.draws) draws, seed \(context.results.seed). \(edition.notice)"
    )
  ).html
}

/// A part of a report that its contents list names.
struct ReportSection {
  let id: String
  let title: String
  let markup: Markup

  /// A section that opens with its title.
  init(_ id: String, _ title: String, @MarkupBuilder _ content: () -> Markup) {
    self.id = id
    self.title = title
    markup = element("section", ["aria-labelledby": id]) {
      heading(2, id: id, Markup(title))
      content()
    }
  }

  /// A section that brings its own title along.
  init(_ id: String, _ title: String, whole markup: Markup) {
    self.id = id
    self.title = title
    self.markup = markup
  }
}

extension ReportContext {
  func sections(of kind: ReportKind) -> [ReportSection] {
    let own =
      switch kind {
      case .impact: ImpactReport(context: self).sections
      case .board: BoardReport(context: self).sections
      case .transport: TransportReport(context: self).sections
      case .strategy: StrategyReport(context: self).sections
      case .returns: ReturnsReport(context: self).sections
      }
    return own + closingSections(hasAnnexes: kind == .strategy)
  }

  /// What every report closes with.
  ///
  /// - Parameter hasAnnexes: whether the long tables stand open, as in the capital strategy paper.
  func closingSections(hasAnnexes: Bool) -> [ReportSection] {
    [
      ReportSection(
        "assumptions", "Assumptions", whole: AssumptionSection(context: self, isOpen: hasAnnexes).markup),
      ReportSection(
        "definitions", "Definitions", whole: DefinitionSection(context: self, isOpen: hasAnnexes).markup),
      ReportSection("method", "Method and limits", whole: MethodSection(context: self).markup),
    ]
  }
}

/// What every report opens with: whether it is a demonstration, its title, what was run, and the contents.
@MarkupBuilder func masthead(_ context: ReportContext, title: String, contents: [ReportSection]) -> Markup {
  if context.isIllustrative {
    element("p", ["class": "banner", "role": "note"]) {
      strong("Demonstration:") + " sites, sizes and costs are illustrative and are no council's plan."
    }
  }
  heading(1, Markup(title))
  paragraph(
    """
    Study \u{201c}\(context.study.name)\u{201d}: \(Wording.count(context.study.proposals.count, "proposal", "proposals")) and \
    \(Wording.count(context.results.options.count, "option", "options")), \(context.year(0)) to \
    \(context.year(context.lastYear)), each compared with doing nothing.
    """, class: "lead")
  element("nav", ["aria-label": "Contents"]) {
    list(contents.map { link(to: "#\($0.id)", Markup($0.title)) })
  }
}

/// Page numbers and the edition's mark on every printed page.
private func pagedStyle(_ edition: Edition, title: String) -> String {
  let mark = edition == .restricted ? "RESTRICTED: not to be published or passed on" : ""
  let plain = title.replacing("\\", with: "").replacing("\"", with: "'").replacing("<", with: "").replacing(
    ">", with: "")
  return """

    @page wide { size: A4 landscape; }
    @media print { .wide { page: wide; } .table { font-size: 8pt; } .wide { font-size: 7.5pt; }
      th, td { padding-right: 0.4rem; } tbody th { min-width: 5rem; } h3 { break-before: auto; } }
    @page { size: A4; margin: 18mm 15mm; @top-right { content: "\(mark)"; font: bold 8pt Arial, sans-serif; }
      @bottom-left { content: "\(plain)"; font: 8pt Arial, sans-serif; }
      @bottom-right { content: counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; } }
    """
}
