/// Finds room for pins and area labels on a map, so that none covers another.
struct LabelLayout {
  struct Label {
    /// The middle of the figure.
    var x: Double
    var y: Double
    /// The area's name beneath it in one or two lines; none where there is no room.
    var nameLines: [String]
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
    for lines in [[name], Self.halves(of: name), []] {
      let labelWidth = lines.reduce(figureWidth) { max($0, Graphics.width(of: $1, size: Self.nameSize)) }
      var best: (score: Double, x: Double, y: Double, box: Box)?
      for point in inside {
        let box = Box(
          x: point.x - labelWidth / 2, y: point.y - 11, width: labelWidth, height: 22 + 16 * Double(lines.count))
        guard box.x >= 0, box.y >= 0, box.x + box.width <= width, box.y + box.height <= height,
          !taken.contains(where: { $0.overlaps(box, gap: 2) })
        else { continue }
        let isInside = box.outline.allSatisfy { self.isInside($0.x, $0.y, rings) }
        if !lines.isEmpty, !isInside { continue }
        let covered = Double(avoided.count { $0.overlaps(box) })
        let score = point.clearance - 30 * covered - (isInside ? 0 : 60)
        if score > best?.score ?? -.infinity { best = (score, point.x, point.y, box) }
      }
      if let best {
        taken.append(best.box)
        return Label(x: best.x, y: best.y, nameLines: lines)
      }
    }
    return nil
  }

  /// A name in two lines of about equal length, broken at a space; itself where it has none.
  static func halves(of name: String) -> [String] {
    let words = name.split(separator: " ")
    let breaks = words.indices.dropFirst().map {
      (words[..<$0].joined(separator: " "), words[$0...].joined(separator: " "))
    }
    return breaks.min { max($0.0.count, $0.1.count) < max($1.0.count, $1.1.count) }.map { [$0.0, $0.1] } ?? [name]
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
