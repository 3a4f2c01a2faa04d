/// Which proposals to open and when, so that placing the need of every year costs least, within limits.
///
/// Need comes in groups. What a group has in a year is placed at sites, in whole or in parts, or is left over at a cost.
/// A site exists already, or is a proposal that opens at the start of one of the years and stays, or never does. All
/// numbers are integers; costs are in whatever unit the caller chose.
public struct PortfolioInstance: Sendable {
  /// Years of the plan, numbered from 0.
  public var years: Int
  public var proposals: Int
  /// Places of a proposal in a year, if it opens at the start of another: `(proposal * years + start) * years + year`.
  public var openPlaces: [Int]
  /// Places of each site that exists. Sites are numbered on from the proposals.
  public var existingPlaces: [Int]
  /// What a year's placing counts for beside the other years', as a discount factor times a thousand might.
  public var yearWeights: [Int]
  /// What a proposal costs over the plan if it opens at the start of a year, placing apart: `proposal * years + start`.
  public var startCost: [Int]
  public var groups: [Group]
  public var limits: [Limit]

  /// Need that shares its costs.
  public struct Group: Sendable {
    /// How many are to be placed, by year.
    public var demand: [Int]
    /// Cost of one left over for a year.
    public var overflowCost: Int
    /// Where one may be placed, a site at most once.
    public var choices: [Choice]

    public init(demand: [Int], overflowCost: Int, choices: [Choice]) {
      self.demand = demand
      self.overflowCost = overflowCost
      self.choices = choices
    }
  }

  public struct Choice: Sendable {
    public var site: Int
    /// Cost of one placed for a year.
    public var cost: Int

    public init(site: Int, cost: Int) {
      self.site = site
      self.cost = cost
    }
  }

  /// What the chosen starts may add up to: capital of a year, a count of openings, one of several sizes.
  public struct Limit: Sendable {
    /// What a proposal uses if it opens at the start of a year: `proposal * years + start`.
    public var use: [Int]
    public var most: Int

    public init(use: [Int], most: Int) {
      self.use = use
      self.most = most
    }
  }

  /// Traps if the arrays do not fit each other, if a cost, a number of places, a demand, a weight or a limit is negative, or
  /// if there are more than 15 years.
  public init(
    years: Int, openPlaces: [Int], existingPlaces: [Int], startCost: [Int], groups: [Group], limits: [Limit],
    yearWeights: [Int]
  ) {
    precondition((1...15).contains(years), "a plan has from 1 to 15 years")
    let starts = startCost.count
    proposals = starts / years
    precondition(starts == proposals * years && openPlaces.count == starts * years, "starts and years do not fit")
    precondition(yearWeights.count == years && yearWeights.allSatisfy { $0 >= 0 }, "weights do not fit the years")
    precondition(openPlaces.allSatisfy { $0 >= 0 } && existingPlaces.allSatisfy { $0 >= 0 }, "negative places")
    precondition(startCost.allSatisfy { $0 >= 0 }, "a negative cost")
    precondition(limits.allSatisfy { $0.use.count == starts && $0.most >= 0 }, "a limit does not fit the starts")
    self.years = years
    self.openPlaces = openPlaces
    self.existingPlaces = existingPlaces
    self.startCost = startCost
    self.groups = groups
    self.limits = limits
    self.yearWeights = yearWeights
    for group in groups {
      precondition(group.demand.count == years, "a group's demand does not fit the years")
      precondition(group.demand.allSatisfy { $0 >= 0 } && group.overflowCost >= 0, "negative demand or cost")
      for choice in group.choices {
        precondition((0..<sites).contains(choice.site) && choice.cost >= 0, "no such site, or a negative cost")
      }
    }
  }

  /// Proposals that have all their places from the start, and years that count alike.
  public init(
    years: Int, proposalPlaces: [Int], existingPlaces: [Int], startCost: [Int], groups: [Group], limits: [Limit]
  ) {
    let cells = 0..<proposalPlaces.count * years * years
    self.init(
      years: years,
      openPlaces: cells.map { $0 % years < $0 / years % years ? 0 : proposalPlaces[$0 / years / years] },
      existingPlaces: existingPlaces, startCost: startCost, groups: groups, limits: limits,
      yearWeights: Array(repeating: 1, count: years))
  }

  public var sites: Int { proposals + existingPlaces.count }

  /// Places of a proposal in a year, by its start; none before it.
  @inlinable public func places(_ proposal: Int, start: Int, year: Int) -> Int {
    year < start ? 0 : openPlaces[(proposal * years + start) * years + year]
  }

  /// Places of a site in a year under given starts.
  public func room(_ site: Int, year: Int, _ starts: [Int?]) -> Int {
    guard site < proposals else { return existingPlaces[site - proposals] }
    return starts[site].map { places(site, start: $0, year: year) } ?? 0
  }

  /// Whether the starts are within every limit.
  public func isAllowed(_ starts: [Int?]) -> Bool { limits.allSatisfy { use(of: $0, starts) <= $0.most } }

  /// What the starts use of a limit.
  public func use(of limit: Limit, _ starts: [Int?]) -> Int {
    var used = 0
    for (proposal, start) in starts.enumerated() {
      if let start { used += limit.use[proposal * years + start] }
    }
    return used
  }
}
