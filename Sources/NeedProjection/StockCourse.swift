import Foundation
import Planning
import Randomness

/// The course of an authority's plans from the base January on: what is most likely, and how draws stand around it.
///
/// The same coefficients that a backtest scores. Errors of the years of one draw go together as the model has them:
/// surprises that pass on, and a national drift that is wrong in one direction throughout. Counting of events is left
/// to the events.
struct StockCourse: Sendable {
  let record: GrowthRecord
  let coefficients: GrowthCoefficients
  /// Expected log growth since the base January, by year index 0 to the horizon.
  let mean: [Double]
  /// Root of the covariances of year indices 1 to the horizon.
  private let root: SquareMatrix

  init(_ coefficients: GrowthCoefficients, _ record: GrowthRecord, horizon: Int) {
    self.record = record
    self.coefficients = coefficients
    mean = (0...horizon).map { coefficients.drift($0) + coefficients.index(record, years: $0) }
    var shared = SquareMatrix(size: horizon)
    for first in 0..<horizon {
      for second in 0..<horizon { shared[first, second] = coefficients.shared(record, first + 1, second + 1) }
    }
    root = shared.cholesky()
  }

  /// Log growth since the base January, by year index. Each year alone has Student's t with that year's degrees.
  ///
  /// - Parameter expected: What is most likely, where it is not `mean`.
  func draw(around expected: [Double]? = nil, random: inout NamedRandom) -> [Double] {
    let mean = expected ?? mean
    let years = mean.count - 1
    let normals = (0..<years).map { _ in random.normal() }
    var growth = [0.0]
    // Chi-squares of more and more degrees are nested, so that a wild year stays one.
    var square = 0.0
    var degrees = 0
    for year in 0..<years {
      let wanted = coefficients.degrees(year + 1)
      square += 2 * random.gamma(shape: Double(wanted - degrees) / 2)
      degrees = wanted
      let error = (0...year).reduce(0) { $0 + root[year, $1] * normals[$1] }
      growth.append(mean[year + 1] + error * (Double(degrees) / square).squareRoot())
    }
    return growth
  }
}

extension GrowthRecord {
  /// What a study's history says of its base January; its plans are the caseload.
  init(_ study: Study, history: [HistoryTotals]) {
    let base = history.last { $0.year == 0 }
    let stock = base?.stock ?? Double(study.caseload.count)
    let before = (1...3).lazy.compactMap { gap in
      history.first { $0.year == -gap }?.stock.map { (gap: Double(gap), stock: $0) }
    }.first { $0.stock > 0 }
    let accepted = base?.requests.flatMap { received in base?.refused.map { max(received - $0, 0) } }
    // A year's flow above the plans held is another authority's, or a region's.
    func rate(_ count: Double?) -> Double? { count.flatMap { $0 < stock ? $0 / stock : nil } }
    self.init(
      stock: Double(study.caseload.count), accepted: rate(accepted), newPlans: rate(base?.new),
      growth: before.flatMap { stock > 0 ? log(stock / $0.stock) / $0.gap : nil })
  }
}
