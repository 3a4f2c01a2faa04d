import Assumptions
import Foundation
import Inputs
import Planning
import TestSupport
import Testing

/// The fitted rows of `Models/assumptions/placement.yaml` beside what `placement_fits.py` makes of the published years.
@Suite(
  "Placement figures from the published years",
  .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: no placement figure was fitted"))
struct PlacementFitsTests {
  struct Fits: Decodable, Sendable {
    struct Course: Decodable, Sendable { var share, drift, trend, level, spread, turnover: Double }
    var courses: [String: [String: Course]]
    var breakdown: [String: Double]
    var growth: [String: Int]
    var growthInPhase: Int
    var stay: [String: Double]
    var stock: [String: [String: Int]]
    var residential: Double
  }

  private static let fits = Result {
    let script = projectFolder().appendingPathComponent("Tests/RealDataTests/placement_fits.py").path
    let found = try python([script, try #require(SharedData.folder).path])
    #expect(found.status == 0)
    return try JSONDecoder().decode(Fits.self, from: Data(found.output.utf8))
  }

  private static let assumptions = Result {
    try loadAssumptions(files: sharedModels())
  }

  @Test func theCoursesOfKindsAreTheFittedOnes() throws {
    let fits = try Self.fits.get()
    let set = try Self.assumptions.get()
    #expect(fits.courses.count == 8)
    for (kind, rows) in fits.courses.sorted(by: { $0.key < $1.key }) {
      let stated = try set.nested("placement.course_\(kind)")
      #expect(Set(stated.map(\.key)) == Set(rows.keys), "\(kind)")
      for (january, fit) in rows {
        let row = Dictionary(
          uniqueKeysWithValues: try #require(stated.first { $0.key == january }).row.map { ($0.key, $0.value) })
        let terms = [
          ("share", fit.share), ("drift", fit.drift), ("trend", fit.trend), ("level", fit.level),
          ("spread", fit.spread), ("turnover", fit.turnover),
        ]
        for (name, value) in terms {
          #expect(abs(try #require(row[name]) - value) < 1e-9, "\(kind), \(january), \(name): \(value)")
        }
      }
    }
  }

  /// Same-cohort growth of INMSS from January 2024 to 2025: 1,829 between Years 6 and 7, 6,121 at all other ages.
  @Test func breakdownHazardsAreThoseOfTheCohorts() throws {
    let fits = try Self.fits.get()
    #expect(fits.growth["7"] == 1829)
    #expect(fits.growthInPhase == 6121)
    let stated = try Self.assumptions.get().table("placement.breakdown_by_nc_year")
    #expect(stated.count == 11)
    for (ncYear, hazard) in stated { #expect(hazard == fits.breakdown[ncYear], "Year \(ncYear)") }
  }

  @Test func sharesAtYear12AndOfBoardersAreThePublishedOnes() throws {
    let fits = try Self.fits.get()
    let set = try Self.assumptions.get()
    for (kind, share) in try set.table("placement.post16_stay_share") {
      #expect(abs(share - (try #require(fits.stay[kind]))) < 0.0055, "\(kind)")
    }
    #expect(abs(try set.number("placement.residential_share") - fits.residential) < 0.0005)
  }

  /// The caseloads of the bundled studies hold the published plans of every kind.
  ///
  /// Arrangements made by parents stand under home education in these studies and under educated elsewhere in the script, so
  /// the two are compared together.
  @Test(arguments: ["shropshire", "telford", "coventry"]) func theOpeningStockIsThePublishedOne(_ name: String) throws {
    let published = try #require(try Self.fits.get().stock[name])
    let loaded = try loadStudy(
      at: projectFolder().appendingPathComponent("GeoData/\(name)"), models: sharedModels())
    func grouped(_ code: String) -> String { code == "ehe" ? "elsewhere" : code }
    var expected: [String: Int] = [:]
    for (code, plans) in published { expected[grouped(code), default: 0] += plans }
    var held: [String: Int] = [:]
    for child in loaded.study.caseload {
      held[grouped(loaded.study.provisions[child.provision].kind.code), default: 0] += 1
    }
    #expect(held == expected)
  }
}
