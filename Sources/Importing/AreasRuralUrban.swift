import Foundation
import Inputs
import Planning

/// Rural or urban by LSOA, of a rural-urban classification (ONS, 2011 or 2021); `nil` and problems when it is none.
func readRuralUrban(_ place: URL, log: ProblemLog) -> [(code: String, kind: RuralUrban)]? {
  let before = log.problems.count
  guard let table = readTables(place, log: log).first(where: { lsoaColumn($0) != nil }), let code = lsoaColumn(table)
  else {
    if log.problems.count == before {
      log.report(
        place.lastPathComponent, "no column holds the codes of LSOAs", "Use a rural-urban classification of LSOAs.")
    }
    return nil
  }
  let columns = NamedColumns(table)
  guard
    let kind = columns.required(
      "RUC", "Urban_rural_flag", "RUC21NM", "RUC11", "RUC11NM", "Classification", "ruc_code", "RUC21CD", "RUC11CD")
  else { return nil }
  var classes: [(code: String, kind: RuralUrban)] = []
  var codes: Set<String> = []
  for row in 0..<table.rowCount {
    guard let lsoa = table.text(row, code, required: true), let text = table.text(row, kind, required: true) else {
      continue
    }
    guard let value = ruralUrban(text) else {
      table.report(row, kind, "neither rural nor urban", "Use a class of the rural-urban classification.")
      continue
    }
    if codes.insert(lsoa).inserted {
      classes.append((lsoa, value))
    } else {
      table.report(row, code, "the code of more than one row", "Keep one row for each LSOA.")
    }
  }
  return log.problems.count == before ? classes : nil
}

/// Rural or urban as classifications and officers write it: `Urban city and town`, `Larger rural`, `D1`, `RSN1`,
/// `urban`.
func ruralUrban(_ text: String) -> RuralUrban? {
  let key = NamedColumns.key(text)
  if key == "unknown" { return .unknown }
  if key.contains("rural") { return .rural }
  if key.contains("urban") { return .urban }
  // Classes of 2011 are A1 to C2 (urban) and D1 to F2 (rural), of 2021 UN1 and UF1 and those with R.
  let codes2021 = ["un1", "uf1", "rln1", "rlf1", "rsn1", "rsf1"]
  if codes2021.contains(key) { return key.hasPrefix("u") ? .urban : .rural }
  guard key.utf8.count == 2, let letter = key.first, key.last == "1" || key.last == "2" else { return nil }
  return switch letter {
  case "a", "b", "c": .urban
  case "d", "e", "f": .rural
  default: nil
  }
}

/// The column of a table that holds codes of LSOAs, of either census.
func lsoaColumn(_ table: CSVTable) -> CSVColumn? {
  NamedColumns(table)[
    "lsoa_code", "lsoacd", "lsoa11_code", "lsoa21_code", "lsoa11cd", "lsoa21cd", "lsoa_2011_code", "lsoa_2021_code",
    "lsoa_code_2011", "lsoa_code_2021", "area_code", "area_codes", "geography_code", "mnemonic", "code"]
}
