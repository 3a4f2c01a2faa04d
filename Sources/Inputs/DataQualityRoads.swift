import Geometry
import Planning

extension DataQuality {
  /// Which settings and homes the road file reaches.
  public struct Roads: Sendable, Codable, Equatable {
    /// A setting farther than this from every road that is driven may stand in the wrong place, in metres.
    public static let farMetres = 250

    public struct Place: Sendable, Codable, Equatable {
      public var setting: String
      public var name: String
      public var isInArea: Bool
      public var isProposed: Bool
      /// To the nearest road that is driven; `nil` where there is no road file.
      public var metresFromRoad: Int?
    }
    public var hasRoadFile: Bool
    /// Whether journeys could be computed; everything below but distances from roads needs them.
    public var isComputed: Bool
    /// Settings whose journeys are all straight lines.
    public var beyond: [Place] = []
    /// Settings on the network that lie far from every road.
    public var farFromRoad: [Place] = []
    /// Homes whose journeys are all straight lines.
    public var homesBeyond = 0
    public var homes: Int
    /// Of the journeys from every home to every setting, the share that is a straight line.
    public var straightShare = 0.0
    /// Children of the caseload with a daily journey to a named setting, and of them those whose journey is a straight line.
    public var dailyJourneys = 0
    public var straightJourneys = Count.children(0)

    init(_ study: Study, roads: RoadLinks?, times: TravelTimes?) {
      hasRoadFile = roads != nil
      homes = study.homes.count
      let distances = roads.map { metresFromRoad(study.settings.map(\.point), roads: $0) }
      func place(_ index: Int) -> Place {
        let setting = study.settings[index]
        return Place(
          setting: setting.id, name: setting.name, isInArea: setting.isInArea, isProposed: setting.isProposed,
          metresFromRoad: distances.map { whole($0[index]) })
      }
      guard let times, times.homes == homes, times.settings == study.settings.count else {
        isComputed = false
        return
      }
      isComputed = true
      let settings = study.settings.indices.filter { setting in
        (0..<homes).allSatisfy { times.isStraightLine(home: $0, setting: setting) }
      }
      straightShare = share(times.straightLineShare, of: 1)
      var straight = 0
      for child in study.caseload {
        let provision = study.provisions[child.provision]
        guard let setting = provision.setting, provision.kind.hasDailyJourney, !child.traits.contains(.residential)
        else { continue }
        dailyJourneys += 1
        if times.isStraightLine(home: child.home, setting: setting) { straight += 1 }
      }
      straightJourneys = Count(total: straight, threshold: study.disclosureThreshold)
      guard hasRoadFile else { return }
      homesBeyond = (0..<homes).count { home in
        study.settings.indices.allSatisfy { times.isStraightLine(home: home, setting: $0) }
      }
      beyond = settings.map(place)
      let isBeyond = Set(settings)
      farFromRoad = study.settings.indices.filter { !isBeyond.contains($0) }.map(place).filter {
        ($0.metresFromRoad ?? 0) > Self.farMetres
      }
    }
  }
}

/// Metres from each point to the nearest road that is driven, in a straight line; infinite where there is none.
///
/// Every link is tried for every point: some settings and a county's roads are a second's work.
func metresFromRoad(_ points: [Point], roads: RoadLinks) -> [Double] {
  var best = Array(repeating: Double.infinity, count: points.count)
  for link in 0..<roads.count where !roads.access[link].isDisjoint(with: [.driveForward, .driveBackward]) {
    let from = roads.nodes[Int(roads.from[link])]
    let to = roads.nodes[Int(roads.to[link])]
    let along = Point(easting: to.easting - from.easting, northing: to.northing - from.northing)
    let squared = along.easting * along.easting + along.northing * along.northing
    let length = squared.squareRoot()
    for (index, point) in points.enumerated() {
      let x = point.easting - from.easting
      let y = point.northing - from.northing
      let reach = best[index] + length
      guard x * x + y * y < reach * reach else { continue }
      let part = squared > 0 ? min(1, max(0, (x * along.easting + y * along.northing) / squared)) : 0
      let nearest = Point(easting: from.easting + part * along.easting, northing: from.northing + part * along.northing)
      best[index] = min(best[index], point.distance(to: nearest))
    }
  }
  return best
}

extension DataQuality.Roads {
  static let sectionID = "roads"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    func add(_ severity: DataQuality.Severity, _ sentence: String, _ remedy: String) {
      findings.append(.init(severity, in: Self.sectionID, sentence, remedy))
    }
    guard hasRoadFile else {
      return [
        .init(
          .shouldKnow, in: Self.sectionID,
          "No road file is given: every journey is a straight line times the circuity assumption.",
          "Add roads.osm.pbf, or road_nodes.csv and road_links.csv.")
      ]
    }
    let inside = beyond.filter(\.isInArea)
    if !inside.isEmpty {
      add(
        .shouldKnow,
        "\(counted(inside.count, "setting inside the area lies", "settings inside the area lie")) beyond the road network: "
          + "\(series(inside.map(\.name))).", "Extend the road file, or correct easting_m and northing_m.")
    }
    let straight = straightJourneys.shown ?? 1
    if straight > 0 {
      let share = straightJourneys.shown.map { " (\(percentage($0, of: dailyJourneys)))" } ?? ""
      add(
        DataQuality.severity(straight, of: dailyJourneys),
        "\(straightJourneys.shown.map(grouped) ?? "A few") of \(counted(dailyJourneys, "daily journey", "daily journeys")) "
          + "of the caseload\(share) are straight lines times the circuity assumption.",
        "Take in a road file that covers the settings listed, over the border too.")
    }
    let outside = beyond.count - inside.count
    if outside > 0 {
      add(
        .information,
        "\(counted(outside, "setting outside the area lies", "settings outside the area lie")) beyond the road network: "
          + "journeys there are straight lines, flagged.", "Extend the road file over the border where children travel."
      )
    }
    if homesBeyond > 0 {
      add(
        .shouldKnow,
        "\(grouped(homesBeyond)) of \(counted(homes, "home", "homes")) \(homesBeyond == 1 ? "lies" : "lie") beyond the "
          + "road network.", "Extend the road file, or correct the points.")
    }
    if !farFromRoad.isEmpty {
      add(
        .shouldKnow,
        "\(counted(farFromRoad.count, "setting is", "settings are")) more than \(Self.farMetres) m from any road that is "
          + "driven: \(series(farFromRoad.map(\.name))).", "Check easting_m and northing_m.")
    }
    return findings
  }

  var section: QualitySection {
    func rows(_ places: [Place]) -> [[String]] {
      places.map { place in
        [
          place.name, place.setting, place.isProposed ? "proposed" : place.isInArea ? "inside" : "outside",
          place.metresFromRoad.map { $0 == .max ? "no road" : grouped($0) } ?? "",
        ]
      }
    }
    let columns: [QualityTable.Column] = [
      .text("Setting"), .text("setting_id"), .text("Area"), .number("Metres from a road"),
    ]
    var sentences: [String] = []
    if isComputed, hasRoadFile {
      sentences.append(
        "\(percentage(straightShare, of: 1)) of journeys from every home to every setting are straight lines, and "
          + "\(straightJourneys.shown.map { percentage($0, of: dailyJourneys) } ?? "a few") of the caseload's "
          + "\(grouped(dailyJourneys)) daily journeys to a named setting.")
    } else if !hasRoadFile {
      sentences.append("No road file is given.")
    } else {
      sentences.append("Journeys could not be computed; see the problems.")
    }
    return QualitySection(
      Self.sectionID, "Roads", sentences,
      [
        QualityTable("beyond-roads", "Settings beyond the road network", columns, rows(beyond)),
        QualityTable(
          "far-from-roads", "Settings more than \(Self.farMetres) m from any road that is driven", columns,
          rows(farFromRoad)),
      ])
  }
}
