import Planning
import Units

/// Why the number of plans changed in one year of one draw, in four parts that add up to the change.
///
/// - population: what the change in children would do if plans a child stayed as they were.
/// - new-plan rate: entrants beyond those that keep plans a child level at the opening year's rates of leaving.
/// - retention: plans kept because children of the same NC year leave less often than at the base rates.
/// - mix: a shift of children to year groups in which plans start more often, and of plans to year groups in which they
///   end less often.
public struct GrowthDecomposition: Sendable, Equatable {
  public var population: Double
  public var newPlanRate: Double
  public var retention: Double
  public var mix: Double
  public var change: Double { population + newPlanRate + retention + mix }

  public init(population: Double = 0, newPlanRate: Double = 0, retention: Double = 0, mix: Double = 0) {
    self.population = population
    self.newPlanRate = newPlanRate
    self.retention = retention
    self.mix = mix
  }

  public static func + (left: Self, right: Self) -> Self {
    Self(
      population: left.population + right.population, newPlanRate: left.newPlanRate + right.newPlanRate,
      retention: left.retention + right.retention, mix: left.mix + right.mix)
  }
}

extension NeedProjection {
  /// The four parts of growth in one draw, by year index; index 0 is zero.
  public func growth(_ flows: NeedFlows) -> [GrowthDecomposition] {
    let groups = YearGroups.count
    func children(_ year: Int) -> ArraySlice<Double> { flows.children[(year * groups)..<((year + 1) * groups)] }
    // Leaving at the base rates: fitted ceasing and moves out of year index 0.
    let leaving = (0..<groups).map { slot in
      1 - (1 - fit.rates[slot].ceasing) * (1 - min(1, rates.movingOut * fit.levels[1].ratio))
    }
    func baseLeavers(_ year: Int) -> Double {
      (0..<groups).reduce(0) { sum, slot in
        sum + Double(flows.stockByYearGroup[year * groups + slot]) * (slot + 1 < groups ? leaving[slot + 1] : 1)
      }
    }
    let opening = Double(flows.total(\.stock, year: 0))
    let baseRate = opening > 0 ? baseLeavers(0) / opening : 0
    let baseChildren = children(0)
    let baseTotal = baseChildren.reduce(0, +)
    return (0..<flows.years).map { year in
      guard year > 0 else { return GrowthDecomposition() }
      let stock = Double(flows.total(\.stock, year: year - 1))
      let change = Double(flows.total(\.stock, year: year)) - stock
      let left = Double(flows.total(\.ceased, year: year) + flows.total(\.movedOut, year: year))
      let (before, now) = (children(year - 1).reduce(0, +), children(year).reduce(0, +))
      var parts = GrowthDecomposition()
      if before > 0 { parts.population = stock * (now / before - 1) }
      let expectedLeavers = baseLeavers(year - 1)
      parts.retention = expectedLeavers - left
      parts.mix = baseRate * stock - expectedLeavers
      if now > 0, baseTotal > 0 {
        for slot in 0..<groups where flows.children[year * groups + slot] > 0 {
          let count = flows.children[year * groups + slot]
          let perChild = flows.expectedEntrants[year * groups + slot] / count
          parts.mix += (count - now * flows.children[slot] / baseTotal) * perChild
        }
      }
      parts.newPlanRate = change - parts.population - parts.retention - parts.mix
      return parts
    }
  }
}
