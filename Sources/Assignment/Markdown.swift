/// Makes underfull sinks cheaper, one after another, each until it has won the units it lacks from those that value it most.
///
/// An auction turned round (Bertsekas 1992): the sinks bid for units. A sink that loses a unit and is short in turn waits its
/// turn again, until none is short or has a price. One unit more than is lacking is won where it can be, which a fifth of
/// the bids are enough for; a bid costs a pass over the short lists that name the sink.
struct Markdown: Sendable {
  /// A unit's choice of a sink.
  private struct Offer: Sendable {
    var unit: Int32
    var cost: Int32
  }
  /// Where a unit is, and its cost there.
  private struct Place: Sendable {
    var node: Int32
    var cost: Int32
  }
  private struct Winner: Sendable {
    /// By how much the unit is better off where it is.
    var gap: Int
    var offer: Offer
  }

  private var offerStart: [Int32] = []
  private var offers: [Offer] = []
  private var places: [Place] = []
  private var load: [Int] = []
  private var queue: [Int32] = []
  private var isQueued: [Bool] = []
  private var winners: [Winner] = []

  /// The most units won at once, and the most bids a sink may make on average.
  private static let mostWon = 16
  private static let mostBids = 60

  mutating func run(
    _ price: inout [Int], _ capacity: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, stride: Int
  ) {
    let sinks = capacity.count
    settle(price, lists, instance, stride)
    index(lists, sinks)
    queue.removeAll(keepingCapacity: true)
    isQueued.refill(sinks + 1, with: false)
    for sink in 0..<sinks { enqueue(sink, price, capacity) }
    var next = 0
    var bids = 0
    while next < queue.count, bids < Self.mostBids * sinks {
      let sink = Int(queue[next])
      next += 1
      isQueued[sink] = false
      guard isShort(sink, price, capacity) else { continue }
      bids += 1
      let drop = bid(for: sink, lacking: capacity[sink] - load[sink], price)
      price[sink] -= drop
      for winner in winners where winner.gap < drop {
        let unit = Int(winner.offer.unit)
        let left = Int(places[unit].node)
        let supply = Int(instance.supply[unit * stride])
        places[unit] = Place(node: Int32(sink), cost: winner.offer.cost)
        load[left] -= supply
        load[sink] += supply
        enqueue(left, price, capacity)
      }
      enqueue(sink, price, capacity)
    }
    // As large as the short lists: let go before the units are placed.
    offers = []
    places = []
  }

  private func isShort(_ node: Int, _ price: [Int], _ capacity: [Int]) -> Bool {
    node < capacity.count && price[node] > 0 && load[node] < capacity[node]
  }

  private mutating func enqueue(_ node: Int, _ price: [Int], _ capacity: [Int]) {
    guard isShort(node, price, capacity), !isQueued[node] else { return }
    isQueued[node] = true
    queue.append(Int32(node))
  }

  /// Puts every unit to the cheapest choice on its list, to the overflow only if that is strictly cheaper.
  private mutating func settle(
    _ price: [Int], _ lists: [Shortlist], _ instance: AssignmentInstance, _ stride: Int
  ) {
    let overflow = price.count - 1
    places.removeAll(keepingCapacity: true)
    load.refill(price.count, with: 0)
    for unit in lists.indices {
      var place = Place(node: Int32(overflow), cost: instance.overflowCost[unit * stride])
      var least = Int(place.cost) + price[overflow] + 1
      for rank in 0..<Shortlist.width {
        let choice = lists[unit].choices[rank]
        guard choice.sink >= 0 else { break }
        let full = Int(choice.cost) + price[Int(choice.sink)]
        guard full < least else { continue }
        least = full
        place = Place(node: choice.sink, cost: choice.cost)
      }
      places.append(place)
      load[Int(place.node)] += Int(instance.supply[unit * stride])
    }
  }

  /// Sorts the choices on the lists by sink.
  private mutating func index(_ lists: [Shortlist], _ sinks: Int) {
    offerStart.refill(sinks + 2, with: 0)
    for list in lists {
      for rank in 0..<Shortlist.width where list.choices[rank].sink >= 0 {
        offerStart[Int(list.choices[rank].sink) + 2] += 1
      }
    }
    for sink in 0..<sinks { offerStart[sink + 2] += offerStart[sink + 1] }
    offers.refill(Int(offerStart[sinks + 1]), with: Offer(unit: 0, cost: 0))
    for unit in lists.indices {
      for rank in 0..<Shortlist.width {
        let choice = lists[unit].choices[rank]
        guard choice.sink >= 0 else { break }
        offers[Int(offerStart[Int(choice.sink) + 1])] = Offer(unit: Int32(unit), cost: choice.cost)
        offerStart[Int(choice.sink) + 1] += 1
      }
    }
  }

  /// Finds the units that are nearest to coming and returns by how much the price must fall for them to come.
  private mutating func bid(for sink: Int, lacking: Int, _ price: [Int]) -> Int {
    let wanted = min(lacking + 1, Self.mostWon)
    winners.removeAll(keepingCapacity: true)
    var farthest = Int.max
    for index in Int(offerStart[sink])..<Int(offerStart[sink + 1]) {
      let offer = offers[index]
      let place = places[Int(offer.unit)]
      let gap = Int(offer.cost) + price[sink] - Int(place.cost) - price[Int(place.node)]
      guard gap < farthest, place.node != sink else { continue }
      if winners.count == wanted { winners.removeLast() }
      let rank = winners.lastIndex { $0.gap <= gap }.map { $0 + 1 } ?? 0
      winners.insert(Winner(gap: gap, offer: offer), at: rank)
      if winners.count == wanted { farthest = winners[wanted - 1].gap }
    }
    return winners.count < wanted ? price[sink] : min(price[sink], winners[wanted - 1].gap + 1)
  }
}
