import Foundation
import Planning
import Units

/// What a study's history and caseload say about its four levels: new plans, ceasing, moves out and moves in.
///
/// Each observation is the log of a count over what England's rates would give for the same children.
struct Evidence {
  var newPlans: [LevelObservation] = []
  var ceasing: [LevelObservation] = []
  var movingOut: [LevelObservation] = []
  var movingIn: [LevelObservation] = []
  var notes: [String] = []
  /// Observed and expected new plans of the last year used, for the report.
  var lastNewPlans: (year: Int, observed: Double, expected: Double)?

  init(
    study: Study, pupils: PupilForecast, rates: NationalRates, trend: NationalTrend,
    stockRatio: (loading: Double, variance: Double)
  ) {
    let children = pupils.authority(year: 0)
    let newAtReference = zip(children, rates.newPlans).reduce(0) { $0 + $1.0 * $1.1 }
    let movesIn = zip(children, rates.movingIn).reduce(0) { $0 + $1.0 * $1.1 }
    let leaving = Self.crudeCeasing(study.caseload, rates: rates)
    let totals = HistoryTotals.all(study)
    var inferred = 0
    for (index, now) in totals.enumerated() {
      let before = index > 0 && totals[index - 1].year == now.year - 1 ? totals[index - 1] : nil
      let opening = before?.stock ?? now.stock
      let calendar = study.baseYear.january + now.year - 1
      let national =
        trend.level(of: calendar) ?? (calendar > trend.lastYear ? trend.path(from: calendar, years: 1)[0] : nil)
      let expectedNew = national.map { newAtReference * exp($0) }
      let unknownNation = calendar > trend.lastYear ? trend.shock * trend.shock : 0

      let ceased = now.ceased.map { now.movedOut == nil ? $0 * (1 - rates.transferShare) : $0 }
      let gone = now.ceased.map { $0 + (now.movedOut ?? 0) }
      if let new = now.new, let expected = expectedNew, expected > 0 {
        newPlans.append(Self.observation(now.year, new, over: expected, extra: unknownNation))
        lastNewPlans = (now.year, new, expected)
      } else if let stock = now.stock, let opening = before?.stock, let expected = expectedNew, expected > 0 {
        let assumed = opening * (leaving + rates.movingOut)
        let new = max(1, stock - opening + (gone ?? assumed) - (now.movedIn ?? movesIn))
        // A quarter of every flow that had to be assumed is taken as its standard error.
        let doubt = ((gone == nil ? assumed : 0) + (now.movedIn == nil ? movesIn : 0)) / 4 / new
        newPlans.append(Self.observation(now.year, new, over: expected, extra: doubt * doubt + unknownNation))
        inferred += 1
      }
      if let ceased, let opening, opening * leaving > 0 {
        ceasing.append(Self.observation(now.year, ceased, over: opening * leaving))
      }
      if let out = now.movedOut, let opening, opening > 0, rates.movingOut > 0 {
        movingOut.append(Self.observation(now.year, out, over: opening * rates.movingOut))
      }
      if movesIn > 0 {
        if let moved = now.movedIn {
          movingIn.append(Self.observation(now.year, moved, over: movesIn))
        } else if let stock = now.stock, let opening = before?.stock, let new = now.new, let gone {
          // The gap of the published identity: moves in, late corrections and all.
          let gap = max(movesIn / 10, stock - opening - new + gone)
          movingIn.append(Self.observation(now.year, gap, over: movesIn, extra: 0.5))
        }
      }
    }
    if newPlans.isEmpty { useStock(study, children: children, rates: rates, stockRatio: stockRatio) }
    describe(totals: totals, inferred: inferred, study: study)
  }

  /// Share of the caseload expected to cease in a year at England's rates, moves out apart.
  static func crudeCeasing(_ caseload: [Child], rates: NationalRates) -> Double {
    guard !caseload.isEmpty else { return 0 }
    let sum = caseload.reduce(0.0) { sum, child in
      child.ncYear.number < YearGroups.last ? sum + rates.ceasing[YearGroups.slot(child.ncYear.number + 1)] : sum + 1
    }
    return sum / Double(caseload.count)
  }

  private static func observation(
    _ year: Int, _ count: Double, over expected: Double, extra: Double = 0
  ) -> LevelObservation {
    let count = max(count, 0.5)
    return LevelObservation(year: year, value: log(count / expected), variance: 1 / count + extra)
  }

  private mutating func useStock(
    _ study: Study, children: [Double], rates: NationalRates, stockRatio: (loading: Double, variance: Double)
  ) {
    let expected =
      zip(children, rates.stock).reduce(0) { $0 + $1.0 * $1.1 } * rates.stockIndex(january: study.baseYear.january)
    guard !study.caseload.isEmpty, expected > 0 else { return }
    let stock = Double(study.caseload.count)
    newPlans.append(
      LevelObservation(
        year: 0, value: log(stock / expected), variance: stockRatio.variance + 1 / stock, loading: stockRatio.loading,
        hasShock: false))
  }

  private mutating func describe(totals: [HistoryTotals], inferred: Int, study: Study) {
    if totals.isEmpty {
      notes.append(
        "No history was given: rates are England's, with the new-plan level leaning on the opening stock per child.")
    } else if inferred > 0 {
      notes.append(
        "New plans were inferred from the change in stock in \(inferred) of \(totals.count) years, "
          + "because none were given."
      )
    }
    if totals.contains(where: { $0.ceased != nil && $0.movedOut == nil }) {
      notes.append(
        "Plans ceased were given without moves out: England's share of transfers was taken off them, "
          + "as DfE counts them in."
      )
    }
    if let stock = totals.last(where: { $0.year == 0 })?.stock, Int(stock) != study.caseload.count {
      notes.append(
        "The history gives \(Int(stock)) plans at January \(study.baseYear.january) and the caseload "
          + "\(study.caseload.count): the projection opens with the caseload."
      )
    }
  }
}
