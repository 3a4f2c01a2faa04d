import Appraisal
import Planning

/// Figures that the area layer carries as columns, for a map without a join.
private let headlines: [Metric] = [
  .ehcp, .unmetBaseDemand, .independentCount, .independentRateB, .outOfAreaCount, .distanceMean, .timeMean,
  .transportEligible, .journeysLongerCount, .journeysShorterCount,
]

/// A headline figure of every area, and the column it stands in.
struct HeadlineColumn {
  var name: String
  var metric: Metric
  var world: PublishedWorld
  var year: Int

  /// The figure of an area; `nil` where it is not shown. Below authority level an absent row is a count of none.
  func figure(_ area: Area) -> (value: Double?, status: FigureStatus) {
    guard let row = world[metric, year: year, slice: Slice(.area, area.id)] else {
      return (metric.unit == .children ? 0 : nil, .shown)
    }
    return (row.value?.mean, row.status)
  }
}

/// For each of `headlines`: the base year, then doing nothing and each option at the last year, as `<metric>__<world>`
/// with the world's id in snake case. A database tells no capitals from small letters, so a name that is taken gets a
/// number.
func headlineColumns(_ results: PublishedResults) -> [HeadlineColumn] {
  var taken: Set<String> = []
  func free(_ name: String) -> String {
    var found = name
    var number = 2
    while !taken.isDisjoint(with: [found, found + "_status"]) {
      found = "\(name)_\(number)"
      number += 1
    }
    taken.formUnion([found, found + "_status"])
    return found
  }
  var columns: [HeadlineColumn] = []
  for metric in headlines {
    for world in results.worlds where world.kind != .proposal {
      if metric.isComparison, world.kind == .doNothing { continue }
      let id = String(world.id.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
      let name = free("\(metric.name)__\(id)")
      if world.kind == .doNothing {
        columns.append(HeadlineColumn(name: free(name + "_base_year"), metric: metric, world: world, year: 0))
      }
      columns.append(HeadlineColumn(name: name, metric: metric, world: world, year: results.years.count - 1))
    }
  }
  return columns
}
