import Assumptions
import Planning
import Units

/// How the transport budget gets from today's routes to a financial year, by line of the section 251 return.
///
/// Doing nothing rolls today's routes forward, and so does an option; what planning everything afresh would save stands
/// beside the bridge and is credited to nobody.
public struct FinancialYearBridge: Sendable, Equatable {
  /// Pence in the financial year.
  public struct Step: Sendable, Equatable {
    /// Today's routes, budgets and passes, for a whole year at today's prices.
    public var contracted = 0
    /// More children, other children, other homes: doing nothing, at today's prices.
    public var demand = 0
    /// Prices let anew since, and notice paid on routes that doing nothing gives up.
    public var inflation = 0
    /// What a change of policy adds or saves, doing nothing.
    public var policy = 0
    /// What the option adds or saves, notice on the routes it gives up included.
    public var proposals = 0
    public var total: Int { contracted + demand + inflation + policy + proposals }

    static func += (left: inout Step, right: Step) {
      left.contracted += right.contracted
      left.demand += right.demand
      left.inflation += right.inflation
      left.policy += right.policy
      left.proposals += right.proposals
    }
  }
  public let year: FinancialYear
  public let lines: [S251Line: Step]
  /// Doing nothing with every route planned afresh in the school year that starts in it, less rolled forward: pence a
  /// school year, credited to no proposal.
  public let reoptimising: Int
  /// Of what the option saves in that school year at today's prices: routes gone or shrunk, which a budget can give up;
  /// and what multiplying children by an average would have claimed.
  public let cashable: Int
  public let averageClaim: Int

  public var total: Step { S251Line.allCases.reduce(into: Step()) { $0 += lines[$1] ?? Step() } }
}

/// When prices may change and for how long a route given up is paid, by setting.
///
/// From the study's contracts where it gives dates; a setting without any lets its routes anew each September.
public struct ContractTerms: Sendable {
  /// Per setting: year indices before this one run at the price let; 0 where routes are let each year.
  private let fixedUntil: [Int]
  private let noticeDays: [Int]
  /// Price growth a year.
  let growth: Double

  init(_ study: Study, growth: Double) {
    self.growth = growth
    var fixed = Array(repeating: 0, count: study.settings.count)
    var notice = fixed
    for contract in study.contracts {
      if let end = contract.end {
        // A contract that runs past 1 September covers that school year.
        let start = end.month >= 9 ? end.year : end.year - 1
        fixed[contract.setting] = max(fixed[contract.setting], start - study.baseYear.start + 1)
      }
      notice[contract.setting] = max(notice[contract.setting], (contract.noticeWeeks ?? 0) * 5)
    }
    fixedUntil = fixed
    noticeDays = notice
  }

  /// Whether a setting's contracts have run out before a year.
  public func mayRelet(_ setting: Int, year: Int) -> Bool { year >= max(1, fixedUntil[setting]) }

  /// A price in a year over the price today.
  func index(_ setting: Int, year: Int) -> Double {
    year == 0 || year < fixedUntil[setting] ? 1 : index(year: year)
  }

  /// The same for what is paid without a contract: passes and budgets.
  func index(year: Int) -> Double {
    var index = 1.0
    for _ in 0..<year { index *= 1 + growth }
    return index
  }

  /// Days for which a route given up in a year is still paid.
  func noticeDays(_ setting: Int, year: Int) -> Int { year < fixedUntil[setting] ? noticeDays[setting] : 0 }
}

/// One world's rolled years in pence, by line: at today's prices, and as paid.
public struct RolledCosts: Sendable {
  /// Per year index from 0.
  public var years: [Year] = []

  public struct Year: Sendable {
    public var today: [S251Line: Int] = [:]
    /// Of that, vehicles: not passes, budgets or mileage.
    public var inVehicles: [S251Line: Int] = [:]
    public var paid: [S251Line: Int] = [:]
    /// Pence of shared routes by run at today's prices, whole year.
    public var byRun: [Int] = []
    public var carried = 0
    /// Routes of a morning, those to placements that name no setting included.
    public var vehicles = 0.0
    /// Holds homes: never written out.
    var routes = RolledRoutes(routes: [])
    public var total: Int { today.values.reduce(0, +) }

    /// Of what a world saves against doing nothing in the year: shared routes gone or shrunk, which a budget can give up.
    public func cashable(against nothing: Year) -> Int {
      zip(nothing.byRun, byRun).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    }

    /// What becomes of each setting's shared routes against doing nothing: those settings whose riders differ, in order.
    public func contracts(against nothing: Year) -> [ContractChange] {
      var changes: [Int: ContractChange] = [:]
      for run in byRun.indices {
        let before = nothing.routes.routes[run]
        let after = routes.routes[run]
        let riders = Set(before.flatMap(\.children)).symmetricDifference(after.flatMap(\.children))
        guard !riders.isEmpty || nothing.byRun[run] != byRun[run] else { continue }
        var change = changes[run / 2] ?? ContractChange(setting: run / 2)
        change.vehiclesBefore += before.count
        change.vehicles += after.count
        change.ridersWhoDiffer += riders.count
        change.saved += max(0, nothing.byRun[run] - byRun[run])
        change.added += max(0, byRun[run] - nothing.byRun[run])
        changes[run / 2] = change
      }
      return changes.values.sorted { $0.setting < $1.setting }
    }
  }
}

/// The shared routes of one setting in a world beside those of doing nothing, both rolled forward from today's.
public struct ContractChange: Sendable, Equatable {
  /// Index into `Study.settings`.
  public var setting: Int
  /// Vehicles of a morning when nothing is done, and in this world.
  public var vehiclesBefore = 0
  public var vehicles = 0
  /// Children who ride in one of the two worlds alone.
  public var ridersWhoDiffer = 0
  /// Pence a year at today's prices: of routes gone or shrunk, which a budget can give up; and of those new or longer.
  public var saved = 0
  public var added = 0

  public init(
    setting: Int, vehiclesBefore: Int = 0, vehicles: Int = 0, ridersWhoDiffer: Int = 0, saved: Int = 0, added: Int = 0
  ) {
    self.setting = setting
    self.vehiclesBefore = vehiclesBefore
    self.vehicles = vehicles
    self.ridersWhoDiffer = ridersWhoDiffer
    self.saved = saved
    self.added = added
  }
}

extension TransportStage {
  /// Growth of contract prices a year, in the bridge.
  public var priceGrowth: Double { figures.priceGrowth }

  /// Terms of the study's contracts, with prices growing at `transport.price_growth`.
  public var contractTerms: ContractTerms { ContractTerms(study, growth: priceGrowth) }

  /// A world's costs from today to `year`, its routes rolled forward.
  ///
  /// - Parameter like: another world of the same cohort under this stage, whose runs are taken over where they are the
  ///   same: it changes the time taken and nothing else.
  public func rolledCosts(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, today: RolledRoutes, through year: Int,
    like: RolledCosts? = nil
  ) -> RolledCosts {
    let terms = contractTerms
    var costs = RolledCosts()
    var routes = today
    for index in 0...year {
      let rolled = roll(routes, cohort, draws, placements, year: index, like: like?.years[index].routes) {
        terms.mayRelet($0, year: index)
      }
      routes = rolled.routes
      var sum = RolledCosts.Year()
      for line in S251Line.allCases {
        sum.today[line] = 0
        sum.paid[line] = 0
      }
      for child in 0..<cohort.count where rolled.journeys.cost[child] > 0 {
        let line = S251Line(ncYear: cohort.ncYear(child, year: index))
        let cost = rolled.journeys.cost[child]
        let setting = study.provisions[placements.provision(child, year: index)].setting
        let isContract = rolled.journeys.mode[child].isVehicle
        let growth = setting.map { isContract ? terms.index($0, year: index) : nil } ?? nil
        sum.today[line, default: 0] += cost
        if isContract { sum.inVehicles[line, default: 0] += cost }
        sum.paid[line, default: 0] += Int((Double(cost) * (growth ?? terms.index(year: index))).rounded())
      }
      sum.byRun = routes.routes.enumerated().map { run, routes in routes.reduce(0) { $0 + $1.cost } * days(run: run) }
      sum.carried = rolled.journeys.mode.count(where: \.isVehicle)
      sum.vehicles = rolled.journeys.vehicles.reduce(rolled.journeys.unlocatedVehicles, +)
      sum.routes = routes
      for route in routes.givenUp {
        // Pre-16 unless the run is a college's: notice belongs to no child.
        let line = route.run % 2 == 0 ? S251Line.pre16 : .aged16To18
        let days = min(terms.noticeDays(route.run / 2, year: index), days(run: route.run))
        sum.paid[line, default: 0] += route.cost * days
      }
      costs.years.append(sum)
    }
    return costs
  }

  /// The bridge to the financial year that starts in the April of school year index `year` less one (2027-28 holds the
  /// summer term of 2026/27 and the autumn and spring terms of 2027/28).
  ///
  /// - Parameters:
  ///   - policy: doing nothing under a changed policy; `nothing` itself where none changes.
  ///   - option: the option under that policy.
  ///   - afresh: doing nothing in school year `year`, every route planned afresh, pence.
  public func bridge(
    year: Int, nothing: RolledCosts, policy: RolledCosts, option: RolledCosts, afresh: Int
  ) -> FinancialYearBridge {
    func inYear(_ value: (RolledCosts.Year) -> Int, _ costs: RolledCosts) -> Int {
      let before = costs.years[max(0, year - 1)]
      let autumn = Double(figures.daysToMarch) / Double(figures.schoolDays)
      return Int((Double(value(before)) * (1 - autumn) + Double(value(costs.years[year])) * autumn).rounded())
    }
    var lines: [S251Line: FinancialYearBridge.Step] = [:]
    for line in S251Line.allCases {
      let today = nothing.years[0].today[line] ?? 0
      let demand = inYear({ $0.today[line] ?? 0 }, nothing)
      let paid = inYear({ $0.paid[line] ?? 0 }, nothing)
      let underPolicy = inYear({ $0.paid[line] ?? 0 }, policy)
      let withOption = inYear({ $0.paid[line] ?? 0 }, option)
      lines[line] = FinancialYearBridge.Step(
        contracted: today, demand: demand - today, inflation: paid - demand, policy: underPolicy - paid,
        proposals: withOption - underPolicy)
    }
    let before = policy.years[year]
    let after = option.years[year]
    let average = before.carried == 0 ? 0 : before.total / before.carried
    return FinancialYearBridge(
      year: FinancialYear(start: study.year(year).start), lines: lines,
      reoptimising: afresh - nothing.years[year].total, cashable: after.cashable(against: before),
      averageClaim: average * (before.carried - after.carried))
  }
}
