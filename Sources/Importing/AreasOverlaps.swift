import Geometry
import Inputs
import Planning

/// What overlaps by more than 1% of the smaller area; areas of different phases lie over each other by right.
func overlapNotes(_ areas: [Area]) -> [String] {
  // Neighbours share an edge of thousands of points, and a country has tens of thousands of neighbours.
  guard areas.count <= 2000 else { return ["Overlaps were not looked for among more than 2,000 areas."] }
  let boxes = areas.map(\.boundary.bounds)
  let sizes = areas.map(\.boundary.area)
  var found: [String] = []
  for second in areas.indices {
    for first in 0..<second where mayOverlap(boxes[first], boxes[second]) {
      let phases = [areas[first].phase, areas[second].phase]
      guard phases[0] == phases[1] || phases.contains("all") else { continue }
      let share = sharedArea(areas[first].boundary, areas[second].boundary) / min(sizes[first], sizes[second])
      guard share > 0.01 else { continue }
      found.append("\(areas[first].name) and \(areas[second].name) (\(Int((share * 100).rounded()))%)")
    }
  }
  if found.isEmpty { return [] }
  return [
    "Pairs of areas that overlap by more than 1% of the smaller: \(found.count) (\(RegisterText.few(found, limit: 5))). A point in both "
      + "belongs to the one that comes first."
  ]
}

private func mayOverlap(_ first: Bounds?, _ second: Bounds?) -> Bool {
  guard let first, let second else { return false }
  return first.low.easting < second.high.easting && second.low.easting < first.high.easting
    && first.low.northing < second.high.northing && second.low.northing < first.high.northing
}
