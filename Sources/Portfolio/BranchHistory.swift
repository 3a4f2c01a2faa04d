/// By how much dividing on a proposal has raised bounds, and which proposal to divide on next.
struct BranchHistory {
  private var rises: [(early: Mean, late: Mean)]
  private var all: (early: Mean, late: Mean) = (Mean(), Mean())

  struct Mean {
    var sum = 0.0
    var count = 0.0
    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }
    func value(else other: Double) -> Double { count > 0 ? sum / count : other }
  }

  /// One side of a division.
  struct Branch {
    var proposal: Int
    var isEarly: Bool
    /// How far the relaxed opening is from this side.
    var part: Double
    /// Of the box that was divided.
    var bound: Double
  }

  init(proposals: Int) { rises = Array(repeating: (Mean(), Mean()), count: proposals) }

  mutating func record(_ branch: Branch, bound: Double) {
    let rise = max(0, bound - branch.bound) / branch.part
    if branch.isEarly {
      rises[branch.proposal].early.add(rise)
      all.early.add(rise)
    } else {
      rises[branch.proposal].late.add(rise)
      all.late.add(rise)
    }
  }

  /// The proposal and year that promise most: starts up to the year on one side, later ones and never on the other.
  ///
  /// Whether a proposal opens at all counts for more than when.
  func choose(_ relaxation: Relaxation) -> (proposal: Int, year: Int, part: Double)? {
    let years = relaxation.instance.years
    let open = relaxation.master.open
    var best: (proposal: Int, year: Int, part: Double)?
    var most = 0.0
    for proposal in rises.indices {
      let early = rises[proposal].early.value(else: all.early.value(else: 1))
      let late = rises[proposal].late.value(else: all.late.value(else: 1))
      for year in (0..<years).reversed() {
        let part = open[proposal * years + year]
        guard part > 1e-6, part < 1 - 1e-6 else { continue }
        let promise = max(late * part, 1e-6) * max(early * (1 - part), 1e-6) * (year == years - 1 ? 4 : 1)
        if promise > most {
          most = promise
          best = (proposal, year, part)
        }
      }
    }
    return best
  }
}
