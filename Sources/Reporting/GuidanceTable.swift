import Appraisal
import Documents
import Planning

/// Every phrase of the guidance's expectations on sufficiency (SPP1-8) and on capital and location (CAP1-12), with the figure of
/// this run that answers it, or that it is not covered and why (DOMAIN 1.1 and 1.2).
struct GuidanceTable {
  let context: ReportContext

  /// One phrase, in short, and the answer.
  struct Row {
    let code: String
    let asked: String
    let answer: String
    /// False where the run holds no figure for it; the answer is then the reason.
    let isCovered: Bool

    init(_ code: String, _ asked: String, _ answer: String) {
      (self.code, self.asked, self.answer, isCovered) = (code, asked, answer, true)
    }
    init(_ code: String, _ asked: String, notCovered reason: String) {
      (self.code, self.asked, answer, isCovered) = (code, asked, reason, false)
    }
  }

  var markup: Markup {
    Table(
      id: "guidance-table",
      caption:
        "Expectations of the Local SEND Reform Plan guidance, phrase by phrase, and the figures that answer them",
      columns: [.text("Code"), .text("What is asked, in short"), .text("Covered"), .text("Answer of this run")],
      rows: rows.map { [Markup($0.code), Markup($0.asked), $0.isCovered ? "yes" : "not covered", Markup($0.answer)] }
    ).markup
  }

  var rows: [Row] { sufficiency + capital }

  // MARK: words

  var study: Study { context.study }

  func provisions(_ proposal: Int) -> [Provision] {
    study.proposals[proposal].provisions.map { study.provisions[$0] }
  }

  func movement(_ metric: Metric, _ subject: String, isPlural: Bool) -> String? {
    guard let from = context.results.doNothing?[metric, year: 0]?.value,
      let to = context.results.doNothing?[metric, year: context.lastYear]?.value
    else { return nil }
    return Finding.movement(subject, metric, from: from, to: to, isPlural: isPlural)
  }

  func sentence(_ clauses: [String?]) -> String {
    let found = clauses.compactMap(\.self)
    return found.isEmpty ? "" : "If nothing is done, \(Wording.series(found)) by \(context.year(context.lastYear))."
  }

  /// The change of each measure in each option at the last year: `independent placements: A -12 (-20 to -4), B no change`.
  func options(_ measures: [(Metric, String)]) -> String {
    let lines = measures.map { metric, subject in
      let changes = context.results.options.enumerated().compactMap { index, option in
        option[metric, year: context.lastYear]?.change.map { change in
          "\(context.letter(index)) \(Wording.inLine(Wording.change(metric, change)))"
        }
      }
      return "\(subject): \(changes.isEmpty ? "no option in this run" : changes.joined(separator: ", "))"
    }
    return "Change in \(context.year(context.lastYear)). " + lines.joined(separator: "; ").capitalisedFirst + "."
  }
}
