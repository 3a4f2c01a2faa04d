/// Weighted least squares by its normal equations, with a trace of ridge so that idle columns get nothing.
struct LeastSquares {
  let columns: Int
  private var matrix: [Double]
  private var vector: [Double]

  init(columns: Int) {
    self.columns = columns
    matrix = Array(repeating: 0, count: columns * columns)
    vector = Array(repeating: 0, count: columns)
  }

  /// Adds an observation; a negative weight takes it out again.
  mutating func add(_ row: [Double], _ outcome: Double, weight: Double) {
    for i in 0..<columns {
      vector[i] += weight * row[i] * outcome
      for j in 0..<columns { matrix[i * columns + j] += weight * row[i] * row[j] }
    }
  }

  /// The coefficients, by Cholesky decomposition of the scaled matrix.
  func coefficients() -> [Double] {
    let scale = (0..<columns).map { matrix[$0 * columns + $0] > 0 ? matrix[$0 * columns + $0].squareRoot() : 1 }
    var lower = [Double](repeating: 0, count: columns * columns)
    for i in 0..<columns {
      for j in 0...i {
        var sum = matrix[i * columns + j] / (scale[i] * scale[j]) + (i == j ? LeastSquares.ridge : 0)
        for k in 0..<j { sum -= lower[i * columns + k] * lower[j * columns + k] }
        lower[i * columns + j] = i == j ? max(sum, LeastSquares.ridge).squareRoot() : sum / lower[j * columns + j]
      }
    }
    var solution = (0..<columns).map { vector[$0] / scale[$0] }
    for i in 0..<columns {
      for k in 0..<i { solution[i] -= lower[i * columns + k] * solution[k] }
      solution[i] /= lower[i * columns + i]
    }
    for i in (0..<columns).reversed() {
      for k in i + 1..<columns { solution[i] -= lower[k * columns + i] * solution[k] }
      solution[i] /= lower[i * columns + i]
    }
    return (0..<columns).map { solution[$0] / scale[$0] }
  }

  private static let ridge = 1e-6
}
