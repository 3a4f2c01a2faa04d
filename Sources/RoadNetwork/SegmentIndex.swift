import Geometry

/// A square grid over segments, to find the one nearest to a point.
struct SegmentIndex: Sendable {
  private var low = Point(easting: 0, northing: 0)
  private var cell = 1.0
  private var columns = 0
  private var rows = 0
  private var first: [Int32] = [0]
  private var items: [Int32] = []

  init(_ segments: Segments) {
    let ends = [segments.from, segments.to]
    guard let bounds = Bounds(ends.lazy.joined().map { segments.points[Int($0)] }) else { return }
    low = bounds.low
    // About one segment a cell, but neither tiny cells in a hamlet nor more than a few million in a country.
    cell = (max(bounds.width, 1) * max(bounds.height, 1) / Double(segments.count)).squareRoot()
    cell = max(50, min(cell, 2000), (bounds.width * bounds.height / 4e6).squareRoot())
    columns = Int(bounds.width / cell) + 1
    rows = Int(bounds.height / cell) + 1
    var entries: [(cell: Int32, segment: Int32)] = []
    entries.reserveCapacity(segments.count * 3)
    for segment in 0..<segments.count { insert(segment, segments, into: &entries) }
    first = Array(repeating: 0, count: columns * rows + 1)
    for entry in entries { first[Int(entry.cell) + 1] += 1 }
    for cell in 0..<columns * rows { first[cell + 1] += first[cell] }
    items = Array(repeating: 0, count: entries.count)
    var next = first
    for entry in entries {
      items[Int(next[Int(entry.cell)])] = entry.segment
      next[Int(entry.cell)] += 1
    }
  }

  /// Enters a segment in every cell near it: cut into pieces no longer than a cell, each in the cells of its own box.
  private func insert(_ segment: Int, _ segments: Segments, into entries: inout [(cell: Int32, segment: Int32)]) {
    let a = segments.points[Int(segments.from[segment])]
    let b = segments.points[Int(segments.to[segment])]
    let pieces = max(1, Int((a.distance(to: b) / cell).rounded(.up)))
    let start = entries.count
    var previous = a
    for piece in 1...pieces {
      let share = Double(piece) / Double(pieces)
      let next = Point(
        easting: a.easting + share * (b.easting - a.easting), northing: a.northing + share * (b.northing - a.northing))
      let columnLow = column(min(previous.easting, next.easting))
      let columnHigh = column(max(previous.easting, next.easting))
      let rowLow = row(min(previous.northing, next.northing))
      let rowHigh = row(max(previous.northing, next.northing))
      for row in rowLow...rowHigh {
        for column in columnLow...columnHigh {
          let cell = Int32(row * columns + column)
          if !entries[start...].contains(where: { $0.cell == cell }) { entries.append((cell, Int32(segment))) }
        }
      }
      previous = next
    }
  }

  private func column(_ easting: Double) -> Int { max(0, min(columns - 1, Int((easting - low.easting) / cell))) }
  private func row(_ northing: Double) -> Int { max(0, min(rows - 1, Int((northing - low.northing) / cell))) }

  /// The nearest allowed segment within `limit` metres, and how far along it the nearest place is (0 to 1).
  ///
  /// Of equally near segments, the first.
  func nearest(
    to point: Point, within limit: Double, _ segments: Segments, allowed: [Bool]
  ) -> (segment: Int, share: Double, distance: Double)? {
    guard rows > 0, point.easting.isFinite, point.northing.isFinite else { return nil }
    let x = (point.easting - low.easting) / cell
    let y = (point.northing - low.northing) / cell
    let reach = limit / cell
    guard x > -reach, y > -reach, x < Double(columns) + reach, y < Double(rows) + reach, abs(x) + abs(y) < 1e9 else {
      return nil
    }
    let column = Int(x.rounded(.down))
    let row = Int(y.rounded(.down))
    var best: (segment: Int, share: Double, distance: Double)?
    var ring = 0
    let lastRing = max(abs(column), abs(columns - column), abs(row), abs(rows - row))
    // Whatever lies in ring n is at least n - 1 cells away.
    while ring <= lastRing, Double(ring - 1) * cell <= best?.distance ?? limit {
      for other in row - ring...row + ring where other >= 0 && other < rows {
        let isEdge = abs(other - row) == ring
        let step = isEdge || ring == 0 ? 1 : 2 * ring
        for next in stride(from: column - ring, through: column + ring, by: step) where next >= 0 && next < columns {
          let cell = other * columns + next
          for item in Int(first[cell])..<Int(first[cell + 1]) {
            let segment = Int(items[item])
            guard allowed[segment] else { continue }
            let (share, distance) = place(of: point, on: segment, segments)
            guard distance <= limit else { continue }
            if let found = best, (found.distance, found.segment) <= (distance, segment) { continue }
            best = (segment, share, distance)
          }
        }
      }
      ring += 1
    }
    return best
  }

  private func place(of point: Point, on segment: Int, _ segments: Segments) -> (share: Double, distance: Double) {
    let a = segments.points[Int(segments.from[segment])]
    let b = segments.points[Int(segments.to[segment])]
    let x = b.easting - a.easting
    let y = b.northing - a.northing
    let square = x * x + y * y
    var share = 0.0
    if square > 0 {
      share = max(0, min(1, ((point.easting - a.easting) * x + (point.northing - a.northing) * y) / square))
    }
    let nearest = Point(easting: a.easting + share * x, northing: a.northing + share * y)
    return (share, point.distance(to: nearest))
  }
}
