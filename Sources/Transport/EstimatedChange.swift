import Planning

/// Scratch for estimating a world beside another: which settings a moved child comes from or goes to, and who is there.
public struct TouchedJourneys: Sendable {
  /// Per setting, and last for placements that name none.
  var isTouched: [Bool] = []
  /// Per provision: whether everyone there is looked at again.
  var isLookedAt: [Bool] = []
  /// Children at touched settings, in the order of the cohort.
  public internal(set) var children: [Int32] = []
  public init() {}
}

extension TransportStage {
  /// The same as `estimated` without `nothing`, bit for bit, when that is what `estimated` gives for other placements of
  /// the same cohort and year: only settings where someone comes or goes are looked at again.
  public func estimated(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int, estimator: Estimator,
    beside nothing: Journeys, of other: Placements, touched: inout TouchedJourneys, into journeys: inout Journeys
  ) {
    journeys.copy(nothing)
    guard touch(placements, other, year: year, &touched) else { return }
    let runs = self.runs
    journeys.withWriter(children: cohort.count, settings: study.settings.count, keeping: true) { writer in
      empty(touched, &writer)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: runs * RunFeatures.stride) { rows in
        withUnsafeTemporaryAllocation(of: Apportionment.self, capacity: runs) { shares in
          rows.initialize(repeating: 0)
          shares.initialize(repeating: Apportionment(total: 0, weight: 0))
          for child in touched.children.lazy.map(Int.init) {
            let provision = placements.provision(child, year: year)
            addUp(
              child, provision, along: way(child, cohort, provision), cohort, draws, year, &writer, rows.baseAddress!)
          }
          for run in 0..<runs where touched.isTouched[run / 2] {
            let row = rows.baseAddress! + run * RunFeatures.stride
            RunFeatures.finish(row)
            shares[run] = price(run, row, estimator, writer)
          }
          for child in touched.children.lazy.map(Int.init) where writer.mode[child] == .shared {
            share(child, placements.provision(child, year: year), estimator, writer, shares)
          }
        }
      }
    }
  }

  /// Finds the settings where someone comes or goes, and who is there now; false when there are none.
  private func touch(_ placements: Placements, _ other: Placements, year: Int, _ touched: inout TouchedJourneys) -> Bool
  {
    let unlocated = study.settings.count
    touched.children.removeAll(keepingCapacity: true)
    touched.isTouched.removeAll(keepingCapacity: true)
    touched.isTouched.append(contentsOf: repeatElement(false, count: unlocated + 1))
    var isAny = false
    let row = year * placements.children
    for cell in row..<row + placements.children where placements.provision[cell] != other.provision[cell] {
      for provision in [placements.provision[cell], other.provision[cell]] where provision >= 0 {
        touched.isTouched[place(Int(provision))] = true
      }
      isAny = true
    }
    guard isAny else { return false }
    touched.isLookedAt.removeAll(keepingCapacity: true)
    for provision in sites.indices {
      // Without a setting and without a journey there is nothing to add up: only who has come there is looked at.
      touched.isLookedAt.append(
        touched.isTouched[place(provision)] && (sites[provision].setting >= 0 || sites[provision].unlocatedMetres >= 0))
    }
    placements.provision.withUnsafeBufferPointer { here in
      other.provision.withUnsafeBufferPointer { there in
        for child in 0..<placements.children {
          let provision = here[row + child]
          guard provision >= 0 else { continue }
          if touched.isLookedAt[Int(provision)] || provision != there[row + child] {
            touched.children.append(Int32(child))
          }
        }
      }
    }
    return true
  }

  /// Position of a provision's setting in `isTouched`.
  @inline(__always)
  private func place(_ provision: Int) -> Int {
    let setting = Int(sites[provision].setting)
    return setting < 0 ? study.settings.count : setting
  }

  /// Empties the touched settings, and their children's rows.
  private func empty(_ touched: TouchedJourneys, _ writer: inout JourneyWriter) {
    for setting in study.settings.indices where touched.isTouched[setting] {
      writer.vehicles[setting] = 0
      writer.vehicleMetres[setting] = 0
      writer.settingCost[setting] = 0
    }
    if touched.isTouched[study.settings.count] { writer.unlocated = .zero }
    for child in touched.children.lazy.map(Int.init) {
      writer.mode[child] = .none
      writer.isEligible[child] = false
      writer.cost[child] = 0
      writer.onBoard[child] = 0
    }
  }
}

extension Journeys {
  /// Takes over all of another's, keeping its own storage.
  fileprivate mutating func copy(_ other: Journeys) {
    if mode.count != other.mode.count {
      self = other
      return
    }
    mode.replaceSubrange(mode.indices, with: other.mode)
    isEligible.replaceSubrange(isEligible.indices, with: other.isEligible)
    cost.replaceSubrange(cost.indices, with: other.cost)
    onBoard.replaceSubrange(onBoard.indices, with: other.onBoard)
    vehicles.replaceSubrange(vehicles.indices, with: other.vehicles)
    vehicleMetres.replaceSubrange(vehicleMetres.indices, with: other.vehicleMetres)
    settingCost.replaceSubrange(settingCost.indices, with: other.settingCost)
    unlocatedVehicles = other.unlocatedVehicles
    unlocatedVehicleMetres = other.unlocatedVehicleMetres
    isRouted = other.isRouted
  }
}
