/// Which proposals to open and when, so that placing the need of every year costs least, within limits.
///
/// Need comes in groups. What a group has in a year is placed at sites, in whole or in parts, or is left over at a cost.
/// A site exists already, or is a proposal that opens at the start of one of the years and stays, or never does. All
/// numbers are integers; costs are in whatever unit the caller chose.
public struct PortfolioInstance: Sendable {
  /// Years of the plan, numbered from 0.
  public var years: Int
  /// Proposals first, then what exists: an index into this is a site.
  public var places: [Int]
  public var proposals: Int
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

  /// Traps if the arrays do not fit each other, if a cost, a number of places, a demand or a limit is negative, or if there
  /// are more than 15 years.
  public init(
    years: Int, proposalPlaces: [Int], existingPlaces: [Int], startCost: [Int], groups: [Group], limits: [Limit]
  ) {
    self.years = years
    proposals = proposalPlaces.count
    places = proposalPlaces + existingPlaces
    self.startCost = startCost
    self.groups = groups
    self.limits = limits
    let starts = proposals * years
    precondition((1...15).contains(years) && startCost.count == starts, "starts and years do not fit each other")
    precondition(places.allSatisfy { $0 >= 0 } && startCost.allSatisfy { $0 >= 0 }, "negative places or cost")
    precondition(limits.allSatisfy { $0.use.count == starts && $0.most >= 0 }, "a limit does not fit the starts")
    for group in groups {
      precondition(group.demand.count == years, "a group's demand does not fit the years")
      precondition(group.demand.allSatisfy { $0 >= 0 } && group.overflowCost >= 0, "negative demand or cost")
      for choice in group.choices {
        precondition(places.indices.contains(choice.site) && choice.cost >= 0, "no such site, or a negative cost")
      }
    }
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
