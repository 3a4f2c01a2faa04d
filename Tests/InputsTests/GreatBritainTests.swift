import Geometry
import Testing

@testable import Inputs

/// Squares with land: towns at the corners of Great Britain, and places that are not in it.
@Suite struct GreatBritainTests {
  @Test(arguments: [
    (147_000.0, 30_000.0), (655_000, 293_000), (447_000, 1_141_000), (344_000, 1_011_000), (142_000, 933_000),
    (204_000, 53_000), (632_000, 141_000), (256_000, 262_000), (349_000, 312_000), (530_000, 180_000),
  ])
  func townIsInGreatBritain(_ easting: Double, _ northing: Double) {
    #expect(isInGreatBritain(Point(easting: easting, northing: northing)))
  }

  @Test(arguments: [
    (50_000.0, 450_000.0), (600_000, 600_000), (699_999, 1_299_999), (-1, 300_000), (700_000, 300_000),
    (10_000, 200_000),
  ])
  func elsewhereIsNot(_ easting: Double, _ northing: Double) {
    #expect(!isInGreatBritain(Point(easting: easting, northing: northing)))
  }

  @Test func isoDates() {
    #expect(["2026-02-28", "2028-02-29", "2026-12-31"].allSatisfy(isISODate))
    #expect(
      !["2026-02-29", "2026-13-01", "2026-1-1", "01-09-2026", "2026-00-10", "20260101", ""].contains(where: isISODate))
  }
}
