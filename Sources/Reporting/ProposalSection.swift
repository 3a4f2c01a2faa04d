import Appraisal
import Documents
import Planning
import Units

/// The travel impact assessment of one proposal, built alone and compared with doing nothing (SPP8, CAP4).
struct ProposalSection {
  let context: ReportContext
  let index: Int
  let world: PublishedWorld

  /// A section for each proposal that the run has built alone, after what holds for all of them.
  @MarkupBuilder static func all(in context: ReportContext) -> Markup {
    paragraph(
      """
      The web page holds further figures of each proposal to open: medians, where out-of-area placements come from, distance \
      driven, carbon, all children at the setting, places by year and the last safe dates. The workbook holds them too; Word and \
      PDF leave them out.
      """)
    if context.assessment != nil { paragraph(Markup(TravelGroupTables.note(in: context)), class: "note") }
    for index in context.study.proposals.indices {
      if let world = context.results.alone(index) {
        ProposalSection(context: context, index: index, world: world).markup
      }
    }
  }

  private var proposal: Proposal { context.study.proposals[index] }
  private var id: String { "proposal-\(index + 1)" }
  private var tests: Assessment.OfProposal? { context.assessment?.proposals[index] }
  private var isLadderRequired: Bool { Ladder.isRequired(proposal, context.study) }
  private var opening: Int? { context.opening(of: [index]) }
  private var milestones: [(title: String, year: Int)] { context.milestones(opening: opening) }

  var markup: Markup {
    element("section", ["class": "proposal", "aria-labelledby": "\(id)"]) {
      heading(3, id: id, "\(index + 1). \(proposal.name)")
      if proposal.isIllustrative {
        paragraph("Illustrative: site, size and cost are for demonstration and no council's plan.", class: "mark-line")
      }
      paragraph(Markup(opener))
      heading(4, "Expected travel and placement effects")
      impactTable(
        "impact", caption: "Change against doing nothing, mean and 90% interval, with this proposal alone", Self.groups
      )
      .markup
      IsochroneFigure(context: context, index: index, id: id).markup
      if let travel = tests?.closely?.travel, !travel.isEmpty {
        heading(4, "Children whose placement changes, the catchment and all")
        TravelGroupTables(
          context: context, findings: travel, titles: milestones.map { "\($0.title), \(context.year($0.year))" }, id: id
        ).markup
      }
      heading(4, "Who gains and who loses")
      GainersTable(context: context, world: world, id: id).markup
      heading(4, "Mitigations")
      mitigations
      if let losers = tests?.closely?.losers { LosersList(context: context, losers: losers).markup }
      if let tests {
        heading(4, "Tests of the proposal")
        list(ProposalTests(context: context, index: index, tests: tests, id: id).sentences.map { Markup($0) })
      }
      if isLadderRequired, let closely = tests?.closely {
        heading(4, "Why not mainstream?")
        LadderTable(context: context, ladder: closely.ladder, id: id).markup
      }
      heading(4, "Capital, money and decisions")
      capitalTable.markup
      if let money = context.assessment?.worlds[world.id]?.money { moneyTable(money).markup }
      if let timetable { timetable.markup } else { decisionTable.markup }
      heading(4, "Risks")
      RiskTable(context: context).table(of: world, id: "\(id)-risks", caption: "Risks of the proposal alone").markup
      heading(4, "Capital outcomes a to d")
      ProposalOutcomes(context: context, index: index, world: world, year: context.lastYear, id: id).markup
      element("details", ["class": "more"]) {
        element("summary") { "Further figures of proposal \(index + 1)" }
        further
      }
    }
  }

  private var timetable: TimetableTable? {
    tests.map {
      TimetableTable(
        proposal: proposal, setting: context.study.settings[proposal.setting], timetable: $0.timetable, id: id)
    }
  }

  /// What a reader of all proposals can do without.
  @MarkupBuilder private var further: Markup {
    impactTable(
      "further", caption: "Further changes against doing nothing, with this proposal alone", Self.furtherGroups
    )
    .markup
    siteTable
    if let tests { ProposalTests(context: context, index: index, tests: tests, id: id).table }
    placesTable.markup
    if let timetable { timetable.septembers }
  }

  private var opener: String {
    let setting = context.study.settings[proposal.setting]
    let place = context.area(of: proposal.setting).map { ", in \($0.name)" } ?? ""
    let when =
      opening.map { "opening in September \(context.results.years[$0].start)" } ?? "opening after the last year shown"
    return
      "At \(setting.name)\(place): \(context.kinds(of: index)); \(when). "
      + (fills.isEmpty ? "" : "\(fills.joined(separator: " ")) ")
      + "Needs: \(needs). Engagement: \(proposal.engagement ?? "not stated")."
  }

  /// How provisions that do not open whole in September fill.
  private var fills: [String] {
    proposal.provisions.compactMap { index in
      let provision = context.study.provisions[index]
      guard let opening = provision.opening else { return nil }
      let month = opening.month.map { "opens in \(CivilDate.monthNames[$0 - 1])" }
      let years = opening.highestNCYear.map {
        "takes NC years \(provision.ncYears.lowerBound) to \($0) at first and one more each September"
      }
      return "\(provision.kind.title): \([month, years].compactMap { $0 }.joined(separator: ", "))."
    }
  }

  private var needs: String {
    Wording.needs(proposal.provisions.reduce(into: []) { $0.formUnion(context.study.provisions[$1].needs) })
  }

  // MARK: effects

  private static let groups: [(String, [Metric])] = [
    (
      "Journeys of children in day placements",
      [
        .distanceMean, .distanceP90, .timeMean, .timeP90, .excessiveTravelShare, .within30MinutesCount,
        .journeysShorterCount, .journeysLongerCount,
      ]
    ),
    (
      "Reliance on out-of-area and independent placements",
      [.outOfAreaCount, .independentCount, .independentRateB, .unmetBaseDemand]
    ),
    (
      "General fund: home-to-school transport",
      [.transportEligible, .newlyTransportEligibleCount, .transportCost, .vehicles]
    ),
    (
      "High needs block (DSG)",
      [.placementCost, .cashable, .avoided]
    ),
  ]
  private static let furtherGroups: [(String, [Metric])] = [
    ("Journeys of children in day placements", [.distanceMedian, .timeMedian]),
    ("Where out-of-area placements come from", [.outOfAreaNoLocalPlace, .outOfAreaPreference, .outOfAreaNotRecorded]),
    ("General fund: home-to-school transport", [.vehicleKm, .co2e, .npvGeneralFund]),
    ("High needs block (DSG)", [.emptyPlaceCost, .independentCost, .npvHighNeeds]),
  ]

  private func impactTable(_ name: String, caption: Markup, _ groups: [(String, [Metric])]) -> Table {
    let last = milestones.last?.year ?? context.lastYear
    return Table(
      id: "\(id)-\(name)", caption: caption,
      columns: [.text("Measure"), .number("Do nothing, \(context.year(last))")]
        + milestones.map { .number("\($0.title), \(context.year($0.year))") }
        + [.number("Better in, \(context.year(last))")],
      groups: groups.map { title, metrics in
        Table.Group(
          Markup(title),
          rows: metrics.filter { metric in milestones.contains { world[metric, year: $0.year] != nil } }.map { metric in
            let change = world[metric, year: last]?.change
            let isNothing = change.map { Finding($0, metric: metric) == .none } ?? true
            return [
              context.title(metric), context.valueCell(context.results.doNothing?[metric, year: last], metric: metric),
            ]
              + milestones.map { context.changeCell(world[metric, year: $0.year], metric: metric) }
              + [Markup(isNothing ? "\u{2013}" : change.flatMap(Wording.chance).map { $0 + " of draws" } ?? "\u{2013}")]
          })
      })
  }

  /// The children placed at the site itself: what a board asks that a mean over the authority cannot say.
  @MarkupBuilder private var siteTable: Markup {
    let slice = Slice(.setting, context.study.settings[proposal.setting].id)
    let metrics = [
      Metric.ehcp, .occupancyShare, .distanceMean, .timeMean, .transportCost, .vehicles,
    ].filter { metric in milestones.contains { world[metric, year: $0.year, slice: slice] != nil } }
    if !metrics.isEmpty {
      Table(
        id: "\(id)-site",
        caption: "All children with plans placed at this setting, in the new places or others; mean and 90% interval",
        columns: [.text("Measure")] + milestones.map { .number("\($0.title), \(context.year($0.year))") },
        rows: metrics.map { metric in
          [metric == .ehcp ? "Children with plans placed here" : context.title(metric)]
            + milestones.map { context.valueCell(world[metric, year: $0.year, slice: slice], metric: metric) }
        }
      ).markup
    }
  }

  // MARK: mitigations

  @MarkupBuilder private var mitigations: Markup {
    let longer = milestones.contains { (world[.journeysLongerCount, year: $0.year]?.value?.p95 ?? 0) > 0 }
    if !proposal.mitigations.isEmpty {
      list(proposal.mitigations.map { Markup($0) })
    } else if longer {
      paragraph("None stated. Some journeys grow longer, and explicit travel mitigations are required by SPP8.")
    } else {
      paragraph("None stated; in this run no journey grows by more than 5 minutes in nine draws in ten.")
    }
  }

  // MARK: places, capital, decisions

  private var placesTable: Table {
    Table(
      id: "\(id)-places", caption: "Places by year",
      columns: [.text("Provision")] + context.results.years.map { .number(Markup($0.description)) },
      rows: proposal.provisions.map { number in
        let provision = context.study.provisions[number]
        let years = "NC years \(provision.ncYears.lowerBound) to \(provision.ncYears.upperBound)"
        return [Markup("\(provision.kind.title), \(years)")]
          + context.results.years.indices.map { year in
            Markup(provision.places.map { year < $0.count ? "\(max(0, $0[year]))" : "\u{2013}" } ?? "no limit")
          }
      })
  }

  private var capitalTable: Table {
    let years = proposal.capital.keys.sorted()
    var rows = years.map { year in
      [
        Markup(year.description), Markup(Wording.value(.capital, Double(proposal.capital[year]!.count))),
        Markup(
          Wording.value(
            .capital, Double(proposal.capital[year]!.scaled(by: 1 + proposal.optimismBiasPercent / 100).count))),
      ]
    }
    let plain = proposal.capital.values.reduce(Pence.zero, +)
    rows.append([
      "All years", Markup(Wording.value(.capital, Double(plain.count))),
      Markup(Wording.value(.capital, Double(proposal.totalCapital.count))),
    ])
    let places = context.fullPlaces(of: [index])
    if places > 0 {
      rows.append([
        "Per place", Markup(Wording.value(.capital, Double(plain.count) / Double(places))),
        Markup(Wording.value(.capital, Double(proposal.totalCapital.count) / Double(places))),
      ])
    }
    let bias = Wording.decimal(proposal.optimismBiasPercent, 0)
    return Table(
      id: "\(id)-capital",
      caption:
        "Capital by financial year; price base \(proposal.priceBase ?? "not stated"); funding: \(proposal.funding ?? "not stated")",
      columns: [.text("Financial year"), .number("As stated"), .number("With optimism bias of \(bias)%")], rows: rows)
  }

  /// What the proposal alone costs and saves; budgets in rows of their own.
  private func moneyTable(_ money: WorldMoney) -> Table {
    func pounds(_ pence: Double) -> Markup { Markup(Wording.pounds(pence)) }
    func year(_ year: Int?) -> Markup {
      Markup(year.map { context.year($0) } ?? "not by \(context.year(context.lastYear))")
    }
    var rows: [[Markup]] = [
      ["High needs block (DSG): saved", pounds(money.highNeeds.pence.reduce(0, +)), pounds(money.highNeedsValue)],
      ["General-fund transport: saved", pounds(money.transport.pence.reduce(0, +)), pounds(money.transportValue)],
      ["Capital: spent in these years", pounds(-money.capital.pence.reduce(0, +)), pounds(-money.capitalValue)],
      ["Capital paid back by high needs savings alone", year(money.paybackHighNeeds), "\u{2013}"],
    ]
    if let each = money.perIndependentAvoided {
      rows.append(["Capital for each independent placement fewer", pounds(each), "\u{2013}"])
    }
    return Table(
      id: "\(id)-money",
      caption: "Costs and savings by budget, \(context.year(0)) to \(context.year(context.lastYear)), means over draws",
      columns: [.text("Budget"), .number("All years"), .number("Present value")], rows: rows)
  }

  private var decisionTable: Table {
    let decisions: [(String, String?)] = [
      ("Consent", proposal.decisions.consent), ("Statutory decision", proposal.decisions.statutory),
      ("Place-change return", proposal.decisions.placeChange), ("Naming in plans", proposal.decisions.naming),
    ]
    return Table(
      id: "\(id)-decisions", caption: "Decisions",
      columns: [.text("Decision"), .text("Date")],
      rows: decisions.map { [Markup($0.0), Markup($0.1 ?? "not dated")] })
  }
}
