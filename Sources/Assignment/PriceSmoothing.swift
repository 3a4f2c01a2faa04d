/// Evens out the loads of sinks before anything is repaired exactly, by prices alone.
///
/// Prices that come from a thinned instance leave every sink over- or underfull by about the root of its room. Steps of
/// Newton's method, sink by sink, take most of that away at the cost of a pass over the short lists each. What is left
/// underfull is then, where sinks are many and units of one, made cheaper until none is short: an excess is repaired nearby
/// and a shortage concerns every sink. With 3,000 sinks filling took nine tenths of the time without any smoothing, and two
/// thirds where more of Newton's steps had to end the shortages. This is a better start and no more; nothing of the result
/// rests on it.
struct PriceSmoothing: Sendable {
  private var load: [Int] = []
  private var undecided: [Int] = []
  /// How near in cost a unit's cheapest two are if it is about to change its mind.
  private var width = 0
  private var markdown = Markdown()

  private static let mostSteps = 40
  /// Sinks from which shortages are ended here; with fewer, filling them takes less time.
  private static let manySinks = 300

  /// Moves `price` (the overflow's, which is last, stays) to where the lists' cheapest choices fit the room better.
  mutating func run(
    _ price: inout [Int], _ capacity: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, stride: Int
  ) {
    even(&price, capacity, lists, instance, stride: stride)
    guard capacity.count >= Self.manySinks, instance.supply.allSatisfy({ $0 <= 1 }) else { return }
    markdown.run(&price, capacity, lists, instance, stride: stride)
  }

  /// How fast a load falls as its price rises is judged from how many units are about to change their minds.
  private mutating func even(
    _ price: inout [Int], _ capacity: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, stride: Int
  ) {
    width = 0
    width = max(1, count(price, lists, instance, stride) / 8)
    let worthwhile = lists.count / 2000
    var best = price
    var least = Int.max
    for step in 0..<Self.mostSteps {
      let imbalance = imbalance(at: price, capacity, lists, instance, stride: stride)
      let gain = least - imbalance
      if gain > 0 {
        least = imbalance
        best = price
      }
      if step >= 4, gain <= worthwhile { break }
      for sink in capacity.indices {
        let change = (load[sink] - capacity[sink]) * width / max(1, undecided[sink])
        price[sink] = max(0, price[sink] + max(-width, min(width, change)) * 2 / 3)
      }
    }
    price = best
  }

  /// How many units too many or too few there are in all, where a place has a price or is overfull, if every unit took its
  /// cheapest.
  mutating func imbalance(
    at price: [Int], _ capacity: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, stride: Int
  ) -> Int {
    _ = count(price, lists, instance, stride)
    var imbalance = 0
    for sink in capacity.indices where price[sink] > 0 || load[sink] > capacity[sink] {
      imbalance += abs(load[sink] - capacity[sink])
    }
    return imbalance
  }

  private static let nodeBits = 20
  private static let nodes = 1 << nodeBits - 1

  /// Loads if every unit took its cheapest, and for each sink how many are within `width` of coming or going. Returns the
  /// mean distance between a unit's cheapest two.
  private mutating func count(
    _ price: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, _ stride: Int
  ) -> Int {
    let overflow = price.count - 1
    load.refill(price.count, with: 0)
    undecided.refill(price.count, with: 0)
    var gaps = 0
    let (every, prices) = (lists.span, price.span)
    let (supplies, spills) = (instance.supply.span, instance.overflowCost.span)
    let unbounded = Shortlist.unbounded << Self.nodeBits
    for unit in 0..<every.count {
      let supply = Int(supplies[unit * stride])
      guard supply > 0 else { continue }
      // Sum and node in one number, so that the two least are kept without a branch.
      var first = (Int(spills[unit * stride]) + prices[overflow]) << Self.nodeBits | overflow
      var second = unbounded | overflow
      for rank in 0..<Shortlist.width {
        let choice = every[unit].choices[rank]
        guard choice.sink >= 0 else { break }
        let full = (Int(choice.cost) + prices[Int(choice.sink)]) << Self.nodeBits | Int(choice.sink)
        second = min(second, max(first, full))
        first = min(first, full)
      }
      load[first & Self.nodes] += supply
      guard second < unbounded else { continue }
      let gap = second >> Self.nodeBits - first >> Self.nodeBits
      gaps += gap
      if gap <= width {
        undecided[first & Self.nodes] += supply
        undecided[second & Self.nodes] += supply
      }
    }
    return gaps / max(1, lists.count)
  }
}
