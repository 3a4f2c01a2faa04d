/// Finds room for pins and area labels on a map, so that none covers another.
struct LabelLayout {
  struct Label {
    /// The middle of the figure.
    var x: Double
    var y: Double
    /// Whether the area's name fits beneath it.
    var hasName: Bool
  }

  let width: Double
  let height: Double
  /// What must not be covered.
  private var taken: [Box] = []
  /// What should rather not be covered.
  private var avoided: [Box] = []

  /// Sizes at which labels must not touch: those of a narrow screen, where figures are drawn larger.
  static let figureSize = 22.0
  static let nameSize = 14.0

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Where each pin is drawn: at its site, or as near as it can be without touching another pin.
  mutating func placePins(_ sites: [(x: Double, y: Double)], radius: Double) -> [(x: Double, y: Double)] {
    sites.map { site in
      for ring in 0..<12 {
        for turn in 0..<(ring == 0 ? 1 : 12) {
          let direction = LabelLayout.directions[turn]
          let x = site.x + direction.x * Double(ring) * radius * 0.75
          let y = site.y + direction.y * Double(ring) * radius * 0.75
          let box = Box(x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius)
          let fits = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
          if fits, !taken.contains(where: { $0.overlaps(box, gap: 1) }) {
            taken.append(box)
            return (x, y)
          }
        }
      }
      return site
    }
  }

  mutating func avoid(_ points: [(x: Double, y: Double)], radius: Double) {
    avoided += points.map { Box(x: $0.x - radius, y: $0.y - radius, width: 2 * radius, height: 2 * radius) }
  }

  /// Room for a figure inside an area, with its name beneath where there is room for both; `nil` where there is none.
  ///
  /// Looks at a grid of points inside and takes the one that covers least and lies furthest from the boundary.
  mutating func placeLabel(_ figure: String, name: String, in rings: [[(x: Double, y: Double)]]) -> Label? {
    let inside = candidates(in: rings)
    let figureWidth = Graphics.width(of: figure, size: Self.figureSize)
    let nameWidth = Graphics.width(of: name, size: Self.nameSize)
    for hasName in [true, false] {
      let labelWidth = hasName ? max(figureWidth, nameWidth) : figureWidth
      var best: (score: Double, x: Double, y: Double, box: Box)?
      for point in inside {
        let box = Box(
          x: point.x - labelWidth / 2, y: point.y - 11, width: labelWidth, height: hasName ? 38 : 22)
        guard box.x >= 0, box.y >= 0, box.x + box.width <= width, box.y + box.height <= height,
          !taken.contains(where: { $0.overlaps(box, gap: 2) })
        else { continue }
        let isInside = box.corners.allSatisfy { self.isInside($0.x, $0.y, rings) }
        if hasName, !isInside { continue }
        let covered = Double(avoided.count { $0.overlaps(box) })
        let score = point.clearance - 30 * covered - (isInside ? 0 : 60)
        if score > best?.score ?? -.infinity { best = (score, point.x, point.y, box) }
      }
      if let best {
        taken.append(best.box)
        return Label(x: best.x, y: best.y, hasName: hasName)
      }
    }
    return nil
  }

  /// Points of the area on a grid over its box, each with its distance to the boundary.
  private func candidates(in rings: [[(x: Double, y: Double)]]) -> [(x: Double, y: Double, clearance: Double)] {
    let vertices = rings.joined()
    guard let west = vertices.map(\.x).min(), let east = vertices.map(\.x).max(),
      let north = vertices.map(\.y).min(), let south = vertices.map(\.y).max()
    else { return [] }
    var result: [(x: Double, y: Double, clearance: Double)] = []
    let steps = 28
    for row in 1..<steps {
      for column in 1..<steps {
        let x = west + (east - west) * Double(column) / Double(steps)
        let y = north + (south - north) * Double(row) / Double(steps)
        if isInside(x, y, rings) { result.append((x, y, clearance(x, y, rings))) }
      }
    }
    return result
  }

  private func isInside(_ x: Double, _ y: Double, _ rings: [[(x: Double, y: Double)]]) -> Bool {
    var inside = false
    for ring in rings {
      var previous = ring[ring.count - 1]
      for vertex in ring {
        if (vertex.y > y) != (previous.y > y),
          x < vertex.x + (y - vertex.y) / (previous.y - vertex.y) * (previous.x - vertex.x)
        {
          inside.toggle()
        }
        previous = vertex
      }
    }
    return inside
  }

  /// Distance to the nearest edge.
  private func clearance(_ x: Double, _ y: Double, _ rings: [[(x: Double, y: Double)]]) -> Double {
    var least = Double.infinity
    for ring in rings {
      var a = ring[ring.count - 1]
      for b in ring {
        let dx = b.x - a.x
        let dy = b.y - a.y
        let length = dx * dx + dy * dy
        let share = length == 0 ? 0 : max(0, min(1, ((x - a.x) * dx + (y - a.y) * dy) / length))
        let ex = a.x + share * dx - x
        let ey = a.y + share * dy - y
        least = min(least, ex * ex + ey * ey)
        a = b
      }
    }
    return least.squareRoot()
  }

  /// Twelve directions, straight ones first.
  private static let directions: [(x: Double, y: Double)] = [
    (1, 0), (-1, 0), (0, -1), (0, 1), (0.71, -0.71), (-0.71, -0.71), (0.71, 0.71), (-0.71, 0.71), (0.92, -0.38),
    (-0.92, -0.38), (0.92, 0.38), (-0.92, 0.38),
  ]
}
