import Inputs
import Planning
import Units

/// The children of a SEN2 export who held a plan on the census day, with where they live and are placed as stated.
struct BladeCaseload {
  private(set) var source: CaseloadSource
  private(set) var tally = BladeTally()
  private(set) var withoutPupilNumber = 0
  private(set) var oddPupilNumbers = 0
  private(set) var secondPlacements = 0
  private(set) var severalFirstPlacements = 0
  private(set) var needNotRecorded = 0
  private(set) var needNotAssessed = 0

  init(_ modules: BladeModules, census: CalendarDay, year: AcademicYear, options: CaseloadOptions, hash: PseudonymHash)
  {
    let stock = BladeStock(modules, census: census)
    tally = stock.tally
    var person = modules.person
    let upns = person.column("upn")
    let ids = person.column("persontableid")
    let births = person.days(person.column("personbirthdate", "dateofbirth"), required: true) ?? .empty
    let postcodeColumn = person.column("postcode")
    let postcodes = person.postcodes(postcodeColumn)
    let uprnColumn = person.column("uprn", required: false)
    let uprns = person.uprns(uprnColumn)
    let lookedAfter = person.flags(person.column("lookedafter", "cla", "lac", "lookedafterchild", required: false))
    let sexes = options.withEqualityColumns ? person.sexes() : nil
    let ethnicities = options.withEqualityColumns ? person.texts(person.column("ethnicity", required: false)) : nil
    source = CaseloadSource(
      table: person.table, homeColumns: [uprnColumn, postcodeColumn].compactMap { $0?.name })
    var numbers: [StatedPlacement: Int] = [:]
    for plan in stock.plans {
      guard let birth = births[plan.person], let ids else { continue }
      let ncYear = birth.ncYear(in: year)
      guard NCYear.all.contains(ncYear) else {
        source.faults.add(
          person.table, row: plan.person, column: "personbirthdate", "no age at which a plan is held, 0 to 25",
          "Correct the date of birth, or the plan's dates.")
        continue
      }
      let pseudonym: UInt64
      if let upns, !person.table.isEmpty(plan.person, upns) {
        let upn = String(decoding: person.table.bytes(plan.person, upns), as: UTF8.self).uppercased()
        if !looksLikePupilNumber(upn) { oddPupilNumbers += 1 }
        pseudonym = hash.pseudonym(of: ArraySlice(upn.utf8))
      } else {
        withoutPupilNumber += 1
        pseudonym = hash.pseudonym(
          of: person.table.bytes(plan.person, ids), prefix: Array("persontableid:".utf8))
      }
      var child = CaseloadChild(
        pseudonym: pseudonym, row: plan.person, ncYear: Int8(ncYear), need: need(modules, plan.active))
      let placement = placement(modules, plan.active, census)
      let stated = stated(modules, placement)
      if let placement, let entry = modules.entry[placement] { child.yearFrom = Int16(entry.academicYear.start) }
      child.set(.residential, residential(modules, plan.active, placement))
      if let lookedAfter { child.set(.lookedAfter, lookedAfter[plan.person] ?? false) }
      child.sex = sexes?[plan.person]
      if let ethnicity = ethnicities?[plan.person] { child.ethnicity = source.caseload.ethnicity(ethnicity) }
      if numbers[stated] == nil {
        numbers[stated] = source.placements.count
        source.placements.append(stated)
      }
      source.add(
        child, placement: numbers[stated] ?? 0,
        StatedHome(uprn: uprns[plan.person] ?? 0, postcode: postcodes[plan.person] ?? 0))
    }
    source.faults.merge(person.faults)
  }

  /// The need ranked first.
  private mutating func need(_ modules: BladeModules, _ active: Int) -> Need {
    let rows = modules.needsOfActive[active] ?? []
    let first = rows.min { (modules.needRank[$0] ?? 99, $0) < (modules.needRank[$1] ?? 99, $1) }
    if let first, let (need, isAssessed) = modules.need[first] {
      if !isAssessed { needNotAssessed += 1 }
      return need
    }
    needNotRecorded += 1
    return .oth
  }

  /// The first placement open on the day; a second one only where no first one is.
  private mutating func placement(_ modules: BladeModules, _ active: Int, _ day: CalendarDay) -> Int? {
    let open = (modules.placementsOfActive[active] ?? []).filter { modules.isOpen($0, day) }
    let firsts = open.filter { (modules.rank[$0] ?? 1) == 1 }
    if firsts.count > 1 { severalFirstPlacements += 1 }
    // Of several first placements, the one that began last.
    if let last = firsts.max(by: { (modules.entry[$0] ?? day, -$0) < (modules.entry[$1] ?? day, -$1) }) { return last }
    if !open.isEmpty { secondPlacements += 1 }
    return open.min { (modules.rank[$0] ?? 9, $0) < (modules.rank[$1] ?? 9, $1) }
  }

  private func stated(_ modules: BladeModules, _ placement: Int?) -> StatedPlacement {
    guard let placement else { return StatedPlacement() }
    return StatedPlacement(
      urn: modules.urn[placement], ukprn: modules.ukprn[placement], kind: modules.setting[placement],
      isInSENUnit: modules.senUnit[placement] ?? false,
      isInResourcedProvision: modules.resourcedProvision[placement] ?? false)
  }

  /// From the placement since layout v1.2, from the active plan before; empty cells mean no.
  private func residential(_ modules: BladeModules, _ active: Int, _ placement: Int?) -> Bool? {
    if let column = modules.placementResidential { return placement.map { column[$0] ?? false } }
    if let column = modules.activeResidential { return active >= 0 ? column[active] ?? false : nil }
    return nil
  }
}

extension BladeColumns {
  /// Packed postcodes; one that has not the form of a postcode stays empty and is counted with homes that are not found.
  fileprivate mutating func postcodes(_ column: CSVColumn?) -> MappedColumn<UInt64> {
    translated(column) { text in
      HomePoints.packedPostcode(ArraySlice(text.utf8)).map(MappingReading.value) ?? .value(StatedHome.unreadable)
    } ?? .empty
  }

  fileprivate mutating func uprns(_ column: CSVColumn?) -> MappedColumn<UInt64> {
    translated(column) { text in
      HomePoints.packedNumber(ArraySlice(text.utf8)).map(MappingReading.value) ?? .value(StatedHome.unreadable)
    } ?? .empty
  }

  /// `sex` since layout v1.2, `gendercurrent` before, which codes 1 for male and 2 for female.
  fileprivate mutating func sexes() -> MappedColumn<CaseloadSex>? {
    translated(column("sex", "gendercurrent", "gender", required: false)) { text in
      switch text.uppercased() {
      case "F", "2", "FEMALE": .value(.female)
      case "M", "1", "MALE": .value(.male)
      default: .value(.unknown)
      }
    }
  }
}
