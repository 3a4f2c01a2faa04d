import Appraisal
import Documents
import Planning

/// Ten lines a councillor reads first, each chosen and worded by rule from the figures.
struct SummarySection {
  let context: ReportContext

  var markup: Markup {
    element("section", ["aria-labelledby": "summary"]) {
      heading(2, id: "summary", "Summary")
      list(sentences.map { Markup($0) }, class: "summary")
      heading(3, id: "what-they-are", "What these figures are and are not")
      list([
        """
        They are a simulation: \(Wording.whole(Double(context.results.draws))) draws of children, placements and \
        journeys, each world compared with doing nothing in the same draw. A 90% interval holds nine draws in ten.
        """,
        """
        They are not a forecast for any child, advice on a placement, or a decision. An interval covers what the model \
        varies; it does not cover a change of law, of school funding or of the unverified figures listed below.
        """,
        """
        Doing nothing means no proposal is built: demand still grows and placements still change.
        """,
        """
        High needs, general-fund transport and capital are separate budgets and are never added up in one line. \
        Options are listed in the study's order, not ranked.
        """,
        """
        Figures for areas, needs and settings that rest on fewer than \(context.results.threshold) children are \
        printed as c, with others where needed so that none can be worked out.
        """,
      ])
    }
  }

  /// At most ten: four on doing nothing, up to four options, the base-place condition, the state of the evidence.
  var sentences: [String] {
    var lines = nothingSentences
    for (index, option) in context.results.options.prefix(4).enumerated() {
      lines.append(optionSentence(option, letter: context.letter(index)))
    }
    lines.append(conditionSentence)
    lines.append(evidenceSentence)
    return lines.filter { !$0.isEmpty }
  }

  var nothingSentences: [String] {
    guard let nothing = context.results.doNothing else { return [] }
    let subjects: [(Metric, String, Bool)] = [
      (.ehcp, "education, health and care plans", true),
      (.independentRateB, "the independent placement rate", false),
      (.unmetBaseDemand, "children who need an inclusion base and are in none", true),
      (.transportCost, "the yearly cost of home-to-school transport", false),
    ]
    return subjects.compactMap { metric, subject, isPlural in
      guard let from = nothing[metric, year: 0]?.value, let to = nothing[metric, year: context.lastYear]?.value
      else { return nil }
      let movement = Finding.movement(subject, metric, from: from, to: to, isPlural: isPlural)
      return "If nothing is done, \(movement) between \(context.year(0)) and \(context.year(context.lastYear))."
    }
  }

  private func optionSentence(_ option: PublishedWorld, letter: String) -> String {
    let places = context.fullPlaces(of: option)
    var text =
      "Option \(letter), \(option.name) (\(Wording.count(places, "place", "places")), "
      + "\(Wording.value(.capital, context.capital(of: option))) capital): by "
      + "\(context.year(context.lastYear)), against doing nothing, "
    let clauses = [
      (Metric.independentCount, "independent placements", true), (.transportCost, "the yearly transport cost", false),
    ].compactMap { metric, subject, isPlural -> String? in
      option[metric, year: context.lastYear]?.change.map {
        Finding.clause(subject, metric, $0, isPlural: isPlural)
      }
    }
    if clauses.isEmpty { return "" }
    text += clauses.joined(separator: "; ")
    if let longer = option[.journeysLongerCount, year: context.lastYear]?.value,
      let shorter = option[.journeysShorterCount, year: context.lastYear]?.value
    {
      text +=
        "; \(Wording.count(Int(shorter.mean), "child has a journey", "children have a journey")) shorter by more than "
        + "5 minutes and \(Wording.whole(longer.mean)) a longer one"
    }
    return text + "."
  }

  /// "Every child or young person who requires a base place can access one": unmet base demand of nothing.
  private var conditionSentence: String {
    let last = context.lastYear
    let options = context.results.options.enumerated().compactMap { index, option in
      option[.unmetBaseDemand, year: last]?.value.map { (context.letter(index), $0) }
    }
    guard !options.isEmpty else { return "" }
    let met = options.filter { $0.1.p95 == 0 }.map(\.0)
    let start = "A base place for every child who needs one by \(context.year(last)) is "
    if !met.isEmpty { return start + "reached in 95% of draws or more by option \(Wording.series(met))." }
    let least = options.map(\.1.mean).min() ?? 0
    return start + "reached by no option: on average at least \(Wording.whole(least)) children are still without one."
  }

  private var evidenceSentence: String {
    let used = context.description.assumptions
    let unverified = used.count { $0.status == .known }
    let illustrative = used.count { $0.status == .illustrative }
    let unowned = used.count { $0.owner == nil }
    return
      "Of \(Wording.count(used.count, "assumption", "assumptions")) used, "
      + "\(Wording.whole(Double(unverified))) \(unverified == 1 ? "is" : "are") unverified, "
      + "\(Wording.whole(Double(illustrative))) illustrative, and \(Wording.whole(Double(unowned))) "
      + "\(unowned == 1 ? "has" : "have") no owner."
  }
}
