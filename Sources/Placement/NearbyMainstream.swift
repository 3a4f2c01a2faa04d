import Planning
import Units

/// Mainstream schools within the longest travel ceiling of every home, nearest first by fastest drive.
struct NearbyMainstream: Sendable {
  struct School: Sendable {
    var provision: Int32
    var journey: JourneyTable.Journey
  }
  private var schools: [School] = []
  private var start: [Int32] = [0]
  /// Homes x NC years: where in a home's list the first school that takes the year group stands.
  private var first: [Int32] = []
  private static let years = NCYear.all.count

  init(homes: Int, _ table: ProvisionTable, _ travel: TravelTimes, _ parameters: PlacementParameters) {
    let named = table.named[Int(ProvisionKind.mainstream.rawValue)]
    let ceiling = parameters.travelCeiling.max() ?? 0
    var near: [School] = []
    for home in 0..<homes {
      near.removeAll(keepingCapacity: true)
      for provision in named {
        let journey = parameters.journey(travel, home: home, setting: Int(table.setting[provision]))
        guard journey.seconds >= 0, Int(journey.seconds) <= ceiling else { continue }
        near.append(School(provision: Int32(provision), journey: journey))
      }
      near.sort { ($0.journey.seconds, $0.provision) < ($1.journey.seconds, $1.provision) }
      for ncYear in NCYear.all {
        let index = near.firstIndex {
          table.lowNCYear[Int($0.provision)] <= ncYear && ncYear <= table.highNCYear[Int($0.provision)]
        }
        first.append(Int32(schools.count + (index ?? near.count)))
      }
      schools += near
      start.append(Int32(schools.count))
    }
  }

  /// A home's schools, nearest first, from the first that takes the year group.
  func schools(home: Int, ncYear: Int) -> ArraySlice<School> {
    let year = min(max(ncYear, NCYear.all.lowerBound), NCYear.all.upperBound) - NCYear.all.lowerBound
    return schools[Int(first[home * Self.years + year])..<Int(start[home + 1])]
  }
}
