import Assumptions
import Planning
import Units

/// The figures the stage rests on, read once from the assumptions.
struct TransportFigures: Sendable {
  static let specialNeedsID = "transport.sen_mobility_chance"
  static let postSixteenID = "transport.post16_policy"

  let eligibility: Eligibility
  var fleet: Fleet
  let modes: ModeShares
  let passengers: PassengerNeeds
  let budget: PersonalBudget
  let mileage: ParentMileage
  let training: TravelTraining
  /// Pence a year.
  let pass: Int
  /// kg CO2e a vehicle-kilometre.
  let carbonPerKm: Double
  /// School days a year: to Year 11 and sixth forms, and at colleges.
  let schoolDays: Int
  let collegeDays: Int
  /// Of the school days, those from September to 31 March.
  let daysToMarch: Int
  /// Growth of contract prices a year.
  let priceGrowth: Double
  /// What every price of a vehicle is multiplied by; 1 unless calibrated to an outturn.
  let priceFactor: Double
  /// Pence a year on line 2.1.4 that the authority spent in the base year; 0 where it gives none.
  let outturnPre16: Int
  let boardingSeconds: Int
  let wheelchairBoardingSeconds: Int
  /// Longest time on board, one way: to Year 6, and from Year 7.
  var limitPrimary: Seconds
  var limitSecondary: Seconds
  /// A child whose own drive is long may be on board this many times it.
  let longJourneyDetour: Double
  /// One-way metres by kind, for placements that name no setting; -1 where no journey is modelled.
  let unlocatedMetres: [Int]
  /// Children in a shared vehicle to such a placement.
  let unlocatedSharers: Double
  /// Metres a second, for the same.
  let unlocatedSpeed: Double

  init(_ assumptions: AssumptionSet) throws {
    let range = try assumptions.numbers("transport.extended_11_to_15_range")
    let belief = try assumptions.numbers("transport.extended_belief_range")
    guard range.count == 2, range[0] <= range[1], belief.count == 2, belief[0] <= belief[1] else {
      throw AssumptionError(
        id: "transport.extended_11_to_15_range", problem: "not two miles in ascending order",
        remedy: "Write [low, high], and likewise in transport.extended_belief_range.")
    }
    eligibility = Eligibility(
      walking: WalkingDistance(
        underEight: .miles(try assumptions.number("transport.walk_limit_under_8")),
        fromEight: .miles(try assumptions.number("transport.walk_limit_8_and_over"))),
      extended: ExtendedRights(
        aged8To10: .miles(try assumptions.number("transport.extended_8_to_10_min")),
        aged11To15: .miles(range[0])...(.miles(range[1])), belief: .miles(belief[0])...(.miles(belief[1]))),
      specialNeeds: try SpecialNeeds(assumptions.nested(Self.specialNeedsID)),
      postSixteen: try PostSixteen(
        minimumMiles: assumptions.number("transport.post16_minimum_miles"), assumptions.nested(Self.postSixteenID)))
    fleet = try Fleet(assumptions)
    modes = try ModeShares(assumptions)
    passengers = try PassengerNeeds(assumptions)
    let legs = Int(try assumptions.number("transport.legs_parent_mileage"))
    budget = try PersonalBudget(
      assumptions, mileage: ParentMileage(rate: assumptions.number("transport.ptb_rate"), legs: legs))
    mileage = ParentMileage(rate: try assumptions.number("transport.parent_mileage_rate"), legs: legs)
    let annualPass = Int((try assumptions.number("transport.bus_pass") * 100).rounded())
    pass = annualPass
    training = try TravelTraining(assumptions, pass: annualPass)
    carbonPerKm = try assumptions.number("carbon.diesel_car")
    schoolDays = Int(try assumptions.number("transport.school_days"))
    collegeDays = Int(try assumptions.number("transport.post16_days"))
    daysToMarch = Int(try assumptions.number("transport.school_days_to_march"))
    priceGrowth = try assumptions.number("transport.price_growth")
    priceFactor = try assumptions.number("transport.price_factor")
    guard priceFactor > 0 else {
      throw AssumptionError(
        id: "transport.price_factor", problem: "not above 0", remedy: "Give 1, or the ratio that meets the outturn.")
    }
    outturnPre16 = Int((try assumptions.number("transport.outturn_pre16") * 100).rounded())
    boardingSeconds = Int((try assumptions.number("transport.boarding_minutes") * 60).rounded())
    wheelchairBoardingSeconds = Int((try assumptions.number("transport.wheelchair_boarding_minutes") * 60).rounded())
    limitPrimary = .minutes(Int(try assumptions.number("transport.guideline_minutes_primary")))
    limitSecondary = .minutes(Int(try assumptions.number("transport.guideline_minutes_secondary")))
    longJourneyDetour = try assumptions.number("transport.long_journey_detour")
    var unlocated = [Int](repeating: -1, count: ProvisionKind.allCases.count)
    for (code, miles) in try assumptions.table("transport.unlocated_miles") {
      let kind = try Self.kind(code, in: "transport.unlocated_miles")
      unlocated[Int(kind.rawValue)] = Millimetres.miles(miles).metres.count
    }
    unlocatedMetres = unlocated
    unlocatedSharers = max(1, try assumptions.number("transport.unlocated_sharers"))
    unlocatedSpeed = try assumptions.number("transport.unlocated_mph") * Metres.perMile / 3600
  }

  /// Time a vehicle stands while a child boards.
  @inline(__always) func boarding(_ needs: PassengerNeeds.Flags) -> Int {
    needs.contains(.wheelchair) ? wheelchairBoardingSeconds : boardingSeconds
  }

  /// Brings a day of a run to a school day, so that vehicle-metres a school day times school days is the year's sum.
  @inline(__always) func shareOfSchoolDays(_ days: Int) -> Double { Double(days) / Double(schoolDays) }

  /// The kind a table's key names.
  static func kind(_ code: String, in id: String) throws -> ProvisionKind {
    guard let kind = ProvisionKind(code: code) else {
      throw AssumptionError(
        id: id, problem: "\"\(code)\" is not a kind of provision",
        remedy: "Use one of \(ProvisionKind.allCases.map(\.code).joined(separator: ", ")).")
    }
    return kind
  }

  /// The value a row holds under a key.
  static func value(_ key: String, _ row: [(key: String, value: Double)], _ id: String) throws -> Double {
    guard let value = row.first(where: { $0.key == key })?.value else {
      throw AssumptionError(id: id, problem: "a row has no \"\(key)\"", remedy: "Add it to every row of the table.")
    }
    return value
  }
}
