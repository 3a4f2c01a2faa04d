import Inputs
import Planning

/// The modules of a SEN2 export joined by their table ids (person, requests, assessment, namedplan; requests,
/// activeplans, placementdetail and senneed), each column that matters read once. Layouts of every year are read by
/// the names they share; what a year lacks is `nil`.
struct BladeModules {
  /// The module of persons, whose columns the caseload reads.
  private(set) var person: BladeColumns
  /// By request: row of its person.
  private(set) var personOfRequest: [Int?] = []
  private(set) var namedPlansOfRequest: [Int: [Int]] = [:]
  private(set) var activesOfRequest: [Int: [Int]] = [:]
  private(set) var placementsOfActive: [Int: [Int]] = [:]
  private(set) var needsOfActive: [Int: [Int]] = [:]

  /// By named plan.
  private(set) var start: MappedColumn<CalendarDay> = .empty
  private(set) var cease: MappedColumn<CalendarDay> = .empty
  private(set) var ceaseReason: MappedColumn<Int> = .empty
  /// By active plan: residential in layouts before v1.2.
  private(set) var activeResidential: MappedColumn<Bool>?
  /// By placement.
  private(set) var entry: MappedColumn<CalendarDay> = .empty
  private(set) var leaving: MappedColumn<CalendarDay> = .empty
  private(set) var rank: MappedColumn<Int> = .empty
  private(set) var urn: MappedColumn<String> = .empty
  private(set) var ukprn: MappedColumn<String> = .empty
  private(set) var setting: MappedColumn<ProvisionKind> = .empty
  private(set) var senUnit: MappedColumn<Bool> = .empty
  private(set) var resourcedProvision: MappedColumn<Bool> = .empty
  private(set) var placementResidential: MappedColumn<Bool>?
  /// By need: the need, and whether it was assessed; NSA (no specialist assessment) says that it was not.
  private(set) var need: MappedColumn<(need: Need, isAssessed: Bool)> = .empty
  private(set) var needRank: MappedColumn<Int> = .empty

  /// `nil` when a module is missing; every fault goes to the log.
  init?(_ export: BladeExport, log: ProblemLog) {
    func open(_ module: BladeExport.Module) -> BladeColumns? {
      export.table(module, log: log).map { BladeColumns($0, log: log) }
    }
    let opened = (open(.person), open(.requests), open(.assessment), open(.namedplan))
    let more = (open(.activeplans), open(.placementdetail), open(.senneed))
    guard var person = opened.0, var requests = opened.1, var assessments = opened.2, var namedPlans = opened.3,
      var actives = more.0, var placements = more.1, var needs = more.2
    else { return nil }
    let persons = person.rows(by: person.column("persontableid"))
    personOfRequest = requests.parents(requests.column("persontableid"), in: persons, of: .person)
    let requestRows = requests.rows(by: requests.column("requeststableid", "requesttableid"))
    let requestOfAssessment = assessments.parents(
      assessments.column("requeststableid", "requesttableid"), in: requestRows, of: .requests)
    let assessmentRows = assessments.rows(by: assessments.column("assessmenttableid"))
    let assessmentOfPlan = namedPlans.parents(
      namedPlans.column("assessmenttableid"), in: assessmentRows, of: .assessment)
    for (plan, assessment) in assessmentOfPlan.enumerated() {
      guard let assessment, let request = requestOfAssessment[assessment] else { continue }
      namedPlansOfRequest[request, default: []].append(plan)
    }
    let requestOfActive = actives.parents(
      actives.column("requeststableid", "requesttableid"), in: requestRows, of: .requests)
    activesOfRequest = grouped(requestOfActive)
    let activeRows = actives.rows(by: actives.column("activeplanstableid", "activeplantableid"))
    placementsOfActive = grouped(
      placements.parents(placements.column("activeplanstableid", "activeplantableid"), in: activeRows, of: .activeplans)
    )
    needsOfActive = grouped(
      needs.parents(needs.column("activeplanstableid", "activeplantableid"), in: activeRows, of: .activeplans))
    self.person = person
    self.person.faults = MappingFaults()
    readPlans(&namedPlans, &actives)
    readPlacements(&placements)
    readNeeds(&needs)
    for columns in [person, requests, assessments, namedPlans, actives, placements, needs] {
      columns.faults.report(to: log)
    }
  }

  private mutating func readPlans(_ plans: inout BladeColumns, _ actives: inout BladeColumns) {
    start = plans.days(plans.column("startdate"), required: true) ?? .empty
    cease = plans.days(plans.column("ceasedate")) ?? .empty
    ceaseReason = plans.integers(plans.column("ceasereason", required: false), in: 1...9) ?? .empty
    activeResidential = actives.residential(actives.column("res", required: false))
  }

  private mutating func readPlacements(_ placements: inout BladeColumns) {
    entry = placements.days(placements.column("entrydate")) ?? .empty
    leaving = placements.days(placements.column("leavingdate")) ?? .empty
    rank = placements.integers(placements.column("placementrank"), in: 1...9) ?? .empty
    urn = placements.number(placements.column("urn"), "a URN: six digits", digits: 5...7)
    ukprn = placements.number(placements.column("ukprn"), "a UKPRN: eight digits", digits: 8...8)
    setting =
      placements.translated(placements.column("sensetting")) { text in
        if let kind = settingKind(senSetting: text) { return .value(kind) }
        return .wrong("not a SENsetting code", "Use OLA, OPA, EHE, EYP, OTH, NEET, NIEC or NIEO.")
      } ?? .empty
    senUnit = placements.flags(placements.column("senunitindicator")) ?? .empty
    resourcedProvision = placements.flags(placements.column("resourcedprovisionindicator")) ?? .empty
    placementResidential = placements.residential(placements.column("res", required: false))
  }

  private mutating func readNeeds(_ needs: inout BladeColumns) {
    need =
      needs.translated(needs.column("sentype", "senneed"), required: true) { text in
        if let need = Need(code: text.uppercased()) { return .value((need, true)) }
        if text.uppercased() == "NSA" { return .value((.oth, false)) }
        return .wrong("not a need code", "Use \(orList(Need.allCases.map(\.code))).")
      } ?? .empty
    needRank = needs.integers(needs.column("sentyperank", "senneedrank", "sentyperanking"), in: 1...99) ?? .empty
  }

  /// Whether a placement had begun and not ended on a day; a date that is not given does not limit it.
  func isOpen(_ placement: Int, _ day: CalendarDay) -> Bool {
    (entry[placement] ?? day) <= day && (leaving[placement] ?? day) >= day
  }
}

/// Rows by the row of another module that they belong to.
private func grouped(_ parents: [Int?]) -> [Int: [Int]] {
  var rows: [Int: [Int]] = [:]
  for (row, parent) in parents.enumerated() { if let parent { rows[parent, default: []].append(row) } }
  return rows
}

extension MappedColumn {
  /// A column that a layout lacks.
  static var empty: MappedColumn { MappedColumn(ids: nil, values: [nil]) }
}

extension BladeColumns {
  /// Residential settings: A or B by the weeks of the year; earlier layouts leave the others empty.
  fileprivate mutating func residential(_ column: CSVColumn?) -> MappedColumn<Bool>? {
    let flag = MappingField("", .flag, [], "")
    return translated(column) { text in
      if ["A", "B"].contains(text.uppercased()) { return .value(true) }
      if let code = flag.code(text) { return .value(code == "true") }
      if ["na", "n a", "not applicable", "none"].contains(plainWords(text)) { return .value(false) }
      return .wrong("not a code of residential settings", "Use A or B, or leave the cell empty.")
    }
  }

  /// A number of so many digits, as text.
  fileprivate mutating func number(
    _ column: CSVColumn?, _ what: String, digits: ClosedRange<Int>
  ) -> MappedColumn<String> {
    translated(column) { text in
      guard let number = HomePoints.packedNumber(ArraySlice(text.utf8)), digits.contains(String(number).count) else {
        return .wrong("not \(what)", "Correct it, or export the module again.")
      }
      return .value(String(number))
    } ?? .empty
  }
}
