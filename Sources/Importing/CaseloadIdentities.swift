import Inputs

/// Pseudonyms of the children of an export, by UPN where there is one and else by the system's own number.
struct CaseloadIdentities {
  private let table: CSVTable
  private let upn: CSVColumn?
  private let person: CSVColumn?
  private let siblingColumn: CSVColumn?
  private let notWithColumn: CSVColumn?
  private let hash: PseudonymHash
  /// The system's own number, hashed, to the pseudonym of a child that has a UPN as well.
  private var byPerson: [UInt64: UInt64] = [:]

  static let personPrefix = Array("person_id:".utf8)

  init(_ rows: MappingTable, _ hash: PseudonymHash) {
    table = rows.table
    upn = rows.column("upn")
    person = rows.column("person_id")
    siblingColumn = rows.column("sibling_id")
    notWithColumn = rows.column("not_with")
    self.hash = hash
  }

  var hasOthers: Bool { siblingColumn != nil || notWithColumn != nil }

  /// The pseudonym of a row; `nil` and a fault when nothing says who the child is.
  mutating func pseudonym(_ row: Int, _ faults: inout MappingFaults) -> UInt64? {
    let own = person.flatMap { table.isEmpty(row, $0) ? nil : table.bytes(row, $0) }
    if let upn, !table.isEmpty(row, upn) {
      let pseudonym = pupilPseudonym(table.bytes(row, upn), hash)
      if hasOthers, let own { byPerson[hash.pseudonym(of: own, prefix: Self.personPrefix)] = pseudonym }
      return pseudonym
    }
    if let own { return hash.pseudonym(of: own, prefix: Self.personPrefix) }
    faults.add(
      table, row: row, column: (upn ?? person)?.name ?? "upn",
      "the cell is empty, and nothing else says who the child is",
      "Fill it in, or map person_id to the system's own number.")
    return nil
  }

  /// The pseudonym that the named child's own row has.
  func canonical(_ named: UInt64) -> UInt64 { byPerson[named] ?? named }

  func sibling(_ row: Int) -> UInt64? {
    guard let siblingColumn, !table.isEmpty(row, siblingColumn) else { return nil }
    return named(table.bytes(row, siblingColumn))
  }

  func notWith(_ row: Int) -> [UInt64] {
    guard let notWithColumn, !table.isEmpty(row, notWithColumn) else { return [] }
    let marks = Set(";, ".utf8)
    return table.bytes(row, notWithColumn).split { marks.contains($0) }.map(named)
  }

  /// A number in another child's row: a UPN by its form, else the system's own.
  private func named(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    looksLikePupilNumber(String(decoding: bytes, as: UTF8.self).uppercased())
      ? pupilPseudonym(bytes, hash) : hash.pseudonym(of: bytes, prefix: Self.personPrefix)
  }
}

/// The pseudonym of a UPN, whatever the case of its letters.
func pupilPseudonym(_ upn: ArraySlice<UInt8>, _ hash: PseudonymHash) -> UInt64 {
  let hasLowerCase = upn.contains { (97...122).contains($0) }
  return hash.pseudonym(of: hasLowerCase ? ArraySlice(upn.map { (97...122).contains($0) ? $0 - 32 : $0 }) : upn)
}
