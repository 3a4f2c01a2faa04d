import Appraisal
import Documents
import Foundation
import Graphics
import Planning

/// The authority's last Januaries by kind of placement beside the path of doing nothing, with what rules each kind, so that
/// a reader sees where a path leaves its own past.
struct PastAndPathTable {
  let context: ReportContext
  /// Januaries of the past, the base January among them.
  private let past = 6

  @MarkupBuilder var markup: Markup {
    if !rows.isEmpty {
      Table(
        id: "past-and-path",
        caption: "Placements by kind: the authority's own Januaries, and mean of doing nothing",
        columns: [.text("Kind of placement")] + pastYears.map { .number(Markup(context.study.year($0).description)) }
          + nextYears.map { .number(Markup("\(context.year($0)), nothing done")) }
          + [.number("Growth a year, past"), .number("Growth a year, path"), .text("What rules the path")],
        rows: rows
      ).markup
      PathAccount(steps: paths.compactMap(\.step)).markup
      paragraph(
        """
        Growth is the yearly mean over up to three years before and after the base January. Among all authorities a \
        kind's share of plans lasts from year to year and its own recent trend hardly does (placement.course_*), so a \
        path keeps the authority's level and does not extend its last steps. Where places rule, doing nothing opens \
        none beyond those of the study, whatever was opened before.
        """, class: "note")
    }
  }

  /// A picture for each kind with two Januaries of the past or more: its own counts, then the path and its 90% interval.
  @MarkupBuilder var pictures: Markup {
    let drawn = paths.filter { $0.held.compactMap { $0 }.count > 1 }
    if !drawn.isEmpty {
      heading(3, "Each kind of placement: its own Januaries, and the path of doing nothing")
      paragraph(
        """
        To \(context.year(0)) the authority's own counts; after it the mean of doing nothing and, in grey, its 90% interval. \
        The table below holds the figures.
        """)
      element("div", ["class": "charts"]) {
        for path in drawn {
          element("figure", ["class": "panel"]) {
            heading(4, Markup(path.kind.title))
            Markup(trusted: chart(path).svg())
          }
        }
      }
    }
  }

  private func chart(_ path: Path) -> TrajectoryChart {
    let past = path.held.map { held -> TrajectoryChart.Point? in
      guard let held, !isSmall(held) else { return nil }
      return .init(mean: Double(held), low: Double(held), high: Double(held))
    }
    let ahead = (1...context.lastYear).map { year in
      context.results.doNothing?[.placed(path.kind), year: year]?.value.map {
        TrajectoryChart.Point(mean: $0.mean, low: $0.p05, high: $0.p95)
      }
    }
    return TrajectoryChart(
      id: "past-\(path.kind.code)", title: "\(path.kind.title), past and path",
      description:
        "A line from \(context.study.year(pastYears[0])) to \(context.year(context.lastYear)); the table below has the figures.",
      years: (pastYears + Array(1...context.lastYear)).map { context.study.year($0).description },
      series: [.init(label: "", style: .reference, points: past + ahead)], wholeNumbers: true,
      format: { Wording.tick(.placed(path.kind), $0) })
  }

  private var pastYears: [Int] { Array(1 - past...0) }
  private var nextYears: [Int] {
    [1, min(3, context.lastYear), context.lastYear].reduce(into: []) { years, year in
      if year <= context.lastYear, years.last != year { years.append(year) }
    }
  }

  /// A kind with its past and its path.
  private struct Path {
    var kind: ProvisionKind
    var held: [Int?]
    var before: Double?
    var after: Double?
    var step: PathAccount.Step? {
      guard let before, let after else { return nil }
      return PathAccount.Step(kind: kind, before: before, after: after)
    }
  }

  private var paths: [Path] {
    guard context.lastYear > 0, let nothing = context.results.doNothing else { return [] }
    return ProvisionKind.allCases.compactMap { kind in
      let held = pastYears.map { stock(kind, $0) }
      let path = (0...context.lastYear).map { nothing[.placed(kind), year: $0]?.value?.mean }
      guard held.dropLast().contains(where: { $0 != nil }), path.contains(where: { ($0 ?? 0) >= 10 }) else {
        return nil
      }
      let before = held.indices.suffix(4).first { held[$0] != nil }
      let after = min(3, context.lastYear)
      return Path(
        kind: kind, held: held,
        before: growth(before.flatMap { held[$0].map(Double.init) }, path[0], years: past - 1 - (before ?? past - 1)),
        after: growth(path[0], path[after], years: after))
    }
  }

  private var rows: [[Markup]] {
    let nothing = context.results.doNothing
    return paths.map { path in
      [Markup(path.kind.title)]
        + path.held.map { $0.map { count in shown(count) } ?? "\u{2013}" }
        + nextYears.map { context.valueCell(nothing?[.placed(path.kind), year: $0], metric: .placed(path.kind)) }
        + [percent(path.before), percent(path.after), Markup(rule(path.kind))]
    }
  }

  /// The history's own stock of a kind; small counts are suppressed as everywhere.
  private func stock(_ kind: ProvisionKind, _ year: Int) -> Int? {
    context.study.history.first {
      $0.area == nil && $0.ncYear == nil && $0.need == nil && $0.kind == kind && $0.year == context.study.year(year)
    }?.stock
  }

  private func isSmall(_ count: Int) -> Bool { (1..<max(1, context.results.threshold)).contains(count) }

  private func shown(_ count: Int) -> Markup {
    isSmall(count)
      ? context.symbol(.suppressed) : Markup(Wording.whole(Double(count)))
  }

  private func growth(_ from: Double?, _ to: Double?, years: Int) -> Double? {
    let least = Double(max(1, context.results.threshold))
    guard let from, let to, from >= least, to >= least, years > 0 else { return nil }
    return pow(to / from, 1 / Double(years)) - 1
  }

  private func percent(_ growth: Double?) -> Markup {
    growth.map { Markup(Wording.decimal($0 * 100, 0) + "%") } ?? "\u{2013}"
  }

  private func rule(_ kind: ProvisionKind) -> String {
    switch kind {
    case .special, .satellite, .supportBase, .specialistBase: "places"
    case .mainstream: "what is left"
    case .fe: "ages"
    case .unplaced: "nothing suitable free"
    default: "the authority's own level"
    }
  }
}
