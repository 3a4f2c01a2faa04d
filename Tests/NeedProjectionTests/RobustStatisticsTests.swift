import Testing

@testable import NeedProjection

@Suite struct RobustStatisticsTests {
  @Test func medianAndDeviationByHand() {
    #expect(Robust.median([3, 1, 2]) == 2)
    #expect(Robust.median([4, 1, 2, 3]) == 2.5)
    #expect(Robust.median([]) == 0)
    #expect(abs(Robust.deviation([1, 2, 3, 4, 100]) - 1.4826) < 1e-12)
  }

  @Test func oneWildValueHardlyMovesTheMean() {
    let values = (0..<40).map { 0.1 + 0.001 * Double($0 % 5) }
    let weights = Array(repeating: 1.0, count: 40)
    let mean = Robust.mean(values, weights: weights)
    let wild = Robust.mean(values + [50], weights: weights + [1])
    #expect(abs(mean - 0.102) < 1e-9)
    #expect(abs(wild - mean) < 0.0005)
  }

  @Test func regressionFindsAPlaneAndPassesByOutliers() {
    var rows: [Double] = []
    var response: [Double] = []
    for row in 0..<200 {
      let (x, z) = (Double(row % 7) - 3, Double(row % 11) - 5)
      rows += [x, z]
      response.append(row.isMultiple(of: 50) ? 40 : 0.5 * x - 0.2 * z)
    }
    let fitted = Robust.regression(
      rows: rows, response: response, weights: Array(repeating: 1, count: 200), prior: [0, 0], priorRows: 0)
    #expect(abs(fitted.coefficients[0] - 0.5) < 1e-3 && abs(fitted.coefficients[1] + 0.2) < 1e-3)
  }

  @Test func withoutRowsThePriorStandsAndWithFewItPulls() {
    #expect(
      Robust.regression(rows: [], response: [], weights: [], prior: [0.6], priorRows: 15).coefficients == [0.6])
    let few = Robust.regression(
      rows: [1, -1, 1, -1, 1], response: [0, 0, 0, 0, 0], weights: [1, 1, 1, 1, 1], prior: [0.6], priorRows: 15)
    // Fifteen rows at 0.6 against five at 0.
    #expect(abs(few.coefficients[0] - 0.45) < 1e-9)
  }

  @Test func theScaleOfExactStudentQuantilesIsFound() {
    let values = (0..<999).map { 0.04 * StudentT.quantile((Double($0) + 0.5) / 999, degrees: 5) }
    let square = Robust.squaredScale(values, degrees: 5, extra: Array(repeating: 0, count: 999))
    #expect(abs(square.squareRoot() - 0.04) < 0.0005)
  }

  @Test func quantilesAreThoseOfTheTables() {
    // scipy.stats.t.ppf at 0.75, 0.9, 0.95 and 0.975.
    let known: [Int: [Double]] = [
      5: [0.7266868438004226, 1.4758840488244815, 2.0150483733330233, 2.5705818356363146],
      6: [0.7175581964914126, 1.4397557472651483, 1.9431802805153042, 2.4469118511449786],
      7: [0.7111417780817866, 1.4149239276505086, 1.8945786050900062, 2.364624251592784],
    ]
    for (degrees, values) in known {
      for (share, value) in zip([0.75, 0.9, 0.95, 0.975], values) {
        #expect(abs(StudentT.quantile(share, degrees: degrees) - value) < 1e-12)
        #expect(abs(StudentT.quantile(1 - share, degrees: degrees) + value) < 1e-9)
      }
    }
    // One degree is Cauchy's, two have a closed form.
    #expect(abs(StudentT.quantile(0.75, degrees: 1) - 1) < 1e-12)
    #expect(abs(StudentT.cumulative(1, degrees: 2) - (0.5 + 0.5 / 3.0.squareRoot())) < 1e-12)
  }
}
