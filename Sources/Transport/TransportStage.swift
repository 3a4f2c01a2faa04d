import Assumptions
import Planning
import Units

/// Who is carried to school, how, and what it costs: one cohort and its placements in, `Journeys` out.
///
/// `modes` decides eligibility and mode; `routed` plans the shared vehicles of every setting; `estimated` puts a fitted
/// estimator in their place for Monte Carlo draws. Pence an academic year, one-way morning times.
public struct TransportStage: Sendable {
  public let study: Study
  var figures: TransportFigures
  /// Prices fitted to the study's contracts, which then stand in place of the assumed ones; `nil` where it gives too few.
  public let contractFit: ContractFit?
  let journeyTimes: any JourneyTimes
  /// Per provision.
  let sites: [Site]
  let ways: Surroundings
  /// Per caseload index: where the child was when its travel was recorded.
  let openingProvision: [Int32]
  /// Two runs a setting: children who attend on school days, and those who attend on college days.
  var runs: Int { study.settings.count * 2 }

  /// What the stage asks of a provision.
  struct Site: Sendable {
    var kind: ProvisionKind
    /// -1 where it names none.
    var setting: Int32
    /// -1 where no vehicle runs are planned.
    var run: Int32
    var days: Int32
    /// One-way metres where no setting is named; -1: no journey.
    var unlocatedMetres: Int32
  }

  /// Reads every figure it needs, and throws an `AssumptionError` for the first that is missing or unusable.
  ///
  /// - Parameter known: the stage of the same study without its last settings, whose ways are taken over.
  public init(
    study: Study, assumptions: AssumptionSet, travel: TravelTimes, journeyTimes: any JourneyTimes,
    beyond known: TransportStage? = nil
  ) throws {
    self.study = study
    var figures = try TransportFigures(assumptions)
    contractFit = ContractFit(study.contracts, fleet: figures.fleet)
    if let contractFit { figures.fleet = figures.fleet.priced(by: contractFit) }
    figures.fleet.multiplyPrices(by: figures.priceFactor)
    self.figures = figures
    self.journeyTimes = journeyTimes
    sites = study.provisions.map { provision in
      let kind = provision.kind
      let isCollege = kind == .fe || kind == .specialistPost16
      let run = kind.hasDailyJourney ? provision.setting.map { $0 * 2 + (isCollege ? 1 : 0) } : nil
      return Site(
        kind: kind, setting: Int32(provision.setting ?? -1), run: Int32(run ?? -1),
        days: Int32(isCollege ? figures.collegeDays : figures.schoolDays),
        unlocatedMetres: Int32(
          kind.hasDailyJourney && provision.setting == nil ? figures.unlocatedMetres[Int(kind.rawValue)] : -1))
    }
    openingProvision = study.caseload.map { Int32($0.provision) }
    ways = Surroundings(study, travel, beyond: known?.ways)
  }

  /// The same stage under one longest time on board for every child, or none; a child whose own drive is long keeps its
  /// allowance.
  public func limited(to longest: Seconds?) -> TransportStage {
    var stage = self
    stage.figures.limitPrimary = longest ?? .minutes(24 * 60)
    stage.figures.limitSecondary = longest ?? .minutes(24 * 60)
    return stage
  }

  func way(home: Int, setting: Int) -> Way { ways[home, setting] }

  /// Runs of a setting and the days they go.
  func days(run: Int) -> Int { run % 2 == 0 ? figures.schoolDays : figures.collegeDays }

  /// Longest time on board for a year group and a direct drive: the guideline, or more where the drive itself is long.
  @inline(__always)
  func longestOnBoard(ncYear: Int, directSeconds: Int, boardingSeconds: Int) -> Int {
    let guideline = ncYear <= 6 ? figures.limitPrimary.count : figures.limitSecondary.count
    return max(guideline, boardingSeconds + Int((Double(directSeconds) * figures.longJourneyDetour).rounded(.up)))
  }
}
