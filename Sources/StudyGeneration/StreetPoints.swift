import Geometry
import Randomness

/// Where homes may stand: beside the streets and lanes of each settlement.
struct StreetPoints {
  let county: County
  let roads: RoadTable
  let outline: MultiPolygon
  /// Links by settlement, indices into `roads.links`.
  private let streets: [[Int]]

  init(_ county: County, _ roads: RoadTable) {
    self.county = county
    self.roads = roads
    outline = MultiPolygon(polygons: [[county.outline]])
    var streets = Array(repeating: [Int](), count: county.settlements.count)
    for (index, link) in roads.links.enumerated() {
      if case .homes(let settlement) = link.use { streets[settlement].append(index) }
    }
    self.streets = streets
  }

  /// A point 8 to 25 m off a street of the settlement, on whole metres, inside its planning area.
  func point(in settlement: Int, _ draws: inout NamedRandom) -> Point {
    for _ in 0..<50 {
      let link = roads.links[streets[settlement][draws.below(streets[settlement].count)]]
      let start = roads.nodes[link.from]
      let end = roads.nodes[link.to]
      let share = 0.15 + 0.7 * draws.uniform()
      let x = end.easting - start.easting
      let y = end.northing - start.northing
      let offset = Double(draws.within(8...25)) * (draws.permille(500) ? 1 : -1) / max(1, (x * x + y * y).squareRoot())
      let point = Point(
        easting: (start.easting + x * share - y * offset).rounded(),
        northing: (start.northing + y * share + x * offset).rounded())
      if outline.contains(point), county.nearestSettlement(to: point) == settlement { return point }
    }
    return county.settlements[settlement].centre
  }
}

/// A residence of `residences.csv`.
public struct HomePoint: Sendable {
  public var settlement: Int
  public var point: Point
  /// Residents aged 0-4, 5-10, 11-15, 16-25 whom the point stands for.
  public var weights: [Int]
}

/// One weighted point for so many residents aged 0-25 as `growth.csv` says, four at least in each settlement.
func homePoints(_ county: County, _ streets: StreetPoints) -> [HomePoint] {
  var points: [HomePoint] = []
  for (index, settlement) in county.settlements.enumerated() where settlement.area != nil {
    var draws = randomNamed("study.homes", index)
    let count = max(4, settlement.residents / county.residentsPerHome)
    // Shared by band, with the remainders dealt out from a different point on for each band.
    let shares = settlement.population.enumerated().map { band, total in
      let whole = apportion(total, by: Array(repeating: 1, count: count))
      return Array(whole[(band % count)...] + whole[..<(band % count)])
    }
    for number in 0..<count {
      points.append(
        HomePoint(settlement: index, point: streets.point(in: index, &draws), weights: shares.map { $0[number] }))
    }
  }
  return points
}

/// `residences.csv`.
func residenceText(_ county: County, _ points: [HomePoint]) -> String {
  csv(
    "residence_id,area_id,easting_m,northing_m,weight_0_4,weight_5_10,weight_11_15,weight_16_25,point_kind",
    points.enumerated().map { index, home in
      let area = county.settlements[home.settlement].area.map { county.areas[$0].id } ?? ""
      let weights = home.weights.map(String.init).joined(separator: ",")
      return "r\(index + 1),\(area),\(Int(home.point.easting)),\(Int(home.point.northing)),\(weights),synthetic"
    })
}
