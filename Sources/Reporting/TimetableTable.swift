import Appraisal
import Documents
import Planning
import Units

/// When a proposal's decisions are dated, against the last safe date for the September that is planned.
struct TimetableTable {
  let proposal: Proposal
  let setting: Setting
  let timetable: Timetable
  let id: String

  @MarkupBuilder var markup: Markup {
    paragraph(Markup(sentence))
    if !timetable.rows.isEmpty {
      Table(
        id: "\(id)-decisions", caption: Markup(caption),
        columns: [.text("Decision"), .text("Dated"), .text("Last safe date"), .text("Finding")],
        rows: timetable.rows.map { row in
          [
            Markup(title(row.step)), Markup(row.dated.map(words) ?? "not dated"), Markup(latest(row)),
            Markup(finding(row)),
          ]
        }
      ).markup
    }
  }

  /// The last safe date of each decision for every September of the run.
  @MarkupBuilder var septembers: Markup {
    if !safeDates.isEmpty {
      Table(
        id: "\(id)-safe-dates", caption: "Last safe date of each decision, by September",
        columns: [.text("September")] + steps.map { .text(Markup(title($0))) }, rows: safeDates
      ).markup
    }
  }

  private var caption: String {
    timetable.planned.map { "Decisions, for places in September \($0)" }
      ?? "Decisions; no places are planned in the years shown"
  }

  /// What the dates allow, in one sentence.
  var sentence: String {
    guard let planned = timetable.planned else {
      return "This proposal opens no places in the years shown, so no September is judged."
    }
    let late = timetable.rows.filter { if case .late = $0.finding { true } else { false } }
    guard let first = timetable.firstSafe else {
      let missing = timetable.rows.filter { $0.finding == .notDated && [.statutory, .naming].contains($0.step) }
      return "Places are planned from September \(planned), but "
        + "\(Wording.series(missing.map { title($0.step, inSentence: true) })) "
        + "\(missing.count == 1 ? "has" : "have") no date: no September is safe until "
        + "\(missing.count == 1 ? "it does" : "they do"). "
        + (timetable.opening == nil
          ? "The run counts none of the places." : "The run counts the places all the same, as an illustration.")
    }
    if late.isEmpty { return "Every dated decision is in time for September \(planned)." }
    return
      "Places are planned from September \(planned), but \(Wording.series(late.map { title($0.step, inSentence: true) })) "
      + "\(late.count == 1 ? "comes" : "come") after the last safe date. As dated, the first safe September is \(first): "
      + (timetable.opening == nil
        ? "the run counts no places in the years shown."
        : "the run counts no place before it, and from then on the places that the plan has by then.")
  }

  private var steps: [Timetable.Step] {
    Timetable.Step.allCases.filter { step in timetable.septembers.contains { $0.latest[step] != nil } }
  }
  private var safeDates: [[Markup]] {
    timetable.septembers.map { september in
      [Markup("\(september.year)")]
        + steps.map { Markup(september.latest[$0].map { words($0.description) } ?? "\u{2013}") }
    }
  }

  private func title(_ step: Timetable.Step, inSentence: Bool = false) -> String {
    let title =
      switch step {
      case .consent: "Consent to build"
      case .placeChange: "Place-change return"
      case .naming: "Naming in plans"
      case .statutory:
        setting.isProposed && proposal.kind == .newSpecial
          ? "Decision on the new school"
          : setting.responsibleBody == nil || setting.responsibleBody == "maintained"
            ? "Statutory decision" : "Significant-change decision"
      }
    return inSentence ? "the " + title.prefix(1).lowercased() + title.dropFirst() : title
  }

  private func latest(_ row: Timetable.Row) -> String { row.latest.map { words($0.description) } ?? "no figure given" }

  private func finding(_ row: Timetable.Row) -> String {
    switch row.finding {
    case .inTime: "in time"
    case .late(let days): "late by \(Wording.count(days, "day", "days"))"
    case .notNeeded: "not needed"
    case .notDated: "not dated"
    case .noRule: "not judged"
    }
  }

  /// `15 February 2027` of an ISO date; anything else as it is.
  private func words(_ text: String) -> String {
    guard let date = CivilDate(text) else { return text }
    return "\(date.day) \(CivilDate.monthNames[date.month - 1]) \(date.year)"
  }
}
