import Geometry
import Randomness

/// Lays the main roads: each fact link becomes a chain of pieces of about 1.4 km with bends, its length kept to the metre.
///
/// Node indices 0 to `settlements.count - 1` are the settlement centres.
func layMainRoads(_ county: County, into table: inout RoadTable) {
  for settlement in county.settlements { _ = table.addNode(settlement.centre) }
  for (index, link) in county.links.enumerated() {
    var draws = randomNamed("study.main-roads", index)
    let chain = bends(from: link, county, &table, &draws)
    let straight = zip(chain, chain.dropFirst()).map { table.nodes[$0].distance(to: table.nodes[$1]) }
    let scale = Double(link.lengthMetres) / straight.reduce(0, +)
    var rest = link.lengthMetres
    for (piece, length) in straight.enumerated() {
      let metres = piece == straight.count - 1 ? rest : Int((length * scale).rounded())
      rest -= metres
      table.addLink(
        chain[piece], chain[piece + 1], lengthMetres: Double(metres), link.roadClass, speedKmh: limit(link, county),
        walk: link.isWalkable, use: .main)
    }
    if link.isWalkable { growLanes(at: chain.dropFirst().dropLast(), county, &table, &draws) }
  }
}

/// Nodes of a main link: its ends, and bends between them up to a tenth of a piece off the straight line.
private func bends(
  from link: MainLink, _ county: County, _ table: inout RoadTable, _ draws: inout NamedRandom
) -> [Int] {
  let start = county.settlements[link.from].centre
  let end = county.settlements[link.to].centre
  let pieces = max(1, (link.lengthMetres + 700) / 1400)
  var chain = [link.from]
  for piece in 1..<max(pieces, 1) {
    let share = Double(piece) / Double(pieces)
    let bend = (draws.uniform() - 0.5) * 0.2 / Double(pieces)
    let x = end.easting - start.easting
    let y = end.northing - start.northing
    chain.append(
      table.addNode(
        Point(easting: start.easting + x * share - y * bend, northing: start.northing + y * share + x * bend)))
  }
  chain.append(link.to)
  return chain
}

/// Posted limit in km/h: 48 within a town, else 80 on A roads, 72 on B roads and 64 on lanes, all for demonstration.
private func limit(_ link: MainLink, _ county: County) -> Int {
  if link.lengthMetres < 2_500, link.isWalkable { return 48 }
  return ["a_road": 80, "b_road": 72][link.roadClass] ?? 64
}

/// Dead-end lanes of one to three pieces at about half the bends within the county, with farms and hamlets along them.
private func growLanes(
  at bends: some Collection<Int>, _ county: County, _ table: inout RoadTable, _ draws: inout NamedRandom
) {
  let outline = MultiPolygon(polygons: [[county.outline]])
  for bend in bends where draws.permille(550) {
    var node = bend
    let x = draws.within(-500...500)
    let y = draws.within(-500...500)
    for _ in 0...draws.below(3) {
      let next = Point(
        easting: table.nodes[node].easting + Double(x + draws.within(-150...150)),
        northing: table.nodes[node].northing + Double(y + draws.within(-150...150)))
      guard abs(x) + abs(y) > 250, outline.contains(next) else { break }
      let added = table.addNode(next)
      let length = table.nodes[node].distance(to: table.nodes[added]) * (1.08 + 0.2 * draws.uniform())
      table.addLink(
        node, added, lengthMetres: length, "minor", speedKmh: 64,
        use: .homes(settlement: county.nearestSettlement(to: next)))
      node = added
    }
  }
}
