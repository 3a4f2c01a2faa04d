import Planning

/// The columns of a `Journeys` opened for writing: the one place where its arrays are reached without checks.
///
/// Filling a year writes every child's row tens of thousands of times over; reaching the arrays one by one costs twice
/// the time. Rows are children of the cohort the `Journeys` was made for, which `withWriter` checks once.
struct JourneyWriter {
  let mode: UnsafeMutablePointer<TravelMode>
  let isEligible: UnsafeMutablePointer<Bool>
  let cost: UnsafeMutablePointer<Int>
  let onBoard: UnsafeMutablePointer<Int32>
  let vehicles: UnsafeMutablePointer<Double>
  let vehicleMetres: UnsafeMutablePointer<Double>
  let settingCost: UnsafeMutablePointer<Int>
  /// Vehicles and vehicle-metres a school day to placements that name no setting.
  var unlocated = SIMD2<Double>.zero
}

extension Journeys {
  /// Clears every row, unless told to keep them, then hands the columns to `body`.
  mutating func withWriter(children: Int, settings: Int, keeping: Bool = false, _ body: (inout JourneyWriter) -> Void) {
    precondition(
      [mode.count, isEligible.count, cost.count, onBoard.count] == [children, children, children, children]
        && [vehicles.count, vehicleMetres.count, settingCost.count] == [settings, settings, settings],
      "journeys of another cohort or study")
    isRouted = false
    var unlocated = keeping ? SIMD2(unlocatedVehicles, unlocatedVehicleMetres) : .zero
    mode.withUnsafeMutableBufferPointer { mode in
      isEligible.withUnsafeMutableBufferPointer { isEligible in
        cost.withUnsafeMutableBufferPointer { cost in
          onBoard.withUnsafeMutableBufferPointer { onBoard in
            vehicles.withUnsafeMutableBufferPointer { vehicles in
              vehicleMetres.withUnsafeMutableBufferPointer { vehicleMetres in
                settingCost.withUnsafeMutableBufferPointer { settingCost in
                  if !keeping {
                    mode.update(repeating: .none)
                    isEligible.update(repeating: false)
                    cost.update(repeating: 0)
                    onBoard.update(repeating: 0)
                    vehicles.update(repeating: 0)
                    vehicleMetres.update(repeating: 0)
                    settingCost.update(repeating: 0)
                  }
                  guard let children = mode.baseAddress, let sites = vehicles.baseAddress else { return }
                  var writer = JourneyWriter(
                    mode: children, isEligible: isEligible.baseAddress!, cost: cost.baseAddress!,
                    onBoard: onBoard.baseAddress!, vehicles: sites, vehicleMetres: vehicleMetres.baseAddress!,
                    settingCost: settingCost.baseAddress!, unlocated: unlocated)
                  body(&writer)
                  unlocated = writer.unlocated
                }
              }
            }
          }
        }
      }
    }
    unlocatedVehicles = unlocated[0]
    unlocatedVehicleMetres = unlocated[1]
  }
}
