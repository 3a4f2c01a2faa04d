import Geometry
import Planning
import RoadNetwork

/// Homes and settings on one network.
struct NetworkAccess {
  let network: Network?
  let homes: [PointAccess]
  let settings: [PointAccess]

  init(_ network: Network?, _ limits: SnapLimits, homes: [Point], settings: [Point]) {
    self.network = network
    func access(_ point: Point) -> PointAccess {
      network.map { limits.access(point, to: $0) } ?? .beyond
    }
    self.homes = homes.map(access)
    self.settings = settings.map(access)
  }

  /// The same network and homes with other settings.
  func replacingSettings(_ settings: [Point], _ limits: SnapLimits) -> NetworkAccess {
    NetworkAccess(
      network: network, homes: homes,
      settings: settings.map { point in network.map { limits.access(point, to: $0) } ?? .beyond })
  }

  /// The same with another's settings after its own.
  func adding(_ other: NetworkAccess) -> NetworkAccess {
    NetworkAccess(network: network, homes: homes, settings: settings + other.settings)
  }

  private init(network: Network?, homes: [PointAccess], settings: [PointAccess]) {
    self.network = network
    self.homes = homes
    self.settings = settings
  }

  /// Whether every home and every setting is on the network.
  var isComplete: Bool {
    homes.allSatisfy { $0.location != nil } && settings.allSatisfy { $0.location != nil }
  }

  /// Pairs that lie within the road file without a route between them.
  ///
  /// A home counts as within it by any road, a setting unless its road is merely clipped at the file's edge.
  func unreachable(used: [Bool]) -> [(home: Int, setting: Int)] {
    var pairs: [(home: Int, setting: Int)] = []
    for (home, access) in homes.enumerated() {
      if case .beyond = access { continue }
      for (setting, other) in settings.enumerated() where used[setting] {
        switch (access, other) {
        case (.on, .cutOff), (.cutOff, .on), (.cutOff, .cutOff), (.oneWayOnly, .on), (.oneWayOnly, .cutOff):
          pairs.append((home, setting))
        default:
          continue
        }
      }
    }
    return pairs
  }

  /// Costs of all pairs that are on the network, one way or the other.
  func costs(_ leg: TravelTimes.Leg, jobs: Int) -> NetworkCosts {
    func dense(_ access: [PointAccess]) -> (locations: [Location], index: [Int]) {
      var locations: [Location] = []
      var index: [Int] = []
      for point in access {
        index.append(point.location == nil ? -1 : locations.count)
        if let location = point.location { locations.append(location) }
      }
      return (locations, index)
    }
    let (homes, homeIndex) = dense(homes)
    let (settings, settingIndex) = dense(settings)
    let matrix = network.map { network in
      switch leg {
      case .fromHome: network.costs(from: homes, to: settings, jobs: jobs)
      case .toHome: network.costs(from: settings, to: homes, jobs: jobs)
      }
    }
    return NetworkCosts(matrix: matrix, leg: leg, home: homeIndex, setting: settingIndex)
  }

  /// What the report says about how points were taken to the network and what was not on it.
  func sentences(
    _ straightLine: StraightLine?, straightShare: Double, leg: TravelTimes.Leg, limits: SnapLimits, names: [String]
  ) -> [String] {
    let way = leg == .fromHome ? "from home point to setting" : "from setting to home point"
    var sentences = [
      "Distances and times are one way, \(way); homes are taken to the nearest road, and the piece between is not counted."
    ]
    let distances = homes.compactMap { $0.location?.distance }.sorted()
    if let farthest = distances.last {
      sentences.append(
        "Homes on the road network: \(distances.count) of \(homes.count), median "
          + "\(Int(distances[distances.count / 2].rounded())) m from the road, farthest \(Int(farthest.rounded())) m.")
    }
    func say(_ text: String, _ isMeant: (PointAccess) -> Bool) {
      let meant = settings.indices.filter { isMeant(settings[$0]) }
      guard !meant.isEmpty else { return }
      let few = meant.prefix(5).map { names[$0] }.joined(separator: ", ")
      sentences.append("\(text): \(meant.count) (\(few)\(meant.count > 5 ? ", ..." : "")).")
    }
    say("Settings farther than \(decimal(limits.limit)) m from every road of the file") { $0 == .beyond }
    say("Settings that no home reaches, by a road that does not join the rest") { $0 == .cutOff }
    say("Settings by a road that joins the rest in one direction only") { $0 == .oneWayOnly }
    let far = homes.count { $0 == .beyond }
    if far > 0 {
      sentences.append("Homes farther than \(decimal(limits.limit)) m from every road of the file: \(far).")
    }
    let homesOff = homes.count { $0.location == nil }
    let settingsOff = settings.count { $0.location == nil }
    if let straightLine, straightShare > 0 {
      sentences.append(
        "\(percent(straightShare)) of journeys from home to setting (\(homesOff) homes and \(settingsOff) settings beyond the "
          + "road file) are the straight line x \(decimal(straightLine.circuity)) at "
          + "\(decimal((straightLine.speed * 10).rounded() / 10)) km/h, flagged (transport.circuity_fallback).")
    } else {
      sentences.append("\(percent(straightShare)) of journeys from home to setting use the straight-line fallback.")
    }
    return sentences
  }
}

/// A matrix over the points that are on a network, asked by the index of home and setting.
struct NetworkCosts {
  let matrix: CostMatrix?
  let leg: TravelTimes.Leg
  let home: [Int]
  let setting: [Int]

  /// `nil` where home or setting is not on the network.
  func cost(_ home: Int, _ setting: Int) -> Cost? {
    let home = self.home[home]
    let setting = self.setting[setting]
    guard let matrix, home >= 0, setting >= 0 else { return nil }
    let cost = leg == .fromHome ? matrix[home, setting] : matrix[setting, home]
    return cost.isReachable ? cost : nil
  }
}
