import Appraisal
import Documents
import Planning

/// What each proposal brings to each option: its fair share, which adds to the whole.
struct ShareSection {
  let context: ReportContext

  var markup: Markup {
    context.results.shares.map { shares in
      element("div", ["class": "shares"]) {
        heading(3, Markup("What each proposal brings: \(title(shares))"))
        table(shares).markup
        paragraph(Markup(note(shares)), class: "note")
      }
    }.joined()
  }

  private func title(_ shares: FairShares) -> String {
    let index = context.results.options.firstIndex { $0.id == shares.option }
    guard let index else { return shares.option }
    return "\(context.letter(index)), \(context.results.options[index].name)"
  }

  private func table(_ shares: FairShares) -> Table {
    var rows: [[Markup]] = []
    for (index, proposal) in shares.proposals.enumerated() {
      let cells = shares.rows.map { cell($0, $0.shares[index], $0.errors[index]) }
      rows.append([Markup(context.study.proposals[proposal].name)] + cells)
    }
    rows.append([Markup("The whole option, same draws")] + shares.rows.map { cell($0, $0.total, nil) })
    let figures = shares.rows.map { Table.Column.number(context.title($0.metric)) }
    return Table(
      id: "shares-\(shares.option)",
      caption: Markup("Fair shares in the change, \(context.year(shares.year)): \(title(shares))"),
      columns: [.text("Proposal")] + figures, rows: rows)
  }

  /// A share and, beneath, how far sampling leaves it open: two standard errors either way.
  private func cell(_ row: FairShares.Row, _ value: Double, _ error: Double?) -> Markup {
    let scale = Wording.Scale(row.metric.unit, for: row.shares + [row.total], isChange: true)
    let words = scale.signed(value) + scale.suffix
    guard let error, error.isFinite else { return Measured(row.metric).markup(value, words: words) }
    let (low, high) = (value - 2 * error, value + 2 * error)
    return context.figureCell(
      Measured(row.metric).markup(value, low: low, high: high, words: words),
      "\(scale.signed(low)) to \(scale.signed(high))")
  }

  private func note(_ shares: FairShares) -> String {
    let how =
      shares.orders.map { "\($0) orders a draw, one the other's reverse" }
      ?? "all \(1 << shares.proposals.count) subsets of the proposals"
    return """
      A proposal's share is what it adds to those built before it, averaged over the orders in which they could be built \
      (Shapley), so that the shares add to the whole. Found in the first \(Wording.count(shares.draws, "draw", "draws")), from \
      \(how); the range beneath is two standard errors of that sampling either way, and holds no other uncertainty.
      """
  }
}
