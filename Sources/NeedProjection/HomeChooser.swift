import Planning

/// Draws a home in an area in proportion to the weight of its residences for an age.
struct HomeChooser: Sendable {
  /// Where each area's residences begin, with one past the end.
  private var first: [Int]
  private var home: [Int32]
  /// Cumulative weights by age band, bands x residences, band-major.
  private var cumulative: [Double]

  init(_ study: Study) {
    var byArea: [[Int]] = Array(repeating: [], count: study.areas.count)
    for (index, residence) in study.residences.enumerated() {
      byArea[study.homes[residence.home].area].append(index)
    }
    first = [0]
    for group in byArea { first.append(first[first.count - 1] + group.count) }
    let order = byArea.joined()
    home = order.map { Int32(study.residences[$0].home) }
    cumulative = []
    cumulative.reserveCapacity(4 * home.count)
    for band in 0..<4 {
      for group in byArea {
        var sum = 0.0
        for index in group {
          sum += study.residences[index].weights[band]
          cumulative.append(sum)
        }
      }
    }
  }

  func hasResidences(_ area: Int) -> Bool { first[area + 1] > first[area] }

  /// The home at a share `uniform` of the area's weight for the age; evenly where that age has no weight at all.
  func home(area: Int, ncYear: Int, uniform: Double) -> Int {
    let age = ncYear + 4
    let band = age < 5 ? 0 : age < 11 ? 1 : age < 16 ? 2 : 3
    let start = first[area]
    let end = first[area + 1]
    let row = band * home.count
    let total = cumulative[row + end - 1]
    guard total > 0 else { return Int(home[start + Int(uniform * Double(end - start))]) }
    let target = uniform * total
    var low = start
    var high = end - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[row + middle] > target { high = middle } else { low = middle + 1 }
    }
    return Int(home[low])
  }
}
