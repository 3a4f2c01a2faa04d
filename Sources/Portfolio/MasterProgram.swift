import Foundation

/// The relaxed choice of starts: a linear program in which cuts stand for the cost of placing each year's need.
///
/// Variables are the starts of each proposal, then each year's cost of placing. Costs are divided by `unit`, so that a
/// tolerance means the same in every instance.
struct MasterProgram {
  let instance: PortfolioInstance
  let unit: Double
  private(set) var program: LinearProgram
  /// Slack of "one start or never", by proposal: its value is how much of the proposal never opens.
  private let never: [Int]
  private let limitSlack: [Int]
  private let limitUnit: [Double]
  /// All that starts could use of a limit, and what it allows.
  private let limitSum: [Double]
  private(set) var cuts: [Cut] = []

  struct Cut {
    var year: Int
    var slack: Int
    var constant: Double
    var worth: [Double]
    var prices: [Double]
  }

  init(_ instance: PortfolioInstance, unit: Double) {
    self.instance = instance
    self.unit = unit
    let starts = instance.proposals * instance.years
    program = LinearProgram(
      cost: instance.startCost.map { Double($0) / unit } + Array(repeating: 1, count: instance.years),
      lower: Array(repeating: 0, count: starts + instance.years),
      upper: Array(repeating: 1, count: starts) + Array(repeating: .infinity, count: instance.years))
    let years = instance.years
    var rows = program
    never = (0..<instance.proposals).map { proposal in
      rows.addRow((0..<years).map { (proposal * years + $0, 1) }, most: 1, slackMost: 1)
    }
    let units = instance.limits.map { Double(max(1, $0.use.map(abs).max() ?? 1)) }
    limitSlack = zip(instance.limits, units).map { limit, unit in
      rows.addRow(
        limit.use.indices.filter { limit.use[$0] != 0 }.map { ($0, Double(limit.use[$0]) / unit) },
        most: Double(limit.most) / unit)
    }
    limitUnit = units
    limitSum = instance.limits.map { limit in limit.use.reduce(Double(limit.most)) { $0 + Double(abs($1)) } }
    program = rows
  }

  mutating func add(_ cut: PriceCut, prices: [Double]) {
    let years = instance.years
    var row: [(variable: Int, value: Double)] = [(instance.proposals * years + cut.year, -1)]
    for (start, worth) in cut.worth.enumerated() where worth > 0 { row.append((start, -worth / unit)) }
    let slack = program.addRow(row, most: -cut.constant / unit)
    let worth = cut.worth.map { $0 / unit }
    cuts.append(
      Cut(year: cut.year, slack: slack, constant: cut.constant / unit, worth: worth, prices: prices))
  }

  mutating func restrict(to box: [PortfolioProof.Starts]) {
    let years = instance.years
    for proposal in box.indices {
      for start in 0..<years {
        program.setBounds(proposal * years + start, 0, box[proposal] & 1 << start != 0 ? 1 : 0)
      }
      program.setBounds(never[proposal], 0, box[proposal] & 1 << years != 0 ? 1 : 0)
    }
  }

  mutating func solve(cutoff: Double) -> LinearProgram.Outcome {
    program.solve(cutoff: cutoff / unit, limit: 2000)
  }

  var objective: Double { program.objective * unit }
  func start(_ proposal: Int, _ year: Int) -> Double { program.value(proposal * instance.years + year) }

  /// How much of each start is made: `proposal * years + start`.
  var parts: [Double] {
    (0..<instance.proposals * instance.years).map { min(1, max(0, program.value($0))) }
  }

  /// How much of each proposal is open in each year: `proposal * years + year`.
  var open: [Double] {
    var open = Array(repeating: 0.0, count: instance.proposals * instance.years)
    for proposal in 0..<instance.proposals {
      var sum = 0.0
      for year in 0..<instance.years {
        sum += max(0, start(proposal, year))
        open[proposal * instance.years + year] = min(1, sum)
      }
    }
    return open
  }

  /// Prices of need, mixed as the program weighs its cuts, and of the limits.
  func prices() -> PortfolioProof.Prices {
    let groups = instance.groups.count
    var need = Array(repeating: 0.0, count: instance.years * groups)
    for cut in cuts {
      let weight = program.reducedCost(cut.slack)
      guard weight > 1e-12 else { continue }
      // Prices of the proof carry the year's weight.
      let factor = weight * Double(instance.yearWeights[cut.year])
      for group in 0..<groups { need[cut.year * groups + group] += factor * cut.prices[group] }
    }
    let grain = Double(PortfolioProof.Prices.grain)
    let limits = zip(limitSlack, limitUnit).map { grain * max(0, program.reducedCost($0)) * unit / $1 }
    // As fine as the sums of the proof allow.
    let largest = zip(limits, limitSum).reduce(0) { max($0, $1.0 * $1.1) }
    let shift = largest > 0 ? max(0, min(40, Int((60 - log2(largest)).rounded(.down)))) : 0
    return PortfolioProof.Prices(
      need: need.map { Int(($0 * grain).rounded()) },
      limits: zip(limits, limitSum).map { Int(min($0 * Double(1 << shift), 0x1p60 / max(1, $1)).rounded(.down)) },
      limitShift: shift)
  }

  /// Prices of the limits at which no portfolio of the box keeps them, from a row that no opening satisfies.
  func impossibility(_ row: Int) -> PortfolioProof.Prices {
    let ray = zip(limitSlack, limitUnit).map { program.weight(inInfeasible: row, of: $0) / $1 }
    // As fine as the sums of the proof allow: what all starts together could use must fit.
    let largest = zip(limitSum, ray).reduce(0) { $0 + $1.0 * $1.1 }
    let scale = 0x1p60 / max(largest, .leastNormalMagnitude)
    return PortfolioProof.Prices(need: [], limits: ray.map { Int(min($0 * scale, 0x1p60).rounded()) })
  }

  /// Starts whose reduced costs raise the objective by at least `rise`.
  func starts(of proposal: Int, in allowed: PortfolioProof.Starts, dearerThan rise: Double) -> PortfolioProof.Starts {
    let years = instance.years
    let variables = (0..<years).map { proposal * years + $0 } + [never[proposal]]
    let costs = variables.map { program.reducedCost($0) }
    // What is open in full is given up for any other start.
    let givenUp = costs.indices.filter { allowed & 1 << $0 != 0 && costs[$0] < 0 }
    var dear: PortfolioProof.Starts = 0
    for start in 0...years where allowed & 1 << start != 0 && !givenUp.contains(start) {
      let total = max(0, costs[start]) - givenUp.reduce(0) { $0 + costs[$1] }
      if total * unit >= rise { dear |= 1 << start }
    }
    return dear
  }

  /// Drops cuts that the objective would not feel if they came nearer by `slack`.
  mutating func dropIdleCuts(_ slack: Double) {
    let known = Set(cuts.map(\.slack))
    var dropped: Set<Int> = []
    program.dropRows { index, value in
      guard known.contains(index), value > slack / unit else { return false }
      dropped.insert(index)
      return true
    }
    cuts.removeAll { dropped.contains($0.slack) }
  }
}
