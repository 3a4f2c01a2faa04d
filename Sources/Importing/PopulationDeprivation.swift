import Foundation
import Inputs

/// Tenths of deprivation by LSOA of the English indices (MHCLG, 2015 to 2025): 1 is the most deprived tenth of England's.
struct DeprivationDeciles {
  let file: String
  private var deciles: [String: Int] = [:]

  /// Reads the file of all ranks and deciles, or of the index alone, as published; `nil` and problems when it is neither.
  init?(_ place: URL, log: ProblemLog) {
    let before = log.problems.count
    let tables = readTables(place, log: log)
    guard let table = tables.first(where: { lsoaColumn($0) != nil && Self.column($0) != nil }),
      let code = lsoaColumn(table), let decile = Self.column(table)
    else {
      if log.problems.count == before {
        log.report(
          place.lastPathComponent, "no table has a column of LSOA codes and a column of the index's deciles",
          "Use the indices of deprivation with deciles: the file of the index itself, or of all ranks, scores and deciles."
        )
      }
      return nil
    }
    file = table.file
    for row in 0..<table.rowCount {
      guard let lsoa = table.text(row, code, required: true), let value = table.number(row, decile, required: true)
      else { continue }
      guard let whole = Int(exactly: value), (1...10).contains(whole) else {
        table.report(row, decile, "not a tenth of 1 to 10", "Use the column of deciles, not of ranks or scores.")
        continue
      }
      if deciles.updateValue(whole, forKey: lsoa) != nil {
        table.report(row, code, "the code of more than one row", "Keep one row for each LSOA.")
      }
    }
    if log.problems.count > before { return nil }
  }

  private static func column(_ table: CSVTable) -> CSVColumn? {
    let columns = NamedColumns(table)
    return columns["IMD_decile", "imd_decile_2025", "index_of_multiple_deprivation_decile", "deprivation_decile"]
      ?? columns.beginning(with: "Index of Multiple Deprivation (IMD) Decile").first
  }

  /// The tenth of each code and where it is from, in the codes' order; `nil` for a code that neither the file nor the lookup
  /// has. Of several LSOAs of the other census it is their mean, and of two as near the more deprived.
  func found(_ codes: [String], _ lookup: LSOALookup?) -> [(decile: Int, origin: Origin)?] {
    codes.map { code in
      if let exact = deciles[code] { return (exact, .sameCode) }
      let parts = (lookup?.counterparts(code) ?? []).compactMap { deciles[$0] }
      guard !parts.isEmpty else { return nil }
      let mean = Double(parts.reduce(0, +)) / Double(parts.count)
      return (Int((mean - 0.5).rounded(.up)), parts.count == 1 ? .largerOne : .parts)
    }
  }

  /// How the LSOA of a residence and those of the indices belong together.
  enum Origin { case sameCode, largerOne, parts }
}

extension PopulationResidents {
  /// The deciles of the LSOAs found, in their order, with what was said of them; reports LSOAs that have none.
  func deciles(_ deprivation: DeprivationDeciles, _ lookup: LSOALookup?, _ log: ProblemLog) -> (
    deciles: [Int], notes: [String]
  ) {
    let all = deprivation.found(found.map(\.code), lookup)
    let without = zip(found, all).filter { $0.1 == nil }.map(\.0.code)
    if !without.isEmpty {
      log.report(
        deprivation.file,
        "it has no decile for \(without.count) of the \(found.count) LSOAs in the study's areas: \(RegisterText.few(without, limit: 5))",
        lookup == nil
          ? "Use indices of the same LSOAs as the centroids, or add --lookup with the LSOAs of 2011 and 2021 side by side."
          : "Use a lookup that holds these LSOAs.")
    }
    func count(_ origin: DeprivationDeciles.Origin) -> Int { all.count { $0?.origin == origin } }
    var notes = ["Deciles of deprivation by the LSOA's own code: \(count(.sameCode))."]
    if count(.largerOne) > 0 {
      notes.append("LSOAs merged in the indices' census, with the decile of the whole: \(count(.largerOne)).")
    }
    if count(.parts) > 0 {
      notes.append("LSOAs split in the indices' census, with the mean decile of their parts: \(count(.parts)).")
    }
    return (all.map { $0?.decile ?? 0 }, notes)
  }
}
