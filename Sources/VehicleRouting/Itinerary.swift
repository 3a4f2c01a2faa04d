/// The clock of one sequence of calls: whether some timetable keeps every limit and every bell.
///
/// A call is a rider's index, or a destination's complement. Times are differences that must not be too small (the ways
/// between calls) or too large (limits on board), so the soonest timetable is found by pushing times up until all holds
/// (Bellman 1958); it ends, as no ride is longer than its limit when nobody waits.
struct Itinerary {
  private let model: Model
  /// By call: from the call before it to this one, and the same from the first call on, nobody waiting.
  let gap: Flat<Int32>
  let reach: Flat<Int32>
  /// Soonest and latest beginnings.
  let soonest: Flat<Int32>
  let latest: Flat<Int32>
  /// Call at which the rider of a pick-up gets off.
  private let leaves: Flat<Int32>
  /// By destination, the next drop-off; kept at -1 between uses.
  private let next: Flat<Int32>
  private let arena = Arena()

  private static let always: Int32 = -(1 << 28)

  init(_ model: Model) {
    self.model = model
    let most = 2 * model.count
    gap = arena.row(most, of: 0)
    reach = arena.row(most, of: 0)
    soonest = arena.row(most, of: 0)
    latest = arena.row(most, of: 0)
    leaves = arena.row(most, of: 0)
    next = arena.row(model.destinationPlace.count, of: -1)
  }

  @inline(__always) func place(_ call: Int32) -> Int {
    Int(call >= 0 ? model.place[Int(call)] : model.destinationPlace[Int(~call)])
  }

  @inline(__always) func standing(_ call: Int32) -> Int32 {
    call >= 0 ? model.boarding[Int(call)] : model.isTimed ? model.dwell[Int(~call)] : 0
  }

  /// Seconds from the first boarding to the last arrival, at least; `nil` where no timetable will do.
  ///
  /// Every rider's drop-off must be among the calls, behind its pick-up.
  func lasting(_ calls: borrowing [Int32]) -> Int32? {
    let count = calls.count
    var far: Int32 = 0
    var before = place(calls[0])
    reach[0] = 0
    for index in 1..<count {
      let here = place(calls[index])
      gap[index] = standing(calls[index - 1]) &+ model.from[before * model.locations + here][0]
      far &+= gap[index]
      reach[index] = far
      before = here
    }
    var isWithin = true
    for index in stride(from: count - 1, through: 0, by: -1) {
      let call = calls[index]
      if call < 0 {
        next[Int(~call)] = Int32(truncatingIfNeeded: index)
      } else {
        let off = next[Int(model.destination[Int(call)])]
        leaves[index] = off
        if reach[Int(off)] &- reach[index] > model.limit[Int(call)] { isWithin = false }
      }
    }
    for index in 0..<count where calls[index] < 0 { next[Int(~calls[index])] = -1 }
    guard isWithin else { return nil }
    return model.isTimed ? byTheBells(calls) : far
  }

  private func byTheBells(_ calls: borrowing [Int32]) -> Int32? {
    let last = calls.count - 1
    for index in 0...last {
      let call = calls[index]
      var time = index == 0 ? Itinerary.always : soonest[index - 1] &+ gap[index]
      if call < 0 {
        time = max(time, model.earliest[Int(~call)])
        guard time <= model.latest[Int(~call)] else { return nil }
      }
      soonest[index] = time
    }
    while pushUp(calls) {
      for index in 1...last {
        soonest[index] = max(soonest[index], soonest[index - 1] &+ gap[index])
        guard calls[index] >= 0 || soonest[index] <= model.latest[Int(~calls[index])] else { return nil }
      }
    }
    guard model.hasRouteLimits else { return 0 }
    latest[last] = soonest[last]
    for index in stride(from: last - 1, through: 0, by: -1) {
      let time = latest[index + 1] &- gap[index + 1]
      latest[index] = calls[index] < 0 ? min(time, model.latest[Int(~calls[index])]) : time
    }
    while pushDown(calls) {
      for index in stride(from: last - 1, through: 0, by: -1) {
        latest[index] = min(latest[index], latest[index + 1] &- gap[index + 1])
      }
    }
    return latest[last] &- latest[0]
  }

  /// Lets riders board later who would be on board too long; false where there are none.
  @inline(__always) private func pushUp(_ calls: borrowing [Int32]) -> Bool {
    var isPushed = false
    for index in 0..<calls.count where calls[index] >= 0 {
      let least = soonest[Int(leaves[index])] &- model.limit[Int(calls[index])]
      if soonest[index] < least {
        soonest[index] = least
        isPushed = true
      }
    }
    return isPushed
  }

  /// Lets them get off sooner.
  @inline(__always) private func pushDown(_ calls: borrowing [Int32]) -> Bool {
    var isPushed = false
    for index in 0..<calls.count where calls[index] >= 0 {
      let most = latest[index] &+ model.limit[Int(calls[index])]
      if latest[Int(leaves[index])] > most {
        latest[Int(leaves[index])] = most
        isPushed = true
      }
    }
    return isPushed
  }
}
