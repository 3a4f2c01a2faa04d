import Geometry

/// Metres on the grid to units of the picture: north up, one scale both ways.
struct MapProjection {
  let view: Bounds
  let scale: Double
  let height: Double

  init(view: Bounds, width: Double) {
    self.view = view
    scale = width / view.width
    height = view.height * scale
  }

  func position(_ point: Point) -> (x: Double, y: Double) {
    ((point.easting - view.low.easting) * scale, (view.high.northing - point.northing) * scale)
  }

  /// Rings in picture units, vertices nearer than `detail` units to the one before left out.
  func rings(of area: MultiPolygon, detail: Double = 0.7) -> [[(x: Double, y: Double)]] {
    area.polygons.joined().compactMap { ring in
      var result: [(x: Double, y: Double)] = []
      for vertex in ring {
        let next = position(vertex)
        if let last = result.last, abs(last.x - next.x) + abs(last.y - next.y) < detail { continue }
        result.append(next)
      }
      return result.count < 3 ? nil : result
    }
  }

  func path(of area: MultiPolygon, detail: Double = 0.7) -> String {
    rings(of: area, detail: detail).map { ring in
      "M" + ring.map { "\(coordinate($0.x)) \(coordinate($0.y))" }.joined(separator: "L") + "Z"
    }.joined()
  }
}

extension Bounds {
  /// With a margin all round, a share of the longer side.
  func widened(byShare share: Double) -> Bounds? {
    let margin = share * max(width, height)
    return Bounds([
      Point(easting: low.easting - margin, northing: low.northing - margin),
      Point(easting: high.easting + margin, northing: high.northing + margin),
    ])
  }
}
