import Planning

/// Gaps, beginnings and ends in the series of a release, said in sentences.
struct SEN2History {
  private(set) var notes: [String] = []
  private let panel: AuthorityPanel
  private let names: [String]

  init(panel: AuthorityPanel, cells: SEN2Cells) {
    self.panel = panel
    names = panel.codes.map { cells.names[$0] ?? $0 }
    describeCoverage()
    describeChanges(cells)
    describeMissing()
    describeIdentity()
  }

  /// Plans issued for new plans that are not known: the two are one count to 2021 and near each other after.
  static func standIn(_ panel: inout AuthorityPanel, _ notes: inout [String]) {
    var count = 0
    for area in 0...panel.england {
      for year in panel.years where panel[.newPlans, area, year] == nil {
        guard let issued = panel[.issued, area, year] else { continue }
        panel[.newPlans, area, year] = issued
        count += 1
      }
    }
    if count > 0 {
      notes.append(
        "New plans not known in \(count) cells are taken from plans issued after assessment in the same year.")
    }
  }

  private func isKnown(_ area: Int, _ january: Int) -> Bool { panel[.stock, area, january] != nil }

  /// Januaries in which at least half of the authorities are known.
  private var fullYears: [Int] {
    panel.years.filter { year in 2 * panel.codes.indices.count { isKnown($0, year) } >= panel.codes.count }
  }

  private mutating func describeCoverage() {
    let counts = panel.years.compactMap { year -> String? in
      let known = panel.codes.indices.count { isKnown($0, year) }
      return known > 0 ? "\(year): \(known)" : nil
    }
    let whole = panel.codes.indices.count { area in
      panel.years.allSatisfy { year in isKnown(area, year) || !panel.codes.indices.contains { isKnown($0, year) } }
    }
    notes.append(
      "\(panel.codes.count) authorities; with plans known in January \(counts.joined(separator: ", ")); in every "
        + "January that the file has: \(whole).")
  }

  private mutating func describeChanges(_ cells: SEN2Cells) {
    let full = fullYears
    guard let first = full.first, let last = full.last else { return }
    for area in panel.codes.indices {
      let label = "\(names[area]) (\(panel.codes[area]))"
      let known = panel.years.filter { isKnown(area, $0) }
      guard let start = known.first, let end = known.last else { continue }
      if start > first {
        notes.append(
          "\(label) begins in January \(start), newly made or newly returned: it has the drift of all, and the "
            + "features that it has, until its own growth is known.")
      }
      if end < last {
        notes.append("\(label) ends after January \(end), abolished or not returned: it serves the fit only.")
      }
      let gaps = full.filter { $0 > start && $0 < end && !isKnown(area, $0) }
      if !gaps.isEmpty {
        notes.append(
          "\(label) has no plans in January \(gaps.map(String.init).joined(separator: ", ")): growth over the gap is "
            + "its mean a year, and no response of the fit.")
      }
      if let codes = cells.newCodes[panel.codes[area]], codes.count > 1 {
        notes.append("\(label) has had the codes \(codes.sorted().joined(separator: ", ")): one authority.")
      }
    }
  }

  private mutating func describeMissing() {
    for series in [SurveySeries.inmss, .newPlans, .requests, .ceased] {
      for year in panel.years where year <= (fullYears.last ?? 0) {
        let known = panel.codes.indices.filter { panel[series, $0, year] != nil }
        let expected = panel.codes.indices.filter { isKnown($0, series.isStock ? year : year + 1) }
        let missing = expected.filter { panel[series, $0, year] == nil }
        guard known.count > missing.count, !missing.isEmpty else { continue }
        let effect = series == .ceased ? "no forecast rests on them" : "these are forecast from what is left"
        let without = missing.map { names[$0] }.joined(separator: ", ")
        notes.append("\(series.label) of \(year) are not known for \(without): \(effect).")
      }
    }
  }

  /// Where the change in plans is not what started less what ceased, the count itself was corrected or moved.
  private mutating func describeIdentity() {
    var (checked, apart) = (0, 0)
    for area in panel.codes.indices {
      for january in panel.years {
        guard let now = panel.plans(area, january), let before = panel.plans(area, january - 1),
          let new = panel[.newPlans, area, january - 1], let ceased = panel[.ceased, area, january - 1]
        else { continue }
        checked += 1
        if abs(now - before - new + ceased) > 0.1 * before { apart += 1 }
      }
    }
    if checked > 0 {
      notes.append(
        "In \(apart) of \(checked) years of authorities the change in plans is more than a tenth of them away from new "
          + "less ceased: moves, late returns and recounts, left as they are for the intervals to hold.")
    }
  }
}
