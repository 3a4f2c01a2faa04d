import Planning

/// How today's modelled cost stands to what the authority spent, and the one factor on prices that would meet it.
///
/// Line 2.1.4 of the section 251 outturn, SEN transport to Year 11. A factor moves every vehicle alike, so the best routes stay
/// the best, and the factor is exact but for rounding and search; passes, budgets and mileage stand. It is a fit to one
/// number: it says nothing of the cause.
public struct OutturnCalibration: Sendable, Equatable {
  /// Pence a year.
  public let outturn: Int
  public let modelled: Int
  /// On all prices before the one already in force, which is `inForce`; `nil` where no vehicle could make up the difference.
  public let factor: Double?
  public let inForce: Double

  /// Modelled over spent, less one.
  public var error: Double { Double(modelled) / Double(outturn) - 1 }
}

extension TransportStage {
  /// Sets the base year of doing nothing beside the outturn; `nil` where the study gives none.
  public func calibration(_ costs: RolledCosts) -> OutturnCalibration? {
    guard figures.outturnPre16 > 0, let today = costs.years.first else { return nil }
    let modelled = today.today[.pre16] ?? 0
    let vehicles = today.inVehicles[.pre16] ?? 0
    let left = figures.outturnPre16 - (modelled - vehicles)
    return OutturnCalibration(
      outturn: figures.outturnPre16, modelled: modelled,
      factor: vehicles > 0 && left > 0 ? figures.priceFactor * Double(left) / Double(vehicles) : nil,
      inForce: figures.priceFactor)
  }
}
