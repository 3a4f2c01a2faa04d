import Appraisal
import Documents
import Planning
import Units

/// What every section of a report reads: published figures, the study's areas, settings and proposals, and the figures
/// the run rests on. Never homes or the caseload.
struct ReportContext {
  let results: PublishedResults
  let study: Study
  let description: RunDescription
  /// `nil` where the run was not assessed beyond its figures.
  var assessment: Assessment?
  /// Isochrones and catchments; none where the study has no roads.
  var travelAreas: [TravelArea] = []

  var lastYear: Int { results.years.count - 1 }
  func year(_ index: Int) -> String { results.years[index].description }

  /// `A`, `B` and so on, in study order.
  func letter(_ option: Int) -> String {
    option < 26 ? String(UnicodeScalar(UInt8(65 + option))) : "O\(option + 1)"
  }

  /// `A: Bases first`.
  func optionLabel(_ option: Int) -> String { "\(letter(option)): \(results.options[option].name)" }

  /// Years worth showing for what opens at `opening`: that year, three years on, and the last.
  func milestones(opening: Int?) -> [(title: String, year: Int)] {
    guard let opening, opening <= lastYear else { return [("Final year", lastYear)] }
    var result = [(title: "At opening", year: opening)]
    if opening + 3 < lastYear { result.append((title: "Year 3", year: opening + 3)) }
    if opening < lastYear { result.append((title: "In full", year: lastYear)) }
    return result
  }

  /// The first year in which any of these proposals has places.
  func opening(of proposals: [Int]) -> Int? {
    proposals.compactMap { proposal in
      let provisions = study.proposals[proposal].provisions.compactMap { study.provisions[$0].places }
      return (0...lastYear).first { year in provisions.contains { year < $0.count && $0[year] > 0 } }
    }.min()
  }

  /// When a proposal opens, in words.
  func opens(_ proposal: Int) -> String {
    opening(of: [proposal]).map { "September \(results.years[$0].start)" } ?? "after the horizon"
  }

  /// The most places a set of proposals ever has in a year.
  func fullPlaces(of proposals: [Int]) -> Int {
    proposals.reduce(0) { $0 + (study.places(of: $1).max() ?? 0) }
  }

  func capital(of proposals: [Int]) -> Double {
    Double(proposals.reduce(0) { $0 + study.proposals[$1].totalCapital.count })
  }

  // MARK: options, with what each changes of its proposals

  private func changed(by option: PublishedWorld) -> ReportContext {
    ReportContext(
      results: results, study: study.changed(by: option.id), description: description, assessment: assessment,
      travelAreas: travelAreas)
  }

  /// The first year in which any of an option's proposals has places.
  func opening(of option: PublishedWorld) -> Int? { changed(by: option).opening(of: option.proposals) }
  func fullPlaces(of option: PublishedWorld) -> Int { changed(by: option).fullPlaces(of: option.proposals) }
  func capital(of option: PublishedWorld) -> Double { changed(by: option).capital(of: option.proposals) }

  var isIllustrative: Bool { study.proposals.contains(where: \.isIllustrative) }

  /// The planning area a setting lies in.
  func area(of setting: Int) -> Area? { study.areas.first { $0.boundary.contains(study.settings[setting].point) } }

  /// What a proposal provides, in words: `specialist base (20), satellite of a special school (40)`.
  func kinds(of proposal: Int) -> String {
    study.proposals[proposal].provisions.map { index in
      let provision = study.provisions[index]
      return "\(provision.kind.title.lowercased()) (\(provision.fullPlaces))"
    }.joined(separator: ", ")
  }

  // MARK: cells

  /// A figure with its interval beneath; `c` or `z` with its meaning where there is none.
  ///
  /// - Parameter absent: what to print where the run has no such row; below authority level that means none.
  func valueCell(_ row: PublishedRow?, metric: Metric, absent: Markup = "\u{2013}") -> Markup {
    guard let row else { return absent }
    guard let value = row.value else { return symbol(row.status) }
    let words = Wording.summary(metric, value)
    return figureCell(
      Measured(metric).markup(value.mean, low: value.p05, high: value.p95, words: words.mean), words.interval)
  }

  /// A change with its interval beneath.
  func changeCell(_ row: PublishedRow?, metric: Metric) -> Markup {
    guard let row else { return "\u{2013}" }
    guard row.status == .shown else { return symbol(row.status) }
    guard let change = row.change else { return "\u{2013}" }
    let words = Wording.change(metric, change)
    return figureCell(
      Measured(metric).markup(change.mean, low: change.p05, high: change.p95, words: words.mean), words.interval)
  }

  /// What a world does at the last year: its change, or the figure itself where that compares with doing nothing.
  func effectCell(_ world: PublishedWorld?, _ metric: Metric) -> Markup {
    let row = world?[metric, year: lastYear]
    return metric.isComparison ? valueCell(row, metric: metric) : changeCell(row, metric: metric)
  }

  func figureCell(_ main: Markup, _ interval: String?) -> Markup {
    guard let interval else { return main }
    return main + element("span", ["class": "interval"]) { interval }
  }

  /// A sum in pence, with the figure behind its words.
  func moneyCell(_ pence: Double) -> Markup {
    Measured(.capital).markup(pence, words: Wording.value(.capital, pence))
  }

  func symbol(_ status: FigureStatus) -> Markup {
    element("abbr", ["title": status.meaning]) { status.rawValue }
  }

  /// A metric's title with its warning, for the head of a row.
  func title(_ metric: Metric) -> Markup {
    guard let mark = metric.mark(in: description.assumptions) else { return Markup(metric.title) }
    return Markup("\(metric.title) ") + element("span", ["class": "mark"]) { mark }
  }
}
