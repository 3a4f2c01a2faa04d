import Appraisal
import Documents
import Planning

/// Every route of the central future planned: vehicles by kind, the price of a journey-time rule, and what a budget could
/// give up of today's contracts.
struct RoutedSection {
  let context: ReportContext

  private var routed: [PublishedRouting] { context.results.routed }
  private var nothing: PublishedRouting? { routed.first }

  /// Empty where the run was not routed.
  @MarkupBuilder var content: Markup {
    if let last = nothing?.years.last {
      paragraph(Markup(Self.definition))
      vehicles(last.year)
      services
      rules
      contracts
    } else {
      paragraph("This run has no planned routes.")
    }
  }

  private static let definition =
    """
    Every route of one future, the central one, planned afresh: a future without chance in it, so without an interval. It \
    shows what the fleet would look like; the costs to budget for are the estimated ones above, with their intervals.
    """

  /// What the rule and the contracts come to, worded from the figures.
  var sentences: [String] {
    guard let nothing, let now = nothing.years.last else { return [] }
    let year = context.year(now.year)
    let prices = nothing.rules.map { rule in
      let change = Double(rule.costPence - now.service.costPence)
      let limit = rule.longestMinutes.map { "at most \($0) minutes on board" } ?? "no limit on time on board"
      let pounds = Wording.pounds(abs(change))
      return change == 0
        ? "\(limit) would cost the same"
        : "\(limit) would \(change > 0 ? "cost \(pounds) more" : "save \(pounds)") a year"
    }
    var lines: [String] = []
    if !prices.isEmpty {
      lines.append(
        "The price of the journey-time rule, \(year), if nothing is done and against the guideline in force: "
          + prices.joined(separator: "; ") + " (central future).")
    }
    for option in routed.dropFirst() {
      lines.append(
        "\(name(option)), \(year): against today's routes rolled forward, those that go or shrink hold "
          + "\(Wording.pounds(Double(option.saved))) a year that a budget can give up, and new or longer ones need "
          + "\(Wording.pounds(Double(option.added))) (central future).")
    }
    return lines
  }

  private func name(_ routed: PublishedRouting) -> String {
    context.results.options.firstIndex { $0.id == routed.world }.map { "Option \(context.optionLabel($0))" }
      ?? "Do nothing"
  }

  private func vehicles(_ year: Int) -> Markup {
    let years = routed.compactMap(\.years.last)
    let kinds = years.flatMap(\.vehicles).reduce(into: [(code: String, title: String)]()) { known, kind in
      if !known.contains(where: { $0.code == kind.code }) { known.append((kind.code, kind.title)) }
    }
    func row(_ title: String, _ count: (PublishedRouting.Year) -> Int??) -> [Markup] {
      [Markup(title)] + years.map { year in count(year).map { self.count($0) } ?? "0" }
    }
    var rows = kinds.map { kind in
      row(kind.title.prefix(1).uppercased() + kind.title.dropFirst()) { year in
        year.vehicles.first { $0.code == kind.code }?.vehicles
      }
    }
    rows.append(row("All vehicles") { .some($0.service.vehicles) })
    rows.append(row("Of these, with a passenger assistant") { .some($0.withAssistant) })
    rows.append(row("Of these, carrying a wheelchair") { .some($0.withWheelchair) })
    return Table(
      id: "vehicle-kinds", caption: Markup("Vehicles of a morning by kind, \(context.year(year)), central future"),
      columns: [.text("Kind")] + routed.map { .number(Markup(name($0))) }, rows: rows
    ).markup
  }

  private var services: Markup {
    Table(
      id: "routed-years", caption: "Routes, kilometres and times by year, central future",
      columns: [
        .text("Year"), .number("Children carried"), .number("Vehicles"), .number("Loaded km a year"),
        .number("Empty km a year"), .number("Places filled"), .number("Median on board"), .number("Cost a year"),
      ],
      groups: routed.map { world in
        Table.Group(
          Markup(name(world)),
          rows: world.years.map { year in
            let service = year.service
            return [
              Markup(context.year(year.year)), count(service.carried), count(service.vehicles),
              cell(.vehicleKm, service.loadedKm), cell(.vehicleKm, service.deadKm),
              Markup(Wording.decimal(service.occupancyShare * 100, 0) + "%"), cell(.timeMean, service.onboardMedianS),
              cell(.transportCost, service.costPence),
            ]
          })
      }
    ).markup
  }

  private var rules: Markup {
    Table(
      id: "journey-time-rules",
      caption: Markup("The price of a longest time on board, \(context.year(context.lastYear)), central future"),
      columns: [
        .text("Longest time on board"), .number("Cost a year"), .number("Against the guideline"), .number("Vehicles"),
        .number("Vehicle km a year"), .number("Median on board"),
      ],
      groups: routed.compactMap { world in
        guard let now = world.years.last?.service else { return nil }
        func row(_ title: String, _ pence: Int, _ vehicles: Int, _ kilometres: Int, _ median: Int?) -> [Markup] {
          let change = Double(pence - now.costPence)
          let scale = Wording.Scale(.pence, for: [change], isChange: true)
          return [
            Markup(title), cell(.transportCost, pence),
            Measured(.transportCost).markup(change, words: change == 0 ? "\u{2013}" : scale.signed(change)),
            count(vehicles), cell(.vehicleKm, kilometres), cell(.timeMean, median),
          ]
        }
        return Table.Group(
          Markup(name(world)),
          rows: [
            row(
              "The guideline in force", now.costPence, now.vehicles, now.loadedKm + now.deadKm, now.onboardMedianS)
          ]
            + world.rules.map { rule in
              row(
                rule.longestMinutes.map { "\($0) minutes" } ?? "No limit", rule.costPence, rule.vehicles,
                rule.kilometres, rule.onboardMedianS)
            })
      }
    ).markup
  }

  @MarkupBuilder private var contracts: Markup {
    let groups = routed.dropFirst().filter { !$0.contracts.isEmpty }.map { world in
      Table.Group(
        Markup(name(world)),
        rows: rows(of: world))
    }
    if !groups.isEmpty {
      paragraph(
        """
        A contract here is the shared routes of one setting, rolled forward from today's: a child who leaves is taken off \
        its route, one who comes is put where that costs least, and nobody else is moved. What routes that go or shrink \
        cost is cashable once notice has run; what is not here saves nothing, however many children move.
        """)
      Table(
        id: "contracts",
        caption: Markup(
          "Cashable saving by contract, \(context.year(context.lastYear)), against doing nothing, central future"),
        columns: [
          .text("Setting"), .number("Vehicles, do nothing"), .number("Vehicles, option"), .number("Saved a year"),
          .number("Added a year"),
        ], groups: groups
      ).markup
    }
  }

  /// Settings shown, those hidden together, and all.
  private func rows(of world: PublishedRouting) -> [[Markup]] {
    var rest = (settings: 0, saved: world.saved, added: world.added)
    var rows: [[Markup]] = []
    for contract in world.contracts {
      guard let change = contract.change else {
        rest.settings += 1
        continue
      }
      rest.saved -= change.saved
      rest.added -= change.added
      rows.append([
        Markup(context.study.settings[contract.setting].name), count(change.vehiclesBefore), count(change.vehicles),
        cell(.transportCost, change.saved), cell(.transportCost, change.added),
      ])
    }
    if rest.settings > 0 {
      rows.append([
        Markup("\(Wording.whole(Double(rest.settings))) settings where few children differ"), "\u{2013}", "\u{2013}",
        cell(.transportCost, rest.saved), cell(.transportCost, rest.added),
      ])
    }
    rows.append([
      "All settings", "\u{2013}", "\u{2013}", cell(.transportCost, world.saved), cell(.transportCost, world.added),
    ])
    return rows
  }

  private func count(_ number: Int?) -> Markup { cell(.vehicles, number) }

  private func cell(_ metric: Metric, _ value: Int?) -> Markup {
    guard let value else { return context.symbol(.suppressed) }
    return Measured(metric).markup(Double(value), words: Wording.value(metric, Double(value)))
  }
}
