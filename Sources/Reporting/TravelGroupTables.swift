import Appraisal
import Documents
import Planning
import Units

/// Travel and placement of the three groups that the guidance asks about, and where the children who move come from and go to
/// (SPP8).
struct TravelGroupTables {
  let context: ReportContext
  let findings: [TravelGroupFindings]
  /// What each finding's year is called.
  let titles: [String]
  let id: String

  @MarkupBuilder var markup: Markup {
    if !findings.isEmpty {
      paragraph(Markup(sentence))
      groupTable.markup
      if !moveRows.isEmpty { moveTable.markup }
      for line in unseenMoves { paragraph(Markup(line)) }
    }
  }

  // MARK: in words

  var sentence: String {
    guard let last = findings.last, let title = titles.last else { return "" }
    guard let moved = last[.moved].children else {
      return "\(title): too few children are in another place than if nothing is done for their travel to be shown."
    }
    let start = "\(title): \(about)\(Wording.whole(moved.mean)) children are in another place than if nothing is done"
    guard let newly = last[.moved].newlyEligible else {
      return start + "; how many become eligible for transport who were not is too few to be shown."
    }
    if newly.rounded() == 0 { return start + "; none becomes eligible for transport who was not." }
    let source =
      last[.moved].newlyEligibleFromMainstream.map {
        $0.rounded() == 0 ? "none of them from mainstream" : "\(about)\(Wording.whole($0)) of them from mainstream"
      } ?? "of them too few from mainstream to be shown"
    return "\(start); \(about)\(Wording.whole(newly)) become eligible for transport who were not, \(source)."
  }

  private var isRounded: Bool { context.results.threshold > 0 }
  private var about: String { isRounded ? "about " : "" }

  /// What the tables of every proposal mean.
  static func note(in context: ReportContext) -> String {
    let draws = Wording.count(context.assessment?.closeDraws ?? 0, "draw", "draws")
    let rounding =
      context.results.threshold > 0
      ? """
       Figures of the first two groups are rounded: children to the nearest 5, totals too, distances to half a mile and times \
      to the minute. c: too few children to be shown.
      """ : ""
    return """
      Groups of children: from \(draws) looked at child by child; means, and beside them the change with the proposal and its \
      90% interval. \
      Distance and time are those of children who travel daily with the proposal and without it. Catchment cohort: within 30 \
      minutes' drive of the site, of a need and year group the places are for.\(rounding)
      """
  }

  // MARK: groups

  private var groupTable: Table {
    Table(
      id: "\(id)-groups", caption: "Three groups of children: if nothing is done, and the change",
      columns: [
        .text("Measure"), .number("Children whose placement changes"), .number("Catchment cohort"),
        .number("All children with plans"),
      ],
      groups: zip(titles, findings).map { title, finding in
        Table.Group(
          Markup(title),
          rows: [["Children"] + TravelGroup.allCases.map { children(finding[$0].children) }]
            + TravelMeasure.allCases.map { measure in
              [Markup(measure.title)] + TravelGroup.allCases.map { cell(finding[$0], measure, group: $0) }
            } + [
              ["Newly eligible for transport"] + TravelGroup.allCases.map { count(finding[$0].newlyEligible) },
              ["Newly eligible, from mainstream"]
                + TravelGroup.allCases.map { count(finding[$0].newlyEligibleFromMainstream) },
              ["No longer eligible"] + TravelGroup.allCases.map { count(finding[$0].noLongerEligible) },
            ])
      })
  }

  private func children(_ range: ShownRange?) -> Markup {
    guard let range else { return context.symbol(.suppressed) }
    let interval = range.low.flatMap { low in
      range.high.map { high in "\(Wording.whole(low)) to \(Wording.whole(high))" }
    }
    let isOne = range.low == range.mean && range.high == range.mean
    return context.figureCell(
      Measured(.ehcp).markup(range.mean, low: range.low, high: range.high, words: Wording.whole(range.mean)),
      isOne ? nil : interval)
  }

  private func count(_ value: ShownCount) -> Markup {
    value.map { Measured(.ehcp).markup($0, words: Wording.whole($0)) } ?? context.symbol(.suppressed)
  }

  private func cell(_ found: TravelGroupFindings.Group, _ measure: TravelMeasure, group: TravelGroup) -> Markup {
    if found.children?.mean == 0 { return "\u{2013}" }
    guard let nothing = found.nothing[measure.rawValue], let change = found.change[measure.rawValue] else {
      return context.symbol(.suppressed)
    }
    let scale = Scale(measure, isCoarse: isRounded && group != .everyone)
    var line = "change \(scale.signed(change.mean))"
    if let low = change.low, let high = change.high, Set([low, high, change.mean].map(scale.signed)).count > 1 {
      line += " (\(scale.signed(low)) to \(scale.signed(high)))"
    }
    return Measured(measure.metric).markup(nothing, words: scale.words(nothing))
      + element("span", ["class": "change"]) { line }
  }

  /// A measure's figures as coarse as they are published.
  private struct Scale {
    let measure: TravelMeasure
    let isCoarse: Bool
    init(_ measure: TravelMeasure, isCoarse: Bool) {
      self.measure = measure
      self.isCoarse = isCoarse
    }
    private func number(_ value: Double, isChange: Bool) -> String {
      switch measure {
      case .distance: Wording.decimal(value / Metres.perMile, isChange && !isCoarse ? 2 : 1)
      case .time: Wording.decimal(value / 60, isCoarse ? 0 : isChange ? 2 : 1)
      default: Wording.whole(value)
      }
    }
    func words(_ value: Double) -> String { number(value, isChange: false) + suffix }
    func signed(_ value: Double) -> String {
      let text = number(value, isChange: true)
      guard text.contains(where: { ("1"..."9").contains($0) }) else { return text.replacing("\u{2212}", with: "") }
      return value > 0 ? "+" + text : text
    }
    private var suffix: String {
      switch measure {
      case .distance: " miles"
      case .time: " min"
      default: ""
      }
    }
  }

  // MARK: from and to

  private var moveTable: Table {
    Table(
      id: "\(id)-moves", caption: "Children whose placement changes: from where, in rows, to where, in columns",
      columns: [.text("If nothing is done")] + columnsOfMoves.map { .number(Markup("To \($0.title)")) },
      groups: moveRows)
  }

  /// Kinds of place that anybody goes to.
  private var columnsOfMoves: [PlaceGroup] {
    PlaceGroup.allCases.filter { to in
      findings.contains { finding in finding.moves?.contains { speaks($0[to.rawValue]) } ?? false }
    }
  }

  private var moveRows: [Table.Group] {
    zip(titles, findings).compactMap { title, finding in
      guard let moves = finding.moves else { return nil }
      let rows = PlaceGroup.allCases.filter { moves[$0.rawValue].contains(where: speaks) }.map { from in
        [Markup("From \(from.title)")] + columnsOfMoves.map { count(moves[from.rawValue][$0.rawValue]) }
      }
      return rows.isEmpty ? nil : Table.Group(Markup(title), rows: rows)
    }
  }

  /// Why a year is not in the matrix.
  private var unseenMoves: [String] {
    zip(titles, findings).filter { $1.moves == nil && $1[.moved].children?.mean != 0 }.map { title, _ in
      "\(title): where children come from and go to is not shown, because too few move or all do the same."
    }
  }

  private func speaks(_ count: ShownCount) -> Bool { count.map { $0.rounded() > 0 } ?? true }
}

extension PlaceGroup {
  var title: String {
    switch self {
    case .mainstream: "mainstream"
    case .base: "an inclusion base"
    case .special: "state special"
    case .inmss: "independent special (INMSS)"
    case .awaiting: "awaiting a place"
    case .other: "another kind"
    }
  }
}

extension TravelMeasure {
  var title: String {
    switch self {
    case .distance: "Mean distance, one way"
    case .time: "Mean journey, one way"
    case .excessive: "Above the excessive-travel threshold"
    case .outOfArea: "Placed out of the area"
    case .inmss: "Independent or non-maintained special"
    case .eligible: "Eligible for transport"
    }
  }

  var metric: Metric {
    switch self {
    case .distance: .distanceMean
    case .time: .timeMean
    default: .ehcp
    }
  }
}
