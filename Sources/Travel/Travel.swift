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
  private let walk: NetworkAccess
  private let straightLine: StraightLine?
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
    walk = NetworkAccess(networks?.walking, limits, homes: homePoints, settings: settingPoints)
    unreachable = drive.unreachable(used: study.usedSettings)

    // Where the road file is at fault the run stops there, and a missing circuity is not the thing to say.
    if drive.isComplete && walk.isComplete {
      straightLine = nil
    } else if unreachable.isEmpty {
      straightLine = try StraightLine(assumptions, timeOfDay)
    } else {
      straightLine = try? StraightLine(assumptions, timeOfDay)
    }
    var times = Self.times(study, drive, walk, straightLine, leg, jobs: jobs)
    times.provenance = (roads?.notes ?? ["No road file: every journey is the fallback."]) + (networks?.sentences ?? [])
    times.provenance += drive.sentences(
      straightLine, straightShare: times.straightLineShare, leg: leg, limits: limits, names: study.settings.map(\.name))
    let walksOffPaths = zip(times.isWalkStraightLine, times.isStraightLine).count { $0 && !$1 }
    if walksOffPaths > 0 {
      times.provenance.append(
        "Besides, \(percent(Double(walksOffPaths) / Double(times.isStraightLine.count))) of walking distances are the same "
          + "fallback, for want of a road or path open on foot near the home or the setting.")
    }
    self.times = times
    journeys = HomeJourneys(
      network: networks?.driving, points: homePoints, access: drive.homes.map(\.location), straightLine: straightLine)
  }

  /// The same with the columns of the settings that a study has beyond those known, and nothing else computed again.
  ///
  /// - Throws: `AssumptionError` when a new setting is beyond the roads and there is no circuity.
  public func reaching(_ study: Study, assumptions: AssumptionSet, jobs: Int) throws -> Travel {
    try Travel(self, reaching: study, assumptions, jobs: jobs)
  }

  private init(_ known: Travel, reaching study: Study, _ assumptions: AssumptionSet, jobs: Int) throws {
    let leg = known.times.leg
    limits = known.limits
    var added = study
    added.settings.removeFirst(known.times.settings)
    let points = added.settings.map(\.point)
    let newDrive = known.drive.replacingSettings(points, limits)
    let newWalk = known.walk.replacingSettings(points, limits)
    if let line = known.straightLine {
      straightLine = line
    } else if newDrive.isComplete && newWalk.isComplete {
      straightLine = nil
    } else {
      straightLine = try StraightLine(assumptions, leg == .fromHome ? .morning : .afternoon)
    }
    drive = known.drive.adding(newDrive)
    walk = known.walk.adding(newWalk)
    unreachable = drive.unreachable(used: study.usedSettings)
    times = known.times.adding(Self.times(added, newDrive, newWalk, straightLine, leg, jobs: jobs))
    journeys = known.journeys
  }

  /// Journeys from a study's homes to its settings, each rounded once, without tables where there is no road at all; says
  /// nothing of where they come from.
  private static func times(
    _ study: Study, _ drive: NetworkAccess, _ walk: NetworkAccess, _ straightLine: StraightLine?,
    _ leg: TravelTimes.Leg, jobs: Int
  ) -> TravelTimes {
    if drive.network == nil, let straightLine {
      return TravelTimes(
        leg: leg, homes: study.homes.map(\.point), settings: study.settings.map(\.point), straightLine: straightLine,
        provenance: [])
    }
    let driven = drive.costs(leg, jobs: jobs)
    let walked = walk.costs(leg, jobs: jobs)
    let cells = study.homes.count * study.settings.count
    var seconds: [Int32] = []
    var metres: [Int32] = []
    var walkMillimetres: [Int32] = []
    var isStraight: [Bool] = []
    var isWalkStraight: [Bool] = []
    seconds.reserveCapacity(cells)
    metres.reserveCapacity(cells)
    walkMillimetres.reserveCapacity(cells)
    isStraight.reserveCapacity(cells)
    isWalkStraight.reserveCapacity(cells)
    for home in study.homes.indices {
      for setting in study.settings.indices {
        let (from, to) = (study.homes[home].point, study.settings[setting].point)
        let straight = straightLine?.journey(from, to) ?? (.max, .max)
        let byRoad = driven.cost(home, setting).map(rounded)
        seconds.append((byRoad ?? straight).0)
        metres.append((byRoad ?? straight).1)
        isStraight.append(byRoad == nil)
        let byPath = walked.cost(home, setting).map { Int32(clamping: $0.millimetres) }
        walkMillimetres.append(byPath ?? straightLine?.walk(from, to) ?? .max)
        isWalkStraight.append(byPath == nil)
      }
    }
    return TravelTimes(
      leg: leg, homes: study.homes.count, settings: study.settings.count, driveSeconds: seconds, driveMetres: metres,
      walkMillimetres: walkMillimetres, isStraightLine: isStraight, isWalkStraightLine: isWalkStraight, provenance: [])
  }
}

extension Study {
  /// Settings at which there is any provision, of the study or of a proposal.
  var usedSettings: [Bool] {
    var used = Array(repeating: false, count: settings.count)
    for provision in provisions { if let setting = provision.setting { used[setting] = true } }
    return used
  }
}
