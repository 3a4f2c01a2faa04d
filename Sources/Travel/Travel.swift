import Assumptions
import Geometry
import Planning
import RoadNetwork

/// Journeys of a study: homes x settings on the road network, and among homes for vehicle routing.
///
/// Drives are fastest routes and the distance along them; walks are shortest routes on roads and paths open on foot.
/// Both go from the place on a road nearest to the home to the place nearest to the setting, one way; the piece
/// between point and road is not counted. Where home or setting lies beyond the road file, the straight line x circuity
/// stands in, flagged cell by cell. Junction delays and the hour are in no time but by the speeds.
public struct Travel: Sendable {
  public let times: TravelTimes
  public let journeys: HomeJourneys
  /// Homes by a road of the file and settings that children use by a road of the file, with no route from one to the
  /// other: an error of the road file, to be refused. In order of home, then setting.
  public let unreachable: [(home: Int, setting: Int)]
  let drive: NetworkAccess
  let limits: SnapLimits

  /// - Parameters:
  ///   - roads: `nil` where the study has no road file: every journey is then the fallback.
  ///   - leg: To the settings in the morning, or home in the afternoon.
  ///   - jobs: Threads; results do not depend on it.
  /// - Throws: `AssumptionError` when a speed is missing, or the circuity that points beyond the roads need.
  public init(
    roads: RoadLinks?, study: Study, assumptions: AssumptionSet, leg: TravelTimes.Leg = .fromHome, jobs: Int
  ) throws {
    let timeOfDay: TimeOfDay = leg == .fromHome ? .morning : .afternoon
    let networks = try roads.map { try RoadNetworks($0, assumptions, timeOfDay) }
    limits = SnapLimits(
      limit: try assumptions.number("travel.snap_limit_m"), detour: try assumptions.number("travel.snap_detour_m"))
    let homePoints = study.homes.map(\.point)
    let settingPoints = study.settings.map(\.point)
    drive = NetworkAccess(networks?.driving, limits, homes: homePoints, settings: settingPoints)
    let walk = NetworkAccess(networks?.walking, limits, homes: homePoints, settings: settingPoints)
    unreachable = drive.unreachable(used: study.usedSettings)

    // Where the road file is at fault the run stops there, and a missing circuity is not the thing to say.
    let straightLine: StraightLine?
    if drive.isComplete && walk.isComplete {
      straightLine = nil
    } else if unreachable.isEmpty {
      straightLine = try StraightLine(assumptions, timeOfDay)
    } else {
      straightLine = try? StraightLine(assumptions, timeOfDay)
    }

    let names = study.settings.map(\.name)
    journeys = HomeJourneys(
      network: networks?.driving, points: homePoints, access: drive.homes.map(\.location), straightLine: straightLine)
    if roads == nil, let straightLine {
      let sentences = drive.sentences(
        straightLine, straightShare: homePoints.isEmpty || settingPoints.isEmpty ? 0 : 1, leg: leg, limits: limits,
        names: names)
      times = TravelTimes(
        leg: leg, homes: homePoints, settings: settingPoints, straightLine: straightLine,
        provenance: ["No road file: every journey is the fallback."] + sentences)
      return
    }
    let driven = drive.costs(leg, jobs: jobs)
    let walked = walk.costs(leg, jobs: jobs)
    let cells = homePoints.count * settingPoints.count
    var seconds: [Int32] = []
    var metres: [Int32] = []
    var walkMillimetres: [Int32] = []
    var isStraight: [Bool] = []
    var isWalkStraight: [Bool] = []
    var walksOffPaths = 0
    seconds.reserveCapacity(cells)
    metres.reserveCapacity(cells)
    walkMillimetres.reserveCapacity(cells)
    isStraight.reserveCapacity(cells)
    isWalkStraight.reserveCapacity(cells)
    for home in homePoints.indices {
      for setting in settingPoints.indices {
        let straight = straightLine?.journey(homePoints[home], settingPoints[setting]) ?? (.max, .max)
        let byRoad = driven.cost(home, setting).map(rounded)
        seconds.append((byRoad ?? straight).0)
        metres.append((byRoad ?? straight).1)
        isStraight.append(byRoad == nil)
        let byPath = walked.cost(home, setting).map { Int32(clamping: $0.millimetres) }
        walkMillimetres.append(byPath ?? millimetres(straight.1))
        isWalkStraight.append(byPath == nil)
        if byPath == nil, byRoad != nil { walksOffPaths += 1 }
      }
    }
    var provenance = (roads?.notes ?? []) + (networks?.sentences ?? [])
    let straightShare = cells == 0 ? 0 : Double(isStraight.count { $0 }) / Double(cells)
    provenance += drive.sentences(straightLine, straightShare: straightShare, leg: leg, limits: limits, names: names)
    if walksOffPaths > 0 {
      provenance.append(
        "Besides, \(percent(Double(walksOffPaths) / Double(cells))) of walking distances are the same fallback, for want "
          + "of a road or path open on foot near the home or the setting.")
    }
    times = TravelTimes(
      leg: leg, homes: homePoints.count, settings: settingPoints.count, driveSeconds: seconds, driveMetres: metres,
      walkMillimetres: walkMillimetres, isStraightLine: isStraight, isWalkStraightLine: isWalkStraight,
      provenance: provenance)
  }
}

/// Whole metres in millimetres, as many as there can be.
private func millimetres(_ metres: Int32) -> Int32 { Int32(clamping: Int(metres) * 1000) }

extension Study {
  /// Settings at which there is any provision, of the study or of a proposal.
  var usedSettings: [Bool] {
    var used = Array(repeating: false, count: settings.count)
    for provision in provisions { if let setting = provision.setting { used[setting] = true } }
    return used
  }
}
