/// The routes of a search, as flat columns. Vehicle `v` makes the runs in slots `v * runs ..< v * runs + runCount[v]`;
/// slot `s` holds its riders at `s * stride ..< s * stride + length[s]`.
///
/// Everything a trial insertion asks is kept beside the riders, so that a trial reads and never walks the run.
struct RouteTable {
  let stride: Int
  let runs: Int

  // By vehicle.
  let runCount: Flat<Int32>
  let type: Flat<Int32>
  /// Micropence a day, changes of route counted in.
  let cost: Flat<Int>
  /// Carries one who rides alone.
  let isClosed: Flat<Bool>
  /// The route of yesterday it carries on, -1 for none.
  let label: Flat<Int32>
  /// Most places taken on any of its runs, and seconds and metres of all.
  let mostSeats: Flat<Int32>
  let mostWheelchairs: Flat<Int32>
  let assistants: Flat<Int32>
  let seconds: Flat<Int>
  let metres: Flat<Int>

  // By slot.
  let length: Flat<Int32>
  let destination: Flat<Int32>
  let seats: Flat<Int32>
  let wheelchairs: Flat<Int32>
  let assisted: Flat<Int32>
  let drive: Flat<Drive>
  /// Location of the destination before this run, -1 for the first run.
  let before: Flat<Int32>
  /// Earliest and latest arrival, and what may be added to this run before an arrival of the vehicle is too late.
  let arrival: Flat<Int32>
  let latest: Flat<Int32>
  let slack: Flat<Int32>
  let isChanged: Flat<Bool>

  // By position.
  let rider: Flat<Int32>
  let place: Flat<Int32>
  /// Time on board from the start of boarding at this position to arrival.
  let onBoard: Flat<Int32>
  /// Least time to spare of all riders up to this position: what an insertion behind it may add.
  let spare: Flat<Int32>
  /// Drive into each position (the approach at 0); its last, at `length`, goes to the destination. `stride + 1` a slot.
  let leg: Flat<Drive>

  private let arena: Arena

  init(vehicles: Int, runs: Int, stride: Int) {
    let arena = Arena()
    self.arena = arena
    self.stride = stride
    self.runs = runs
    runCount = arena.row(vehicles, of: 0)
    type = arena.row(vehicles, of: -1)
    cost = arena.row(vehicles, of: 0)
    isClosed = arena.row(vehicles, of: false)
    label = arena.row(vehicles, of: -1)
    mostSeats = arena.row(vehicles, of: 0)
    mostWheelchairs = arena.row(vehicles, of: 0)
    assistants = arena.row(vehicles, of: 0)
    seconds = arena.row(vehicles, of: 0)
    metres = arena.row(vehicles, of: 0)
    let slots = vehicles * runs
    length = arena.row(slots, of: 0)
    destination = arena.row(slots, of: 0)
    seats = arena.row(slots, of: 0)
    wheelchairs = arena.row(slots, of: 0)
    assisted = arena.row(slots, of: 0)
    drive = arena.row(slots, of: .zero)
    before = arena.row(slots, of: -1)
    arrival = arena.row(slots, of: 0)
    latest = arena.row(slots, of: 0)
    slack = arena.row(slots, of: .max)
    isChanged = arena.row(slots, of: false)
    rider = arena.row(slots * stride, of: 0)
    place = arena.row(slots * stride, of: 0)
    onBoard = arena.row(slots * stride, of: 0)
    spare = arena.row(slots * stride, of: 0)
    leg = arena.row(slots * (stride + 1), of: .zero)
  }

  /// Copies a vehicle's whole content to a vehicle of another table of the same measures.
  func copy(_ vehicle: Int, from source: borrowing RouteTable, _ sourceVehicle: Int) {
    runCount[vehicle] = source.runCount[sourceVehicle]
    type[vehicle] = source.type[sourceVehicle]
    cost[vehicle] = source.cost[sourceVehicle]
    isClosed[vehicle] = source.isClosed[sourceVehicle]
    label[vehicle] = source.label[sourceVehicle]
    mostSeats[vehicle] = source.mostSeats[sourceVehicle]
    mostWheelchairs[vehicle] = source.mostWheelchairs[sourceVehicle]
    assistants[vehicle] = source.assistants[sourceVehicle]
    seconds[vehicle] = source.seconds[sourceVehicle]
    metres[vehicle] = source.metres[sourceVehicle]
    for run in 0..<Int(runCount[vehicle]) {
      copyRun(vehicle * runs + run, from: source, sourceVehicle * runs + run)
    }
  }

  func copyRun(_ slot: Int, from source: borrowing RouteTable, _ sourceSlot: Int) {
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
    destination[slot] = source.destination[sourceSlot]
    seats[slot] = source.seats[sourceSlot]
    wheelchairs[slot] = source.wheelchairs[sourceSlot]
    assisted[slot] = source.assisted[sourceSlot]
    drive[slot] = source.drive[sourceSlot]
    before[slot] = source.before[sourceSlot]
    arrival[slot] = source.arrival[sourceSlot]
    latest[slot] = source.latest[sourceSlot]
    slack[slot] = source.slack[sourceSlot]
    isChanged[slot] = source.isChanged[sourceSlot]
  }

  /// Recomputes what is kept beside the riders of one run that holds somebody. Linear in its length.
  func rebuild(_ slot: Int, before previous: Int32, _ model: Model) {
    let size = Int(length[slot])
    let base = slot * stride
    let legBase = slot * (stride + 1)
    let first = Int(rider[base])
    let ends = model.destination[first]
    var total = Drive.zero
    var taken: (seats: Int32, wheelchairs: Int32, assisted: Int32) = (0, 0, 0)
    // Backwards for time on board, which depends on what follows; the legs come along.
    var following = Int(model.destinationPlace[Int(ends)])
    var aboard: Int32 = 0
    var position = size - 1
    while position >= 0 {
      let who = Int(rider[base + position])
      let here = Int(model.place[who])
      let drive = model.from[here * model.locations + following]
      place[base + position] = Int32(truncatingIfNeeded: here)
      leg[legBase + position + 1] = drive
      total &+= drive
      aboard &+= drive[0] &+ model.boarding[who]
      onBoard[base + position] = aboard
      following = here
      taken.seats &+= model.seats[who]
      taken.wheelchairs &+= model.wheelchairs[who]
      taken.assisted &+= model.assistants[who]
      position -= 1
    }
    var spareSoFar = Int32.max
    for position in 0..<size {
      let who = Int(rider[base + position])
      spareSoFar = min(spareSoFar, model.limit[who] &- onBoard[base + position])
      spare[base + position] = spareSoFar
    }
    destination[slot] = ends
    seats[slot] = taken.seats
    wheelchairs[slot] = taken.wheelchairs
    assisted[slot] = taken.assisted
    leg[legBase] = .zero
    drive[slot] = total
    link(slot, before: previous, model)
    isChanged[slot] = false
  }

  /// Puts a run behind another destination, or at the start of its vehicle.
  func link(_ slot: Int, before previous: Int32, _ model: Model) {
    let base = slot * stride
    let legBase = slot * (stride + 1)
    let way =
      previous < 0
      ? model.approach[Int(rider[base])] : model.to[Int(place[base]) * model.locations + Int(previous)]
    drive[slot] &+= way &- leg[legBase]
    leg[legBase] = way
    before[slot] = previous
  }
}
