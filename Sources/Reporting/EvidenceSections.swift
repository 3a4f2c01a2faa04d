import Appraisal
import Assumptions
import Documents
import Planning

/// The figures a run rests on, with status and source; what is unverified or has no owner says so.
struct AssumptionSection {
  let context: ReportContext
  /// Whether the table stands open; else a reader opens it on the page, and paper leaves it to the capital strategy paper.
  var isOpen = true

  var markup: Markup {
    let used = context.description.assumptions
    return element("section", ["aria-labelledby": "assumptions"]) {
      heading(2, id: "assumptions", "Assumptions")
      paragraph(
        """
        Every figure this run used. "Unverified" means that no official source has been checked; measures that rest \
        on one directly carry the same mark in every table. "Illustrative" means made up for a demonstration.
        """)
      if used.isEmpty {
        paragraph("The run named none.")
      } else {
        Annex(isOpen: isOpen, name: "All \(used.count) assumptions").markup(
          Table(
            id: "assumptions-table", caption: "Assumptions used, \(used.count) in all",
            columns: [
              .text("Assumption"), .number("Value"), .text("Unit"), .text("Range"), .text("Date"), .text("Status"),
              .text("Source"), .text("Owner"),
            ],
            rows: used.map { assumption in
              [
                element("code") { assumption.id }, Markup(assumption.value.words), Markup(assumption.unit),
                Markup(range(assumption)), Markup(assumption.date), status(assumption), Markup(assumption.source),
                Markup(assumption.owner ?? "no owner"),
              ]
            }
          ).markup)
      }
    }
  }

  private func range(_ assumption: Assumption) -> String {
    switch (assumption.low, assumption.high) {
    case let (low?, high?): "\(plain(low)) to \(plain(high))"
    case let (low?, nil): "from \(plain(low))"
    case let (nil, high?): "up to \(plain(high))"
    default: "not stated"
    }
  }

  private func status(_ assumption: Assumption) -> Markup {
    guard let mark = assumption.status.mark else { return Markup(assumption.status.rawValue.lowercased()) }
    return element("span", ["class": "mark"]) { mark }
  }
}

/// A long table that every report of a run shares: open in the one that carries the annexes, else to be opened on the page.
private struct Annex {
  let isOpen: Bool
  let name: Markup

  @MarkupBuilder func markup(_ table: Markup) -> Markup {
    if isOpen {
      table
    } else {
      paragraph(
        "The table is here on the web page and in the workbook; Word and PDF leave it to the capital strategy paper.")
      element("details", ["class": "more"]) {
        element("summary") { name }
        table
      }
    }
  }
}

/// What each measure means, printed in full.
struct DefinitionSection {
  let context: ReportContext
  /// As of the assumptions.
  var isOpen = true

  var markup: Markup {
    element("section", ["aria-labelledby": "definitions"]) {
      heading(2, id: "definitions", "Definitions")
      Annex(isOpen: isOpen, name: "All \(Metric.published.count) definitions").markup(
        Table(
          id: "definitions-table", caption: "Every measure, as the files name it",
          columns: [
            .text("Measure"), .text("Name in files"), .text("Definition"), .text("Better when"), .text("Rests on"),
          ],
          rows: Metric.published.map { metric in
            [
              context.title(metric), element("code") { metric.name }, Markup(metric.definition),
              Markup(better(metric)), Markup(basis(metric)),
            ]
          }
        ).markup)
    }
  }

  private func better(_ metric: Metric) -> String {
    switch metric.direction {
    case .lowerIsBetter: "lower"
    case .higherIsBetter: "higher"
    case .none: "neither"
    }
  }

  private func basis(_ metric: Metric) -> String {
    let basis = metric.basis(in: context.description.assumptions)
    let unverified = basis.filter { $0.status == .known }.map(\.id)
    if basis.isEmpty { return "the inputs" }
    if unverified.isEmpty { return Wording.count(basis.count, "assumption", "assumptions") }
    let named = unverified.prefix(4).joined(separator: ", ") + (unverified.count > 4 ? " and others" : "")
    return "\(Wording.count(basis.count, "assumption", "assumptions")); unverified: \(named)"
  }
}

/// How the figures were made and where they stop.
struct MethodSection {
  let context: ReportContext

  private var policy: Markup {
    switch context.study.placementPolicy {
    case .leastCost:
      """
      Each year's places are allocated under suitability and capacity at least cost. That is a bound for planning, \
      never advice on where a child should be placed; what deciding in panel order would cost above it is given each \
      year.
      """
    case .panelOrder:
      """
      Each year's places are given out in panel order: phase transfers, then placements that closed or broke down, \
      then new plans, each to the best place still free. What that costs above least cost is given each year. Neither \
      is advice on where a child should be placed.
      """
    }
  }

  var markup: Markup {
    let description = context.description
    return element("section", ["aria-labelledby": "method"]) {
      heading(2, id: "method", "Method and limits")
      list([
        """
        Need is projected by area, year group and need from stocks and flows, with one joint draw from pupil forecast \
        to pounds; \(Wording.whole(Double(context.results.draws))) draws, seed \(context.results.seed).
        """,
        "Options share their draws: a change is taken draw by draw, and summaries are taken last.",
        "Distances and times are one way in the morning, along the fastest drive from the home point.",
        policy,
        """
        Eligibility follows Education Act 1996 s508B and Schedule 35B; an EHCP alone does not confer transport.
        """,
        "Coordinates: \(description.transformation.isEmpty ? "not stated" : description.transformation).",
      ])
      let notes = context.results.notes + description.notes
      if !notes.isEmpty {
        heading(3, "Notes of this run")
        list(notes.map { Markup($0) })
      }
      heading(3, "Inputs")
      paragraph("placeplan \(description.version). A file with another hash is another input.")
      Table(
        id: "inputs-table", caption: "Input files and their SHA-256",
        columns: [.text("File"), .text("SHA-256")],
        rows: description.inputs.map { input in [Markup(input.file), element("code") { input.sha256 }] }
      ).markup
    }
  }
}

extension AssumptionValue {
  /// The value in a cell: long tables are counted, not printed.
  var words: String {
    switch self {
    case .number(let number): plain(number)
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .numbers(let numbers):
      numbers.count > 8 ? "\(numbers.count) figures" : numbers.map(plain).joined(separator: ", ")
    case .table(let rows):
      rows.count > 8
        ? "table of \(rows.count) figures" : rows.map { "\($0.key) \(plain($0.value))" }.joined(separator: "; ")
    case .nested(let rows): "table of \(rows.count) by \(rows.first?.row.count ?? 0) figures"
    }
  }
}

/// A number as short as it can be written without losing anything a reader needs.
private func plain(_ value: Double) -> String {
  guard value.rounded() != value else { return Wording.whole(value) }
  if abs(value) >= 0.001, abs(value) < 1e6 {
    var text = Wording.decimal(value, 3)
    while text.hasSuffix("0") { text.removeLast() }
    if abs(value) >= 0.1 || (Double(text) ?? 0) == value { return text }
  }
  return "\(value)"
}
