import Foundation
import Planning
import Units

/// What a study's history and caseload say about its levels of leaving and moving: ceasing, moves out and moves in.
///
/// Each observation is the log of a count over what England's rates would give for the same children.
struct Evidence {
  var ceasing: [LevelObservation] = []
  var movingOut: [LevelObservation] = []
  var movingIn: [LevelObservation] = []
  var notes: [String] = []

  init(study: Study, history totals: [HistoryTotals], pupils: PupilForecast, rates: NationalRates) {
    let movesIn = zip(pupils.authority(year: 0), rates.movingIn).reduce(0) { $0 + $1.0 * $1.1 }
    let leaving = Self.crudeCeasing(study.caseload, rates: rates)
    for (index, now) in totals.enumerated() {
      let before = index > 0 && totals[index - 1].year == now.year - 1 ? totals[index - 1] : nil
      let opening = before?.stock ?? now.stock
      let ceased = now.ceased.map { now.movedOut == nil ? $0 * (1 - rates.transferShare) : $0 }
      let gone = now.ceased.map { $0 + (now.movedOut ?? 0) }
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
    describe(totals: totals, study: study)
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

  private mutating func describe(totals: [HistoryTotals], study: Study) {
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
