import Geometry
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

  /// Costs of all pairs that are on the network.
  func costs(jobs: Int) -> NetworkCosts {
    guard let network else {
      return NetworkCosts(matrix: nil, row: homes.map { _ in -1 }, column: settings.map { _ in -1 })
    }
    func dense(_ access: [PointAccess]) -> (locations: [Location], index: [Int]) {
      var locations: [Location] = []
      var index: [Int] = []
      for point in access {
        index.append(point.location == nil ? -1 : locations.count)
        if let location = point.location { locations.append(location) }
      }
      return (locations, index)
    }
    let (sources, rows) = dense(homes)
    let (targets, columns) = dense(settings)
    return NetworkCosts(matrix: network.costs(from: sources, to: targets, jobs: jobs), row: rows, column: columns)
  }

  /// What the report says about how points were taken to the network and what was not on it.
  func sentences(_ straightLine: StraightLine?, isStraight: [Bool]) -> [String] {
    var sentences = [
      "Distances and times are one way, from home point to setting; homes are taken to the nearest road, "
        + "and the piece between is not counted."
    ]
    let distances = homes.compactMap { $0.location?.distance }.sorted()
    if let farthest = distances.last {
      sentences.append(
        "Homes on the road network: \(distances.count) of \(homes.count), median "
          + "\(Int(distances[distances.count / 2].rounded())) m from the road, farthest \(Int(farthest.rounded())) m.")
    }
    let straight = isStraight.count { $0 }
    let homesOff = homes.count { $0.location == nil }
    let settingsOff = settings.count { $0.location == nil }
    let share = isStraight.isEmpty ? 0 : Double(straight) / Double(isStraight.count)
    if let straightLine, straight > 0 {
      sentences.append(
        "\(percent(share)) of journeys from home to setting (\(homesOff) homes and \(settingsOff) settings beyond the "
          + "road file) are the straight line x \(decimal(straightLine.circuity)) at "
          + "\(decimal((straightLine.speed * 10).rounded() / 10)) km/h, flagged (transport.circuity_fallback).")
    } else {
      sentences.append("\(percent(share)) of journeys from home to setting use the straight-line fallback.")
    }
    return sentences
  }
}

/// A matrix over the points that are on a network, asked by the index of home and setting.
struct NetworkCosts {
  let matrix: CostMatrix?
  let row: [Int]
  let column: [Int]

  /// `nil` where home or setting is not on the network.
  func cost(_ home: Int, _ setting: Int) -> Cost? {
    guard let matrix, row[home] >= 0, column[setting] >= 0 else { return nil }
    let cost = matrix[row[home], column[setting]]
    return cost.isReachable ? cost : nil
  }
}
