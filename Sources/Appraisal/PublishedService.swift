import Planning
import Transport
import Units

/// A routed year's authority totals as anyone may read them: what rests on too few children is `nil` (DOMAIN 7).
public struct PublishedService: Encodable, Sendable {
  public var eligible: Int
  public var carried: Int
  public var vehicles: Int
  public var loadedKm: Int
  public var deadKm: Int
  public var occupancyShare: Double
  public var onboardMedianS: Int?
  public var onboardP90S: Int?
  /// One child's time, so rounded up to five minutes.
  public var onboardMaxS: Int?
  public var onboardOver45MinutesShare: Double?
  public var onboardOver75MinutesShare: Double?
  public var co2eKg: Int
  public var costPence: Int
  /// By section 251 line; `null` where suppressed.
  public var costByS251LinePence: [String: Int?]
  public var averageCostOfASharedSeatPence: Int?
  public var marginalSavingOfOneChildPence: Int?
  public var shareOfChildrenWhoseLeavingSavesNothing: Double?
}

extension DisclosureControl {
  /// Which parts of a published total must be hidden: those that rest on few children, and more until what is hidden
  /// together, which is the total less what is shown, is neither one part alone nor a few children.
  public func hiddenParts(children: [Int]) -> [Bool] {
    var hidden = children.map { $0 > 0 && $0 < threshold }
    guard hidden.contains(true) else { return hidden }
    func together() -> Int { children.indices.reduce(0) { $0 + (hidden[$1] ? children[$1] : 0) } }
    while hidden.count(where: { $0 }) == 1 || together() < threshold,
      let next = children.indices.filter({ !hidden[$0] && children[$0] > 0 }).min(by: { children[$0] < children[$1] })
    { hidden[next] = true }
    if hidden.count(where: { $0 }) == 1, let zero = children.indices.first(where: { !hidden[$0] }) {
      hidden[zero] = true
    }
    return hidden
  }

  /// Rounds the totals of a routed year and leaves out what rests on too few children.
  ///
  /// - Parameter childrenByLine: children with a cost, by section 251 line.
  public func publish(_ sum: ServiceSummary, childrenByLine: [S251Line: Int]) -> PublishedService {
    let hidden = hiddenParts(children: S251Line.allCases.map { childrenByLine[$0] ?? 0 })
    let isEnough = sum.carried >= percentileThreshold
    func share(_ value: Double) -> Double? {
      let count = Int((value * Double(sum.carried)).rounded())
      return isEnough && !(count > 0 && count < threshold) ? value.rounded(4) : nil
    }
    return PublishedService(
      eligible: sum.eligible, carried: sum.carried, vehicles: Int(sum.vehicles.rounded()),
      loadedKm: Int(sum.loadedKm.rounded()), deadKm: Int(sum.deadKm.rounded()),
      occupancyShare: sum.occupancy.rounded(4), onboardMedianS: isEnough ? sum.onBoardMedian.count : nil,
      onboardP90S: isEnough ? sum.onBoardP90.count : nil,
      onboardMaxS: isEnough ? (sum.onBoardMax.count + 299) / 300 * 300 : nil,
      onboardOver45MinutesShare: share(sum.shareOver45), onboardOver75MinutesShare: share(sum.shareOver75),
      co2eKg: Int(sum.carbon.rounded()), costPence: sum.cost.count,
      costByS251LinePence: Dictionary(
        uniqueKeysWithValues: zip(S251Line.allCases, hidden).map { line, isHidden in
          (line.rawValue, isHidden ? nil : sum.costByLine[line]?.count)
        }),
      averageCostOfASharedSeatPence: isEnough ? sum.averageCost.count : nil,
      marginalSavingOfOneChildPence: isEnough ? sum.marginalSaving.count : nil,
      shareOfChildrenWhoseLeavingSavesNothing: share(sum.shareSavingNothing))
  }
}
