import Documents
import Inputs

/// The data-quality page of a study as one self-contained HTML page (WCAG 2.2 AA, no script, no outside request).
///
/// Says what `placeplan check` prints on the terminal, with every table in full. The same page always gives the same bytes.
public func dataQualityPage(_ page: QualityPage, version: String) -> String {
  Page(
    title: page.title,
    summary: "Whether a study is good enough to run, and what to mend first.",
    style: reportStyle + findingStyle,
    header: masthead(page),
    main: findings(page) + page.sections.map(section).joined(),
    footer: paragraph(
      "placeplan \(version). Holds no home and no child; counts of children at one provision are suppressed where small."
    )
  ).html
}

@MarkupBuilder private func masthead(_ page: QualityPage) -> Markup {
  heading(1, Markup(page.title))
  paragraph(Markup(page.lead), class: "lead")
  element("div", ["class": page.verdict.isReady ? "verdict" : "verdict stop", "role": "note"]) {
    paragraph(strong(Markup(page.verdict.sentence)))
    paragraph(Markup(page.verdict.counts + "."))
  }
  if !page.sections.isEmpty {
    element("nav", ["aria-label": "Contents"]) {
      list([link(to: "#findings", findingsTitle)] + page.sections.map { link(to: "#\($0.id)", Markup($0.title)) })
    }
  }
}

private let findingsTitle: Markup = "What to fix or know"

private func findings(_ page: QualityPage) -> Markup {
  element("section", ["aria-labelledby": "findings"]) {
    heading(2, id: "findings", findingsTitle)
    if page.findings.isEmpty { paragraph("Nothing was found.") }
    for severity in DataQuality.Severity.allCases {
      let ofSeverity = page.findings.filter { $0.severity == severity }
      if let first = page.findings.firstIndex(where: { $0.severity == severity }) {
        heading(3, "\(severity.title) (\(ofSeverity.count))")
        // Numbers run on, as on the terminal.
        element("ol", ["start": "\(first + 1)", "class": "findings \(severity.rawValue)"]) {
          for finding in ofSeverity { element("li") { words(finding, in: page) } }
        }
      }
    }
  }
}

/// The sentence, its remedy, and a link to the figures behind it where the page has them.
@MarkupBuilder private func words(_ finding: DataQuality.Finding, in page: QualityPage) -> Markup {
  element("p") { finding.sentence }
  element("p", ["class": "remedy"]) {
    Markup(finding.remedy)
    if let section = page.sections.first(where: { $0.id == finding.section }) {
      " See "
      link(to: "#\(section.id)", Markup(section.title))
      "."
    }
  }
}

private func section(_ section: QualitySection) -> Markup {
  element("section", ["aria-labelledby": section.id]) {
    heading(2, id: section.id, Markup(section.title))
    if section.sentences.count > 1 {
      list(section.sentences.map { Markup($0) })
    } else {
      for sentence in section.sentences { paragraph(Markup(sentence)) }
    }
    for table in section.tables {
      Table(
        id: "\(table.id)-table", caption: Markup(table.caption),
        columns: table.columns.map { .init(Markup($0.title), isNumeric: $0.isNumeric) },
        rows: table.rows.map { row in row.map { Markup($0) } }
      ).markup
    }
  }
}

/// What only this page has, on top of the report's style.
private let findingStyle = """

  .verdict { margin: 1.5rem 0; padding: 0.25rem 1rem; border: 4px solid #12436D; max-width: 46rem; }
  .verdict.stop { border-color: #801650; }
  .findings { padding-left: 2rem; }
  .findings li { margin-bottom: 0.9rem; padding-left: 0.5rem; }
  .findings p { margin: 0; }
  .must_fix p:first-child { font-weight: bold; }
  .findings .remedy { margin-top: 0.15rem; color: #3b4347; }
  """
