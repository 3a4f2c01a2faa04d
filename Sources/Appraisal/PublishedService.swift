import Planning
import Transport
import Units

/// A routed year's authority totals as anyone may read them: what rests on too few children is `nil` (DOMAIN 7).
public struct PublishedService: Encodable, Sendable {
  public var eligible: Int
  public var carried: Int
  public var vehicles: Int
  public var loaded_km: Int
  public var dead_km: Int
  public var occupancy_share: Double
  public var onboard_median_s: Int?
  public var onboard_p90_s: Int?
  /// One child's time, so rounded up to five minutes.
  public var onboard_max_s: Int?
  public var onboard_over_45_minutes_share: Double?
  public var onboard_over_75_minutes_share: Double?
  public var co2e_kg: Int
  public var cost_pence: Int
  /// By section 251 line; `null` where suppressed.
  public var cost_by_s251_line_pence: [String: Int?]
  public var average_cost_of_a_shared_seat_pence: Int?
  public var marginal_saving_of_one_child_pence: Int?
  public var share_of_children_whose_leaving_saves_nothing: Double?
}

extension DisclosureControl {
  /// Which parts of a published total must be hidden: those that rest on few children, and one more where only one is.
  public func hiddenParts(children: [Int]) -> [Bool] {
    var hidden = children.map { $0 > 0 && $0 < threshold }
    if hidden.count(where: { $0 }) == 1 {
      let next = children.indices.filter { !hidden[$0] && children[$0] > 0 }.min { children[$0] < children[$1] }
      if let next = next ?? children.indices.first(where: { !hidden[$0] }) { hidden[next] = true }
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
      loaded_km: Int(sum.loadedKm.rounded()), dead_km: Int(sum.deadKm.rounded()),
      occupancy_share: sum.occupancy.rounded(4), onboard_median_s: isEnough ? sum.onBoardMedian.count : nil,
      onboard_p90_s: isEnough ? sum.onBoardP90.count : nil,
      onboard_max_s: isEnough ? (sum.onBoardMax.count + 299) / 300 * 300 : nil,
      onboard_over_45_minutes_share: share(sum.shareOver45), onboard_over_75_minutes_share: share(sum.shareOver75),
      co2e_kg: Int(sum.carbon.rounded()), cost_pence: sum.cost.count,
      cost_by_s251_line_pence: Dictionary(
        uniqueKeysWithValues: zip(S251Line.allCases, hidden).map { line, isHidden in
          (line.rawValue, isHidden ? nil : sum.costByLine[line]?.count)
        }),
      average_cost_of_a_shared_seat_pence: isEnough ? sum.averageCost.count : nil,
      marginal_saving_of_one_child_pence: isEnough ? sum.marginalSaving.count : nil,
      share_of_children_whose_leaving_saves_nothing: share(sum.shareSavingNothing))
  }
}
