import Planning

/// Time and yearly cost of the daily journey from every home to the provisions that children compete for.
///
/// Only those within the longest travel ceiling: nobody is offered another, and in a country a home reaches a tenth of all.
/// They lie together, kind by kind, so that the allocation reads nothing it does not need.
struct JourneyTable: Sendable {
  struct Journey: Sendable {
    /// Fastest drive one way, seconds; negative if there is none.
    var seconds: Int32
    /// Pence an academic year, by the loaded mile.
    var cost: Int32
  }
  /// A provision that is not mainstream, and the way to it.
  struct Near: Sendable {
    var provision: Int32
    var journey: Journey
  }
  private var near: [Near] = []
  /// Homes x kinds: where in `near` a kind begins for a home.
  private var start: [Int32] = [0]
  private static let kinds = ProvisionKind.allCases.count

  init(homes: Int, _ table: ProvisionTable, _ travel: TravelTimes, _ parameters: PlacementParameters) {
    let ceiling = parameters.travelCeiling.max() ?? 0
    start.reserveCapacity(homes * Self.kinds + 1)
    for home in 0..<homes {
      for kind in ProvisionKind.allCases {
        if kind != .mainstream {
          for provision in table.named[Int(kind.rawValue)] {
            let journey = parameters.journey(travel, home: home, setting: Int(table.setting[provision]))
            guard journey.seconds >= 0, Int(journey.seconds) <= ceiling else { continue }
            near.append(Near(provision: Int32(provision), journey: journey))
          }
        }
        start.append(Int32(near.count))
      }
    }
  }

  /// Provisions of a kind that a home reaches, in the order of the study; none of mainstream.
  func near(_ home: Int, _ kind: ProvisionKind) -> ArraySlice<Near> {
    let cell = home * Self.kinds + Int(kind.rawValue)
    return near[Int(start[cell])..<Int(start[cell + 1])]
  }
}

extension PlacementParameters {
  /// The daily journey from a home to a setting.
  func journey(_ travel: TravelTimes, home: Int, setting: Int) -> JourneyTable.Journey {
    let drive = travel.drive(home: home, setting: setting)
    guard drive.seconds >= 0, drive.seconds < .max else { return .init(seconds: -1, cost: 0) }
    return .init(
      seconds: drive.seconds, cost: Int32(clamping: Int(drive.metres) * travelPencePerKilometre / 1000))
  }
}
