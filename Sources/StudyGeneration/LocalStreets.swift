import Geometry
import Randomness

/// Grows streets around each settlement on one 110 m lattice, nearest free cell first with some raggedness.
///
/// A settlement grows only over cells nearer to its own centre than to any other, so that streets, homes and planning
/// areas agree. Neighbouring quarters of a town meet and are joined. Each has six nodes and one more for every so many
/// residents, as `growth.csv` says.
func growStreets(_ county: County, into table: inout RoadTable) {
  var lattice = StreetLattice(county)
  for (index, settlement) in county.settlements.enumerated() where settlement.area != nil {
    lattice.grow(index, nodes: 6 + settlement.residents / county.residentsPerNode, into: &table)
  }
}

/// Which cells of the lattice hold a street node.
private struct StreetLattice {
  let county: County
  let outline: MultiPolygon
  let spacing = 110
  private var occupied: [Cell: Int] = [:]

  struct Cell: Hashable {
    var column: Int
    var row: Int
    var neighbours: [Cell] {
      [
        Cell(column: column + 1, row: row), Cell(column: column, row: row + 1), Cell(column: column - 1, row: row),
        Cell(column: column, row: row - 1),
      ]
    }
  }
  private struct Candidate {
    var cell: Cell
    var parent: Cell
    var score: Double
  }

  init(_ county: County) {
    self.county = county
    outline = MultiPolygon(polygons: [[county.outline]])
  }

  mutating func grow(_ settlement: Int, nodes: Int, into table: inout RoadTable) {
    var draws = randomNamed("study.streets", settlement)
    let centre = county.settlements[settlement].centre
    let home = Cell(column: Int(centre.easting) / spacing, row: Int(centre.northing) / spacing)
    if occupied[home] == nil { occupied[home] = settlement }
    var frontier = candidates(around: home, settlement, &draws)
    var added = 0
    while added < nodes, let next = frontier.indices.min(by: { frontier[$0].score < frontier[$1].score }) {
      let candidate = frontier.remove(at: next)
      guard occupied[candidate.cell] == nil else { continue }
      occupied[candidate.cell] = table.addNode(jittered(candidate.cell, &draws))
      join(candidate, settlement, &table, &draws)
      frontier += candidates(around: candidate.cell, settlement, &draws)
      added += 1
    }
  }

  /// Free neighbours that belong to the settlement, scored by distance from its centre with up to half as much again.
  private func candidates(around cell: Cell, _ settlement: Int, _ draws: inout NamedRandom) -> [Candidate] {
    cell.neighbours.compactMap { neighbour in
      let point = middle(neighbour)
      let ragged = 1 + 0.5 * draws.uniform()
      guard occupied[neighbour] == nil, county.nearestSettlement(to: point) == settlement, isInside(point) else {
        return nil
      }
      return Candidate(
        cell: neighbour, parent: cell, score: point.distance(to: county.settlements[settlement].centre) * ragged)
    }
  }

  /// A street to the parent; to other neighbours a street in two of five cases, else sometimes a footpath.
  private func join(
    _ candidate: Candidate, _ settlement: Int, _ table: inout RoadTable, _ draws: inout NamedRandom
  ) {
    guard let node = occupied[candidate.cell] else { return }
    for neighbour in candidate.cell.neighbours {
      let share = draws.below(1000)
      guard let other = occupied[neighbour] else { continue }
      let isStreet = neighbour == candidate.parent || share < 400
      let bend = isStreet ? 1.03 + 0.08 * draws.uniform() : 1.01
      let length = table.nodes[node].distance(to: table.nodes[other]) * bend
      if isStreet {
        table.addLink(
          other, node, lengthMetres: length, "residential", speedKmh: 32, use: .homes(settlement: settlement))
      } else if share < 550 {
        table.addLink(other, node, lengthMetres: length, "path", speedKmh: nil, use: .footpath)
      }
    }
  }

  private func isInside(_ point: Point) -> Bool {
    [(-120.0, 0.0), (120, 0), (0, -120), (0, 120)].allSatisfy {
      outline.contains(Point(easting: point.easting + $0.0, northing: point.northing + $0.1))
    }
  }

  private func middle(_ cell: Cell) -> Point {
    Point(
      easting: Double(cell.column * spacing + spacing / 2), northing: Double(cell.row * spacing + spacing / 2))
  }

  private func jittered(_ cell: Cell, _ draws: inout NamedRandom) -> Point {
    let point = middle(cell)
    return Point(
      easting: point.easting + Double(draws.within(-22...22)), northing: point.northing + Double(draws.within(-22...22))
    )
  }
}
