import Assumptions
import Planning
import Units

/// An option's `changes`: each names one of its proposals, a field of that proposal's file, and the value it has here.
extension StudyReader {
  /// The fields an option may change, as messages list them.
  private static let fields = [
    "delay_years", "places", "capital.profile_pence", "capital.optimism_bias_percent", "capital.cost_percent",
  ]

  /// Changes in the order written; those with a problem are left out, because the problem stops the run.
  func optionChanges(_ map: YAMLMap, of named: [Int]) -> [ProposalChange] {
    map.maps("changes").compactMap { entry in
      entry.allow(["proposal", "field", "value"])
      guard let id = entry.text("proposal", required: true), let field = entry.text("field", required: true) else {
        return nil
      }
      guard let proposal = proposals[id], named.contains(proposal) else {
        if !proposals.isRefused(id) {
          entry.report("proposal", "not a proposal of this option", "Name one that the option lists under proposals.")
        }
        return nil
      }
      guard entry["value"] != nil else {
        entry.report("field", "a change without a value", "Add the key value.")
        return nil
      }
      return change(entry, field, proposal).map { ProposalChange(proposal: proposal, $0) }
    }
  }

  private func change(_ entry: YAMLMap, _ field: String, _ proposal: Int) -> ProposalChange.Change? {
    switch field {
    case "delay_years": return entry.integer("value", in: 0...20).map { .delay(years: $0) }
    case "capital.cost_percent": return percent(entry, in: 1...1000).map { .capitalPercent($0) }
    case "capital.optimism_bias_percent": return percent(entry, in: 0...1000).map { .optimismBiasPercent($0) }
    case "capital.profile_pence": return entry.map("value").flatMap { capitalProfile($0) }.map { .capital($0) }
    default:
      guard let number = provisionNumber(field) else {
        entry.report(
          "field", "not a field that an option may change",
          "Use \(orList(Self.fields)); write any other change as a proposal of its own.")
        return nil
      }
      return places(entry, field, provision: number, proposal)
    }
  }

  /// The place of a provision in its proposal's list, from 1: `places` is the first, `provisions.2.places` the second.
  private func provisionNumber(_ field: String) -> Int? {
    if field == "places" { return 1 }
    let parts = field.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "provisions", parts[2] == "places" else { return nil }
    return wholeNumber(ArraySlice(parts[1].utf8)).flatMap { $0 > 0 ? $0 : nil }
  }

  private func places(
    _ entry: YAMLMap, _ field: String, provision number: Int, _ proposal: Int
  ) -> ProposalChange.Change? {
    let changed = study.proposals[proposal]
    guard number <= changed.provisions.count, field != "places" || changed.provisions.count == 1 else {
      let count = changed.provisions.count
      entry.report(
        "field", "not a provision of \(changed.id), which has \(count)",
        count == 0
          ? "Take the change out." : "Write \(orList((1...count).map { "provisions.\($0).places" })).")
      return nil
    }
    let provision = changed.provisions[number - 1]
    if let node = entry["value"], node.plainText != nil {
      // As many from the first September on that the proposal has places in.
      guard let count = entry.integer("value", in: 0...Int(Int16.max)) else { return nil }
      let original = study.provisions[provision].plannedPlaces ?? []
      return .places(provision: provision, byYear: original.map { $0 > 0 ? count : $0 })
    }
    guard let steps = entry.map("value").flatMap({ placeSteps($0) }) else { return nil }
    let before = changed.kind.replaces ? -1 : 0
    let byYear = stepPlaces(steps, before: before, baseYear: study.baseYear.start, horizon: study.horizon) ?? []
    return .places(provision: provision, byYear: byYear)
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
