import Assumptions
import Foundation
import Randomness

/// How an authority's level of a flow stands to the nation's from year to year, on the log scale.
///
/// The level is a part that lasts, and a part that goes back to the nation by `correlation` a year. A single year also
/// has a shock of its own. Each is Gaussian in the fit, with its variances taken over all authorities, so an authority
/// with little evidence is drawn to the nation and one with much keeps its own; draws have heavy tails.
struct LevelProcess: Sendable {
  var persistentVariance: Double
  var revertingVariance: Double
  var correlation: Double
  var shockVariance: Double

  init(_ assumptions: AssumptionSet, _ id: String) throws {
    let table = try assumptions.table(id)
    func field(_ key: String) throws -> Double {
      guard let value = table.first(where: { $0.key == key })?.value else {
        throw AssumptionError(id: id, problem: "no \(key)", remedy: "Give it in the table.")
      }
      return value
    }
    persistentVariance = try field("persistent_variance")
    revertingVariance = try field("reverting_variance")
    correlation = try field("correlation")
    shockVariance = try field("shock_variance")
  }

  func covariance(_ lag: Int) -> Double {
    persistentVariance + revertingVariance * pow(correlation, Double(abs(lag)))
  }

  /// The level from the base January (index 0) to the horizon, given what was seen up to it.
  func path(given observations: [LevelObservation], horizon: Int) -> LevelPath {
    let seen = observations.count
    let years = horizon + 1
    var matrix = SquareMatrix(size: seen)
    for i in 0..<seen {
      for j in 0..<seen {
        let (a, b) = (observations[i], observations[j])
        matrix[i, j] = a.loading * b.loading * covariance(a.year - b.year)
      }
      // The shock belongs to the year's flow, so it blurs a flow's own evidence and not that of a stock.
      matrix[i, i] += observations[i].variance + (observations[i].hasShock ? shockVariance : 0)
    }
    let root = matrix.cholesky()
    let values = root.solveLower(observations.map(\.value))
    var mean = Array(repeating: 0.0, count: years)
    var reduced: [[Double]] = []
    for year in 0..<years {
      let cross = observations.map { $0.loading * covariance($0.year - year) }
      let solved = root.solveLower(cross)
      mean[year] = zip(solved, values).reduce(0) { $0 + $1.0 * $1.1 }
      reduced.append(solved)
    }
    var spread = SquareMatrix(size: years)
    for i in 0..<years {
      for j in 0..<years {
        spread[i, j] = covariance(i - j) - zip(reduced[i], reduced[j]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return LevelPath(mean: mean, root: spread.cholesky(), shock: shockVariance.squareRoot())
  }
}

/// One year's evidence on a level: log of observed over expected.
struct LevelObservation: Sendable {
  /// Years from the flow that ended at the base January: 0, -1, ...
  var year: Int
  var value: Double
  /// Of counting, about 1 over the count.
  var variance: Double
  /// How much of the level shows in it.
  var loading = 1.0
  var hasShock = true
}

/// A level by year index 0 to the horizon: what is most likely, and how draws stand around it.
struct LevelPath: Sendable {
  var mean: [Double]
  var root: SquareMatrix
  /// Standard deviation of each year's own shock.
  var shock: Double

  /// Standard deviation of the level at a year index, shocks apart.
  func deviation(_ year: Int) -> Double {
    (0...year).reduce(0) { $0 + root[year, $1] * root[year, $1] }.squareRoot()
  }

  /// One draw of the level and its shocks, with multivariate Student's t tails of the same variance.
  func draw(degrees: Double, random: inout NamedRandom) -> [Double] {
    let stretch = ((degrees - 2) / (2 * random.gamma(shape: degrees / 2))).squareRoot()
    let normals = mean.indices.map { _ in random.normal() }
    return mean.indices.map { year in
      let level = (0...year).reduce(0) { $0 + root[year, $1] * normals[$1] }
      return mean[year] + stretch * (level + shock * random.normal())
    }
  }
}
