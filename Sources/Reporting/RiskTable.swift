import Appraisal
import Documents
import Planning

/// At most five risks of each option, their likelihood read off the draws (Annex C bands, DOMAIN 6.8).
///
/// The score and its colour word are a local default: the guidance's own colours are not known.
struct RiskTable {
  let context: ReportContext

  @MarkupBuilder var markup: Markup {
    for (index, option) in context.results.options.enumerated() {
      let letter = context.letter(index)
      table(of: option, id: "risks-\(letter)", caption: "Risks of option \(letter), \(option.name)").markup
    }
    bands
  }

  /// The risks of one world.
  func table(of world: PublishedWorld, id: String, caption: String) -> Table {
    Table(
      id: id, caption: Markup(caption),
      columns: [
        .text("Risk"), .text("Impact"), .text("Likelihood"), .text("Rating"), .text("Mitigation"),
        .text("Rating after mitigation"),
      ],
      rows: risks(world).map { risk in
        [
          Markup(risk.text), Markup(Self.impacts[risk.impact - 1]),
          Markup("\(Self.band(risk.likelihood)) (\(Wording.decimal(risk.likelihood * 100, 0))% of draws)"),
          Markup(Self.rating(risk.likelihood, risk.impact)), Markup(risk.mitigation), "to be set by the author",
        ]
      })
  }

  /// What the words of the tables mean.
  var bands: Markup {
    paragraph(
      """
      Likelihood bands: below 10% very unlikely, from 10% unlikely, from 30% possible, from 60% likely, from 90% very likely. \
      Rating: likelihood (1 to 5) times impact (1 to 5); green to 5, amber to 14, red from 15: a local default, not DfE's. \
      Impact is a default for the author to change.
      """, class: "note")
  }

  struct Risk {
    var text: String
    var impact: Int
    /// Share of draws, 0 to 1.
    var likelihood: Double
    var mitigation: String
  }

  private static let impacts = ["negligible", "marginal", "moderate", "critical", "crisis"]
  private static let bands = ["very unlikely", "unlikely", "possible", "likely", "very likely"]

  static func step(_ likelihood: Double) -> Int { [0.1, 0.3, 0.6, 0.9].count { likelihood >= $0 } + 1 }
  static func band(_ likelihood: Double) -> String { bands[step(likelihood) - 1] }
  static func rating(_ likelihood: Double, _ impact: Int) -> String {
    let score = step(likelihood) * impact
    return "\(score <= 5 ? "green" : score <= 14 ? "amber" : "red") (\(score))"
  }

  func risks(_ option: PublishedWorld) -> [Risk] {
    let measures: [(Metric, String, Int, String)] = [
      (
        .independentCount, "Independent placements do not fall below doing nothing", 4,
        "name the new places at phase transfer; review placements near the new places"
      ),
      (
        .unmetBaseDemand, "Children who need a base place are left with none more often than if nothing is done", 4,
        "phase the bases by need and area"
      ),
      (
        .transportCost, "Home-to-school transport costs more than if nothing is done", 3,
        "shared pick-ups, travel training, sites nearer to home"
      ),
      (
        .excessiveTravelShare, "More children travel a long way", 3,
        "satellite hours, an alternative site, phased transfer"
      ),
      (
        .placementCost, "Placements cost the high needs block more than if nothing is done", 4,
        "open places as they fill; agree place funding by year"
      ),
    ]
    return measures.compactMap { metric, text, impact, mitigation in
      guard let chance = option[metric, year: context.lastYear]?.change?.pGain else { return nil }
      return Risk(text: text, impact: impact, likelihood: 1 - chance, mitigation: mitigation)
    }
  }
}
