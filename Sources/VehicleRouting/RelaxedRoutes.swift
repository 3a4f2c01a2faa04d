/// The cheapest routes that prices of riders make, where a route may pick somebody up twice, though not as the next but one.
///
/// What is left of the rules are places and time on board, the latter counted in whole buckets rounded down, so that no
/// real route is dearer here than it is (q-routes without two-cycles: Christofides, Mingozzi and Toth 1981). Routes grow
/// backwards from the destination: by first rider, load and time, the cheapest way on and the cheapest by another next
/// rider. Work grows with the square of riders, times loads, times buckets.
struct RelaxedRoutes {
  /// A rider with what it takes and costs; drives are pence and buckets to each other rider, the last to the destination.
  struct Stop {
    var seats: Int
    var wheelchairs: Int
    var hasAssistant: Bool
    var latestBucket: Int
    var approach: Float
    var pence: [Float]
    var buckets: [Int]
  }

  let stops: [Stop]
  let buckets: Int
  private let seats: Int
  private let wheelchairs: Int
  private let assistants: Int
  private let loads: Int
  /// By load, the day price of the cheapest vehicle that takes it; infinite where none does.
  private let day: [Float]
  // By stop, load and bucket: cheapest, its next stop (twice its index, and one with an assistant aboard; -1 for none),
  // and the same by another next stop.
  private let cost: Flat<Float>
  private let next: Flat<Int32>
  private let otherCost: Flat<Float>
  private let otherNext: Flat<Int32>
  /// By stop and load, buckets in use: from the first up to the last.
  private let low: Flat<Int32>
  private let high: Flat<Int32>
  private let arena = Arena()

  static func loads(_ types: [VehicleType], hasAssistants: Bool) -> Int {
    (types.map(\.seats).max()! + 1) * (types.map(\.wheelchairPlaces).max()! + 1) * (hasAssistants ? 2 : 1)
  }

  init(_ stops: [Stop], types: [VehicleType], buckets: Int) {
    self.stops = stops
    self.buckets = buckets
    seats = types.map(\.seats).max()!
    wheelchairs = types.map(\.wheelchairPlaces).max()!
    assistants = stops.contains(where: \.hasAssistant) ? 2 : 1
    loads = Self.loads(types, hasAssistants: assistants == 2)
    var day = [Float](repeating: .infinity, count: loads)
    for load in 0..<loads {
      let hasAssistant = load % assistants == 1
      let (chairs, taken) = (load / assistants % (wheelchairs + 1), load / assistants / (wheelchairs + 1))
      for type in types
      where taken + (hasAssistant ? type.assistantSeats : 0) <= type.seats && chairs <= type.wheelchairPlaces {
        day[load] = min(day[load], Float(type.dayPricePence + (hasAssistant ? type.assistantPence : 0)))
      }
    }
    self.day = day
    let cells = stops.count * loads * buckets
    cost = arena.row(cells, of: 0)
    next = arena.row(cells, of: 0)
    otherCost = arena.row(cells, of: 0)
    otherNext = arena.row(cells, of: 0)
    low = arena.row(stops.count * loads, of: 0)
    high = arena.row(stops.count * loads, of: 0)
  }

  /// For each first rider, the least price of a route less its riders' prices, and the riders of that route.
  func cheapest(_ prices: [Float]) -> [(reduced: Float, riders: [Int])] {
    for cell in 0..<cost.count {
      (cost[cell], otherCost[cell], next[cell], otherNext[cell]) = (.infinity, .infinity, -2, -2)
    }
    for row in 0..<low.count { (low[row], high[row]) = (Int32(buckets), -1) }
    for (index, stop) in stops.enumerated() {
      let alone = stop.buckets[stops.count]
      guard alone <= stop.latestBucket, let load = load(0, adding: stop) else { continue }
      let row = index * loads + load
      cost[row * buckets + alone] = stop.pence[stops.count] - prices[index]
      next[row * buckets + alone] = -1
      (low[row], high[row]) = (Int32(alone), Int32(alone))
    }
    // In order of places taken: every rider takes one at least.
    let order = (0..<loads).sorted { (taken($0), $0) < (taken($1), $1) }
    for load in order where day[load] < .infinity {
      for (index, stop) in stops.enumerated() { extend(index, stop, load, prices[index]) }
    }
    return stops.indices.map { best($0, prices) }
  }

  private func taken(_ load: Int) -> Int {
    load / assistants / (wheelchairs + 1) + load / assistants % (wheelchairs + 1)
  }

  private func load(_ load: Int, adding stop: Stop) -> Int? {
    let hasAssistant = assistants == 2 && (load % 2 == 1 || stop.hasAssistant)
    let chairs = load / assistants % (wheelchairs + 1) + stop.wheelchairs
    let taken = load / assistants / (wheelchairs + 1) + stop.seats
    guard chairs <= wheelchairs, taken <= seats else { return nil }
    return (taken * (wheelchairs + 1) + chairs) * assistants + (hasAssistant ? 1 : 0)
  }

  /// The loads a route may have had before this stop made it `load`.
  private func before(_ load: Int, _ stop: Stop) -> [Int] {
    let isAssisted = assistants == 2 && load % 2 == 1
    if stop.hasAssistant, !isAssisted { return [] }
    let chairs = load / assistants % (wheelchairs + 1) - stop.wheelchairs
    let taken = load / assistants / (wheelchairs + 1) - stop.seats
    guard chairs >= 0, taken >= 0 else { return [] }
    let base = (taken * (wheelchairs + 1) + chairs) * assistants
    return stop.hasAssistant ? [base, base + 1] : [base + (isAssisted ? 1 : 0)]
  }

  /// Puts a stop in front of every route whose load it makes `load`.
  private func extend(_ index: Int, _ stop: Stop, _ load: Int, _ price: Float) {
    let row = index * loads + load
    let target = row * buckets
    for earlier in before(load, stop) {
      for other in stops.indices where other != index {
        let source = other * loads + earlier
        guard high[source] >= 0 else { continue }
        let shift = stop.buckets[other]
        let first = Int(low[source])
        let last = min(Int(high[source]), stop.latestBucket - shift)
        guard first <= last else { continue }
        let drive = stop.pence[other] - price
        let code = Int32(truncatingIfNeeded: 2 * other + (assistants == 2 ? earlier % 2 : 0))
        merge(
          source * buckets + first, target + first + shift, last - first + 1, drive, code,
          Int32(truncatingIfNeeded: index))
        low[row] = min(low[row], Int32(first + shift))
        high[row] = max(high[row], Int32(last + shift))
      }
    }
  }

  /// Free of branches, so that the compiler does several buckets at once.
  @inline(__always)
  private func merge(_ source: Int, _ target: Int, _ count: Int, _ drive: Float, _ code: Int32, _ index: Int32) {
    for bucket in 0..<count {
      let from = source &+ bucket
      let to = target &+ bucket
      let value = (next[from] >> 1 == index ? otherCost[from] : cost[from]) + drive
      let (old, oldNext) = (cost[to], next[to])
      let (other, otherOld) = (otherCost[to], otherNext[to])
      let isBetter = value < old
      let isSame = oldNext >> 1 == code >> 1
      let isSecond = value < other
      cost[to] = isBetter ? value : old
      next[to] = isBetter ? code : oldNext
      otherCost[to] = isSame ? other : isBetter ? old : isSecond ? value : other
      otherNext[to] = isSame ? otherOld : isBetter ? oldNext : isSecond ? code : otherOld
    }
  }

  private func best(_ index: Int, _ prices: [Float]) -> (reduced: Float, riders: [Int]) {
    var least = (value: Float.infinity, load: 0, bucket: 0)
    for load in 0..<loads where day[load] < .infinity && high[index * loads + load] >= 0 {
      let row = index * loads + load
      for bucket in Int(low[row])...Int(high[row]) {
        let value = cost[row * buckets + bucket] + day[load]
        if value < least.value { least = (value, load, bucket) }
      }
    }
    guard least.value < .infinity else { return (.infinity, []) }
    var riders = [index]
    var (stop, load, bucket) = (index, least.load, least.bucket)
    var code = next[(stop * loads + load) * buckets + bucket]
    while code >= 0 {
      let following = Int(code >> 1)
      let place = stops[stop]
      let chairs = load / assistants % (wheelchairs + 1) - place.wheelchairs
      let taken = load / assistants / (wheelchairs + 1) - place.seats
      load = (taken * (wheelchairs + 1) + chairs) * assistants + Int(code & 1)
      bucket -= place.buckets[following]
      let cell = (following * loads + load) * buckets + bucket
      code = Int(next[cell] >> 1) == stop ? otherNext[cell] : next[cell]
      stop = following
      riders.append(stop)
    }
    return (least.value + stops[index].approach, riders)
  }
}
