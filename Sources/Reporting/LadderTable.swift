import Appraisal
import Documents
import Planning

/// "Why not mainstream?": the cohort of special-school or specialist post-16 places, offered each less intensive kind in turn.
struct LadderTable {
  let context: ReportContext
  let ladder: Ladder?
  let id: String

  @MarkupBuilder var markup: Markup {
    if let ladder, !ladder.steps.isEmpty {
      paragraph(Markup(sentence(ladder)))
      Table(
        id: "\(id)-ladder",
        caption:
          "The same cohort offered each kind in turn: share that could be met on this rung or an earlier one",
        columns: [
          .text("Rung"), .number("Low"), .number("Central"), .number("High"), .number("Adds, children"),
          .text("By own placements, England, rules"),
        ],
        rows: ladder.steps.map { step in
          [
            Markup(title(step.rung)), percent(step.low), percent(step.central), percent(step.high),
            step.children.map { Markup(Wording.whole($0)) } ?? context.symbol(.suppressed),
            Markup(Ladder.Account.allCases.map { share(step.shares[$0]) }.joined(separator: ", ")),
          ]
        }
      ).markup
      paragraph(
        """
        Commissioning evidence about kinds of place, not a finding about any child: a child's own provision follows from \
        the Children and Families Act 2014, parental preference and the Tribunal. The low, central and high shares are the lowest, middle and \
        highest of three accounts: where the authority's own children of the same need, band and phase are; where \
        England's children of the same need are; and what the suitability rules allow without penalty. England's return \
        knows neither support bases nor satellites. Refusals by schools are not in the inputs.
        """, class: "note")
    } else {
      paragraph(
        "Too few children would fill these places for the ladder to be shown. It is required before special-school or "
          + "specialist post-16 places are decided (SPP6, CAP7).")
    }
  }

  /// What the rungs below a special place would hold.
  func sentence(_ ladder: Ladder) -> String {
    let below = ladder.steps.last { $0.rung.rawValue <= Ladder.Rung.specialistBase.rawValue }
    let cohort =
      "Of \(Wording.whole(ladder.cohort)) children who would fill these places in \(context.year(context.lastYear))"
    guard let below else { return cohort + ", no account says how many a base could meet." }
    return cohort
      + ", \(Wording.decimal(below.central * 100, 0))% could be met in mainstream or a base "
      + "(\(Wording.decimal(below.low * 100, 0))% to \(Wording.decimal(below.high * 100, 0))%), and "
      + "\(Wording.decimal((1 - below.central) * 100, 0))% could not."
  }

  private func percent(_ share: Double) -> Markup { Markup(Wording.decimal(share * 100, 0) + "%") }
  private func share(_ share: Double?) -> String { share.map { Wording.decimal($0 * 100, 0) + "%" } ?? "no figure" }
  private func title(_ rung: Ladder.Rung) -> String {
    switch rung {
    case .adaptedMainstream: "Adapted mainstream"
    case .supportBase: "Support base"
    case .specialistBase: "Specialist base"
    case .satellite: "Satellite of a special school"
    case .special: "Special school"
    }
  }
}
