/// A linear program with bounded variables and rows `coefficients x variables <= most`, solved by the dual simplex method.
///
/// The tableau is dense and condensed: a row for each basic variable, a column for each variable at a bound. Rows may be
/// added and bounds changed at any time; the basis stays dual feasible, so the next solve goes on from it. Costs must not be
/// negative. Numbers are floating-point: what is proven with them is proven anew in integers elsewhere.
struct LinearProgram {
  let variables: Int
  private let stride: Int
  /// Of the variables, then of the slack of each row.
  private(set) var lower: [Double]
  private(set) var upper: [Double]
  private var table: [Double] = []
  private var rightHand: [Double] = []
  private var basicValue: [Double] = []
  private var basic: [Int] = []
  private var nonbasic: [Int]
  private var isAtUpper: [Bool]
  private var reducedCost: [Double]
  private var constant = 0.0
  /// Of a variable, its row if basic, else -1 - its column.
  private var position: [Int]
  /// Pivots made since the start.
  private(set) var pivots = 0

  static let tolerance = 1e-7

  enum Outcome { case optimal, infeasible(row: Int), beyondCutoff, stalled }

  init(cost: [Double], lower: [Double], upper: [Double]) {
    variables = cost.count
    stride = (cost.count + 7) / 8 * 8
    self.lower = lower
    self.upper = upper
    reducedCost = cost
    nonbasic = Array(cost.indices)
    isAtUpper = Array(repeating: false, count: cost.count)
    position = cost.indices.map { -1 - $0 }
  }

  var rows: Int { basic.count }

  /// Adds `coefficients x variables + slack = most`, the slack between 0 and `slackMost`; returns the index of the slack.
  @discardableResult mutating func addRow(
    _ coefficients: [(variable: Int, value: Double)], most: Double, slackMost: Double = .infinity
  ) -> Int {
    let slack = lower.count
    lower.append(0)
    upper.append(slackMost)
    position.append(basic.count)
    var row = Array(repeating: 0.0, count: stride)
    var right = most
    for (variable, value) in coefficients where position[variable] < 0 { row[-1 - position[variable]] += value }
    for (variable, value) in coefficients where position[variable] >= 0 {
      let from = position[variable] * stride
      right -= value * rightHand[position[variable]]
      for column in 0..<variables { row[column] -= value * table[from + column] }
    }
    table.append(contentsOf: row)
    rightHand.append(right)
    basic.append(slack)
    basicValue.append(right)
    return slack
  }

  /// Changes bounds; `solve` counts anew from them.
  mutating func setBounds(_ variable: Int, _ low: Double, _ high: Double) {
    lower[variable] = low
    upper[variable] = high
  }

  func value(_ variable: Int) -> Double {
    let place = position[variable]
    if place >= 0 { return basicValue[place] }
    return isAtUpper[-1 - place] ? upper[variable] : lower[variable]
  }

  /// Reduced cost of a variable: of a slack, the multiplier of its row.
  func reducedCost(_ variable: Int) -> Double {
    position[variable] >= 0 ? 0 : reducedCost[-1 - position[variable]]
  }

  /// In what measure a row that cannot be satisfied uses the row of a slack.
  func weight(inInfeasible row: Int, of slack: Int) -> Double {
    let isLow = basicValue[row] < lower[basic[row]]
    let entry = position[slack] >= 0 ? (position[slack] == row ? 1 : 0) : table[row * stride - 1 - position[slack]]
    return max(0, isLow ? entry : -entry)
  }

  var objective: Double {
    var total = constant
    for column in 0..<variables where reducedCost[column] != 0 { total += reducedCost[column] * bound(column) }
    return total
  }

  private func bound(_ column: Int) -> Double {
    isAtUpper[column] ? upper[nonbasic[column]] : lower[nonbasic[column]]
  }

  /// Puts every variable off the basis at the bound its reduced cost asks for, and counts the basic ones.
  private mutating func recount() {
    for column in 0..<variables {
      let variable = nonbasic[column]
      if reducedCost[column] < 0, upper[variable] < .infinity {
        isAtUpper[column] = true
      } else if reducedCost[column] > 0 || upper[variable] == .infinity {
        isAtUpper[column] = false
      }
    }
    let bounds = (0..<variables).map { bound($0) }
    let used = bounds.indices.filter { bounds[$0] != 0 }
    for row in basic.indices {
      var value = rightHand[row]
      for column in used { value -= table[row * stride + column] * bounds[column] }
      basicValue[row] = value
    }
  }

  /// Pivots until no basic variable is outside its bounds, or the objective is at `cutoff`.
  mutating func solve(cutoff: Double = .infinity, limit: Int = .max) -> Outcome {
    recount()
    var done = 0
    var total = objective
    while done < limit {
      if total >= cutoff {
        total = objective
        if total >= cutoff { return .beyondCutoff }
      }
      var leaving = -1
      var worst = Self.tolerance
      for row in basic.indices {
        let variable = basic[row]
        let outside = max(lower[variable] - basicValue[row], basicValue[row] - upper[variable])
        if outside > worst {
          worst = outside
          leaving = row
        }
      }
      guard leaving >= 0 else { return .optimal }
      guard let gained = pivot(outOf: leaving) else { return .infeasible(row: leaving) }
      total += gained
      done += 1
      pivots += 1
      if done % 100 == 0 { recount() }
    }
    return .stalled
  }

  /// Takes the variable of a row out of the basis at the bound it broke; nil if no variable can enter.
  private mutating func pivot(outOf row: Int) -> Double? {
    let variable = basic[row]
    let isLow = basicValue[row] < lower[variable]
    let target = isLow ? lower[variable] : upper[variable]
    var rest = abs(basicValue[row] - target)
    let from = row * stride
    var candidates: [(ratio: Double, size: Double, column: Int)] = []
    for column in 0..<variables {
      let entry = table[from + column]
      if abs(entry) < 1e-9 || lower[nonbasic[column]] == upper[nonbasic[column]] { continue }
      // Moving off its bound must move the basic variable towards its own.
      if (entry < 0) == (isLow != isAtUpper[column]) {
        candidates.append((abs(reducedCost[column] / entry), abs(entry), column))
      }
    }
    var gained = 0.0
    var ratio = 0.0
    var first = 0
    while first < candidates.count {
      var best = first
      for index in (first + 1)..<max(first + 1, candidates.count) {
        let (a, b) = (candidates[index], candidates[best])
        if a.ratio < b.ratio - 1e-12 || (a.ratio <= b.ratio + 1e-12 && a.size > b.size) { best = index }
      }
      candidates.swapAt(first, best)
      let (next, size, column) = candidates[first]
      gained += rest * max(0, next - ratio)
      ratio = max(ratio, next)
      let span = upper[nonbasic[column]] - lower[nonbasic[column]]
      let left = rest - size * span
      if left <= 1e-9 || span == .infinity {
        enter(column, row, target)
        return gained
      }
      rest = left
      flip(column)
      first += 1
    }
    return nil
  }

  private mutating func flip(_ column: Int) {
    let variable = nonbasic[column]
    let change = (upper[variable] - lower[variable]) * (isAtUpper[column] ? -1 : 1)
    isAtUpper[column].toggle()
    for row in basic.indices { basicValue[row] -= table[row * stride + column] * change }
  }

  private mutating func enter(_ column: Int, _ row: Int, _ target: Double) {
    let entering = nonbasic[column]
    let leaving = basic[row]
    let pivot = table[row * stride + column]
    let step = (basicValue[row] - target) / pivot
    let before = bound(column)
    for index in basic.indices { basicValue[index] -= table[index * stride + column] * step }
    let price = reducedCost[column]
    let (count, width, total) = (basic.count, stride, variables)
    table.withUnsafeMutableBufferPointer { table in
      let own = table.baseAddress! + row * width
      let inverse = 1 / pivot
      for index in 0..<total { own[index] *= inverse }
      own[column] = inverse
      for other in 0..<count where other != row {
        let line = table.baseAddress! + other * width
        let factor = line[column]
        if factor == 0 { continue }
        for index in 0..<width { line[index] -= factor * own[index] }
        line[column] = -factor * inverse
      }
      reducedCost.withUnsafeMutableBufferPointer { costs in
        for index in 0..<total { costs[index] -= price * own[index] }
        costs[column] = -price * inverse
      }
    }
    rightHand[row] /= pivot
    let right = rightHand[row]
    constant += price * right
    for other in 0..<count where other != row {
      // The column holds -factor / pivot by now.
      rightHand[other] += table[other * width + column] * pivot * right
    }
    basic[row] = entering
    nonbasic[column] = leaving
    position[entering] = row
    position[leaving] = -1 - column
    basicValue[row] = before + step
    isAtUpper[column] = target == upper[leaving] && target != lower[leaving]
  }

  /// Drops rows whose slack is basic, by slack; their slacks must not be used again.
  mutating func dropRows(where isDropped: (_ slack: Int, _ value: Double) -> Bool) {
    var kept = 0
    for row in basic.indices {
      let variable = basic[row]
      if variable >= variables, isDropped(variable, basicValue[row]) {
        position[variable] = .min
        continue
      }
      if kept != row {
        for column in 0..<stride { table[kept * stride + column] = table[row * stride + column] }
        rightHand[kept] = rightHand[row]
        basicValue[kept] = basicValue[row]
        basic[kept] = variable
        position[variable] = kept
      }
      kept += 1
    }
    basic.removeLast(basic.count - kept)
    rightHand.removeLast(rightHand.count - kept)
    basicValue.removeLast(basicValue.count - kept)
    table.removeLast(table.count - kept * stride)
  }
}
