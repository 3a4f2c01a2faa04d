import Foundation

/// Estimates that a few authorities with odd returns do not move. All work in the order given, so they repeat to the
/// bit.
enum Robust {
  /// Scale of a normal over its median absolute deviation.
  private static let normalScale = 1.4826
  /// Steps of every re-weighting; estimates change in the ninth figure or later after twenty.
  private static let steps = 30
  /// Distance in scales beyond which a value counts less (Huber 1964): 96% as precise as the mean where all is normal.
  private static let bend = 1.5

  /// 0 for no values.
  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// Median absolute deviation from the median, as a normal's standard deviation.
  static func deviation(_ values: [Double]) -> Double {
    let centre = median(values)
    return normalScale * median(values.map { abs($0 - centre) })
  }

  /// Huber's mean; `values` is not empty and `weights` are above 0.
  static func mean(_ values: [Double], weights: [Double]) -> Double {
    var mean = median(values)
    let scale = max(deviation(values), 1e-6)
    for _ in 0..<steps {
      var sum = 0.0
      var total = 0.0
      for (value, weight) in zip(values, weights) {
        let kept = weight * min(1, bend * scale / max(abs(value - mean), 1e-12))
        sum += kept * value
        total += kept
      }
      mean = sum / total
    }
    return mean
  }

  /// Huber regression without intercept, its coefficients drawn towards `prior`, which counts for `priorRows` rows of
  /// average spread.
  ///
  /// - Parameter rows: Predictors, `prior.count` a row, row-major.
  /// - Returns: Coefficients, and the residual of each row.
  static func regression(
    rows: [Double], response: [Double], weights: [Double], prior: [Double], priorRows: Double
  ) -> (coefficients: [Double], residuals: [Double]) {
    let width = prior.count
    guard !response.isEmpty else { return (prior, []) }
    let total = weights.reduce(0, +)
    let pull = (0..<width).map { k in
      let spread = response.indices.reduce(0.0) { $0 + weights[$1] * rows[$1 * width + k] * rows[$1 * width + k] }
      return max(priorRows * spread / total, 1e-9)
    }
    func residuals(_ coefficients: [Double]) -> [Double] {
      response.indices.map { row in
        (0..<width).reduce(response[row]) { $0 - rows[row * width + $1] * coefficients[$1] }
      }
    }
    var coefficients = prior
    for _ in 0..<steps {
      let errors = residuals(coefficients)
      let scale = max(normalScale * median(errors.map(abs)), 1e-6)
      var matrix = SquareMatrix(size: width)
      var right = (0..<width).map { pull[$0] * prior[$0] }
      for k in 0..<width { matrix[k, k] = pull[k] }
      for row in response.indices {
        let kept = weights[row] * min(1, bend * scale / max(abs(errors[row]), 1e-12))
        for i in 0..<width {
          let weighted = kept * rows[row * width + i]
          right[i] += weighted * response[row]
          for j in 0..<width { matrix[i, j] += weighted * rows[row * width + j] }
        }
      }
      coefficients = matrix.solve(right)
    }
    return (coefficients, residuals(coefficients))
  }

  /// Squared scale of a Student's t with `degrees`, by the fixed point of its likelihood equation, where each value
  /// also has a known squared scale of its own, `extra`.
  static func squaredScale(_ values: [Double], degrees: Double, extra: [Double]) -> Double {
    let start = deviation(values)
    var square = max(start * start, 1e-8)
    for _ in 0..<steps {
      var sum = 0.0
      for (value, own) in zip(values, extra) {
        let weight = (degrees + 1) / (degrees + value * value / (square + own))
        sum += weight * value * value - own
      }
      square = max(sum / Double(values.count), 1e-6)
    }
    return square
  }
}
