import Planning
import Units

/// One item of a proposal's `provisions`.
extension StudyReader {
  /// The provision with its planned places by year; `nil` after a problem.
  ///
  /// Before the first year of `places` a new provision has none; one that replaces another holds -1 there, by
  /// which `Supply` tells "not yet" from "no places".
  func proposedProvision(
    _ map: YAMLMap, id: String, setting: Int, kind proposalKind: ProposalKind?
  ) -> Provision? {
    map.allow([
      "kind", "needs", "nc_year_low", "nc_year_high", "places", "over_places", "annual_cost_pence", "cost_basis",
      "opens_with_nc_year", "opening_month",
    ])
    let kind = kind(map)
    let needs = needSet(map, "needs")
    let low = ncYear(map, "nc_year_low")
    let high = ncYear(map, "nc_year_high")
    let steps = places(map)
    let cost = map.integer("annual_cost_pence", in: 0...Int.max)
    let over = map.integer("over_places", in: 0...Int.max) ?? 0
    let opening = opening(map, low: low, high: high)
    guard let kind, let low, let high, let steps else { return nil }
    guard low <= high else {
      map.report("nc_year_low", "above nc_year_high (\(high))", "Put the lower year group first.")
      return nil
    }
    let before = proposalKind?.replaces == true ? -1 : 0
    let byYear = stepPlaces(
      steps, before: before, baseYear: study.baseYear.start, horizon: study.horizon)
    return Provision(
      id: id, setting: setting, kind: kind, needs: needs, ncYears: low...high,
      places: opening?.counted(byYear) ?? byYear, overPlaces: over, annualCost: cost.map { Pence($0) },
      costBasis: map.text("cost_basis"), opening: opening)
  }

  /// How it fills while it is new, where the file says.
  private func opening(_ map: YAMLMap, low: Int?, high: Int?) -> Opening? {
    let highest = map.integer("opens_with_nc_year")
    if let highest, let low, let high, low <= high, !(low...high).contains(highest) {
      map.report(
        "opens_with_nc_year", "outside nc_year_low (\(low)) to nc_year_high (\(high))",
        "Give the highest NC year it takes in its first September.")
    }
    let month = map.integer("opening_month", in: 1...12)
    return highest == nil && month == nil ? nil : Opening(highestNCYear: highest, month: month)
  }

  /// The needs that a list of codes names; all of them for `all`, or where it names none.
  func needSet(_ map: YAMLMap, _ key: String) -> NeedSet {
    let needs = map.texts(key).compactMap { text, line -> Need? in
      if text == "all" { return nil }
      if let need = Need(code: text) { return need }
      map.log.report(map.file, row: line, value: text, "not a need code", needRemedy)
      return nil
    }
    return needs.isEmpty ? .all : NeedSet(needs)
  }

  private func kind(_ map: YAMLMap) -> ProvisionKind? {
    guard let code = map.text("kind", required: true) else { return nil }
    if let kind = ProvisionKind(code: code) { return kind }
    map.report("kind", "not a kind of provision", kindRemedy)
    return nil
  }

  private func ncYear(_ map: YAMLMap, _ key: String) -> Int? {
    guard let value = map.integer(key, required: true) else { return nil }
    if NCYear.all.contains(value) { return value }
    map.report(key, "not an NC year", ncYearRemedy)
    return nil
  }

  /// Places from each September on, as `places: {2027/28: 10, 2028/29: 24}` gives them; `nil` after a problem.
  private func places(_ map: YAMLMap) -> [(year: Int, places: Int?)]? {
    map.map("places", required: true).flatMap { placeSteps($0) }
  }

  /// The same from the mapping itself.
  func placeSteps(_ steps: YAMLMap) -> [(year: Int, places: Int?)]? {
    var read: [(year: Int, places: Int?)] = []
    for (key, node) in steps.mapping {
      let text = key.plainText ?? ""
      guard let year = AcademicYear(text) else {
        steps.log.report(steps.file, row: key.line, value: text, "not an academic year", "Write it as 2026/27.")
        continue
      }
      guard let count = node.plainText.flatMap({ wholeNumber(ArraySlice($0.utf8)) }), count >= 0 else {
        steps.log.report(
          steps.file, row: node.line, value: node.shown, "not a number of places", "Write a whole number of 0 or more.")
        continue
      }
      read.append((year.start, count))
    }
    return read.count == steps.mapping.count && !read.isEmpty ? read : nil
  }
}
