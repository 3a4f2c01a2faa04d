import Inputs
import Planning

/// The columns of GIAS that a study needs, and what their cells mean.
struct GIASColumns {
  enum Status {
    case open, closing, closed, proposed, notGiven, unknown

    init?(code: Int) {
      guard (1...4).contains(code) else { return nil }
      self = [.open, .closed, .closing, .proposed][code - 1]
    }
    init(name: String) {
      let names: [String: Status] = [
        "open": .open, "closed": .closed, "openbutproposedtoclose": .closing, "proposedtoopen": .proposed,
      ]
      self = names[NamedColumns.key(name)] ?? Int(name).flatMap(Status.init(code:)) ?? .unknown
    }
  }
  let urn, name, typeCode, typeName, laCode, laName, onsCode: CSVColumn?
  let lowAge, highAge, phase, capacity, placesPRU, roll: CSVColumn?
  let position: SchoolPositions
  let bases: GIASBases
  /// Columns that name or reach people, which nothing reads.
  let personal: [String]
  private let number, statusName, statusCode, closing, trust, withPlans, section41, admissions: CSVColumn?
  private let needColumns: [CSVColumn]

  /// Whether a table is of this layout.
  static func fit(_ table: CSVTable) -> Bool {
    let names = NamedColumns(table)
    return names["URN"] != nil
      && (names["TypeOfEstablishment (name)", "TypeOfEstablishment (code)"] != nil || names["EstablishmentName"] != nil)
  }

  init(_ names: NamedColumns) {
    urn = names.required("URN")
    name = names.required("EstablishmentName", "SchoolName", "Establishment Name")
    typeCode = names["TypeOfEstablishment (code)", "EstablishmentType (code)"]
    typeName =
      names["TypeOfEstablishment (name)", "TypeOfEstablishment", "EstablishmentType (name)", "EstablishmentType"]
    laCode = names["LA (code)", "LocalAuthority (code)", "LA"]
    laName = names["LA (name)", "LocalAuthority (name)"]
    onsCode = names["GSSLACode (name)", "GSSLACode"]
    lowAge = names["StatutoryLowAge"]
    highAge = names["StatutoryHighAge"]
    phase = names["PhaseOfEducation (name)", "PhaseOfEducation"]
    capacity = names["SchoolCapacity"]
    placesPRU = names["PlacesPRU"]
    roll = names["NumberOfPupils"]
    position = SchoolPositions(names)
    bases = GIASBases(names)
    number = names["EstablishmentNumber"]
    statusName = names["EstablishmentStatus (name)", "EstablishmentStatus"]
    statusCode = names["EstablishmentStatus (code)"]
    closing = names["CloseDate", "ClosedDate"]
    trust = names["Trusts (name)", "Trusts"]
    withPlans = names["SENStat"]
    section41 = names["Section41Approved (name)", "Section41Approved"]
    admissions = names["AdmissionsPolicy (name)", "AdmissionsPolicy"]
    needColumns = (1...13).compactMap { names["SEN\($0) (name)", "SEN\($0)"] }
    personal = [
      "Head", "Telephone", "Phone", "Email", "MainEmail", "AlternativeEmail", "SchoolWebsite", "Website", "Props",
    ]
    .flatMap(names.beginning(with:)).map(\.name)
    if typeCode == nil, typeName == nil {
      _ = names.required("TypeOfEstablishment (name)", "TypeOfEstablishment (code)")
    }
    if laCode == nil, laName == nil, onsCode == nil { _ = names.required("LA (code)", "LA (name)", "GSSLACode (name)") }
  }

  var hasType: Bool { typeCode != nil || typeName != nil }
  var hasAuthority: Bool { laCode != nil || laName != nil || onsCode != nil }

  /// Columns that hold text of any kind and matter.
  var free: [CSVColumn] { [name, laName, trust].compactMap(\.self) }

  /// What the cells of a column must hold, by column, where that can be told from the cell alone.
  var checks: [Int: (String) -> Bool] {
    func isNumber(_ text: String) -> Bool {
      RegisterText.isNothing(text) || RegisterText.number(ArraySlice(text.utf8)) != nil
    }
    var checks: [Int: (String) -> Bool] = [:]
    func ask(_ columns: [CSVColumn?], _ check: @escaping (String) -> Bool) {
      for column in columns.compactMap(\.self) { checks[column.index] = check }
    }
    ask([urn, laCode]) { RegisterText.number(ArraySlice($0.utf8)) != nil }
    ask([typeName]) { EstablishmentType.type(named: $0) != nil }
    ask([typeCode]) { Int($0).flatMap(EstablishmentType.type(code:)) != nil }
    ask([statusName]) { Status(name: $0) != .unknown }
    ask([statusCode, lowAge, highAge, capacity, placesPRU, roll, withPlans, number] + bases.numbers, isNumber)
    ask([position.easting, position.northing]) {
      RegisterText.isNothing($0) || decimalNumber(ArraySlice($0.utf8)) != nil
    }
    ask([phase]) { RegisterText.isNothing($0) || SchoolAges.phases.contains(NamedColumns.key($0)) }
    ask([section41]) { RegisterText.isNothing($0) || ["approved", "notapproved"].contains(NamedColumns.key($0)) }
    ask([admissions]) { RegisterText.isNothing($0) || Self.policies[NamedColumns.key($0)] != nil }
    ask([closing]) { RegisterText.isNothing($0) || Self.day($0) != nil }
    ask([bases.kind]) { RegisterText.isNothing($0) || GIASBases.kinds.contains(NamedColumns.key($0)) }
    ask(needColumns) { RegisterText.isNothing($0) || Need(registerName: $0) != nil }
    return checks
  }

  /// The status of a row; one that the register does not have is reported.
  func status(_ table: CSVTable, _ row: Int) -> Status {
    if let statusName, let text = table.registerText(row, statusName) {
      let status = Status(name: text)
      if status == .unknown {
        table.report(row, statusName, "not a status that the register has", "Use Open, Closed or what GIAS says.")
      }
      return status
    }
    guard let statusCode, table.registerText(row, statusCode) != nil else { return .notGiven }
    if let code = RegisterText.number(table.bytes(row, statusCode)), let status = Status(code: code) { return status }
    table.report(row, statusCode, "not a status that the register has", "Use 1 to 4, as GIAS does.")
    return .unknown
  }

  /// The day a school closed or will, as the number 20260831; `nil` where there is none or it cannot be read.
  func closeDate(_ table: CSVTable, _ row: Int) -> Int? {
    table.registerText(row, closing).flatMap(Self.day)
  }

  private static func day(_ text: String) -> Int? {
    let parts = text.prefix(10).split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let (year, day) = parts[0] > 31 ? (parts[0], parts[2]) : (parts[2], parts[0])
    guard (1800...2200).contains(year), (1...12).contains(parts[1]), (1...31).contains(day) else { return nil }
    return year * 10_000 + parts[1] * 100 + day
  }

  /// Who runs a school: the trust of an academy, else what its type says. A foundation's trust does not run it.
  func body(_ table: CSVTable, _ row: Int, _ type: EstablishmentType) -> String {
    guard type.body == .academy, let name = table.registerText(row, trust).map(RegisterText.oneLine), !name.isEmpty
    else {
      return type.body.rawValue
    }
    return name
  }

  /// Whether an independent school holds children with plans, or is approved to (section 41 of the 2014 Act).
  func hasChildrenWithPlans(_ table: CSVTable, _ row: Int) -> Bool {
    if let text = table.registerText(row, section41), NamedColumns.key(text) == "approved" { return true }
    return (table.registerCount(row, withPlans) ?? 0) > 0
  }

  /// How a school admits; `nil` where the register does not say. A policy that it does not have is reported.
  func admissionsPolicy(_ table: CSVTable, _ row: Int) -> AdmissionsPolicy? {
    guard let admissions, let text = table.registerText(row, admissions) else { return nil }
    let found = Self.policies[NamedColumns.key(text)]
    if found == nil {
      table.report(row, admissions, "not an admissions policy that the register has", "Use Selective or Non-selective.")
    }
    return found
  }

  /// Admissions policies of the register, older ones too.
  private static let policies: [String: AdmissionsPolicy] = [
    "selective": .selective, "nonselective": .nonSelective, "comprehensive": .nonSelective,
    "comprehensivesecondary": .nonSelective, "modern": .nonSelective, "modernsecondary": .nonSelective,
  ]

  /// The needs that SEN1 to SEN13 name; all where they name none.
  func needs(_ table: CSVTable, _ row: Int) -> NeedSet {
    var needs = NeedSet()
    for column in needColumns {
      guard let text = table.registerText(row, column) else { continue }
      guard let need = Need(registerName: text) else {
        table.report(
          row, column, "not a type of need",
          "Begin it with one of the codes \(Need.allCases.map(\.code).joined(separator: ", ")).")
        continue
      }
      needs.insert(NeedSet([need]))
    }
    return needs.isEmpty ? .all : needs
  }
}

extension Need {
  /// The need of the register's `SpLD - Specific Learning Difficulty`, or of its code or words alone (DOMAIN 5.1).
  init?(registerName text: String) {
    let code = text.prefix { $0 != " " && $0 != "-" && $0 != "–" }.uppercased()
    if let need = Need(code: code) {
      self = need
      return
    }
    let words = NamedColumns.key(text)
    let named = Need.allCases.first { NamedColumns.key($0.title) == words }
    // Behaviour, emotional and social difficulty became SEMH in 2014.
    guard let need = named ?? (code == "BESD" || code == "BESN" ? .semh : nil) else { return nil }
    self = need
  }
}
