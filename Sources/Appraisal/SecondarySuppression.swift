import Planning

/// One year's cells in every world, which of them are hidden where, and the sums that tie them together.
///
/// Authority totals are never hidden. A cell that a world has no row for is zero there, and can be hidden like any other.
struct SuppressionTable {
  private struct CellKey: Hashable {
    var metric: Int
    var slice: Int
  }

  private var slices: [Slice] = []
  private var sliceNumber: [Slice: Int] = [:]
  private var cellNumber: [CellKey: Int] = [:]
  /// Per cell.
  private var metricOf: [Metric] = []
  private var sliceOf: [Int] = []
  /// Per cell, the cells that hide it when they are hidden.
  private var basis: [[Int]] = []
  /// Per world, per cell; not-a-number where a world has no such row.
  private var means: [[Double]]
  /// Per world, per cell: the children behind it, as a count or the base of any other figure.
  private var sizes: [[Double]]
  private var hidden: [[Bool]] = []
  private var sums: [[SuppressionSum]] = []
  /// Per world: what is built there, to know which worlds another one contains.
  private let proposals: [Set<Int>]

  /// - Parameter worlds: one year's rows and the proposals, per world.
  init(_ worlds: [(proposals: [Int], rows: [MetricRow])]) {
    proposals = worlds.map { Set($0.proposals) }
    means = Array(repeating: [], count: worlds.count)
    sizes = means
    for (world, values) in worlds.enumerated() {
      for row in values.rows {
        let cell = number(row.metric, row.slice)
        pad(world)
        means[world][cell] = row.value.mean
        sizes[world][cell] = SuppressionTable.size(row)
      }
    }
    addZeroCells()
    for world in worlds.indices { pad(world) }
    hidden = Array(repeating: Array(repeating: false, count: metricOf.count), count: worlds.count)
    basis = metricOf.indices.map { cell in
      let slice = slices[sliceOf[cell]]
      return slice.kind == .all ? [] : AdditiveRelation.basis(of: metricOf[cell]).compactMap { find($0, slice) }
    }
    sums = SliceKind.allCases.filter { $0 != .all }.map { sumsOverSlices($0) + sumsOverMetrics($0) }
  }

  func isHidden(_ metric: Metric, _ slice: Slice, world: Int) -> Bool {
    find(metric, slice).map { hidden[world][$0] } ?? false
  }

  /// Every cell hidden in a world, in the order the results name them.
  func hiddenCells(world: Int) -> [(metric: Metric, slice: Slice)] {
    metricOf.indices.filter { hidden[world][$0] }.map { (metricOf[$0], slices[sliceOf[$0]]) }
  }

  /// Hides a cell in a world; an authority total or a cell that no world has stays as it is.
  mutating func hide(_ metric: Metric, _ slice: Slice, world: Int) {
    guard slice.kind != .all, let cell = find(metric, slice) else { return }
    hidden[world][cell] = true
  }

  /// Hides further cells until no hidden one can be found by subtraction within a world or by looking at another one.
  mutating func protect(threshold: Int) {
    repeat {
      for world in hidden.indices where hidden[world].contains(true) { close(world, threshold: threshold) }
    } while linkWorlds(threshold: threshold)
  }

  // MARK: cells

  /// What makes a figure of one world a guide to the same figure of another: a count, the numerator of a share, or the
  /// children under a mean or sum of money.
  private static func size(_ row: MetricRow) -> Double {
    switch row.metric.unit {
    case .children: row.value.mean
    case .share where row.metric != .occupancyShare: row.value.mean * (row.base ?? 0)
    default: row.base ?? 0
    }
  }

  private func find(_ metric: Metric, _ slice: Slice) -> Int? {
    sliceNumber[slice].flatMap { cellNumber[CellKey(metric: metric.position, slice: $0)] }
  }

  private mutating func number(_ metric: Metric, _ slice: Slice) -> Int {
    let sliceIndex: Int
    if let known = sliceNumber[slice] {
      sliceIndex = known
    } else {
      sliceIndex = slices.count
      sliceNumber[slice] = sliceIndex
      slices.append(slice)
    }
    let key = CellKey(metric: metric.position, slice: sliceIndex)
    if let known = cellNumber[key] { return known }
    cellNumber[key] = metricOf.count
    metricOf.append(metric)
    sliceOf.append(sliceIndex)
    return metricOf.count - 1
  }

  private mutating func pad(_ world: Int) {
    while means[world].count < metricOf.count {
      means[world].append(.nan)
      sizes[world].append(0)
    }
  }

  /// Gives every additive metric a cell in each slice of a kind in which it has any.
  private mutating func addZeroCells() {
    var reported: Set<CellKey> = []
    for cell in metricOf.indices where AdditiveRelation.isAdditive(metricOf[cell]) {
      reported.insert(CellKey(metric: metricOf[cell].position, slice: slices[sliceOf[cell]].kind.position))
    }
    for metric in Metric.allCases {
      for slice in slices where slice.kind != .all {
        if reported.contains(CellKey(metric: metric.position, slice: slice.kind.position)) {
          _ = number(metric, slice)
        }
      }
    }
  }

  // MARK: sums

  /// Each additive metric over the slices of one kind, where they do add up to the authority's figure.
  private func sumsOverSlices(_ kind: SliceKind) -> [SuppressionSum] {
    Metric.allCases.filter(AdditiveRelation.isAdditive).compactMap { metric in
      guard let total = find(metric, .all) else { return nil }
      let parts = slices.indices.compactMap { index in
        slices[index].kind == kind ? cellNumber[CellKey(metric: metric.position, slice: index)] : nil
      }
      guard !parts.isEmpty, addsUp(parts, to: total) else { return nil }
      return SuppressionSum(total: total, parts: parts, isCount: metric.unit == .children)
    }
  }

  private func sumsOverMetrics(_ kind: SliceKind) -> [SuppressionSum] {
    slices.filter { $0.kind == kind }.flatMap { slice in
      AdditiveRelation.sums.compactMap { sum in
        guard let total = find(sum.total, slice) else { return nil }
        let parts = sum.parts.compactMap { find($0, slice) }
        return parts.isEmpty
          ? nil : SuppressionSum(total: total, parts: parts, isCount: sum.total.unit == .children)
      }
    }
  }

  private func addsUp(_ parts: [Int], to total: Int) -> Bool {
    means.contains { values in
      let sum = parts.reduce(0.0) { $0 + (values[$1].isFinite ? values[$1] : 0) }
      return abs(sum - values[total]) <= 0.5 + 1e-6 * abs(values[total])
    }
  }

  // MARK: within a world

  private mutating func close(_ world: Int, threshold: Int) {
    for kind in sums.indices {
      while true {
        while hideDependents(world) || hideOnExposedSums(world, kind, threshold: threshold) {}
        let found = recoverableCells(of: sums[kind], hidden: hidden[world])
        var changed = false
        for cell in found {
          for sum in sums[kind] where sum.total == cell || sum.parts.contains(cell) {
            if hideOneMore(on: sum, world) {
              changed = true
              break
            }
          }
        }
        if !changed { break }
      }
    }
  }

  /// Hides what a hidden cell of the same slice is the numerator, denominator or cause of.
  private mutating func hideDependents(_ world: Int) -> Bool {
    var changed = false
    for cell in basis.indices where !hidden[world][cell] && basis[cell].contains(where: { hidden[world][$0] }) {
      hidden[world][cell] = true
      changed = true
    }
    return changed
  }

  private mutating func hideOnExposedSums(_ world: Int, _ kind: Int, threshold: Int) -> Bool {
    var changed = false
    for sum in sums[kind]
    where sum.isExposed(hidden: hidden[world], means: means[world], threshold: threshold) {
      if hideOneMore(on: sum, world) { changed = true }
    }
    return changed
  }

  /// Hides the next smallest cell of a sum: a rate first, then the smallest that is not zero, then a total, at last a
  /// zero.
  private mutating func hideOneMore(on sum: SuppressionSum, _ world: Int) -> Bool {
    let shown = ([sum.total] + sum.parts).filter { !hidden[world][$0] && slices[sliceOf[$0]].kind != .all }
    let ranks = shown.map { cell -> (Int, Double, Int) in
      if metricOf[cell].unit == .share { return (0, 0, cell) }
      let mean = means[world][cell]
      let size = mean.isFinite ? abs(mean) : 0
      return (size.rounded() == 0 ? 3 : cell == sum.total ? 2 : 1, size, cell)
    }
    guard let best = ranks.min(by: <) else { return false }
    hidden[world][best.2] = true
    return true
  }

  // MARK: between worlds

  /// Hides a figure that would give away the hidden one of another world, because the two rest on nearly as many
  /// children: what a proposal does not touch is the same in both.
  ///
  /// Counts that compare a world with doing nothing are different events in different worlds; they are tied only where
  /// one world contains the other.
  private mutating func linkWorlds(threshold: Int) -> Bool {
    var changed = false
    for cell in metricOf.indices {
      let isComparison = metricOf[cell].isComparison
      let holders = hidden.indices.filter { hidden[$0][cell] }
      if holders.isEmpty || holders.count == hidden.count { continue }
      for world in hidden.indices where !hidden[world][cell] {
        let isGivenAway = holders.contains { holder in
          guard abs(sizes[holder][cell] - sizes[world][cell]) < Double(threshold) else { return false }
          guard isComparison else { return true }
          return sizes[world][cell].rounded() > 0
            && (proposals[holder].isSubset(of: proposals[world]) || proposals[world].isSubset(of: proposals[holder]))
        }
        if isGivenAway {
          hidden[world][cell] = true
          changed = true
        }
      }
    }
    return changed
  }
}
