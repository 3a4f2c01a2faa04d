import Foundation
import Geometry
import Planning
import RoadNetwork
import TestSupport
import Testing

@testable import Inputs
@testable import Travel

/// The road network of a real county against figures calculated independently on the same file.
@Suite(
  "Rutland's roads", .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: real roads not checked"))
struct RutlandTests {
  static let roads: RoadLinks? = {
    guard let folder = SharedData.folder else { return nil }
    var problems: [Problem] = []
    let file = folder.appendingPathComponent("roads/rutland-20220720.osm.pbf")
    return readRoads(osmFile: file, displayName: "roads.osm.pbf", problems: &problems)
  }()

  @Test("97% or more of the drivable network is one strongly connected part")
  func connected() throws {
    let roads = try #require(Self.roads)
    let networks = try RoadNetworks(roads, rutlandAssumptions)
    let driving = networks.driving.statistics
    print(networks.sentences.joined(separator: "\n"))
    #expect(driving.mainShareOfLength >= 0.97)
    #expect(driving.mainShareOfJunctions >= 0.97)
    #expect((5000...9000).contains(driving.junctions))
    #expect((800_000...1_100_000).contains(driving.metres))
    #expect(networks.walking.statistics.metres > driving.metres)
  }

  @Test("From LSOA centroids to schools, roads are 1.15 to 1.35 times the straight line in the median")
  func circuity() throws {
    let roads = try #require(Self.roads)
    let (homes, schools) = try Self.places()
    #expect(homes.count == 23)
    let study = study(homes: homes, settings: schools)
    let travel = try Travel(roads: roads, study: study, assumptions: rutlandAssumptions, jobs: 2)
    print(travel.times.provenance.joined(separator: "\n"))
    #expect(travel.unreachable.isEmpty)
    #expect(!travel.times.isStraightLine.contains(true))
    var ratios: [Double] = []
    for home in homes.indices {
      for school in schools.indices {
        let metres = Double(travel.times.drive(home: home, setting: school).metres)
        ratios.append(metres / homes[home].distance(to: schools[school]))
      }
    }
    ratios.sort()
    func quantile(_ share: Double) -> Double { ratios[Int(share * Double(ratios.count - 1))] }
    print("Road over straight line: p10 \(quantile(0.1)), median \(quantile(0.5)), p90 \(quantile(0.9))")
    #expect((1.15...1.35).contains(quantile(0.5)))
  }

  @Test("Journeys among homes equal searches over the whole network")
  func amongHomes() throws {
    let roads = try #require(Self.roads)
    let (homes, schools) = try Self.places()
    let travel = try Travel(
      roads: roads, study: study(homes: homes + schools, settings: schools), assumptions: rutlandAssumptions, jobs: 2)
    let all = Array(0..<homes.count + schools.count)
    let among = travel.journeys.amongHomes(all)
    for home in all {
      for school in schools.indices {
        let drive = travel.times.drive(home: home, setting: school)
        #expect(among.seconds[home * all.count + homes.count + school] == drive.seconds)
        #expect(among.metres[home * all.count + homes.count + school] == drive.metres)
      }
    }
  }

  /// Population-weighted centroids of the county's LSOAs, and the schools found in the road file.
  static func places() throws -> (homes: [Point], schools: [Point]) {
    var codes: Set<String> = []
    for row in try SharedData.rows("geography/lookup_lsoa11_lsoa21_ltla22.csv.gz") where row.last == "E06000017" {
      codes.insert(row[1])
    }
    let homes = try SharedData.rows("geography/lsoa11_population_weighted_centroids_ew.csv.gz").compactMap { row in
      codes.contains(row[0]) ? Point(easting: Double(row[row.count - 2])!, northing: Double(row[row.count - 1])!) : nil
    }
    let schools = try SharedData.rows("roads/rutland_osm_schools.csv")
    let transformation = try GridTransformation()
    let points = try transformation.points(
      longitudes: schools.map { Double($0[2])! }, latitudes: schools.map { Double($0[3])! })
    return (homes, points)
  }
}

/// Speeds as the shared assumptions have them, near enough for distances.
private let rutlandAssumptions = {
  var set = assumptions(limit: 1000)
  let classes = [
    "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street", "service",
    "road",
  ]
  let speeds: [Double] = [100, 80, 65, 58, 50, 42, 28, 12, 16, 35]
  let table = zip(classes, speeds).flatMap { name, speed in
    [(key: name, value: speed), (key: name + "_link", value: speed * 0.7)]
  }
  set.insert(
    .init(id: "speed.drive_kmh", value: .table(table), unit: "km/h", date: "2026", status: .local, source: "test"))
  return set
}()
