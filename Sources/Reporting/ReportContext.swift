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

  var lastYear: Int { results.years.count - 1 }
  func year(_ index: Int) -> String { results.years[index].description }

  /// `A`, `B` and so on, in study order.
  func letter(_ option: Int) -> String {
    option < 26 ? String(UnicodeScalar(UInt8(65 + option))) : "O\(option + 1)"
  }

  /// Years worth showing for what opens at `opening`: that year, three years on, and the last.
  func milestones(opening: Int?) -> [(title: String, year: Int)] {
    guard let opening, opening <= lastYear else { return [("Final year", lastYear)] }
    var result = [(title: "At opening", year: opening)]
    if opening + 3 < lastYear { result.append((title: "Year 3", year: opening + 3)) }
    if opening < lastYear { result.append((title: "Final year", year: lastYear)) }
    return result
  }

  /// The first year in which any of these proposals has places.
  func opening(of proposals: [Int]) -> Int? {
    proposals.compactMap { proposal in
      let provisions = study.proposals[proposal].provisions.compactMap { study.provisions[$0].places }
      return (0...lastYear).first { year in provisions.contains { year < $0.count && $0[year] > 0 } }
    }.min()
  }

  /// Places of a proposal by year, all its provisions together.
  func places(of proposal: Int, year: Int) -> Int {
    study.proposals[proposal].provisions.reduce(0) { sum, provision in
      let places = study.provisions[provision].places ?? []
      return sum + (year < places.count ? max(0, places[year]) : 0)
    }
  }

  /// The most places a set of proposals ever has in a year.
  func fullPlaces(of proposals: [Int]) -> Int {
    proposals.reduce(0) { sum, proposal in
      sum + ((0...lastYear).map { places(of: proposal, year: $0) }.max() ?? 0)
    }
  }

  func capital(of proposals: [Int]) -> Double {
    Double(proposals.reduce(0) { $0 + study.proposals[$1].totalCapital.count })
  }

  // MARK: options, with what each changes of its proposals

  private func changes(_ option: PublishedWorld) -> [ProposalChange] {
    study.options.first { $0.id == option.id }?.changes ?? []
  }

  private func supply(_ option: PublishedWorld) -> Supply {
    Supply(study, proposals: option.proposals, changes: changes(option))
  }

  /// The first year in which any of an option's proposals has places.
  func opening(of option: PublishedWorld) -> Int? {
    if changes(option).isEmpty { return opening(of: option.proposals) }
    let supply = supply(option)
    let provisions = option.proposals.flatMap { study.proposals[$0].provisions }
    return (0...lastYear).first { year in provisions.contains { supply.isOpen($0, year: year) } }
  }

  func fullPlaces(of option: PublishedWorld) -> Int {
    if changes(option).isEmpty { return fullPlaces(of: option.proposals) }
    let supply = supply(option)
    return option.proposals.reduce(0) { sum, proposal in
      let provisions = study.proposals[proposal].provisions
      let years = (0...lastYear).map { year in provisions.reduce(0) { $0 + supply.places($1, year: year) } }
      return sum + (years.max() ?? 0)
    }
  }

  func capital(of option: PublishedWorld) -> Double {
    let changes = changes(option)
    return Double(
      option.proposals.reduce(0) { $0 + study.proposals[$1].changed(by: changes, index: $1).totalCapital.count })
  }

  var isIllustrative: Bool { study.proposals.contains(where: \.isIllustrative) }

  /// The planning area a setting lies in.
  func area(of setting: Int) -> Area? { study.areas.first { $0.boundary.contains(study.settings[setting].point) } }

  /// What a proposal provides, in words: `specialist base (20), satellite of a special school (40)`.
  func kinds(of proposal: Int) -> String {
    study.proposals[proposal].provisions.map { index in
      let provision = study.provisions[index]
      return "\(provision.kind.title.lowercased()) (\(provision.places?.max() ?? 0))"
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
    return figureCell(words.mean, words.interval)
  }

  /// A change with its interval beneath.
  func changeCell(_ row: PublishedRow?, metric: Metric) -> Markup {
    guard let row else { return "\u{2013}" }
    guard row.status == .shown else { return symbol(row.status) }
    guard let change = row.change else { return "\u{2013}" }
    let words = Wording.change(metric, change)
    return figureCell(words.mean, words.interval)
  }

  func figureCell(_ main: String, _ interval: String?) -> Markup {
    guard let interval else { return Markup(main) }
    return Markup(main) + element("span", ["class": "interval"]) { interval }
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
