#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Geometry
import Planning

/// The journey from a home to a setting, as the stage reads it: one cell, one line of memory.
struct Way: Sendable {
  var metres: Int32 = 0
  var seconds: Int32 = 0
  var walkMillimetres: Int32 = 0
  /// Which of 64 cells around the setting the home lies in: 16 sectors x 4 rings. It lets an estimator see whether
  /// children live on one another's way.
  var sector: Int32 = 0
}

/// Ways from homes to settings, and where each home lies around each setting: homes x settings, row-major, where there are
/// roads; each worked out when it is asked for where there are none.
struct Surroundings: Sendable {
  private var table: [Way] = []
  private let travel: TravelTimes
  private let homes: [Point]
  private let sites: [Point]
  static let sectors = 16
  /// Drives in metres at which the next ring starts.
  static let rings = [3_000, 8_000, 16_000]

  /// - Parameter known: the ways to the first settings of the study, which are taken over.
  init(_ study: Study, _ travel: TravelTimes, beyond known: Surroundings? = nil) {
    self.travel = travel
    homes = study.homes.map(\.point)
    sites = study.settings.map(\.point)
    guard !travel.hasNoRoads else { return }
    let knownSites = known?.sites.count ?? 0
    var table: [Way] = []
    table.reserveCapacity(homes.count * sites.count)
    for home in homes.indices {
      if let known { table += known.table[home * knownSites..<(home + 1) * knownSites] }
      for site in knownSites..<sites.count { table.append(way(home, site)) }
    }
    self.table = table
  }

  subscript(home: Int, setting: Int) -> Way {
    travel.hasNoRoads ? way(home, setting) : table[home * sites.count + setting]
  }

  private func way(_ home: Int, _ setting: Int) -> Way {
    let drive = travel.drive(home: home, setting: setting)
    let (place, site) = (homes[home], sites[setting])
    let turn = (atan2(place.northing - site.northing, place.easting - site.easting) + .pi) / (2 * .pi)
    let sector = min(Self.sectors - 1, Int(turn * Double(Self.sectors)))
    return Way(
      metres: drive.metres, seconds: drive.seconds, walkMillimetres: travel.walk(home: home, setting: setting),
      sector: Int32(sector * 4 + Self.rings.count { Int(drive.metres) >= $0 }))
  }
}
