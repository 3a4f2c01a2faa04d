/// A small square matrix, row-major, for the level fits; sizes are about ten.
struct SquareMatrix: Sendable {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// Lower triangular root of a symmetric positive semi-definite matrix; a zero pivot gives a zero column.
  func cholesky() -> SquareMatrix {
    var root = SquareMatrix(size: size)
    for column in 0..<size {
      var pivot = self[column, column]
      for k in 0..<column { pivot -= root[column, k] * root[column, k] }
      guard pivot > 1e-12 else { continue }
      root[column, column] = pivot.squareRoot()
      for row in (column + 1)..<max(size, column + 1) {
        var sum = self[row, column]
        for k in 0..<column { sum -= root[row, k] * root[column, k] }
        root[row, column] = sum / root[column, column]
      }
    }
    return root
  }

  /// Solves `self x = right` for a lower triangular `self`; a zero pivot gives zero.
  func solveLower(_ right: [Double]) -> [Double] {
    var x = right
    for row in 0..<size {
      for k in 0..<row { x[row] -= self[row, k] * x[k] }
      x[row] = self[row, row] > 0 ? x[row] / self[row, row] : 0
    }
    return x
  }

  /// Solves `self x = right` for a symmetric positive definite `self`.
  func solve(_ right: [Double]) -> [Double] {
    let root = cholesky()
    var x = root.solveLower(right)
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(size, row + 1) { x[row] -= root[k, row] * x[k] }
      x[row] = root[row, row] > 0 ? x[row] / root[row, row] : 0
    }
    return x
  }
}
