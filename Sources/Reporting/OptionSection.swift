import Appraisal
import Documents
import Graphics
import Planning

/// Every headline figure of every option, at the last year and three years after its first opening.
struct OptionSection {
  let context: ReportContext

  var markup: Markup {
    element("section", ["aria-labelledby": "options"]) {
      heading(2, id: "options", "Options compared with doing nothing")
      explanation
      comparison
    }
  }

  var explanation: Markup {
    paragraph(
      """
      Each cell gives the mean and its 90% interval, then the change against doing nothing in the same draws with \
      its interval, then the share of draws in which the change is for the better. The order is the study's own; \
      nothing here ranks. High needs, general-fund transport and capital are apart: they are different budgets.
      """)
  }

  /// The pictures and tables alone.
  @MarkupBuilder var comparison: Markup {
    if context.results.options.isEmpty {
      paragraph("The study names no options; only doing nothing and each proposal alone are assessed.")
    } else {
      pictures
      tables
    }
  }

  /// Every figure at the last year and three years after the first opening.
  @MarkupBuilder var tables: Markup {
    if !context.results.options.isEmpty {
      table(
        id: "options-final", title: "Options at the last year, \(context.year(context.lastYear))",
        years: context.results.options.map { _ in context.lastYear })
      let early = context.results.options.map { option in
        min(context.lastYear, (context.opening(of: option) ?? context.lastYear) + 3)
      }
      table(id: "options-early", title: "Options three years after their first opening", years: early)
      ShareSection(context: context).markup
    }
  }

  /// What options change most visibly, as dots with intervals.
  var pictures: Markup {
    element("div", ["class": "charts"]) {
      for metric in [Metric.independentCount, .unmetBaseDemand, .transportCost] {
        ChangePicture(
          context: context, metric: metric, year: context.lastYear, idPrefix: "option-change",
          worlds: context.results.options.enumerated().map { (context.optionLabel($0), $1) }
        ).markup
      }
    }
  }

  private func table(id: String, title: String, years: [Int]) -> Markup {
    let options = context.results.options
    let isOneYear = Set(years).count == 1
    let columns: [Table.Column] =
      [.text("Measure")] + (isOneYear ? [.number("Do nothing")] : [])
      + options.enumerated().map { index, option in
        let year = isOneYear ? "" : ", \(context.year(years[index]))"
        return .number("\(context.optionLabel(index))\(year)")
      }
    return Table(
      id: id, caption: Markup(title), columns: columns,
      groups: MeasureGroup.all.map { group in
        var rows = group.metrics.filter { reported($0, years: years) }.map { metric in
          [context.title(metric)]
            + (isOneYear ? [context.valueCell(context.results.doNothing?[metric, year: years[0]], metric: metric)] : [])
            + options.enumerated().map { index, option in cell(option[metric, year: years[index]], metric) }
        }
        if group == .capital {
          rows.insert(
            ["Capital in all years, with optimism bias"] + (isOneYear ? ["\u{00a3}0"] : [])
              + options.map { Markup(Wording.value(.capital, context.capital(of: $0))) }, at: 0)
        }
        return Table.Group(Markup(group.title), rows: rows)
      }
    ).markup
  }

  private func reported(_ metric: Metric, years: [Int]) -> Bool {
    zip(context.results.options, years).contains { $0[metric, year: $1] != nil }
  }

  private func cell(_ row: PublishedRow?, _ metric: Metric) -> Markup {
    guard let row, let value = row.value, let change = row.change else {
      return context.valueCell(row, metric: metric)
    }
    // Where doing nothing has none of it, the change is the figure itself.
    if change.mean == value.mean, change.p05 == value.p05, change.p95 == value.p95 {
      return context.valueCell(row, metric: metric)
    }
    let words = Wording.change(metric, change)
    var lines = [words.interval == nil ? words.mean : "change \(words.mean)"]
    if let interval = words.interval { lines.append("(\(interval))") }
    if let chance = Wording.chance(change), Finding(change, metric: metric) != .none {
      lines.append("better in \(chance)")
    }
    return context.valueCell(row, metric: metric)
      + element("span", ["class": "change"]) { lines.map { Markup($0) }.joined(separator: element("br")) }
  }
}

/// Groups of measures, in the order tables list them. Money is grouped by the budget that bears it.
enum MeasureGroup: CaseIterable {
  case placements, travel, highNeeds, generalFund, capital
  static let all = allCases

  var title: String {
    switch self {
    case .placements: "Children and placements"
    case .travel: "Travel"
    case .highNeeds: "Revenue: high needs block (DSG)"
    case .generalFund: "Revenue: general fund, home-to-school transport"
    case .capital: "Capital"
    }
  }

  var metrics: [Metric] {
    switch self {
    case .placements:
      [
        .ehcp, .independentCount, .independentRateB, .independentRateA, .independentRateC, .independentRateD,
        .outOfAreaCount, .outOfAreaNoLocalPlace, .outOfAreaPreference, .outOfAreaNotRecorded, .unmetBaseDemand,
        .localMaintainedShare, .placementStabilityShare, .placesOpen, .occupancyShare,
        .panelOrderExcess,
      ]
    case .travel:
      [
        .distanceMean, .distanceMedian, .distanceP90, .timeMean, .timeMedian, .timeP90, .excessiveTravelShare,
        .within30MinutesCount, .journeysShorterCount, .journeysLongerCount, .transportEligible,
        .newlyTransportEligibleCount, .vehicles, .vehicleKm, .co2e,
      ]
    case .highNeeds:
      [
        .placementCost, .placementCostFinancialYear, .emptyPlaceCost, .independentCost, .costPerPlacement, .cashable,
        .avoided, .npvHighNeeds,
      ]
    case .generalFund: [.transportCost, .transportCostFinancialYear, .npvGeneralFund]
    case .capital: [.npvCapital]
    }
  }
}

/// Changes of one metric in several worlds as dots with intervals, and the table behind them.
struct ChangePicture {
  let context: ReportContext
  let metric: Metric
  let year: Int
  let idPrefix: String
  let worlds: [(label: String, world: PublishedWorld)]

  var markup: Markup {
    let rows = worlds.compactMap { label, world in
      world[metric, year: year]?.change.map { change -> DotIntervalChart.Row in
        .init(
          label: label, value: Wording.change(metric, change).mean, mean: change.mean, low: change.p05,
          high: change.p95)
      }
    }
    guard !rows.isEmpty else { return .empty }
    let scale = Wording.Scale(metric.unit, for: rows.flatMap { [$0.low, $0.high] }, isChange: true)
    let chart = DotIntervalChart(
      id: "\(idPrefix)-\(metric.name)", title: "Change in \(metric.phrase), \(context.year(year))",
      description: "A dot and its 90% interval for each; the table below has the figures.", rows: rows,
      sides: metric.unit == .pence
        ? ("less", "more") : metric.unit == .children ? ("fewer", "more") : ("lower", "higher"),
      wholeNumbers: metric.unit == .children, format: { scale.signed($0) })
    return element("figure", ["class": "panel"]) {
      heading(3, "Change in \(metric.phrase), \(context.year(year))")
      Markup(trusted: chart.svg())
      element("figcaption") {
        paragraph("Against doing nothing, with 90% interval. A hollow dot: the interval holds no change.")
        details("Table: change in \(metric.phrase)") { table.markup }
      }
    }
  }

  private var table: Table {
    Table(
      id: "\(idPrefix)-\(metric.name)-table", caption: "Change in \(metric.phrase), \(context.year(year))",
      columns: [.text("World"), .number("Change and 90% interval"), .number("Better in")],
      rows: worlds.map { label, world in
        let row = world[metric, year: year]
        return [
          Markup(label), context.changeCell(row, metric: metric),
          Markup(row?.change.flatMap(Wording.chance) ?? "\u{2013}"),
        ]
      })
  }
}
