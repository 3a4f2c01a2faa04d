/// The routes of a search, as flat columns: slot `r` holds its riders at `r * stride ..< r * stride + length[r]`.
///
/// Everything a trial insertion asks is kept beside the riders, so that a trial reads and never walks the route.
struct RouteTable {
  let stride: Int
  var length: [Int32]
  /// Rider, and its location, at each position.
  var rider: [Int32]
  var place: [Int32]
  /// Time on board from the start of boarding at this position to arrival.
  var onBoard: [Int32]
  /// Least time to spare of all riders up to this position: what an insertion behind it may add.
  var spare: [Int32]
  /// Drive into each position (the approach at 0); its last, at `length`, goes to the destination. `stride + 1` a slot.
  var leg: [Drive]
  var seats: [Int32]
  var wheelchairs: [Int32]
  /// Riders who need an assistant.
  var assistants: [Int32]
  var seconds: [Int]
  var metres: [Int]
  var type: [Int32]
  /// Micropence a day.
  var cost: [Int]
  var destination: [Int32]
  /// Carries one who rides alone.
  var isClosed: [Bool]

  init(slots: Int, stride: Int) {
    self.stride = stride
    length = Array(repeating: 0, count: slots)
    rider = Array(repeating: 0, count: slots * stride)
    place = rider
    onBoard = rider
    spare = rider
    leg = Array(repeating: .zero, count: slots * (stride + 1))
    seats = length
    wheelchairs = length
    assistants = length
    seconds = Array(repeating: 0, count: slots)
    metres = seconds
    type = Array(repeating: -1, count: slots)
    cost = seconds
    destination = length
    isClosed = Array(repeating: false, count: slots)
  }

  /// Doubles the slots.
  mutating func grow() {
    let slots = length.count
    length += Array(repeating: 0, count: slots)
    rider += Array(repeating: 0, count: slots * stride)
    place += Array(repeating: 0, count: slots * stride)
    onBoard += Array(repeating: 0, count: slots * stride)
    spare += Array(repeating: 0, count: slots * stride)
    leg += Array(repeating: .zero, count: slots * (stride + 1))
    seats += Array(repeating: 0, count: slots)
    wheelchairs += Array(repeating: 0, count: slots)
    assistants += Array(repeating: 0, count: slots)
    seconds += Array(repeating: 0, count: slots)
    metres += Array(repeating: 0, count: slots)
    type += Array(repeating: -1, count: slots)
    cost += Array(repeating: 0, count: slots)
    destination += Array(repeating: 0, count: slots)
    isClosed += Array(repeating: false, count: slots)
  }

  /// Copies one slot's whole content to a slot of another table of the same stride.
  mutating func copy(_ slot: Int, from source: borrowing RouteTable, _ sourceSlot: Int) {
    let size = Int(source.length[sourceSlot])
    let base = slot * stride
    let sourceBase = sourceSlot * stride
    for position in 0..<size {
      rider[base + position] = source.rider[sourceBase + position]
      place[base + position] = source.place[sourceBase + position]
      onBoard[base + position] = source.onBoard[sourceBase + position]
      spare[base + position] = source.spare[sourceBase + position]
    }
    let legBase = slot * (stride + 1)
    let sourceLegBase = sourceSlot * (stride + 1)
    for position in 0...size { leg[legBase + position] = source.leg[sourceLegBase + position] }
    length[slot] = source.length[sourceSlot]
    seats[slot] = source.seats[sourceSlot]
    wheelchairs[slot] = source.wheelchairs[sourceSlot]
    assistants[slot] = source.assistants[sourceSlot]
    seconds[slot] = source.seconds[sourceSlot]
    metres[slot] = source.metres[sourceSlot]
    type[slot] = source.type[sourceSlot]
    cost[slot] = source.cost[sourceSlot]
    destination[slot] = source.destination[sourceSlot]
    isClosed[slot] = source.isClosed[sourceSlot]
  }

  /// Recomputes everything kept beside the riders of one slot, but type and cost. Linear in the route's length.
  mutating func rebuild(_ slot: Int, _ model: Model) {
    let size = Int(length[slot])
    let base = slot * stride
    let legBase = slot * (stride + 1)
    seats[slot] = 0
    wheelchairs[slot] = 0
    assistants[slot] = 0
    seconds[slot] = 0
    metres[slot] = 0
    isClosed[slot] = false
    guard size > 0 else { return }

    let first = Int(rider[base])
    destination[slot] = model.destination[first]
    var total = model.approach[first]
    leg[legBase] = total
    var spareSoFar = Int32.max
    // Backwards for time on board, which depends on what follows; the legs come along.
    var following = Int(model.destinationPlace[Int(destination[slot])])
    var aboard: Int32 = 0
    var position = size - 1
    while position >= 0 {
      let who = Int(rider[base + position])
      let here = Int(model.place[who])
      let drive = model.from[here * model.locations + following]
      place[base + position] = Int32(here)
      leg[legBase + position + 1] = drive
      total &+= drive
      aboard += drive[0] + model.boarding[who]
      onBoard[base + position] = aboard
      following = here
      seats[slot] += model.seats[who]
      wheelchairs[slot] += model.wheelchairs[who]
      assistants[slot] += model.assistants[who]
      position -= 1
    }
    for position in 0..<size {
      let who = Int(rider[base + position])
      spareSoFar = min(spareSoFar, model.limit[who] - onBoard[base + position])
      spare[base + position] = spareSoFar
    }
    isClosed[slot] = model.ridesAlone[first]
    seconds[slot] = Int(total[0])
    metres[slot] = Int(total[1])
  }
}
