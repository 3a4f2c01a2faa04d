import Planning

/// A type of establishment in the school register, and what it is to a study (DOMAIN 3.1).
struct EstablishmentType {
  /// Who runs the setting, where the register names no trust.
  enum Body: String {
    case maintained, academy = "academy trust", nonMaintained = "non-maintained", independent, college
  }
  let code: Int
  let name: String
  /// `nil` where no child of a study travels there: children's centres, universities and so on.
  let kind: ProvisionKind?
  let body: Body

  /// The type with a code or name of the register; names are compared without case, spaces and punctuation.
  static func type(code: Int) -> EstablishmentType? { byCode[code] }
  static func type(named name: String) -> EstablishmentType? { byName[NamedColumns.key(name)] }

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
  private static let byName: [String: EstablishmentType] = {
    var names = Dictionary(uniqueKeysWithValues: all.map { (NamedColumns.key($0.name), $0) })
    for (name, code) in formerNames { names[NamedColumns.key(name)] = byCode[code] }
    return names
  }()

  /// Types of GIAS, in order of code. NMSS (8) stays apart from both sides because returns disagree about it.
  private static let all: [EstablishmentType] = [
    row(1, "Community school", .mainstream, .maintained),
    row(2, "Voluntary aided school", .mainstream, .maintained),
    row(3, "Voluntary controlled school", .mainstream, .maintained),
    row(5, "Foundation school", .mainstream, .maintained),
    row(6, "City technology college", .mainstream, .academy),
    row(7, "Community special school", .special, .maintained),
    row(8, "Non-maintained special school", .nmss, .nonMaintained),
    row(10, "Other independent special school", .independentSpecial, .independent),
    row(11, "Other independent school", .independentMainstream, .independent),
    row(12, "Foundation special school", .special, .maintained),
    row(14, "Pupil referral unit", .ap, .maintained),
    row(15, "Local authority nursery school", .earlyYears, .maintained),
    row(18, "Further education", .fe, .college),
    row(24, "Secure units", nil, .maintained),
    row(25, "Offshore schools", nil, .independent),
    row(26, "Service children's education", nil, .independent),
    row(27, "Miscellaneous", nil, .independent),
    row(28, "Academy sponsor led", .mainstream, .academy),
    row(29, "Higher education institutions", nil, .college),
    row(30, "Welsh establishment", nil, .maintained),
    row(31, "Sixth form centres", .fe, .college),
    row(32, "Special post 16 institution", .specialistPost16, .independent),
    row(33, "Academy special sponsor led", .special, .academy),
    row(34, "Academy converter", .mainstream, .academy),
    row(35, "Free schools", .mainstream, .academy),
    row(36, "Free schools special", .special, .academy),
    row(37, "British schools overseas", nil, .independent),
    row(38, "Free schools alternative provision", .ap, .academy),
    row(39, "Free schools 16 to 19", .fe, .academy),
    row(40, "University technical college", .mainstream, .academy),
    row(41, "Studio schools", .mainstream, .academy),
    row(42, "Academy alternative provision converter", .ap, .academy),
    row(43, "Academy alternative provision sponsor led", .ap, .academy),
    row(44, "Academy special converter", .special, .academy),
    row(45, "Academy 16-19 converter", .fe, .academy),
    row(46, "Academy 16 to 19 sponsor led", .fe, .academy),
    row(47, "Children's centre", nil, .maintained),
    row(48, "Children's centre linked site", nil, .maintained),
    row(49, "Online provider", nil, .independent),
    row(56, "Institution funded by other government department", nil, .independent),
    row(57, "Academy secure 16 to 19", nil, .academy),
  ]

  /// Names that extracts of other years give the same types.
  private static let formerNames: [(String, Int)] = [
    ("Free schools 16-19", 39), ("Academy 16 to 19 converter", 45), ("Academy 16-19 sponsor led", 46),
    ("Academies", 34), ("Free school", 35), ("Studio school", 41), ("Special college", 32),
    ("Special post-16 institutions", 32), ("Further education college", 18), ("Sixth form college", 18),
    ("University technical colleges", 40), ("City technology colleges", 6), ("Pupil referral units", 14),
    ("Academy secure 16-19", 57), ("Secure unit", 24), ("Sixth form centre", 31),
  ]

  private static func row(_ code: Int, _ name: String, _ kind: ProvisionKind?, _ body: Body) -> EstablishmentType {
    EstablishmentType(code: code, name: name, kind: kind, body: body)
  }
}

extension ProvisionKind {
  /// Kinds that children of an authority reach over its border: special, NMSS, independent special, colleges.
  var reachesOverBorder: Bool { isStateSpecial || isINMSS || self == .fe || self == .specialistPost16 }
  /// Whether a SEN unit or resourced provision of such a school is a base of its own. A special school's is a part of it.
  var hostsBases: Bool { self == .mainstream || self == .earlyYears }
  /// Whether the engine must know how many places there are: mainstream schools, nurseries and colleges have none set aside.
  var hasPlaces: Bool { isStateSpecial || isINMSS || self == .ap || self == .specialistPost16 }
}
