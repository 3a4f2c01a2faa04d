import Inputs
import VehicleRouting

/// A routing problem with the names its file gives to riders, destinations and vehicles.
struct RoutingInstance {
  var problem: RoutingProblem
  /// By rider.
  var riderIDs: [Int]
  /// By rider: of its drop, where the file has one.
  var dropIDs: [Int]?
  /// By vehicle type, of each vehicle there is.
  var vehicleIDs: [[Int]]
  var isShipments: Bool { dropIDs != nil }
}

extension RoutingInstance {
  /// - Throws: `StudyProblems` with every fault of the file.
  init(_ file: VroomFile, path: String) throws {
    var check = RoutingCheck(path: path)
    guard file.matrices.count == 1, let matrices = file.matrices.values.first else {
      throw StudyProblems(
        path, fault: "\(file.matrices.count) matrices", remedy: "Give the durations of one profile.")
    }
    let matrix = check.matrix(matrices)
    let count = matrix.count
    let (types, ids) = check.types(file.vehicles)
    vehicleIDs = ids
    let start = check.common(file.vehicles.map(\.startIndex), "start_index", count)
    func approach(_ place: Int) -> (Int, Int) {
      guard let start, start < count, place < count else { return (0, 0) }
      return (Int(matrix.seconds[start * count + place]), Int(matrix.metres[start * count + place]))
    }
    let asked = (file.jobs ?? []).count + (file.shipments ?? []).count
    guard asked <= RoutingCheck.mostRiders else {
      throw StudyProblems(
        path, fault: "\(asked) riders, more than \(RoutingCheck.mostRiders)", remedy: "Give a file for each part.")
    }
    var riders: [Rider] = []
    var destinations: [Int] = []
    var bells: [Bell?] = []
    if let jobs = file.jobs, !jobs.isEmpty {
      if file.shipments?.isEmpty == false { check.fault("both jobs and shipments", "Give one kind.") }
      let end = check.common(file.vehicles.map(\.endIndex), "end_index", count)
      if end == nil { check.fault("vehicles without end_index", "Say where the vehicles of the jobs end.") }
      destinations = [end ?? 0]
      riderIDs = jobs.map(\.id)
      dropIDs = nil
      for job in jobs {
        riders.append(
          check.rider(
            job.id, job.locationIndex, count, destination: 0, places: job.pickup ?? job.delivery, service: job.service,
            maxRide: job.maxRide, alone: job.ridesAlone, assistant: job.assistant,
            approach: approach(job.locationIndex)))
      }
      check.apart(&riders, jobs.map { $0.notWith ?? [] }, riderIDs)
    } else {
      let shipments = file.shipments ?? []
      riderIDs = shipments.map(\.pickup.id)
      dropIDs = shipments.map(\.delivery.id)
      var known: [DropKey: Int] = [:]
      let hasBells = shipments.contains { $0.delivery.timeWindows?.isEmpty == false }
      for shipment in shipments {
        let drop = shipment.delivery
        let windows = check.window(drop, shipment.pickup.id)
        let key = DropKey(place: drop.locationIndex, window: windows)
        if known[key] == nil {
          known[key] = destinations.count
          check.index(drop.locationIndex, count, "delivery of \(drop.id)")
          destinations.append(drop.locationIndex)
          bells.append(
            windows.map { Bell(earliestSeconds: $0[0], latestSeconds: $0[1], dwellSeconds: drop.service ?? 0) })
        }
        let ends = known[key]!
        if var bell = bells[ends] {
          bell.dwellSeconds = max(bell.dwellSeconds, drop.service ?? 0)
          bells[ends] = bell
        }
        riders.append(
          check.rider(
            shipment.pickup.id, shipment.pickup.locationIndex, count, destination: ends, places: shipment.amount,
            service: shipment.pickup.service, maxRide: shipment.maxRide, alone: shipment.ridesAlone,
            assistant: shipment.assistant, approach: approach(shipment.pickup.locationIndex)))
      }
      if !hasBells { bells = [] }
      check.apart(&riders, shipments.map { $0.notWith ?? [] }, riderIDs)
    }
    try check.finish()
    problem = RoutingProblem(
      riders: riders, destinations: destinations, vehicleTypes: types, matrix: matrix, bells: bells)
  }

  /// Deliveries at one place in one window are one destination.
  private struct DropKey: Hashable {
    var place: Int
    var window: [Int]?
  }
}

/// Gathers the faults of a file.
private struct RoutingCheck {
  let path: String
  var problems: [Problem] = []

  /// Times, places and day prices are at most this, and riders so many, so that sums of them stay whole numbers.
  static let most = 100_000_000
  static let mostPerSecond = 1000
  static let mostRiders = 20_000

  init(path: String) { self.path = path }

  mutating func fault(_ fault: String, value: String? = nil, _ remedy: String) {
    problems.append(Problem(file: path, row: nil, value: value, fault: fault, remedy: remedy))
  }

  func finish() throws {
    if !problems.isEmpty { throw StudyProblems(problems) }
  }

  mutating func matrix(_ matrices: VroomFile.Matrices) -> TravelMatrix {
    let count = matrices.durations.count
    func flat(_ rows: [[Int]], _ what: String) -> [Int32] {
      guard rows.count == count, rows.allSatisfy({ $0.count == count }) else {
        fault("\(what) that are not \(count) rows of \(count)", "Give a square matrix.")
        return Array(repeating: 0, count: count * count)
      }
      if rows.contains(where: { $0.contains { $0 < 0 } }) {
        fault("\(what) below 0", "Give times and lengths from 0 up.")
      }
      return rows.flatMap { $0.map { Int32(clamping: max(0, $0)) } }
    }
    return TravelMatrix(
      count: count, seconds: flat(matrices.durations, "durations"),
      metres: matrices.distances.map { flat($0, "distances") } ?? Array(repeating: 0, count: count * count))
  }

  mutating func index(_ index: Int, _ count: Int, _ what: String) {
    if index < 0 || index >= count {
      fault("no row of the matrix: location_index of the \(what)", value: String(index), "Give 0 to \(count - 1).")
    }
  }

  /// What all vehicles must say alike.
  mutating func common(_ values: [Int?], _ what: String, _ count: Int) -> Int? {
    guard let first = values.first else { return nil }
    if values.contains(where: { $0 != first }) { fault("vehicles with different \(what)", "Give all the same.") }
    if let first, first < 0 || first >= count {
      fault("no row of the matrix: \(what)", value: String(first), "Give 0 to \(count - 1).")
      return nil
    }
    return first
  }

  /// Vehicles alike are one type; a type's number is its place in the file.
  mutating func types(_ vehicles: [VroomFile.Vehicle]) -> ([VehicleType], [[Int]]) {
    var types: [VehicleType] = []
    var ids: [[Int]] = []
    var known: [VehicleType: Int] = [:]
    if vehicles.isEmpty { fault("no vehicles", "Give the fleet.") }
    if Set(vehicles.map(\.id)).count < vehicles.count { fault("two vehicles of one id", "Number them apart.") }
    for vehicle in vehicles {
      let capacity = vehicle.capacity ?? []
      let costs = vehicle.costs
      let numbers = capacity + [costs?.fixed, vehicle.assistantCost].map { $0 ?? 0 }
      let perUnit = [costs?.perSecond ?? 0, (costs?.perHour ?? 0) / 3600, (costs?.perKm ?? 0) / 1000]
      if capacity.count > 2 || numbers.contains(where: { $0 < 0 || $0 > RoutingCheck.most })
        || perUnit.contains(where: { $0 < 0 || $0 > RoutingCheck.mostPerSecond }) || (costs?.perHour ?? 0) < 0
        || (costs?.perKm ?? 0) < 0
      {
        fault(
          "not a vehicle: \(vehicle.id)",
          "Give capacity [seats, wheelchair places] and costs from 0 to \(RoutingCheck.most) a day and "
            + "\(RoutingCheck.mostPerSecond) a second or metre.")
        continue
      }
      let perSecond = costs?.perSecond.map { $0 * 1_000_000 } ?? (costs?.perHour ?? 3600) * 1_000_000 / 3600
      var type = VehicleType(
        seats: capacity.first ?? 0, wheelchairPlaces: capacity.count > 1 ? capacity[1] : 0,
        dayPricePence: costs?.fixed ?? 0, micropencePerMetre: (costs?.perKm ?? 0) * 1000,
        micropencePerSecond: perSecond, assistantPence: vehicle.assistantCost ?? 0,
        maxRouteSeconds: vehicle.maxDuration ?? .max, maximum: 0)
      if let index = known[type] {
        ids[index].append(vehicle.id)
        types[index].maximum += 1
      } else {
        known[type] = types.count
        type.maximum = 1
        types.append(type)
        ids.append([vehicle.id])
      }
    }
    return (types, ids)
  }

  mutating func rider(
    _ id: Int, _ place: Int, _ count: Int, destination: Int, places: [Int]?, service: Int?, maxRide: Int?,
    alone: Bool?, assistant: Bool?, approach: (seconds: Int, metres: Int)
  ) -> Rider {
    index(place, count, "rider \(id)")
    let places = places ?? [1]
    if places.count > 2 || places.contains(where: { $0 < 0 || $0 > RoutingCheck.most }) || (service ?? 0) < 0
      || (service ?? 0) > 1_000_000
    {
      fault(
        "not a rider: \(id)", "Give [seats, wheelchair places] from 0 and a service from 0 to 1,000,000 seconds.")
    }
    return Rider(
      location: place, destination: destination, boardingSeconds: service ?? 0, seats: places.first ?? 0,
      wheelchairPlaces: places.count > 1 ? places[1] : 0, maxOnBoardSeconds: maxRide ?? .max,
      ridesAlone: alone ?? false, needsAssistant: assistant ?? false, approachSeconds: approach.seconds,
      approachMetres: approach.metres)
  }

  mutating func apart(_ riders: inout [Rider], _ notWith: [[Int]], _ ids: [Int]) {
    var index: [Int: Int] = [:]
    for (position, id) in ids.enumerated() where index.updateValue(position, forKey: id) != nil {
      fault("two riders of one id", value: String(id), "Number them apart.")
    }
    for (rider, others) in notWith.enumerated() {
      for other in others {
        if let position = index[other] {
          riders[rider].notWith.append(position)
        } else {
          fault("no rider: not_with of \(ids[rider])", value: String(other), "Name a rider of the file.")
        }
      }
    }
  }

  /// The one window of a delivery.
  mutating func window(_ drop: VroomFile.Call, _ rider: Int) -> [Int]? {
    guard let windows = drop.timeWindows, !windows.isEmpty else { return nil }
    guard windows.count == 1, windows[0].count == 2, windows[0][0] >= 0, windows[0][0] <= windows[0][1],
      windows[0][1] < RoutingCheck.most, (0...1_000_000).contains(drop.service ?? 0)
    else {
      fault("not one window: time_windows of the delivery of \(rider)", "Give [[earliest, latest]] in seconds.")
      return nil
    }
    return windows[0]
  }
}
