import Planning

/// How a cell's figure follows from a year's record: the definitions of the metrics, as sums, quotients and what stands
/// beside them. Not-a-number marks a figure with nobody behind it.
enum FigureFormula: Sendable {
  /// A number of children, who are also those it rests on.
  case count(Int)
  /// Children of up to four sums over those of another; a small part is what could give someone away.
  case share(SIMD4<Int>, of: Int)
  case mean(Int, of: Int)
  /// A sum, and the children it rests on.
  case sum(Int, children: Int)
  case extra(Int, children: Int)
  case scaled(Int, by: Double, children: Int)
  /// Filled over places; at a setting it rests on who is there.
  case occupancy(filled: Int, places: Int, isSetting: Bool)

  /// - Parameter carbon: kg CO2e a vehicle-kilometre.
  init(_ cell: CellLayout.Cell, _ layout: CellLayout, carbon: Double) {
    let slice = cell.sliceIndex
    func of(_ lane: SliceSums.Count) -> Int { SliceSums.slot(slice, lane) }
    func amount(_ lane: SliceSums.Amount) -> Int { SliceSums.slot(slice, lane) }
    func kinds(_ kinds: ProvisionKind...) -> SIMD4<Int> {
      var slots = SIMD4(repeating: -1)
      for (index, kind) in kinds.enumerated() { slots[index] = SliceSums.slot(slice, kind) }
      return slots
    }
    func part(_ lane: SliceSums.Count) -> SIMD4<Int> { SIMD4(of(lane), -1, -1, -1) }
    let children = of(.children)
    let isSetting = cell.slice.kind == .setting
    let site = slice - layout.settingStart
    func whole(_ figure: ExtraLayout.Whole) -> FigureFormula { .extra(ExtraLayout.index(figure), children: children) }
    func either(_ figure: ExtraLayout.Whole, _ atSetting: ExtraLayout.Site) -> FigureFormula {
      isSetting ? .extra(ExtraLayout.index(atSetting, setting: site), children: children) : whole(figure)
    }
    func journey(_ figure: ExtraLayout.Journey) -> FigureFormula {
      .extra(ExtraLayout.index(figure, pool: layout.pool(of: cell)), children: of(.day))
    }
    self =
      switch cell.metric {
      case .ehcp: .count(children)
      case .need(let need): .count(SliceSums.slot(slice, need))
      case .placed(let kind): .count(SliceSums.slot(slice, kind))
      case .independentCount: .count(amount(.independents))
      case .independentRateA: .share(kinds(.independentSpecial), of: children)
      case .independentRateB: .share(kinds(.independentSpecial, .nmss), of: children)
      case .independentRateC: .share(kinds(.independentSpecial, .nmss, .independentMainstream), of: children)
      case .independentRateD:
        .share(kinds(.independentSpecial, .nmss, .independentMainstream, .specialistPost16), of: children)
      case .outOfAreaCount: .count(of(.outOfArea))
      case .outOfAreaNoLocalPlace: .count(of(.outNoLocal))
      case .outOfAreaPreference: .count(of(.outPreference))
      case .outOfAreaNotRecorded: .count(of(.outNotRecorded))
      case .unmetBaseDemand: .count(of(.unmetBase))
      case .distanceMean: .mean(amount(.metres), of: of(.day))
      case .distanceMedian: journey(.medianMetres)
      case .distanceP90: journey(.p90Metres)
      case .timeMean: .mean(amount(.seconds), of: of(.day))
      case .timeMedian: journey(.medianSeconds)
      case .timeP90: journey(.p90Seconds)
      case .excessiveTravelShare: .share(part(.excessive), of: of(.day))
      case .within30MinutesCount: .count(of(.within30))
      case .transportEligible: .count(of(.eligible))
      case .newlyTransportEligibleCount: .count(of(.newlyEligible))
      case .vehicles: either(.vehicles, .vehicles)
      case .vehicleKm: either(.kilometres, .kilometres)
      case .transportCost: .sum(amount(.transportCost), children: of(.eligible))
      case .co2e: .scaled(ExtraLayout.index(.kilometres), by: carbon, children: children)
      case .placementCost: .sum(amount(.placementCost), children: children)
      case .emptyPlaceCost: whole(.emptyPlaceCost)
      case .independentCost: .sum(amount(.independentCost), children: amount(.independents))
      case .placementCostFinancialYear: whole(.placementInFinancialYear)
      case .transportCostFinancialYear: whole(.transportInFinancialYear)
      case .costPerPlacement: .mean(amount(.placementCost), of: children)
      case .capital: whole(.capital)
      case .cashable: whole(.cashable)
      case .avoided: whole(.avoided)
      case .npv: whole(.npv)
      case .npvHighNeeds: whole(.npvHighNeeds)
      case .npvGeneralFund: whole(.npvGeneralFund)
      case .npvCapital: whole(.npvCapital)
      case .placesPlanned: whole(.placesPlanned)
      case .placesOpen: whole(.placesOpen)
      case .occupancyShare:
        isSetting
          ? .occupancy(
            filled: ExtraLayout.index(.filled, setting: site), places: ExtraLayout.index(.places, setting: site),
            isSetting: true)
          : .occupancy(filled: ExtraLayout.index(.filled), places: ExtraLayout.index(.places), isSetting: false)
      case .placeWorth:
        cell.slice.kind == .need
          ? .extra(ExtraLayout.index(worthOfNeed: slice - layout.needStart), children: children)
          : either(.worth, .worth)
      case .placeTimeSaved: either(.timeSaved, .timeSaved)
      case .panelOrderExcess: whole(.panelExcess)
      case .journeysLongerCount: .count(of(.longer))
      case .journeysShorterCount: .count(of(.shorter))
      case .localMaintainedShare: .share(part(.local), of: children)
      case .placementStabilityShare: .share(part(.stable), of: of(.stableOf))
      }
  }

  /// The figure and the children behind it.
  @inline(__always)
  func value(
    _ sums: UnsafePointer<Int>, _ extras: UnsafePointer<Double>, threshold: Int
  ) -> (value: Double, base: Int) {
    func share(_ part: Int, _ whole: Int) -> (Double, Int) {
      (whole == 0 ? .nan : Double(part) / Double(whole), part >= 1 && part < threshold ? part : whole)
    }
    switch self {
    case .count(let slot): return (Double(sums[slot]), sums[slot])
    case .share(let slots, let whole):
      var part = sums[slots[0]]
      for lane in 1..<4 where slots[lane] >= 0 { part += sums[slots[lane]] }
      return share(part, sums[whole])
    case .mean(let slot, let number):
      return (sums[number] == 0 ? .nan : Double(sums[slot]) / Double(sums[number]), sums[number])
    case .sum(let slot, let children): return (Double(sums[slot]), sums[children])
    case .extra(let index, let children): return (extras[index], sums[children])
    case .scaled(let index, let factor, let children): return (extras[index] * factor, sums[children])
    case .occupancy(let filled, let places, let isSetting):
      let (value, base) = share(Int(extras[filled]), Int(extras[places]))
      return (value, isSetting ? Int(extras[filled]) : base)
    }
  }
}
