import Planning

/// The kind of a setting by its GIAS TypeOfEstablishment code (DOMAIN 3.1); `nil` for a type that no plan names a place at.
func settingKind(typeCode: String?) -> ProvisionKind? {
  // Schools in Wales are outside the taxonomy, and children do go there.
  if typeCode == "30" { return .elsewhere }
  return typeCode.flatMap { Int($0) }.flatMap(EstablishmentType.type(code:))?.kind
}

/// The kind of a placement that has no establishment, by the SENsetting code of the SEN2 return (DOMAIN 3.1).
func settingKind(senSetting: String) -> ProvisionKind? {
  switch senSetting.uppercased() {
  case "OLA": .eotas
  case "EHE": .ehe
  case "EYP": .earlyYears
  case "OPA", "NEET", "NIEC", "NIEO", "OTH": .elsewhere
  default: nil
  }
}

/// The code of a kind by the names that case management systems and statistics give it; `nil` where two kinds share one.
func guessedKind(_ value: String) -> String? {
  if let kind = ProvisionKind(code: value) ?? settingKind(senSetting: value) { return kind.code }
  return kindNames[plainWords(value)]?.code
}

/// By plain words: Capita One's external codes, the columns of the published caseload, names in use.
private let kindNames: [String: ProvisionKind] = {
  let names: [(ProvisionKind, [String])] = [
    (
      .mainstream,
      [
        "e mms", "e acd", "e mfs", "mainstream", "mainstream school", "mainstream maintained", "maintained mainstream",
        "mainstream la maintained", "mainstream academy", "mainstream free school", "academy", "academy mainstream",
        "free school", "la maintained mainstream", "maintained school", "primary school", "secondary school",
        "mainstream primary", "mainstream secondary", "mainstream school la maintained", "mainstream school academy",
        "mainstream school free school",
      ]
    ),
    (
      .specialistBase,
      [
        "e summ", "e usmm", "e acs", "e rac", "e fss", "e rfs", "sen unit", "resourced provision", "resource base",
        "resourced provision unit", "resource provision", "enhanced resource provision", "erp", "rp", "senu",
        "specialist base", "mainstream la maintained resourced provision", "mainstream la maintained senunit",
        "mainstream academy resourced provision", "mainstream academy senunit", "special unit", "hub", "inclusion base",
        "mainstream free school resourced provision", "mainstream free school senunit", "mainstream sen unit",
        "mainstream resourced provision", "mainstream school sen unit", "mainstream school resourced provision",
      ]
    ),
    (.supportBase, ["support base", "pupil support unit"]),
    (
      .special,
      [
        "e mss", "e sac", "special", "special school", "maintained special", "special maintained", "special academy",
        "maintained special school", "special la maintained", "special academy free", "special free school",
        "state special", "state special school", "academy special", "la special school",
      ]
    ),
    (.satellite, ["satellite", "special school satellite"]),
    (.nmss, ["e nmss", "nmss", "non maintained special", "non maintained special school", "special non maintained"]),
    (
      .independentSpecial,
      [
        "e inss", "independent special", "independent special school", "special independent", "inss",
        "independent specialist", "independent specialist school",
      ]
    ),
    (
      .independentMainstream,
      [
        "e oins", "independent mainstream", "mainstream independent", "independent mainstream school",
        "mainstream independent school",
      ]
    ),
    (
      .ap,
      [
        "e pru", "e apa", "e afs", "e hosp", "pru", "ap", "alternative provision", "pupil referral unit",
        "hospital school", "ap pru", "ap pru la maintained", "ap pru academy", "ap pru free school", "ap academy",
      ]
    ),
    (
      .fe,
      [
        "fe", "fe college", "further education", "further education college", "general fe", "college",
        "general fe tertiary colleges", "sixth form college", "ukrlp provider", "general further education",
        "general fe and tertiary colleges", "tertiary college", "post 16 college",
      ]
    ),
    (
      .specialistPost16,
      [
        "spi", "specialist post 16", "specialist post 16 institution", "specialist post 16 institutions",
        "specialist college", "independent specialist college", "isp", "specialist post 16 provider",
      ]
    ),
    (
      .earlyYears,
      [
        "e eyes", "early years", "nursery", "early years setting", "early years provider", "nm early years", "pvi",
        "pre school", "private nursery", "childminder", "non maintained early years",
      ]
    ),
    (
      .eotas,
      [
        "eotas", "eotis", "eotisc", "eotas package", "education otherwise than at school", "other arrangements la",
        "education other than at school", "home tuition", "tuition",
      ]
    ),
    (.ehe, ["ehe", "elective home education", "home educated", "electively home educated", "home education"]),
    (
      .elsewhere,
      [
        "neet", "other arrangements parents", "neet ntci", "neet other", "other placement settings", "w settings",
        "welsh school", "other", "parental arrangements", "neet notice to cease", "apprenticeship",
        "supported internship",
        "training provider", "employment",
      ]
    ),
    (.unplaced, ["unplaced", "awaiting placement", "no placement", "awaiting provision", "cme", "missing education"]),
    (.notRecorded, ["not recorded", "unknown", "not known"]),
  ]
  return Dictionary(
    names.flatMap { kind, words in words.map { ($0, kind) } }, uniquingKeysWith: { first, _ in first })
}()

/// The names that kinds and needs go by, as plain words.
var knownKindNames: [String] { Array(kindNames.keys) + ProvisionKind.allCases.map { plainWords($0.title) } }
var knownNeedNames: [String] { Array(needNames.keys) + Need.allCases.map { plainWords($0.title) } }

/// The code of a need by the names that systems give it.
func guessedNeed(_ value: String) -> String? {
  let words = plainWords(value)
  if let need = Need.allCases.first(where: { plainWords($0.code) == words || plainWords($0.title) == words }) {
    return need.code
  }
  return needNames[words]?.code
}

private let needNames: [String: Need] = [
  "specific learning difficulties": .spld, "specific learning difficulty dyslexia": .spld, "dyslexia": .spld,
  "moderate learning difficulties": .mld, "severe learning difficulties": .sld,
  "profound and multiple learning difficulties": .pmld, "profound multiple learning difficulty": .pmld,
  "profound multiple learning difficulties": .pmld, "social emotional mental health": .semh,
  "social emotional and mental health needs": .semh, "semh": .semh, "besd": .semh,
  "social emotional and mental health difficulties": .semh, "speech language and communication": .slcn,
  "speech language communication needs": .slcn, "speech and language": .slcn,
  "speech language and communication need": .slcn,
  "hearing impaired": .hi, "deaf": .hi, "vision impairment": .vi, "visually impaired": .vi,
  "multi sensory impairment": .msi, "multisensory impairment": .msi, "physical disabilities": .pd,
  "physical difficulties": .pd, "physical difficulty": .pd, "autism": .asd, "autistic spectrum disorder": .asd,
  "asc": .asd,
  "autism spectrum disorder": .asd, "autism spectrum condition": .asd, "autistic spectrum condition": .asd,
  "autistic": .asd, "downs syndrome": .ds, "down syndrome": .ds, "other": .oth,
  "other difficulty disability": .oth, "other difficulties": .oth, "other difficulty disorder": .oth,
  // Recorded, but not yet assessed (school census).
  "nsa": .oth, "no specialist assessment": .oth, "sen support but no specialist assessment of type of need": .oth,
]
