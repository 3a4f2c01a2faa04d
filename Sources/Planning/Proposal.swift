import Units

/// A capital proposal: changes to places at one site, its money, its decisions.
public struct Proposal: Sendable {
  public var id: String
  public var name: String
  public var kind: ProposalKind
  /// The setting or proposed site.
  public var setting: Int
  /// The setting that a relocation leaves.
  public var movesFrom: Int?
  /// Indices into `Study.provisions` of what it opens; several kinds may share the site.
  public var provisions: [Int]
  /// Capital by financial year, at the stated price base and before optimism bias.
  public var capital: [FinancialYear: Pence]
  /// Such as `2026 Q1`.
  public var priceBase: String?
  public var optimismBiasPercent: Double
  public var funding: String?
  /// ISO dates by which consent, the statutory decision, the place-change return and naming were or will be made.
  public var decisions: Decisions
  /// Calendar year of the first September from which those dates let its places count; `Int.max`: none do.
  public var countsFrom = Int.min
  public var surplusPlaces: Int?
  public var areaSquareMetres: Double?
  public var engagement: String?
  public var mitigations: [String]
  /// Sites, sizes or costs are for demonstration and no council's plan; printed on the first page.
  public var isIllustrative: Bool

  public struct Decisions: Sendable {
    public var consent: String?
    public var statutory: String?
    public var placeChange: String?
    public var naming: String?
    public init(consent: String? = nil, statutory: String? = nil, placeChange: String? = nil, naming: String? = nil) {
      self.consent = consent
      self.statutory = statutory
      self.placeChange = placeChange
      self.naming = naming
    }
  }

  public init(
    id: String, name: String, kind: ProposalKind, setting: Int, movesFrom: Int? = nil, provisions: [Int],
    capital: [FinancialYear: Pence] = [:], priceBase: String? = nil, optimismBiasPercent: Double = 0,
    funding: String? = nil, decisions: Decisions = Decisions(),
    surplusPlaces: Int? = nil, areaSquareMetres: Double? = nil, engagement: String? = nil, mitigations: [String] = [],
    isIllustrative: Bool = false
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.setting = setting
    self.movesFrom = movesFrom
    self.provisions = provisions
    self.capital = capital
    self.priceBase = priceBase
    self.optimismBiasPercent = optimismBiasPercent
    self.funding = funding
    self.decisions = decisions
    self.surplusPlaces = surplusPlaces
    self.areaSquareMetres = areaSquareMetres
    self.engagement = engagement
    self.mitigations = mitigations
    self.isIllustrative = isIllustrative
  }

  /// Capital with optimism bias added, in pence over all years.
  public var totalCapital: Pence {
    capital.values.reduce(.zero, +).scaled(by: 1 + optimismBiasPercent / 100)
  }
}

/// A combination of proposals, in order. `do-nothing` is the empty one and always exists.
public struct PlanOption: Sendable {
  public static let doNothingID = "do-nothing"
  public var id: String
  public var name: String
  /// Indices into `Study.proposals`.
  public var proposals: [Int]
  /// In the order made.
  public var changes: [ProposalChange]
  /// Figures that hold in this option, and in doing nothing where it is compared with it.
  public var assumptions: [OptionAssumption]
  public init(
    id: String, name: String, proposals: [Int], changes: [ProposalChange] = [], assumptions: [OptionAssumption] = []
  ) {
    self.id = id
    self.name = name
    self.proposals = proposals
    self.changes = changes
    self.assumptions = assumptions
  }
}

/// A figure that an option puts in the place of the study's: one number.
public struct OptionAssumption: Sendable, Equatable {
  public var id: String
  public var value: Double
  public init(id: String, value: Double) {
    self.id = id
    self.value = value
  }
}

/// What a simulated future is: nothing done, one proposal alone, or an option.
public enum WorldKind: String, Sendable, Codable {
  case doNothing = "do_nothing"
  case proposal, option
}
