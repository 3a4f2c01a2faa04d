import Assumptions
import Geometry
import Planning
import Units

/// An option's `changes`: each names one of its proposals, a field of that proposal's file, and the value it has here.
extension StudyReader {
  /// The fields an option may change, as messages list them.
  private static let fields = [
    "delay_years", "places", "needs", "site", "capital.profile_pence", "capital.optimism_bias_percent",
    "capital.cost_percent",
  ]

  /// Changes in the order written; those with a problem are left out, because the problem stops the run.
  ///
  /// Where a proposal is for other needs, or elsewhere, the study gets the provisions it then opens, and its site.
  mutating func optionChanges(_ map: YAMLMap, of named: [Int], option: String) -> [ProposalChange] {
    var changes: [ProposalChange] = []
    for entry in map.maps("changes") {
      entry.allow(["proposal", "field", "value"])
      guard let id = entry.text("proposal", required: true), let field = entry.text("field", required: true) else {
        continue
      }
      guard let proposal = proposals[id], named.contains(proposal) else {
        if !proposals.isRefused(id) {
          entry.report("proposal", "not a proposal of this option", "Name one that the option lists under proposals.")
        }
        continue
      }
      guard entry["value"] != nil else {
        entry.report("field", "a change without a value", "Add the key value.")
        continue
      }
      let changed = study.changed(by: changes).proposals[proposal]
      if let change = change(entry, field, of: changed, option) {
        changes.append(ProposalChange(proposal: proposal, change))
      }
    }
    return changes
  }

  private mutating func change(
    _ entry: YAMLMap, _ field: String, of proposal: Proposal, _ option: String
  ) -> ProposalChange.Change? {
    switch field {
    case "delay_years": return entry.integer("value", in: 0...20).map { .delay(years: $0) }
    case "capital.cost_percent": return percent(entry, in: 1...1000).map { .capitalPercent($0) }
    case "capital.optimism_bias_percent": return percent(entry, in: 0...1000).map { .optimismBiasPercent($0) }
    case "capital.profile_pence": return entry.map("value").flatMap { capitalProfile($0) }.map { .capital($0) }
    case "site": return site(entry, of: proposal, option)
    default:
      guard let (number, column) = provisionField(field) else {
        entry.report(
          "field", "not a field that an option may change",
          "Use \(orList(Self.fields)); write any other change as a proposal of its own.")
        return nil
      }
      let count = proposal.provisions.count
      guard number.map({ $0 <= count }) ?? (count == 1) else {
        entry.report(
          "field", "not a provision of \(proposal.id), which has \(count)",
          count == 0
            ? "Take the change out." : "Write \(orList((1...count).map { "provisions.\($0).\(column)" })).")
        return nil
      }
      let place = (number ?? 1) - 1
      return column == "needs"
        ? needs(entry, provision: place, of: proposal, option)
        : places(entry, provision: proposal.provisions[place], proposal)
    }
  }

  /// A column of a provision, which is known by its place in the proposal's list, from 1: `places` is that of the only one,
  /// `provisions.2.places` of the second.
  private func provisionField(_ field: String) -> (number: Int?, column: String)? {
    let columns = ["places", "needs"]
    if columns.contains(field) { return (nil, field) }
    let parts = field.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts[0] == "provisions", columns.contains(parts[2]),
      let number = wholeNumber(ArraySlice(parts[1].utf8)), number > 0
    else { return nil }
    return (number, parts[2])
  }

  private func places(_ entry: YAMLMap, provision: Int, _ proposal: Proposal) -> ProposalChange.Change? {
    if let node = entry["value"], node.plainText != nil {
      // As many from the first September on that the proposal has places in.
      guard let count = entry.integer("value", in: 0...Int(Int16.max)) else { return nil }
      let original = study.provisions[provision].plannedPlaces ?? []
      return .places(provision: provision, byYear: original.map { $0 > 0 ? count : $0 })
    }
    guard let steps = entry.map("value").flatMap({ placeSteps($0) }) else { return nil }
    let before = proposal.kind.replaces ? -1 : 0
    let byYear = stepPlaces(steps, before: before, baseYear: study.baseYear.start, horizon: study.horizon) ?? []
    return .places(provision: provision, byYear: study.provisions[provision].opening?.counted(byYear) ?? byYear)
  }

  private mutating func needs(
    _ entry: YAMLMap, provision place: Int, of proposal: Proposal, _ option: String
  ) -> ProposalChange.Change? {
    let before = log.problems.count
    let needs = needSet(entry, "value")
    guard log.problems.count == before else { return nil }
    var provisions = proposal.provisions
    provisions[place] = open(provisions[place], option) { $0.needs = needs }
    return .opens(setting: proposal.setting, provisions: provisions)
  }

  /// Another site: a setting by its id, or a point, which becomes a setting of its own.
  private mutating func site(
    _ entry: YAMLMap, of proposal: Proposal, _ option: String
  ) -> ProposalChange.Change? {
    guard proposal.kind.mayMove else {
      entry.report(
        "field", "not a field of \(proposal.id), which is where what it changes is",
        "Take the change out, or write it as a proposal of its own.")
      return nil
    }
    guard let setting = entry["value"]?.plainText == nil ? point(entry, of: proposal, option) : named(entry) else {
      return nil
    }
    return .opens(
      setting: setting, provisions: proposal.provisions.map { open($0, option) { $0.setting = setting } })
  }

  private func named(_ entry: YAMLMap) -> Int? {
    guard let id = entry.text("value") else { return nil }
    if let setting = settings[id] { return setting }
    if !settings.isRefused(id) {
      entry.report("value", "not in settings.csv", "Correct the id, or give a site with easting_m and northing_m.")
    }
    return nil
  }

  private mutating func point(_ entry: YAMLMap, of proposal: Proposal, _ option: String) -> Int? {
    guard let site = entry.map("value") else { return nil }
    site.allow(["name", "easting_m", "northing_m"])
    guard let point = point(site) else { return nil }
    var setting = study.settings[proposal.setting]
    setting.id = "\(proposal.id)-site@\(option)"
    setting.name = site.text("name") ?? "\(setting.name), moved"
    setting.point = point
    setting.isProposed = true
    study.settings.append(setting)
    return study.settings.count - 1
  }

  /// A provision of the study that an option opens in another's place.
  private mutating func open(_ provision: Int, _ option: String, _ change: (inout Provision) -> Void) -> Int {
    var other = study.provisions[provision]
    other.id += "@\(option)"
    change(&other)
    study.provisions.append(other)
    return study.provisions.count - 1
  }

  private func percent(_ entry: YAMLMap, in range: ClosedRange<Double>) -> Double? {
    guard let value = entry.number("value") else { return nil }
    if range.contains(value) { return value }
    entry.report(
      "value", "not a percentage in range", "Write a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)).")
    return nil
  }

  /// An option's `assumptions`: figures of the study that are one number, with the number each has here.
  func optionAssumptions(_ map: YAMLMap) -> [OptionAssumption] {
    guard let figures = map.map("assumptions") else { return [] }
    return figures.mapping.compactMap { key, _ in
      guard let id = key.plainText, let value = figures.number(id) else { return nil }
      return OptionAssumption(id: id, value: value)
    }
  }

  /// Reports what options put in the place of figures that the study does not have, or that are not one number.
  mutating func checkOptionAssumptions(_ assumptions: AssumptionSet) {
    for (option, map) in assumedOptions {
      for figure in study.options[option].assumptions {
        guard let known = assumptions[figure.id] else {
          map.report(figure.id, "not an assumption", "Correct the id: they are listed in Models/assumptions.")
          continue
        }
        guard case .number = known.value else {
          map.report(
            figure.id, "an assumption that is not one number, which an option cannot change",
            "Change it in the study's own assumptions file.")
          continue
        }
        if known.unit.hasPrefix("share") || known.unit == "fraction", !(0...1).contains(figure.value) {
          map.report(figure.id, "a share outside 0 to 1", "Write it as a fraction, such as 0.25.")
        }
      }
    }
  }
}
