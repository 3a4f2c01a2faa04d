import Planning

/// Time and yearly cost of the daily journey from every home to the settings that children compete for, side by side.
///
/// The allocation reads a handful of settings for a child: kept apart from the full travel table, and together, so that
/// one look at memory answers for both.
struct JourneyTable: Sendable {
  struct Journey: Sendable {
    /// Fastest drive one way, seconds; negative if there is none.
    var seconds: Int32
    /// Pence an academic year, by the loaded mile.
    var cost: Int32
  }
  private var journeys: [Journey] = []
  private let columns: Int
  /// Column of each provision, -1 for mainstream schools and destinations without a setting.
  let column: [Int32]

  init(homes: Int, _ table: ProvisionTable, _ travel: TravelTimes, _ parameters: PlacementParameters) {
    var settings: [Int] = []
    column = (0..<table.count).map { provision in
      let setting = Int(table.setting[provision])
      guard setting >= 0, table.kind[provision] != .mainstream else { return -1 }
      if let known = settings.firstIndex(of: setting) { return Int32(known) }
      settings.append(setting)
      return Int32(settings.count - 1)
    }
    columns = settings.count
    journeys.reserveCapacity(homes * columns)
    for home in 0..<homes {
      for setting in settings {
        journeys.append(parameters.journey(travel, cell: travel.cell(home: home, setting: setting)))
      }
    }
  }

  subscript(home: Int, column: Int32) -> Journey { journeys[home * columns + Int(column)] }
}

extension PlacementParameters {
  /// The journey of a cell of the travel table.
  func journey(_ travel: TravelTimes, cell: Int) -> JourneyTable.Journey {
    let seconds = travel.driveSeconds[cell]
    guard seconds >= 0, seconds < .max else { return .init(seconds: -1, cost: 0) }
    return .init(
      seconds: seconds, cost: Int32(clamping: Int(travel.driveMetres[cell]) * travelPencePerKilometre / 1000))
  }
}
