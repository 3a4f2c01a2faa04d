import Appraisal
import Documents
import Planning

/// What options cost and save by budget, and who bears it. Budgets stand in rows of their own and are never added up here.
struct MoneySection {
  let context: ReportContext
  let assessment: Assessment

  private var options: [(letter: String, world: PublishedWorld, money: Assessment.OfWorld)] {
    context.results.options.enumerated().compactMap { index, option in
      assessment.worlds[option.id].map { (context.letter(index), option, $0) }
    }
  }

  @MarkupBuilder var markup: Markup {
    if !options.isEmpty {
      element("section", ["aria-labelledby": "money"]) {
        heading(2, id: "money", "Money and who bears it")
        paragraph(
          """
          Real terms, \(context.year(0)) to \(context.year(context.lastYear)), present values at the Green Book's 3.5%. \
          What comes after the last year, and any residual value, is left out, the same for every option.
          """)
        Table(
          id: "money-table", caption: "Costs and savings by budget against doing nothing, means over draws",
          columns: [.text("Measure")] + options.map { .number("\($0.letter): \($0.world.name)") },
          groups: [
            Table.Group("High needs block (DSG)", rows: highNeeds),
            Table.Group("General fund: home-to-school transport", rows: transport),
            Table.Group("Capital", rows: capital),
            Table.Group("Independent placements that new places take the place of", rows: displacement),
          ]
        ).markup
        heading(3, "Who bears each saving")
        list(bearers.map { Markup($0) })
      }
    }
  }

  private func row(_ title: String, _ cell: (Assessment.OfWorld, PublishedWorld) -> String) -> [Markup] {
    [Markup(title)] + options.map { Markup(cell($0.money, $0.world)) }
  }

  private var last: String { context.year(context.lastYear) }

  private var highNeeds: [[Markup]] {
    var rows = [
      row("Saved less paid for the new places, all years") { money, _ in
        Wording.pounds(money.money.highNeeds.pence.reduce(0, +))
      },
      row("Its present value") { money, _ in Wording.pounds(money.money.highNeedsValue) },
      row("Saved before April 2028") { money, _ in Wording.pounds(money.money.beforeApril2028) },
      row("Saved from April 2028 on") { money, _ in Wording.pounds(money.money.fromApril2028) },
      row("Cashable in \(last)") { _, world in figure(world[.cashable, year: context.lastYear]) },
      row("Avoided in \(last)") { _, world in figure(world[.avoided, year: context.lastYear]) },
      row("Paid for empty places in \(last)") { _, world in figure(world[.emptyPlaceCost, year: context.lastYear]) },
    ]
    if options.contains(where: { $0.money.importExport != nil }) {
      rows.append(
        row("Import-export adjustment back, all years, lagged") { money, _ in
          money.importExport.map { Wording.pounds($0.reduce(0, +)) } ?? "\u{2013}"
        })
    }
    return rows
  }
  private var transport: [[Markup]] {
    [
      row("Saved, all years") { money, _ in Wording.pounds(money.money.transport.pence.reduce(0, +)) },
      row("Its present value") { money, _ in Wording.pounds(money.money.transportValue) },
    ]
  }
  private var capital: [[Markup]] {
    [
      row("Spent, all years of the plan, with optimism bias") { _, world in
        Wording.pounds(context.capital(of: world))
      },
      row("Present value of what is spent in these years") { money, _ in Wording.pounds(-money.money.capitalValue) },
      row("For each place") { money, _ in money.money.perPlace.map(Wording.pounds) ?? "no places" },
      row("Paid back by high needs savings alone") { money, _ in year(money.money.paybackHighNeeds) },
      row("Paid back with transport savings beside them") { money, _ in year(money.money.payback) },
      row("For each independent placement fewer in \(last)") { money, _ in
        money.money.perIndependentAvoided.map(Wording.pounds) ?? "not given: the fall cannot be told from none"
      },
    ]
  }
  private var displacement: [[Markup]] {
    [
      row("Places open in \(last)") { money, _ in
        money.money.displacement.map { Wording.whole($0.places) } ?? "\u{2013}"
      },
      row("Independent placements fewer for each place (90% interval)") { money, _ in
        guard let rate = money.money.displacement?.rate else { return "\u{2013}" }
        return "\(Wording.decimal(rate.mean, 2)) (\(Wording.decimal(rate.p05, 2)) to \(Wording.decimal(rate.p95, 2)))"
      },
      row("The most that placements at the base January allow") { money, _ in
        money.money.displacement?.ceiling.map { Wording.decimal($0, 2) } ?? "\u{2013}"
      },
      row("Fees of as many placements together (90% of such groups)") { money, _ in
        guard let fees = money.money.fees else { return "\u{2013}" }
        return "\(Wording.pounds(fees.mean)) (\(Wording.pounds(fees.low)) to \(Wording.pounds(fees.high)))"
      },
      row("A typical fee: half cost less") { money, _ in
        money.money.fees.map { Wording.pounds($0.median) } ?? "\u{2013}"
      },
    ]
  }

  /// Sentences chosen from the figures.
  var bearers: [String] {
    var lines = options.map { option in
      let before = option.money.money.beforeApril2028
      let after = option.money.money.fromApril2028
      return
        "Option \(option.letter): the high needs block \(moves(before)) before April 2028, when placement costs are due to leave councils, "
        + "and \(moves(after)) from then on. Transport stays with the council: it \(moves(option.money.money.transportValue)) in present value."
    }
    lines.append(
      "A place is funded whether it is filled or not, so empty places are a cost of their own, shown above and taken off every saving."
    )
    lines.append(
      "The place funding of a non-maintained special school is the Department's, not the council's: only the fee above it is saved here."
    )
    lines.append(
      "Start-up funding and place guarantees to a new provision are not in the inputs and in no figure here: a council that gives them bears more in the first years."
    )
    if !options.contains(where: { $0.money.importExport != nil }) {
      lines.append(
        "Import-export adjustment: not computed, because no sum a child is given. It follows children placed in other authorities' state provision late, and in no case an independent fee."
      )
    }
    lines.append(
      assessment.stabilityGrant.map {
        "Memo, in no total: the High Needs Stability Grant on the deficit at 31 March 2026 is \(Wording.pounds($0)). It covers no later deficit and multiplies no saving."
      }
        ?? "Memo: the High Needs Stability Grant covers deficits to 31 March 2026 only. No deficit was given, and the grant multiplies no saving here."
    )
    if let block = assessment.block {
      let gap = block.inYear < 0 ? "spends \(Wording.pounds(-block.inYear)) more than" : "spends no more than"
      let reserve =
        block.reserveAfter.map {
          $0 >= 0
            ? "; \(Wording.pounds($0)) of its reserve would be left after one such year"
            : "; its reserve would be \(Wording.pounds(-$0)) short after one such year"
        } ?? ""
      lines.append("Memo, in no total: the high needs block \(gap) it is given in the year the study states\(reserve).")
    }
    if let envelope = assessment.envelope, let places = assessment.envelopePlaces {
      lines.append(
        "The capital envelope of \(Wording.pounds(envelope)) buys \(Wording.count(places, "place", "places")) at the national cash alternative a place."
      )
    }
    if let carbon = carbonSentence { lines.append(carbon) }
    return lines
  }

  private var carbonSentence: String? {
    guard let carbon = assessment.carbon, case .number(let factor) = carbon.value else { return nil }
    let changes = options.compactMap { option in
      option.world[.co2e, year: context.lastYear]?.change.map {
        "option \(option.letter) \(Wording.change(.co2e, $0).mean)"
      }
    }
    guard !changes.isEmpty else { return nil }
    return "Carbon in \(last): \(Wording.series(changes)) CO\u{2082}e against doing nothing; loaded and dead "
      + "vehicle-kilometres at \(factor) \(carbon.unit) (\(carbon.date); \(carbon.source))."
  }

  private func moves(_ pence: Double) -> String {
    let text = Wording.value(.capital, abs(pence))
    return Wording.Scale(.pence, for: [pence]).isZero(pence)
      ? "neither saves nor pays more" : pence > 0 ? "saves \(text)" : "pays \(text) more"
  }
  private func figure(_ row: PublishedRow?) -> String { row?.value.map { Wording.pounds($0.mean) } ?? "\u{2013}" }
  private func year(_ year: Int?) -> String { year.map { context.year($0) } ?? "not by \(last)" }
}
