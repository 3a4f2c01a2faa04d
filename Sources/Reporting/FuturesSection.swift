import Appraisal
import Documents
import Planning

/// How the options stand up in other futures: value, regret, the chance of being best, what waiting is worth, and which figure
/// moves them most.
struct FuturesSection {
  let context: ReportContext
  let robustness: Robustness

  private var choices: [Robustness.Entry] { robustness.entries }
  private func name(_ option: Int) -> String {
    guard let index = context.results.options.firstIndex(where: { $0.id == robustness.options[option] }) else {
      return "Do nothing"
    }
    return context.optionLabel(index)
  }
  private var worlds: Int { robustness.draws * robustness.futureIDs.count }

  var markup: Markup {
    element("section", ["aria-labelledby": "futures"]) {
      heading(2, id: "futures", "Other futures")
      paragraph(
        """
        Value is the present value of what the high needs block saves less capital, two budgets that no option may net and \
        that are added here only to compare. What the general fund saves or pays in transport is a third budget, beside them. \
        \(Wording.whole(Double(robustness.draws))) draws in each future: enough to compare, too few for a fine interval.
        """)
      list(sentences.map { Markup($0) })
      table("futures-table", "Value in each future against doing nothing, mean and 90% interval", \.values)
      table(
        "futures-transport",
        "What the general fund saves in transport in each future, present value against doing nothing, mean and 90% interval",
        \.transport)
      Table(
        id: "regret-table",
        caption: "Regret: what one would wish to have saved by choosing the best option of each future",
        columns: [.text("Future")] + choices.map { .number(Markup(name($0.option))) },
        rows: robustness.futureIDs.indices.map { future in
          [Markup(Self.title(robustness.futureIDs[future]))] + choices.map { Markup(Wording.pounds($0.regret[future])) }
        } + [
          ["Largest regret"] + choices.map { Markup(Wording.pounds($0.regret.max() ?? 0)) },
          ["Best of all in"]
            + choices.map { Markup("\(Wording.decimal($0.chanceBest * 100, 0))% of \(worlds) worlds") },
          ["Value begun a year later less value begun now"]
            + choices.map { entry in
              entry.waiting.map {
                context.figureCell(
                  Markup(Wording.pounds($0.mean)), "\(Wording.pounds($0.p05)) to \(Wording.pounds($0.p95))")
              } ?? "\u{2013}"
            },
        ]
      ).markup
      for tornado in robustness.tornado { self.tornado(tornado).markup }
    }
  }

  private func table(_ id: String, _ caption: String, _ figures: (Robustness.Entry) -> [Summary]) -> Markup {
    Table(
      id: id, caption: Markup(caption),
      columns: [.text("Future")] + choices.dropFirst().map { .number(Markup(name($0.option))) },
      rows: robustness.futureIDs.indices.map { future in
        [Markup(Self.title(robustness.futureIDs[future]))]
          + choices.dropFirst().map { entry in
            let value = figures(entry)[future]
            return context.figureCell(
              Markup(Wording.pounds(value.mean)), "\(Wording.pounds(value.p05)) to \(Wording.pounds(value.p95))")
          }
      }
    ).markup
  }

  /// Which option is least regretted, whether waiting pays, and what is not known.
  var sentences: [String] {
    var lines: [String] = []
    let worst = choices.map { $0.regret.max() ?? 0 }
    if let least = worst.indices.min(by: { worst[$0] < worst[$1] }) {
      lines.append(
        "By these two budgets alone, which know nothing of children without a place, the least to be regretted is \(name(least)): at worst \(Wording.pounds(worst[least])) behind the best of a future."
      )
    }
    if let best = choices.indices.max(by: { choices[$0].chanceBest < choices[$1].chanceBest }) {
      lines.append(
        "\(name(best)) is the best in \(Wording.decimal(choices[best].chanceBest * 100, 0))% of the \(worlds) worlds tried, by the same two budgets."
      )
    }
    for entry in choices.dropFirst() {
      guard let waiting = entry.waiting else { continue }
      let verdict =
        waiting.p05 > 0
        ? "waiting a year is worth \(Wording.pounds(waiting.mean))"
        : waiting.p95 < 0
          ? "waiting a year loses \(Wording.pounds(-waiting.mean))"
          : "whether waiting a year gains or loses cannot be told"
      lines.append(
        "\(name(entry.option)): \(verdict), over as many years of running and in these budgets alone; children wait too."
      )
    }
    lines.append(
      "Knowing the future before choosing would be worth at most \(Wording.pounds(robustness.perfectInformation)); waiting teaches less than that."
    )
    return lines
  }

  private func tornado(_ tornado: Tornado) -> Table {
    let option = robustness.options.firstIndex(of: tornado.option) ?? 0
    return Table(
      id: "tornado-\(option)",
      caption: Markup(
        "What moves \(name(option)) most: its value of \(Wording.pounds(tornado.central)) at the low and high end of each figure's range"
      ),
      columns: [.text("Figure"), .number("At its low end"), .number("At its high end"), .number("Swing")],
      rows: tornado.bars.prefix(8).map { bar in
        [
          bar.id == "capital" ? "Optimism bias on capital" : element("code") { bar.id },
          Markup(Wording.pounds(bar.atLow)),
          Markup(Wording.pounds(bar.atHigh)), Markup(Wording.pounds(bar.swing)),
        ]
      })
  }

  /// What a figure of the tornado is called in a sentence; its id where it has no other name.
  static func figureTitle(_ id: String) -> String {
    switch id {
    case "capital": "optimism bias on capital"
    case "cost.base_total": "the yearly cost of a place in a base"
    case "cost.mainstream_ehcp_topup": "the mainstream top-up"
    case "cost.state_special": "the yearly cost of a state special place"
    case "cost.inmss_in_area", "cost.inmss_out_of_area": "the fee of an independent placement"
    default: "the figure \(id)"
    }
  }

  /// What a future is called.
  static func title(_ id: String) -> String {
    switch id {
    case "as_assumed": "As assumed"
    case "demand_surge": "Requests surge by a third for a year"
    case "threshold_reform": "The threshold for a plan is reformed"
    case "price_bands": "Price bands hold independent fees at the low end of published ranges"
    case "fee_growth": "Independent fees go on growing faster than other costs"
    case "contract_inflation": "School transport is let dearer from the second year on, as in the fuel spike of 2022"
    case "provider_leaves": "The largest independent school closes in the second year"
    case "build_delay": "Every place opens a year late, capital spent as planned"
    default: id
    }
  }
}
