import Planning

/// The one place in which figures are made fit to leave: everything outside `local/` comes through here (DOMAIN 7).
///
/// Authority totals are shown. Below them a cell is suppressed (`c`, every figure of it and of its change) when
/// - it rests on 1 to 4 children, or any of its own counts is 1 to 4;
/// - it is a percentile over fewer than ten children, or a share whose numerator is 1 to 4;
/// - it is a rate, sum of money or total that would give a suppressed count away;
/// - it is needed so that none of these can be found by subtraction, over slices, metrics and both at once;
/// - the same cell is suppressed in another world of that year and the two rest on nearly as many children (differencing:
///   with 4 when nothing is done and 5 under an option, hiding only one of them would give the other away);
/// - it alone holds everyone of its slice, by need or by kind of placement, which would tell each of them.
///
/// A change is hidden, too, where the figure of doing nothing is: the option's figure less its change would give that away.
///
/// A figure of one child in a draw (`Metric.isOneChilds`) is published nowhere, not even for the authority: how many different
/// children it rests on over all draws is not known, and where the caseload decides it may be the same one in each.
/// A true zero is shown. Children are rounded to whole numbers, everything else to the decimals of its unit.
public struct DisclosureControl: Sendable {
  /// Fewest children a figure may rest on below authority level; 5 by default, a study's parameter.
  public var threshold: Int
  /// Fewest children for a percentile.
  public var percentileThreshold: Int

  public init(threshold: Int = 5, percentileThreshold: Int = 10) {
    self.threshold = threshold
    self.percentileThreshold = max(threshold, percentileThreshold)
  }

  /// Suppresses, rounds and sorts.
  public func publish(_ results: RunResults) -> PublishedResults {
    let hidden = results.years.indices.map { year in
      suppression(results.worlds.map { world in (world.proposals, world.rows.filter { $0.year == year }) })
    }
    let nothing = results.worlds.firstIndex { $0.kind == .doNothing }
    let worlds = results.worlds.enumerated().map { index, world in
      PublishedWorld(
        id: world.kind == .proposal && !world.id.hasPrefix("alone-") ? "alone-\(world.id)" : world.id,
        name: world.name, kind: world.kind, proposals: world.proposals,
        rows: published(world, number: index, nothing: nothing, hidden: hidden))
    }
    return PublishedResults(
      draws: results.draws, seed: results.seed, years: results.years, worlds: worlds, notes: results.notes,
      threshold: threshold, shares: results.shares, routed: results.routed.map { publish($0) })
  }

  /// Settings of an estimate without their small counts of children.
  func publish(_ sites: [Estimate.Site]) -> [Estimate.Site] {
    sites.map { site in
      var site = site
      site.occupied = site.occupied.map { $0.flatMap { isSmallCount(Double($0)) ? nil : $0 } }
      return site
    }
  }

  /// Which cells of one year are hidden; proposals and that year's rows, per world.
  private func suppression(_ worlds: [(proposals: [Int], rows: [MetricRow])]) -> SuppressionTable {
    var table = SuppressionTable(worlds)
    for (world, values) in worlds.enumerated() {
      for row in values.rows where row.slice.kind != .all && isTooSmall(row) {
        table.hide(row.metric, row.slice, world: world)
      }
      hideSmallRateSteps(of: values.rows, world: world, in: &table)
      hideWholeSlices(of: values.rows, world: world, in: &table)
    }
    table.protect(threshold: threshold)
    return table
  }

  /// Whether a cell must be suppressed for its own sake.
  func isTooSmall(_ row: MetricRow) -> Bool {
    if let base = row.base, base > 0 {
      if base < Double(threshold) { return true }
      if AdditiveRelation.isPercentile(row.metric), base < Double(percentileThreshold) { return true }
      if row.metric.unit == .share, row.metric != .occupancyShare, isSmallCount(row.value.mean * base) { return true }
    }
    guard row.metric.unit == .children else { return false }
    return [row.value.mean, row.value.p05, row.value.p50, row.value.p95].contains(where: isSmallCount)
  }

  /// Rounds to a count of 1 up to one less than the threshold.
  func isSmallCount(_ count: Double) -> Bool {
    count.isFinite && count.rounded() >= 1 && count.rounded() < Double(threshold)
  }

  /// Two rates over the same plans differ by a count: with few children in between, the wider rate is hidden.
  private func hideSmallRateSteps(of rows: [MetricRow], world: Int, in table: inout SuppressionTable) {
    for step in AdditiveRelation.rateSteps {
      var lower: [Slice: Double] = [:]
      for row in rows where row.metric == step.lower { lower[row.slice] = row.value.mean }
      for row in rows where row.metric == step.upper {
        guard let rate = lower[row.slice], let base = row.base else { continue }
        if isSmallCount((row.value.mean - rate) * base) { table.hide(step.upper, row.slice, world: world) }
      }
    }
  }

  /// Where all plans of a slice have one need or one kind of placement, that cell says of each child what it has.
  private func hideWholeSlices(of rows: [MetricRow], world: Int, in table: inout SuppressionTable) {
    var plans: [Slice: Double] = [:]
    for row in rows where row.metric == .ehcp { plans[row.slice] = row.value.mean.rounded() }
    for row in rows where row.metric.isPartOfPlans && row.slice.kind != .all {
      guard let all = plans[row.slice], all > 0, row.value.mean.rounded() == all else { continue }
      table.hide(row.metric, row.slice, world: world)
    }
  }

  /// A world's rows, with one for each hidden cell that it leaves out as zero: a gap would give the zero away.
  private func published(
    _ world: WorldResults, number: Int, nothing: Int?, hidden: [SuppressionTable]
  ) -> [PublishedRow] {
    var seen = Array(repeating: Set<CellName>(), count: hidden.count)
    var rows = world.rows.filter { !$0.metric.isOneChilds }.map { row in
      let isHidden = hidden[row.year].isHidden(row.metric, row.slice, world: number)
      if isHidden { seen[row.year].insert(CellName(metric: row.metric, slice: row.slice)) }
      var shown = Self.published(row, isHidden: isHidden)
      if let nothing, hidden[row.year].isHidden(row.metric, row.slice, world: nothing) { shown.change = nil }
      return shown
    }
    for (year, table) in hidden.enumerated() {
      for (metric, slice) in table.hiddenCells(world: number)
      where !metric.isOneChilds && (world.kind != .doNothing || !metric.isComparison) {
        if seen[year].contains(CellName(metric: metric, slice: slice)) { continue }
        rows.append(
          PublishedRow(year: year, metric: metric, slice: slice, value: nil, change: nil, status: .suppressed))
      }
    }
    return rows
  }

  private struct CellName: Hashable {
    var metric: Metric
    var slice: Slice
  }

  /// A row rounded, with its status; a hidden one without its figures.
  static func published(_ row: MetricRow, isHidden: Bool) -> PublishedRow {
    var status = FigureStatus.shown
    if isHidden {
      status = .suppressed
    } else if !row.value.isFinite || (row.base == 0 && AdditiveRelation.isRatio(row.metric)) {
      status = .notApplicable
    }
    guard status == .shown else {
      return PublishedRow(
        year: row.year, metric: row.metric, slice: row.slice, value: nil, change: nil, status: status)
    }
    let decimals = row.metric.publishedDecimals
    return PublishedRow(
      year: row.year, metric: row.metric, slice: row.slice, value: row.value.rounded(decimals),
      change: row.change.flatMap { $0.isFinite ? $0.rounded(decimals) : nil }, status: .shown)
  }
}

extension Metric {
  /// Whether one child's own figure is behind it in a draw, so that it stays under `local/`.
  public var isOneChilds: Bool { self == .placeTimeSaved }
  /// The metrics that outputs outside `local/` may hold.
  public static let published = allCases.filter { !$0.isOneChilds }

  /// Whether it counts the plans of one need or of one kind of placement.
  var isPartOfPlans: Bool {
    switch self {
    case .need, .placed: true
    default: false
    }
  }

  /// Counts that compare a world with doing nothing, and so are zero in doing nothing by definition.
  public var isComparison: Bool {
    switch self {
    case .journeysLongerCount, .journeysShorterCount, .newlyTransportEligibleCount, .avoided: true
    default: false
    }
  }
}

extension Summary {
  var isFinite: Bool { mean.isFinite && p05.isFinite && p50.isFinite && p95.isFinite }
  func rounded(_ decimals: Int) -> Summary {
    Summary(
      mean: mean.rounded(decimals), p05: p05.rounded(decimals), p50: p50.rounded(decimals), p95: p95.rounded(decimals))
  }
}

extension Change {
  var isFinite: Bool { mean.isFinite && p05.isFinite && p50.isFinite && p95.isFinite }
  func rounded(_ decimals: Int) -> Change {
    Change(
      mean: mean.rounded(decimals), p05: p05.rounded(decimals), p50: p50.rounded(decimals),
      p95: p95.rounded(decimals), pGain: pGain?.rounded(4))
  }
}

extension Double {
  /// Half away from zero at a decimal place; never minus zero, which a file would print as `-0`.
  func rounded(_ decimals: Int) -> Double {
    let scale = [1.0, 10, 100, 1000, 10_000][decimals]
    return (self * scale).rounded() / scale + 0
  }
}
