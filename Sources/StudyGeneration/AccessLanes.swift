import Geometry

/// Lays a lane to every setting that stands 250 m to 5 km from the nearest node open
/// to cars and walkers, 1.15 times the straight line.
///
/// Settings farther off lie beyond the road file and stay so.
func layAccessLanes(_ facts: Facts, into table: inout RoadTable) throws(FactError) {
  let settings = try facts.table("settings")
  let open = Set(table.links.filter { $0.isWalkable && $0.use != .footpath }.flatMap { [$0.from, $0.to] }).sorted()
  for row in 0..<settings.count {
    let point = Point(
      easting: Double(try settings.integer(row, "easting_m")), northing: Double(try settings.integer(row, "northing_m"))
    )
    guard
      let nearest = open.min(by: {
        table.nodes[$0].distance(to: point) < table.nodes[$1].distance(to: point)
      })
    else { continue }
    let distance = table.nodes[nearest].distance(to: point)
    guard (250...5_000).contains(distance) else { continue }
    let gate = table.addNode(point)
    table.addLink(nearest, gate, lengthMetres: distance * 1.15, "minor", speedKmh: 48, use: .access)
  }
}
