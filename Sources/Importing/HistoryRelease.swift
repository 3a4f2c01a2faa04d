import Inputs
import Planning
import Units

/// One data file of DfE's "Education, health and care plans", as its header tells.
struct HistoryRelease {
  enum Content { case caseload, newPlans, ceased, needs }
  /// What a row breaks the authority's figure down by.
  enum Topic: Hashable {
    case total
    /// Age on 31 August; those under three stand for two.
    case age(Int)
    case other
  }
  let table: CSVTable
  let content: Content
  let total: CSVColumn
  let names: NamedColumns
  private let period, level, topic, breakdown, laCode, onsCode, laName, region: CSVColumn?
  private let study: Study

  /// `nil` where the header is that of no such file.
  init?(_ table: CSVTable, study: Study) {
    let names = NamedColumns(table)
    let period = names["time_period"]
    let laCode = names["old_la_code", "la_code"]
    let onsCode = names["new_la_code"]
    let laName = names["la_name"]
    guard period != nil, laCode != nil || onsCode != nil || laName != nil else { return nil }
    let found: (Content, CSVColumn)?
    if let total = names["total_ceased"] {
      found = (.ceased, total)
    } else if let total = names["ehc_plans"], names["number_asd"] != nil {
      found = (.needs, total)
    } else if let total = names["new_ehc_plans"] {
      found = (.newPlans, total)
    } else if let total = names["ehcplans"], names["mainstream_la_maintained"] != nil {
      found = (.caseload, total)
    } else {
      found = nil
    }
    guard let (content, total) = found else { return nil }
    self.table = table
    self.names = names
    self.content = content
    self.total = total
    self.study = study
    self.period = period
    self.laCode = laCode
    self.onsCode = onsCode
    self.laName = laName
    level = names["geographic_level"]
    topic = names["breakdown_topic"]
    breakdown = names["breakdown"]
    region = names["region_code", "region_name"]
    for row in 0..<table.rowCount {
      vintage = max(vintage, academicYear(row)?.start ?? 0)
      guard isOwn(row) else { continue }
      if isAuthority(row) {
        ownRows.append(row)
      } else if let level {
        table.report(row, level, "not the level of an authority's row", "Write Local authority, or take the row out.")
      }
    }
  }

  /// The latest period in the file, in academic years: a later release corrects an earlier one.
  private(set) var vintage = 0

  /// Rows that carry the authority's code and the level of an authority.
  private(set) var ownRows: [Int] = []

  /// Rows of another code with the authority's name, by code: codes change when authorities are made anew.
  var otherCodes: [String: Int] {
    guard let laCode, let laName, let name = ownRowName else { return [:] }
    var codes: [String: Int] = [:]
    for row in 0..<table.rowCount where !isOwn(row) && table.text(row, laName) == name {
      codes[table.text(row, laCode) ?? "none", default: 0] += 1
    }
    return codes
  }
  private var ownRowName: String? {
    (0..<table.rowCount).first(where: isOwn).flatMap { table.text($0, laName) }
  }

  /// The academic year of a row: of `202425` itself, and of the flows of calendar 2024, which lead to January 2025.
  func academicYear(_ row: Int) -> AcademicYear? {
    guard let period else { return nil }
    let text = String(decoding: table.bytes(row, period), as: UTF8.self)
    if text.utf8.count == 4, let calendar = wholeNumber(table.bytes(row, period)), (2000...2100).contains(calendar) {
      return AcademicYear(start: calendar)
    }
    guard let year = AcademicYear(text), (2000...2100).contains(year.start) else { return nil }
    return year
  }

  /// The same, with a problem where the cell holds no period.
  func requiredYear(_ row: Int) -> AcademicYear? {
    if let year = academicYear(row) { return year }
    if let period { table.report(row, period, "not a period", "Write 202425, or 2024 for a calendar year.") }
    return nil
  }

  /// Whether flows run over a calendar year, which the period's four digits tell.
  func isCalendar(_ row: Int) -> Bool { period.map { table.bytes(row, $0).count == 4 } ?? false }

  func topic(_ row: Int) -> Topic {
    guard let topic, let breakdown else { return .total }
    let words = NamedColumns.key(table.text(row, topic) ?? "")
    let value = NamedColumns.key(table.text(row, breakdown) ?? "")
    if words == value || words == "total" || words.hasPrefix("all") { return .total }
    guard words.hasSuffix("age") else { return .other }
    let digits = value.drop { !("0"..."9").contains($0) }
    guard let number = Int(digits.prefix { ("0"..."9").contains($0) }) else { return .other }
    switch (value.hasPrefix("under"), digits.drop { ("0"..."9").contains($0) }.description) {
    case (true, ""): return number == 3 ? .age(2) : .other
    case (false, ""), (false, "years"): return (0...25).contains(number) ? .age(number) : .other
    case (false, "andover"): return number == 25 ? .age(25) : .other
    default: return .other
    }
  }

  /// Whether a row is of a breakdown that is read: totals, and ages of the caseload.
  func reads(_ row: Int) -> Bool {
    switch topic(row) {
    case .total: true
    case .age: content == .caseload
    case .other: false
    }
  }

  /// What a row is broken down by, as the file says it.
  func topicName(_ row: Int) -> String { table.text(row, topic) ?? "" }

  /// The key of what a row counts, to find two rows of the same.
  func key(_ row: Int) -> String {
    let parts = [period, topic, breakdown].map { table.text(row, $0) ?? "" }
    return parts.joined(separator: "\u{1F}").lowercased()
  }

  /// Whether a row's total repeats that of its whole region, as those of Yorkshire and the Humber do in 2022.
  ///
  /// Told by the region's own row where the file has it and other authorities of the region have plans as well, else by
  /// every authority of the region having the very same figure.
  func repeatsRegion(_ row: Int) -> Bool {
    guard level != nil, let region, let own = number(row), own > 0 else { return false }
    let place = table.text(row, region)
    let fellows = (0..<table.rowCount).filter { other in
      other != row && table.text(other, region) == place && academicYear(other) == academicYear(row)
        && topic(other) == .total
    }
    let others = fellows.filter(isAuthority).compactMap(number)
    let regional = fellows.filter { !isAuthority($0) }.compactMap(number)
    if regional.contains(own) { return others.contains { $0 > 0 } }
    return regional.isEmpty && others.count >= 2 && others.allSatisfy { $0 == own }
  }

  private func number(_ row: Int) -> Int? { RegisterText.number(table.bytes(row, total)) }

  private func isAuthority(_ row: Int) -> Bool {
    guard let level, let text = table.text(row, level) else { return true }
    return NamedColumns.key(text).hasPrefix("localauthority")
  }

  private func isOwn(_ row: Int) -> Bool {
    if let code = table.registerCode(row, laCode), code == study.laCode { return true }
    if let code = table.text(row, onsCode), code == study.laCode { return true }
    guard laCode == nil, onsCode == nil, let name = table.text(row, laName) else { return false }
    return NamedColumns.key(name) == NamedColumns.key(study.laName)
  }
}
