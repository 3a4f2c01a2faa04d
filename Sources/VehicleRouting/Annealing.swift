#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Simulated annealing: a worse plan is kept while it is worse by less than the draw of an exponential that cools.
struct Annealing {
  private var temperature: Double
  private let cooling: Double

  /// `scale` is the first plan's price a rider, so that prices in any unit are treated alike.
  init(scale: Double, from first: Double, to last: Double, iterations: Int) {
    temperature = first * scale
    cooling = pow(last / first, 1 / Double(max(1, iterations)))
  }

  /// Micropence by which the next plan may be worse.
  mutating func next(_ random: inout SearchRandom) -> Int {
    temperature *= cooling
    return Int(-temperature * log(random.uniform()))
  }
}

extension Search {
  /// What a rider costs on average, vehicles that are counted first not counted.
  var priceOfARider: Double {
    let carried = model.count - out.count
    var price = cost - out.count * Model.leftBehind
    if model.fewestVehiclesFirst { price -= active.count * Model.vehicleFirst }
    return Double(price) / Double(max(1, carried))
  }
}
