#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
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

/// Homes x settings, row-major: travel times laid side by side, and where each home lies around each setting.
enum Surroundings {
  static let sectors = 16
  /// Drives in metres at which the next ring starts.
  static let rings = [3_000, 8_000, 16_000]

  /// - Parameter known: those to the first so many settings.
  static func ways(_ study: Study, _ travel: TravelTimes, known: (ways: [Way], settings: Int)) -> [Way] {
    var ways: [Way] = []
    ways.reserveCapacity(study.homes.count * study.settings.count)
    for (home, place) in study.homes.enumerated() {
      ways += known.ways[home * known.settings..<(home + 1) * known.settings]
      for setting in known.settings..<study.settings.count {
        let site = study.settings[setting]
        let cell = travel.cell(home: home, setting: setting)
        let metres = travel.driveMetres[cell]
        let angle = atan2(place.point.northing - site.point.northing, place.point.easting - site.point.easting)
        let turn = (angle + .pi) / (2 * .pi)
        let sector = min(sectors - 1, Int(turn * Double(sectors)))
        ways.append(
          Way(
            metres: metres, seconds: travel.driveSeconds[cell], walkMillimetres: travel.walkMillimetres[cell],
            sector: Int32(sector * 4 + rings.count { Int(metres) >= $0 })))
      }
    }
    return ways
  }
}
