/// Stands in for routing in Monte Carlo draws: cost, vehicles and metres of a shared run from what its children sum to.
///
/// Fitted to routed runs of the same study by weighted least squares, then scaled run by run towards each run's own
/// record, the more the more of it there is. A run of one child is priced exactly; a run never costs more than its
/// children alone, nor less than the share of that which full vehicles would leave.
public struct Estimator: Sendable {
  /// Per outcome, `RunFeatures.count` coefficients.
  let coefficients: [[Double]]
  /// Runs x outcomes: the run's own factor.
  private(set) var factors: [Double]
  /// Per run, time on board over direct drive and boarding.
  private(set) var detours: [Double]
  /// The same over all runs.
  private let pooledDetour: Double
  /// Relative errors of cost: on the runs it was fitted to, and on runs held out.
  public private(set) var errors: EstimatorErrors

  static let outcomes = 3
  /// Runs' records needed for a factor to count half: in units of an average run's weight.
  private static let prior = 2.0

  /// Fits to routed runs. With none it prices every child alone.
  public init(_ observations: [RunObservation], runs: Int) {
    self.init(fitting: observations, runs: runs)
    errors = EstimatorErrors(self, observations, runs: runs)
  }

  /// The fit alone, without its errors.
  init(fitting observations: [RunObservation], runs: Int) {
    var coefficients: [[Double]] = []
    var factors = [Double](repeating: 1, count: runs * Estimator.outcomes)
    let mean = observations.reduce(0) { $0 + $1.features[RunFeatures.alone] } / Double(max(1, observations.count))
    for outcome in 0..<Estimator.outcomes {
      var fit = LeastSquares(columns: RunFeatures.count)
      for each in observations {
        fit.add(each.features, each.outcomes[outcome], weight: 1 / max(1, each.features[RunFeatures.alone]))
      }
      let solved = observations.isEmpty ? Estimator.eachAlone[outcome] : fit.coefficients()
      coefficients.append(solved)
      var found = [Double](repeating: 0, count: runs)
      var expected = found
      for each in observations {
        let value = max(0, zip(solved, each.features).reduce(0) { $0 + $1.0 * $1.1 })
        guard value > 0 else { continue }
        // In units of an average run, so that the prior means the same for every outcome.
        let size = each.features[RunFeatures.alone] / mean
        found[each.run] += size * each.outcomes[outcome] / value
        expected[each.run] += size
      }
      for run in 0..<runs {
        factors[run * Estimator.outcomes + outcome] =
          (found[run] + Estimator.prior) / (expected[run] + Estimator.prior)
      }
    }
    self.coefficients = coefficients
    self.factors = factors
    var onBoard = [Double](repeating: 0, count: runs)
    var direct = onBoard
    for each in observations {
      onBoard[each.run] += each.onBoard
      direct[each.run] += each.direct
    }
    let all = (onBoard.reduce(0, +), direct.reduce(0, +))
    let pooled = all.1 > 0 ? all.0 / all.1 : 1
    pooledDetour = pooled
    let weight = all.1 / Double(max(1, observations.count)) * Estimator.prior
    detours = (0..<runs).map { (onBoard[$0] + pooled * weight) / (direct[$0] + weight + .leastNormalMagnitude) }
    errors = EstimatorErrors()
  }

  /// The same for a study with more runs after its own: of those there is no record, so they are priced as the average run.
  func covering(runs: Int) -> Estimator {
    var other = self
    let added = max(0, runs - detours.count)
    other.factors += [Double](repeating: 1, count: added * Estimator.outcomes)
    other.detours += [Double](repeating: pooledDetour, count: added)
    return other
  }

  /// An outcome of a run from its finished row: 0 is pence a day, 1 vehicles, 2 metres a morning.
  @inline(__always)
  func value(_ outcome: Int, _ row: UnsafePointer<Double>, run: Int) -> Double {
    coefficients[outcome].withUnsafeBufferPointer { coefficients in
      var sum = 0.0
      for column in 0..<RunFeatures.count { sum += coefficients[column] * row[column] }
      return sum * factors[run * Estimator.outcomes + outcome]
    }
  }

  /// Pence a day: exact for one child, and never more than each alone.
  @inline(__always)
  func cost(_ row: UnsafePointer<Double>, run: Int) -> Double {
    let alone = row[RunFeatures.alone]
    guard row[RunFeatures.children] > 1 else { return alone }
    return min(alone, max(value(0, row, run: run), alone / Estimator.mostSharing))
  }

  /// Between one and a vehicle each.
  @inline(__always)
  func vehicles(_ row: UnsafePointer<Double>, run: Int) -> Double {
    min(row[RunFeatures.children], max(1, value(1, row, run: run)))
  }

  /// Not below a sixteenth of the kilometres that each alone would drive.
  @inline(__always)
  func metres(_ row: UnsafePointer<Double>, run: Int) -> Double {
    max(row[RunFeatures.kilometres] * 1000 / Estimator.mostSharing, value(2, row, run: run))
  }

  private static let mostSharing = 16.0

  /// Coefficients that give each child a vehicle of its own, for want of any routed run.
  private static let eachAlone: [[Double]] = [
    (RunFeatures.alone, 1.0), (RunFeatures.children, 1), (RunFeatures.kilometres, 1000),
  ].map { column, value in (0..<RunFeatures.count).map { $0 == column ? value : 0 } }
}

/// How far an estimator is from routing: sums of absolute differences over sums of routed cost.
public struct EstimatorErrors: Sendable, Equatable {
  /// Run by run, on the runs it was fitted to.
  public var inSample = 0.0
  /// Run by run, each run-year predicted by a fit without it; of more than a thousand, without it and some others.
  public var heldOut = 0.0
  /// The whole day's cost, each day predicted by a fit without it: mean, and signed mean.
  public var dayHeldOut = 0.0
  public var dayBias = 0.0
  public var observations = 0

  init() {}

  /// How many parts the run-years are held out in: each by itself up to a thousand, and then so few that the fits together
  /// read a million or so, but never fewer than twenty.
  private static func folds(_ observations: Int) -> Int {
    min(observations, max(20, 1_000_000 / max(1, observations)))
  }

  init(_ full: Estimator, _ observations: [RunObservation], runs: Int) {
    self.observations = observations.count
    let total = observations.reduce(0) { $0 + $1.outcomes[0] }
    guard total > 0 else { return }
    func cost(_ estimator: Estimator, _ each: RunObservation) -> Double {
      each.features.withUnsafeBufferPointer { estimator.cost($0.baseAddress!, run: each.run) }
    }
    inSample = observations.reduce(0) { $0 + abs(cost(full, $1) - $1.outcomes[0]) } / total
    var apart = 0.0
    let folds = Self.folds(observations.count)
    for fold in 0..<folds {
      let others = observations.indices.filter { $0 % folds != fold }.map { observations[$0] }
      let fitted = Estimator(fitting: others, runs: runs)
      for index in stride(from: fold, to: observations.count, by: folds) {
        apart += abs(cost(fitted, observations[index]) - observations[index].outcomes[0])
      }
    }
    heldOut = apart / total
    let days = Array(Set(observations.map(\.day))).sorted()
    guard days.count > 1 else { return }
    for day in days {
      let held = observations.filter { $0.day == day }
      let fitted = Estimator(fitting: observations.filter { $0.day != day }, runs: runs)
      let routed = held.reduce(0) { $0 + $1.outcomes[0] }
      guard routed > 0 else { continue }
      let difference = held.reduce(0) { $0 + cost(fitted, $1) } / routed - 1
      dayHeldOut += abs(difference) / Double(days.count)
      dayBias += difference / Double(days.count)
    }
  }
}
