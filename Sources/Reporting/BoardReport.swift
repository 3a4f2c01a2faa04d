import Appraisal
import Documents
import Graphics
import Planning

/// Options side by side on one page, then a page for each, for a place-planning board.
struct BoardReport {
  let context: ReportContext

  var sections: [ReportSection] {
    [
      ReportSection("answer", "Recommendation") {
        list(Recommendation(context: context).sentences.map { Markup($0) }, class: "summary")
      },
      ReportSection("side-by-side", "Options side by side") { sideBySide },
      ReportSection("each", "Option by option") {
        for (index, option) in context.results.options.enumerated() { page(option, letter: context.letter(index)) }
      },
      ReportSection("mitigation", "Mitigated and unmitigated, to \(context.year(planEnd))") {
        MitigationTables(context: context, last: planEnd).markup
      },
      ReportSection("frontier", "Capital against independent placements") { frontier },
      ReportSection("travel-change", "Where journeys change") { TravelChangeSection(context: context).markup },
      ReportSection(
        "areas", "Planning areas, settings and proposals",
        whole: MapSection(context: context, linksToProposals: false, beside: PlaceWorthMap(context: context)).markup),
      ReportSection("worth", "Where one more place is worth most", whole: PlaceWorthSection(context: context).markup),
      ReportSection("trajectories", "Trajectories", whole: TrajectorySection(context: context).markup),
      ReportSection("options", "All figures of the options") {
        OptionSection(context: context).explanation
        OptionSection(context: context).tables
      },
    ]
  }

  // MARK: the answer in sentences

  private static let questions: [(metric: Metric, subject: String)] = [
    (.independentCount, "independent placements"), (.unmetBaseDemand, "children who need a base and are in none"),
    (.within30MinutesCount, "children within 30 minutes of their placement"),
    (.excessiveTravelShare, "the share with excessive travel"), (.transportCost, "the yearly transport cost"),
    (.placementCost, "the yearly placement cost"),
  ]

  /// For each question which options clearly help, which clearly harm, and which cannot be told from doing nothing.
  var sentences: [String] {
    guard !context.results.options.isEmpty else {
      return ["The run holds no option: only doing nothing and each proposal."]
    }
    return Self.questions.map { metric, subject in
      var better: [String] = []
      var worse: [String] = []
      var unclear: [String] = []
      for (index, option) in context.results.options.enumerated() {
        guard let change = option[metric, year: context.lastYear]?.change else { continue }
        let letter = context.letter(index)
        switch Finding(change, metric: metric) {
        case .none, .withinNoise: unclear.append(letter)
        case .up: if metric.direction == .higherIsBetter { better.append(letter) } else { worse.append(letter) }
        case .down: if metric.direction == .lowerIsBetter { better.append(letter) } else { worse.append(letter) }
        }
      }
      let parts = [
        better.isEmpty ? nil : "better under \(name(better))", worse.isEmpty ? nil : "worse under \(name(worse))",
        unclear.isEmpty ? nil : "not to be told from doing nothing under \(name(unclear))",
      ].compactMap(\.self)
      return parts.isEmpty
        ? "\(subject.capitalisedFirst): no figure in this run."
        : "\(subject.capitalisedFirst) in \(context.year(context.lastYear)): \(parts.joined(separator: "; "))."
    }
  }

  private func name(_ letters: [String]) -> String {
    "\(letters.count == 1 ? "option" : "options") \(Wording.series(letters))"
  }

  // MARK: side by side

  /// The last year for which local plans are asked, 2029/30, or the run's where it ends before.
  private var planEnd: Int { context.results.years.lastIndex { $0.start <= 2029 } ?? context.lastYear }

  @MarkupBuilder private var sideBySide: Markup {
    list(sentences.map { Markup($0) })
    if !context.results.options.isEmpty {
      Table(
        id: "side-by-side-table",
        caption: Markup("Options side by side, \(context.year(context.lastYear)): change against doing nothing"),
        columns: [.text("Measure"), .number("Do nothing")]
          + context.results.options.indices.map { .number(Markup(context.optionLabel($0))) },
        groups: [
          Table.Group("Places and capital", rows: places),
          Table.Group(
            "Need and placements", rows: rows([.unmetBaseDemand, .independentCount, .outOfAreaCount])),
          Table.Group(
            "Travel", rows: rows([.within30MinutesCount, .timeMean, .excessiveTravelShare, .journeysLongerCount])),
          Table.Group("High needs block, a year", rows: rows([.placementCost, .emptyPlaceCost])),
          Table.Group("General fund, a year", rows: rows([.transportCost])),
        ]
      ).markup
      OptionSection(context: context).pictures
    }
  }

  private func rows(_ metrics: some Sequence<Metric>) -> [[Markup]] {
    metrics.map { metric in
      [
        context.title(metric),
        metric.isComparison
          ? "\u{2013}" : context.valueCell(context.results.doNothing?[metric, year: context.lastYear], metric: metric),
      ] + context.results.options.map { context.effectCell($0, metric) }
    }
  }

  private var places: [[Markup]] {
    let options = context.results.options
    func row(_ title: Markup, _ cell: (PublishedWorld) -> Markup) -> [Markup] {
      [title, "\u{2013}"] + options.map(cell)
    }
    return [
      row("Places planned") { "\(context.fullPlaces(of: $0))" },
      row("Places filled") { option in
        filled(option).map { Measured(.ehcp).markup($0, words: Wording.whole($0)) } ?? "not looked at"
      },
      row("Capital with optimism bias") { context.moneyCell(context.capital(of: $0)) },
      row("Capital for each place filled") { option in
        filled(option).map { $0 > 0 ? context.moneyCell(context.capital(of: option) / $0) : "none filled" }
          ?? "not looked at"
      },
    ]
  }

  private func filled(_ option: PublishedWorld) -> Double? { context.assessment?.worlds[option.id]?.filled }

  // MARK: frontier

  @MarkupBuilder private var frontier: Markup {
    let points = context.results.options.enumerated().compactMap { index, option -> FrontierChart.Point? in
      guard let change = option[.independentCount, year: context.lastYear]?.change else { return nil }
      return FrontierChart.Point(
        label: context.letter(index), x: context.capital(of: option) / 100e6, y: change.mean, low: change.p05,
        high: change.p95)
    }
    if points.isEmpty {
      paragraph("The run holds no option to draw.")
    } else {
      let chart = FrontierChart(
        id: "frontier-chart", title: "Capital and change in independent placements",
        description: "A marker with its 90% interval for each option; the table below holds the same figures.",
        xTitle: "Capital with optimism bias, \u{00a3}m", yTitle: "Change in independent placements", points: points)
      element("figure", ["class": "panel"]) {
        Markup(trusted: chart.svg())
        element("figcaption") {
          paragraph(
            "Change against doing nothing in \(context.year(context.lastYear)), with 90% interval. Doing nothing is the line at zero."
          )
        }
      }
      Table(
        id: "frontier-table", caption: "Capital and what it changes, by option",
        columns: [
          .text("Option"), .number("Capital with optimism bias"), .number("Places"), .number("Capital per place"),
          .number("Change in independent placements"), .number("Capital per independent placement fewer"),
        ],
        rows: context.results.options.enumerated().map { index, option in
          let capital = context.capital(of: option)
          let places = context.fullPlaces(of: option)
          let row = option[.independentCount, year: context.lastYear]
          let fewer = row?.change.flatMap { Finding($0, metric: .independentCount) == .down ? -$0.mean : nil }
          return [
            Markup(context.optionLabel(index)), context.moneyCell(capital), Markup("\(places)"),
            places > 0 ? context.moneyCell(capital / Double(places)) : "\u{2013}",
            context.changeCell(row, metric: .independentCount),
            fewer.map { context.moneyCell(capital / $0) } ?? "no clear fall",
          ]
        }
      ).markup
    }
  }

  // MARK: a page an option

  @MarkupBuilder private func page(_ option: PublishedWorld, letter: String) -> Markup {
    element("section", ["class": "proposal", "aria-labelledby": "option-\(letter)"]) {
      heading(3, id: "option-\(letter)", Markup("Option \(letter): \(option.name)"))
      let capital = context.capital(of: option)
      let places = context.fullPlaces(of: option)
      paragraph(
        """
        \(Wording.count(option.proposals.count, "proposal", "proposals")), \(Wording.count(places, "place", "places")), \
        \(Wording.value(.capital, capital)) capital with optimism bias\(filledWords(option, capital)).
        """)
      Table(
        id: "option-\(letter)-facts", caption: Markup("Option \(letter) by year: mean, and 90% interval beneath"),
        columns: [.text("Measure")]
          + milestones(option).map { .number(Markup("\($0.title), \(context.year($0.year))")) },
        rows: Self.facts.filter { metric in milestones(option).contains { option[metric, year: $0.year] != nil } }.map {
          metric in
          [context.title(metric)]
            + milestones(option).map { context.valueCell(option[metric, year: $0.year], metric: metric) }
        }
      ).markup
      HighNeedsWaterfall(context: context, option: option, letter: letter).markup
      ranges(option, letter: letter)
    }
  }

  private func filledWords(_ option: PublishedWorld, _ capital: Double) -> String {
    guard let filled = filled(option), filled > 0 else { return "" }
    let year = context.year(context.lastYear)
    return
      ". In \(year), \(Wording.whole(filled)) places are filled, at \(Wording.pounds(capital / filled)) capital each"
  }

  private static let facts: [Metric] = [
    .placesOpen, .occupancyShare, .within30MinutesCount, .unmetBaseDemand, .independentCount, .independentRateB,
    .outOfAreaCount, .placementCost, .emptyPlaceCost, .transportCost, .cashable, .avoided, .journeysShorterCount,
    .journeysLongerCount,
  ]

  private func milestones(_ option: PublishedWorld) -> [(title: String, year: Int)] {
    context.milestones(opening: context.opening(of: option))
  }

  /// Need left unmet by planning area, where it can be printed.
  private func ranges(_ option: PublishedWorld, letter: String) -> Markup {
    Table(
      id: "option-\(letter)-areas",
      caption: Markup("Children who need a base and are in none, by planning area, \(context.year(context.lastYear))"),
      columns: [.text("Planning area"), .number("Do nothing"), .number(Markup("Option \(letter)"))],
      rows: context.study.areas.map { area in
        let slice = Slice(.area, area.id)
        return [
          Markup(area.name),
          context.valueCell(
            context.results.doNothing?[.unmetBaseDemand, year: context.lastYear, slice: slice],
            metric: .unmetBaseDemand,
            absent: "0"),
          context.valueCell(
            option[.unmetBaseDemand, year: context.lastYear, slice: slice], metric: .unmetBaseDemand, absent: "0"),
        ]
      }
    ).markup
  }
}
