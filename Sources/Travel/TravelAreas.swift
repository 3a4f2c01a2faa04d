import Assumptions
import Geometry
import Planning
import RoadNetwork

extension Travel {
  /// Isochrones and catchments of the study's special schools and bases; none where the study has no road file.
  ///
  /// The middle of each grid square is taken to the nearest road of the connected part; squares that lie beyond every
  /// road are in no area. The sides of squares, at least `map.area_cell_m`, are doubled for large authorities.
  ///
  /// - Throws: `AssumptionError` when a figure is missing.
  public func areas(_ study: Study, _ assumptions: AssumptionSet, jobs: Int) throws -> [TravelArea] {
    let cell = try assumptions.number("map.area_cell_m")
    guard cell >= 1 else {
      throw AssumptionError(id: "map.area_cell_m", problem: "\(cell) is below 1", remedy: "Give metres, such as 250.")
    }
    let minutes = try assumptions.numbers("map.isochrone_minutes").map { Int($0.rounded()) }
    let corners = study.areas.compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] }
    guard let network = drive.network, let box = Bounds(corners.isEmpty ? network.segments.points : corners) else {
      return []
    }
    let grid = CellGrid(covering: box, cell: cell, limit: Self.mostSquares)
    var squares: [Int] = []
    var places: [Location] = []
    for square in 0..<grid.count {
      guard let place = network.nearest(to: grid.centre(square), within: limits.limit) else { continue }
      squares.append(square)
      places.append(place)
    }
    let settings = study.settings.indices.filter { setting in
      drive.settings[setting].location != nil && TravelArea.Kind.allCases.contains { study.has($0, at: setting) }
    }
    let costs = network.costs(
      from: places, to: settings.compactMap { drive.settings[$0].location }, jobs: jobs)
    func area(_ isIn: (Int) -> Bool) -> MultiPolygon {
      var isInside = Array(repeating: false, count: grid.count)
      for (row, square) in squares.enumerated() where isIn(row) { isInside[square] = true }
      return grid.area(isInside)
    }
    var areas: [TravelArea] = []
    for (column, setting) in settings.enumerated() {
      for limit in minutes {
        areas.append(
          TravelArea(
            setting: setting, extent: .within(minutes: limit),
            area: area { costs[$0, column].milliseconds <= limit * 60_000 && costs[$0, column].isReachable }))
      }
    }
    for kind in TravelArea.Kind.allCases {
      let compared = settings.indices.filter {
        !study.settings[settings[$0]].isProposed && study.has(kind, at: settings[$0], isExisting: true)
      }
      // Of equally near settings, the first.
      let nearest = squares.indices.map { row in
        compared.min { costs[row, $0] < costs[row, $1] }.flatMap { costs[row, $0].isReachable ? $0 : nil }
      }
      for column in compared {
        areas.append(
          TravelArea(setting: settings[column], extent: .nearest(of: kind), area: area { nearest[$0] == column }))
      }
    }
    return areas.filter { !$0.area.polygons.isEmpty }
  }

  private static let mostSquares = 150_000
}

extension Study {
  /// Whether a setting has provision of a kind, of the study itself or also of a proposal.
  fileprivate func has(_ kind: TravelArea.Kind, at setting: Int, isExisting: Bool = false) -> Bool {
    provisions.contains {
      $0.setting == setting && kind.includes($0.kind) && (!isExisting || $0.proposal == nil)
    }
  }
}
