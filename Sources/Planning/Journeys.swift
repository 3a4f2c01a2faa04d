import Units

/// How a child gets to school (DOMAIN 2.5). `none`: not the authority's to arrange.
public enum TravelMode: UInt8, CaseIterable, Codable, Sendable {
  /// `mileage`: a parent drives and is paid by the mile; `trained`: on public transport after independent travel training.
  case none, walk, pass, budget, shared, alone, mileage, trained
  public var code: String {
    ["none", "walk", "pass", "budget", "shared", "alone", "mileage", "trained"][Int(rawValue)]
  }
  /// Carried in a vehicle that the authority contracts.
  @inlinable public var isVehicle: Bool { self == .shared || self == .alone }
}

/// Transport in one year of one world and draw: each child's mode and eligibility, and what each setting's routes cost.
public struct Journeys: Sendable {
  /// Per child of the cohort.
  public var mode: [TravelMode]
  /// Per child: eligible under the statutory rules or the authority's post-16 policy.
  public var isEligible: [Bool]
  /// Per child, pence an academic year: the child's share of its route, its budget or its pass. Sums to `totalCost`.
  public var cost: [Int]
  /// Per child, seconds on board one way in the morning; 0 where not in a vehicle.
  public var onBoard: [Int32]
  /// Per setting, routes (vehicles) in the morning; fractional where estimated.
  public var vehicles: [Double]
  /// Per setting, vehicle-metres a school day, loaded and dead.
  public var vehicleMetres: [Double]
  /// Vehicles, and vehicle-metres a school day, to placements that name no setting.
  public var unlocatedVehicles = 0.0
  public var unlocatedVehicleMetres = 0.0
  /// Per setting, pence an academic year: routes, budgets and passes of the children placed there.
  public var settingCost: [Int]
  /// False when the estimator stood in for routing.
  public var isRouted: Bool

  public init(children: Int, settings: Int, isRouted: Bool) {
    mode = Array(repeating: .none, count: children)
    isEligible = Array(repeating: false, count: children)
    cost = Array(repeating: 0, count: children)
    onBoard = Array(repeating: 0, count: children)
    vehicles = Array(repeating: 0, count: settings)
    vehicleMetres = Array(repeating: 0, count: settings)
    settingCost = Array(repeating: 0, count: settings)
    self.isRouted = isRouted
  }

  public var totalCost: Int { cost.reduce(0, +) }
}
