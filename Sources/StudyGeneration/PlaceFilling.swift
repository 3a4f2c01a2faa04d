import Geometry
import Planning

/// A child of the synthetic caseload while it is made.
struct SyntheticChild: Sendable {
  var kind: ProvisionKind
  var need: Need
  var ncYear: Int
  var settlement: Int
  var home: Point
  /// Index into the named places; `nil` for a placement without a setting.
  var place: Int?
}

/// Names a place for every child whose kind has places with a count: the nearest pairs first, by a distance drawn up to
/// four fifths longer, so that not every child is at the nearest school.
///
/// A first round asks for need and NC year, a second for NC year only, a third for neither; then pairs of children
/// change places where that saves a great deal. Counts are met exactly as far as there are children.
func fillCountedPlaces(_ children: inout [SyntheticChild], _ places: [NamedPlace]) {
  var left = places.map { $0.children ?? 0 }
  for round in 0..<3 {
    var pairs: [(score: Double, child: Int, place: Int)] = []
    for (child, row) in children.enumerated() where row.place == nil {
      for (place, target) in places.enumerated() where left[place] > 0 && target.kind == row.kind {
        if round < 2, !target.ncYears.contains(row.ncYear) { continue }
        if round < 1, !target.needs.contains(row.need) { continue }
        var draws = randomNamed("study.places", child, place)
        pairs.append((target.point.distance(to: row.home) * (1 + 0.8 * draws.uniform()), child, place))
      }
    }
    pairs.sort { ($0.score, $0.child, $0.place) < ($1.score, $1.child, $1.place) }
    for pair in pairs where children[pair.child].place == nil && left[pair.place] > 0 {
      children[pair.child].place = pair.place
      left[pair.place] -= 1
    }
  }
  changePlaces(&children, places)
}

/// Lets two children of a kind change places where it saves more than 8 km of straight line in all. A place that does
/// not suit the need counts as 100 km, one that does not suit the NC year as 300 km.
private func changePlaces(_ children: inout [SyntheticChild], _ places: [NamedPlace]) {
  func cost(_ child: SyntheticChild, _ place: Int) -> Double {
    let target = places[place]
    return target.point.distance(to: child.home) + (target.needs.contains(child.need) ? 0 : 100_000)
      + (target.ncYears.contains(child.ncYear) ? 0 : 300_000)
  }
  for kind in ProvisionKind.allCases {
    let rows = children.indices.filter { children[$0].kind == kind && children[$0].place != nil }
    var hasChanged = true
    var passes = 0
    while hasChanged, passes < 10 {
      hasChanged = false
      passes += 1
      for (position, first) in rows.enumerated() {
        for second in rows[(position + 1)...] {
          guard let here = children[first].place, let there = children[second].place, here != there else { continue }
          let now = cost(children[first], here) + cost(children[second], there)
          if cost(children[first], there) + cost(children[second], here) + 8_000 < now {
            children[first].place = there
            children[second].place = here
            hasChanged = true
          }
        }
      }
    }
  }
}

/// Names the nearest place without a count, by a distance drawn up to half as long again, for the other children.
func fillOpenPlaces(_ children: inout [SyntheticChild], _ places: [NamedPlace]) {
  for (child, row) in children.enumerated() where row.place == nil {
    var least = Double.infinity
    for (place, target) in places.enumerated()
    where target.children == nil && target.kind == row.kind && target.ncYears.contains(row.ncYear) {
      var draws = randomNamed("study.open-places", child, place)
      let score = (target.point.distance(to: row.home) + 200) * (1 + 0.5 * draws.uniform())
      if score < least {
        least = score
        children[child].place = place
      }
    }
  }
}
