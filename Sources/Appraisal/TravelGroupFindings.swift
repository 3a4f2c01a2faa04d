import Planning
import Units

/// A figure of a few draws that may be shown, with the 90% interval over them; no interval on too few children.
public struct ShownRange: Sendable, Equatable {
  public var mean: Double
  public var low: Double?
  public var high: Double?
}

/// What a close look says of a proposal's travel in one year, fit to leave.
public struct TravelGroupFindings: Sendable, Equatable {
  /// Index of the year.
  public var year: Int
  /// By `TravelGroup`.
  public var groups: [Group]
  /// Children in another place than if nothing is done: from, to. `nil` where all who move do the same, which would tell what
  /// each of them does, or where too few move.
  public var moves: [[ShownCount]]?

  /// Where a figure is `nil` it rests on too few children.
  public struct Group: Sendable, Equatable {
    public var children: ShownRange?
    /// By `TravelMeasure`, if nothing is done.
    public var nothing: [ShownCount]
    /// By `TravelMeasure`, with the proposal less without it.
    public var change: [ShownRange?]
    public var newlyEligible: ShownCount
    public var newlyEligibleFromMainstream: ShownCount
    public var noLongerEligible: ShownCount
  }

  public subscript(_ group: TravelGroup) -> Group { groups[group.rawValue] }
}

/// How coarse figures of a few children are published: counts to the nearest five, totals too and each on its own, so that no
/// difference between cells, groups, years or options tells of fewer than that; distances to half a mile, times to the minute.
private enum CoarseStep {
  static let children = 5.0
  static func of(_ measure: TravelMeasure) -> Double {
    switch measure {
    case .distance: Metres.perMile / 2
    case .time: 60
    default: children
    }
  }
}

extension DisclosureControl {
  /// The groups of a proposal in a year, from every draw looked at.
  ///
  /// All plans of the authority are shown as they are, like its other totals. Everything of fewer children is rounded to steps of
  /// `CoarseStep` after counts of 1 to one less than the threshold are left out; intervals are rounded outwards, and are left out
  /// on fewer children than a percentile needs. Without a threshold nothing is rounded or left out.
  func publish(_ looks: [TravelGroupLook], year: Int) -> TravelGroupFindings {
    let groups = TravelGroup.allCases.map { group in
      publish(looks.map { $0.groups[group.rawValue] }, isExact: group == .everyone || threshold == 0)
    }
    return TravelGroupFindings(year: year, groups: groups, moves: moves(looks))
  }

  private func publish(_ draws: [TravelGroupSums], isExact: Bool) -> TravelGroupFindings.Group {
    let children = draws.map { Double($0.children) }
    let isShown = isExact || shown(mean(children)) != nil
    let hasInterval = isExact || mean(children) >= Double(percentileThreshold)
    func count(_ values: [Double]) -> ShownCount {
      guard isShown else { return nil }
      return isExact ? mean(values) : shown(mean(values)).map { rounded($0, to: CoarseStep.children) }
    }
    var group = TravelGroupFindings.Group(
      children: isShown ? range(children, step: isExact ? nil : CoarseStep.children, hasInterval: hasInterval) : nil,
      nothing: [], change: [], newlyEligible: count(draws.map { Double($0.newlyEligible) }),
      newlyEligibleFromMainstream: count(draws.map { Double($0.newlyEligibleFromMainstream) }),
      noLongerEligible: count(draws.map { Double($0.noLongerEligible) }))
    for measure in TravelMeasure.allCases {
      // A mean over nobody is no figure of that draw.
      let used = draws.filter { $0.base(measure) > 0 }
      func values(_ sums: KeyPath<TravelGroupSums, [Int]>) -> [Double] {
        used.map {
          Double($0[keyPath: sums][measure.rawValue]) / (measure.isMean ? Double($0.base(measure)) : 1)
        }
      }
      let (nothing, proposal) = (values(\.nothing), values(\.proposal))
      let base = mean(draws.map { Double($0.base(measure)) })
      let isKnown =
        isShown && !used.isEmpty
        && (isExact
          || (measure.isMean
            ? base >= Double(threshold) : [nothing, proposal].allSatisfy { shown(mean($0)) != nil }))
      let step = isExact ? nil : CoarseStep.of(measure)
      group.nothing.append(isKnown ? step.map { rounded(mean(nothing), to: $0) } ?? mean(nothing) : nil)
      group.change.append(
        isKnown ? range(zip(proposal, nothing).map { $0 - $1 }, step: step, hasInterval: hasInterval) : nil)
    }
    return group
  }

  private func moves(_ looks: [TravelGroupLook]) -> [[ShownCount]]? {
    let width = PlaceGroup.allCases.count
    let means = (0..<width * width).map { cell in mean(looks.map { Double($0.moves[cell]) }) }
    if threshold > 0 {
      guard means.reduce(0, +) >= Double(threshold), means.count(where: { $0.rounded() > 0 }) > 1 else { return nil }
    }
    return (0..<width).map { from in
      means[from * width..<(from + 1) * width].map { count in
        threshold == 0 ? count : shown(count).map { rounded($0, to: CoarseStep.children) }
      }
    }
  }

  private func range(_ values: [Double], step: Double?, hasInterval: Bool) -> ShownRange {
    let sorted = values.sorted()
    var result = ShownRange(mean: mean(values))
    if hasInterval {
      result.low = Quantile.sorted(sorted, 0.05)
      result.high = Quantile.sorted(sorted, 0.95)
    }
    guard let step else { return result }
    result.mean = rounded(result.mean, to: step)
    result.low = result.low.map { ($0 / step + 1e-9).rounded(.down) * step + 0 }
    result.high = result.high.map { ($0 / step - 1e-9).rounded(.up) * step + 0 }
    return result
  }

  private func rounded(_ value: Double, to step: Double) -> Double { (value / step).rounded() * step + 0 }

  private func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
