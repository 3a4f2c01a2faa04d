import Units

/// Primary need, in the order of the SEN2 return. Down Syndrome has been its own code since 2026 (DOMAIN 5.1).
public enum Need: UInt8, CaseIterable, Codable, Sendable, Comparable {
  case spld, mld, sld, pmld, semh, slcn, hi, vi, msi, pd, asd, ds, oth

  /// The code as files carry it: `SPLD`.
  public var code: String { Self.codes[Int(rawValue)] }
  public init?(code: some StringProtocol) {
    guard let index = Self.codes.firstIndex(where: { $0 == code }) else { return nil }
    self = Self.allCases[index]
  }
  /// The need in words, for reports.
  public var title: String { Self.titles[Int(rawValue)] }
  public static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }

  private static let codes = [
    "SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "DS", "OTH",
  ]
  private static let titles = [
    "Specific learning difficulty", "Moderate learning difficulty", "Severe learning difficulty",
    "Profound and multiple learning difficulty", "Social, emotional and mental health",
    "Speech, language and communication needs", "Hearing impairment", "Visual impairment",
    "Multi-sensory impairment", "Physical disability", "Autistic spectrum disorder", "Down syndrome",
    "Other difficulty",
  ]
}

/// Where a child with a plan is educated (DOMAIN 3.1). NMSS stays apart because SCAP and DSG returns disagree about it.
public enum ProvisionKind: UInt8, CaseIterable, Codable, Sendable, Comparable {
  case mainstream, supportBase, specialistBase, special, satellite, nmss, independentSpecial, independentMainstream,
    ap, fe, specialistPost16, earlyYears, eotas, ehe, elsewhere, notRecorded, unplaced

  /// The code as files carry it: `support_base`.
  public var code: String { Self.codes[Int(rawValue)] }
  public init?(code: some StringProtocol) {
    guard let index = Self.codes.firstIndex(where: { $0 == code }) else { return nil }
    self = Self.allCases[index]
  }
  public var title: String { Self.titles[Int(rawValue)] }
  public static func < (left: ProvisionKind, right: ProvisionKind) -> Bool { left.rawValue < right.rawValue }

  /// An inclusion base, of either model.
  public var isBase: Bool { self == .supportBase || self == .specialistBase }
  /// INMSS: independent special or non-maintained special, the headline independent rate (variant b, DOMAIN 5.4).
  @inlinable public var isINMSS: Bool { self == .independentSpecial || self == .nmss }
  /// Places among other children: mainstream schools with their bases and satellites, colleges and nurseries.
  public var isOnMainstreamSite: Bool {
    switch self {
    case .mainstream, .supportBase, .specialistBase, .satellite, .fe, .earlyYears: true
    default: false
    }
  }
  /// State-funded special, including satellites; NMSS is not counted here.
  public var isStateSpecial: Bool { self == .special || self == .satellite }
  /// Whether a child there travels to a setting each school day.
  public var hasDailyJourney: Bool {
    switch self {
    case .eotas, .ehe, .elsewhere, .notRecorded, .unplaced: false
    default: true
    }
  }
  /// Kinds in which three in four residential placements are (SEN2, January 2025); elsewhere they are too few to model.
  @inlinable public var hasBoarders: Bool { isINMSS || self == .specialistPost16 }

  private static let codes = [
    "mainstream", "support_base", "specialist_base", "special", "satellite", "nmss", "independent_special",
    "independent_mainstream", "ap", "fe", "specialist_post16", "early_years", "eotas", "ehe", "elsewhere",
    "not_recorded", "unplaced",
  ]
  private static let titles = [
    "Mainstream school", "Support base", "Specialist base", "State special school", "Satellite of a special school",
    "Non-maintained special school", "Independent special school", "Independent mainstream school",
    "Alternative provision", "General further education", "Specialist post-16 institution", "Early years setting",
    "Education otherwise than at school", "Elective home education", "Educated elsewhere", "Placement not recorded",
    "Unplaced",
  ]
}

/// The four phases a board plans by.
public enum Phase: UInt8, CaseIterable, Codable, Sendable, Comparable {
  case earlyYears, primary, secondary, post16
  /// The phase of a year group: before Reception, Reception to 6, 7 to 11, 12 and beyond.
  @inlinable public init(_ year: NCYear) { self.init(ncYear: year.number) }
  @inlinable public init(ncYear: Int) {
    self = ncYear < 0 ? .earlyYears : ncYear < 7 ? .primary : ncYear < 12 ? .secondary : .post16
  }
  public var code: String { ["early_years", "primary", "secondary", "post16"][Int(rawValue)] }
  public var title: String { ["Early years", "Primary", "Secondary", "Post-16"][Int(rawValue)] }
  public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
}

/// Rural or urban, at planning-area level.
public enum RuralUrban: String, CaseIterable, Codable, Sendable { case rural, urban, unknown }

/// What a home point stands for; every distance is printed with it (DOMAIN 2.2).
public enum PointKind: String, CaseIterable, Codable, Sendable {
  case address, postcode, lsoaCentroid = "lsoa_centroid", settlement, synthetic
}

/// What a proposal does (FORMATS).
public enum ProposalKind: String, CaseIterable, Codable, Sendable {
  case newBase = "new_base", expandBase = "expand_base", specialExpansion = "special_expansion", satellite
  case newSpecial = "new_special", post16, earlyYears = "early_years", adaptation, close, redesignate, relocate
}
