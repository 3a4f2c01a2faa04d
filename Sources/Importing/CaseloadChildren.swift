import Geometry
import Planning

/// A child of a caseload being imported: pseudonym and facts, nothing that names anybody.
struct CaseloadChild {
  /// The first eight bytes of the hash.
  var pseudonym: UInt64
  /// Row of the source, counting from 0, for problems.
  var row: Int
  var ncYear: Int8
  var need: Need
  /// 0: not known.
  var band: UInt8 = 0
  var kind: ProvisionKind = .notRecorded
  /// Index into the study's provisions, or -1.
  var provision: Int32 = -1
  /// Calendar year of the September of `year_from`; 0: not known.
  var yearFrom: Int16 = 0
  /// What is known of `CaseloadTrait`, and what of it is true: a bit each.
  var knownTraits: UInt8 = 0
  var traits: UInt8 = 0
  var point: Point?
  var pointKind: PointKind?
  /// 0 when there is none.
  var sibling: UInt64 = 0
  var sex: CaseloadSex?
  /// Index into `Caseload.ethnicities`, or -1.
  var ethnicity: Int16 = -1

  mutating func set(_ trait: CaseloadTrait, _ value: Bool?) {
    guard let value else { return }
    knownTraits |= 1 << trait.rawValue
    if value { traits |= 1 << trait.rawValue } else { traits &= ~(1 << trait.rawValue) }
  }
}

/// The yes-or-no columns of caseload.csv.
enum CaseloadTrait: UInt8, CaseIterable {
  case transported, wheelchair, assistant, alone, residential, directed, lowIncome, lookedAfter
  var column: String { self == .lowIncome ? "low_income" : self == .lookedAfter ? "looked_after" : "\(self)" }
}

enum CaseloadSex: String { case female = "F", male = "M", unknown }

/// All children of a caseload being imported.
struct Caseload {
  var children: [CaseloadChild] = []
  /// Indices of the children in the order they are written.
  var order: [Int] = []
  var ethnicities = ["unknown"]
  /// By index into `children`, where there are any: pseudonyms of children not to share a vehicle with.
  var notWith: [Int: [UInt64]] = [:]

  /// `caseload.csv` in `order`, which is by child_id so that it does not tell anybody apart, with the columns that carry something.
  func file(_ study: Study) -> ImportedFile {
    let columns = columns(study)
    var bytes = Array((columns.map(\.name).joined(separator: ",") + "\n").utf8)
    bytes.reserveCapacity(children.count * 90)
    for index in order {
      for (position, column) in columns.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        column.write(children[index], index, &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return ImportedFile(name: "caseload.csv", bytes: bytes, rows: children.count)
  }

  private typealias Column = (name: String, write: (CaseloadChild, Int, inout [UInt8]) -> Void)

  private func columns(_ study: Study) -> [Column] {
    let ids = study.provisions.map { cellBytes($0.id) }
    let kinds = ProvisionKind.allCases.map { Array($0.code.utf8) }
    let needs = Need.allCases.map { Array($0.code.utf8) }
    var columns: [Column] = [
      ("child_id", { child, _, bytes in appendHexadecimal(child.pseudonym, &bytes) }),
      ("nc_year", { child, _, bytes in appendInteger(Int(child.ncYear), &bytes) }),
      ("need", { child, _, bytes in bytes += needs[Int(child.need.rawValue)] }),
    ]
    if children.contains(where: { $0.band > 0 }) {
      columns.append(("band", { child, _, bytes in if child.band > 0 { appendInteger(Int(child.band), &bytes) } }))
    }
    columns += [
      ("easting_m", { child, _, bytes in if let point = child.point { appendMetres(point.easting, &bytes) } }),
      ("northing_m", { child, _, bytes in if let point = child.point { appendMetres(point.northing, &bytes) } }),
      ("provision_id", { child, _, bytes in if child.provision >= 0 { bytes += ids[Int(child.provision)] } }),
      ("kind", { child, _, bytes in bytes += kinds[Int(child.kind.rawValue)] }),
    ]
    if children.contains(where: { $0.yearFrom > 0 }) {
      columns.append(
        ("year_from", { child, _, bytes in if child.yearFrom > 0 { appendYear(Int(child.yearFrom), &bytes) } }))
    }
    for trait in CaseloadTrait.allCases where children.contains(where: { $0.knownTraits >> trait.rawValue & 1 == 1 }) {
      if trait == .residential, !notWith.isEmpty { columns.append(notWithColumn) }
      columns.append(traitColumn(trait))
    }
    if !notWith.isEmpty, !columns.contains(where: { $0.name == "not_with" }) { columns.append(notWithColumn) }
    if children.contains(where: { $0.sibling != 0 }) {
      columns.append(
        ("sibling_id", { child, _, bytes in if child.sibling != 0 { appendHexadecimal(child.sibling, &bytes) } }))
    }
    if children.contains(where: { $0.sex != nil }) {
      columns.append(("sex", { child, _, bytes in bytes += (child.sex?.rawValue ?? "").utf8 }))
    }
    if children.contains(where: { $0.ethnicity >= 0 }) {
      let codes = ethnicities.map(cellBytes)
      columns.append(
        ("ethnicity", { child, _, bytes in if child.ethnicity >= 0 { bytes += codes[Int(child.ethnicity)] } }))
    }
    if children.contains(where: { $0.pointKind != nil }) {
      columns.append(("point_kind", { child, _, bytes in bytes += (child.pointKind?.rawValue ?? "").utf8 }))
    }
    return columns
  }

  private func traitColumn(_ trait: CaseloadTrait) -> Column {
    (
      trait.column,
      { child, _, bytes in
        guard child.knownTraits >> trait.rawValue & 1 == 1 else { return }
        bytes += (child.traits >> trait.rawValue & 1 == 1 ? "true" : "false").utf8
      }
    )
  }

  private var notWithColumn: Column {
    (
      "not_with",
      { _, index, bytes in
        for (position, other) in (notWith[index] ?? []).sorted().enumerated() {
          if position > 0 { bytes.append(UInt8(ascii: ";")) }
          appendHexadecimal(other, &bytes)
        }
      }
    )
  }
}

/// Sixteen hexadecimal digits.
func appendHexadecimal(_ value: UInt64, _ bytes: inout [UInt8]) {
  for shift in stride(from: 60, through: 0, by: -4) {
    let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift) & 15)
    bytes.append(digit < 10 ? 48 + digit : 87 + digit)
  }
}

func appendInteger(_ value: Int, _ bytes: inout [UInt8]) {
  if value < 0 { bytes.append(UInt8(ascii: "-")) }
  var rest = value.magnitude
  let start = bytes.count
  repeat {
    bytes.append(48 + UInt8(rest % 10))
    rest /= 10
  } while rest > 0
  bytes[start...].reverse()
}

/// Whole metres plainly, others to the centimetre, as OS files have them.
private func appendMetres(_ value: Double, _ bytes: inout [UInt8]) {
  let centimetres = Int((value * 100).rounded())
  appendInteger(centimetres / 100, &bytes)
  let fraction = abs(centimetres % 100)
  if fraction == 0 { return }
  bytes += [UInt8(ascii: "."), 48 + UInt8(fraction / 10)]
  if fraction % 10 > 0 { bytes.append(48 + UInt8(fraction % 10)) }
}

/// `2023/24`.
private func appendYear(_ start: Int, _ bytes: inout [UInt8]) {
  appendInteger(start, &bytes)
  let end = (start + 1) % 100
  bytes += [UInt8(ascii: "/"), 48 + UInt8(end / 10), 48 + UInt8(end % 10)]
}

/// A cell as RFC 4180 has it.
func appendCell(_ cell: ArraySlice<UInt8>, _ bytes: inout [UInt8]) {
  let isQuoted = cell.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
  guard isQuoted else { return bytes.append(contentsOf: cell) }
  bytes.append(0x22)
  for byte in cell {
    if byte == 0x22 { bytes.append(byte) }
    bytes.append(byte)
  }
  bytes.append(0x22)
}

private func cellBytes(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  appendCell(ArraySlice(text.utf8), &bytes)
  return bytes
}
