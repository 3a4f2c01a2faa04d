import Foundation
import Inputs
import Planning
import Units

/// What the releases say of one authority: stock in January by year, by kind, by age and kind, by need, and the flows.
struct HistoryReleases {
  struct Flows {
    var new: Int?
    var ceased: Int?
    var movedOut: Int?
  }
  struct AgeAndKind: Hashable {
    var ncYear: Int
    var kind: ProvisionKind
  }
  private(set) var stock: [AcademicYear: Int] = [:]
  private(set) var flows: [AcademicYear: Flows] = [:]
  private(set) var stockByKind: [AcademicYear: [ProvisionKind: Int]] = [:]
  private(set) var stockByAgeAndKind: [AcademicYear: [AgeAndKind: Int]] = [:]
  private(set) var stockByNeed: [AcademicYear: [Need: Int]] = [:]
  private(set) var newByNeed: [AcademicYear: [Need: Int]] = [:]
  /// Rows of the authority that were read.
  private(set) var rows = 0
  /// Files that were read.
  private(set) var sources: [URL] = []
  private(set) var notes: [String] = []
  private var cells = HistoryCells()
  private var unreadTopics: [String: Set<String>] = [:]

  /// Reads files, and folders of files; every fault goes to the log.
  init(_ places: [URL], study: Study, log: ProblemLog) {
    var releases: [HistoryRelease] = []
    var logs: [ProblemLog] = []
    var unread: [String] = []
    for (file, isNamed) in Self.files(places) {
      // Files of a folder that are no part of the release may be damaged without harm.
      var fileLog = ProblemLog()
      let tables = readTables(file, log: fileLog)
      let found = tables.compactMap { HistoryRelease($0, study: study) }
      if found.isEmpty { unread.append(file.lastPathComponent) } else { sources.append(file) }
      if found.isEmpty, isNamed, let table = tables.first {
        // What else is odd about a file of another kind is of no interest.
        fileLog = ProblemLog()
        fileLog.report(
          table.file, sheet: table.sheet, row: table.headerLine,
          "the header is that of no file of DfE's EHC plan release",
          "Name caseload, newplans, ceased_plans or sen_needs_all_plans of Education, health and care plans.")
      }
      if !found.isEmpty || isNamed { logs.append(fileLog) }
      releases += found
    }
    // Later releases correct earlier ones.
    let ordered = releases.map { (release: $0, vintage: $0.vintage) }.enumerated()
      .sorted { ($0.element.vintage, $0.offset) < ($1.element.vintage, $1.offset) }
    for (_, item) in ordered { read(item.release) }
    for problem in logs.flatMap(\.problems) { log.report(problem) }
    if releases.isEmpty, log.isEmpty {
      log.report(
        places.first?.lastPathComponent ?? "", "holds no file of DfE's EHC plan release",
        "Name the folder that holds caseload.csv, newplans.csv and ceased_plans.csv.", isMissing: true)
    }
    checkAuthority(releases, study, log)
    if !unread.isEmpty { notes.append("Files that hold no history, passed over: \(RegisterText.few(unread)).") }
    for (file, topics) in unreadTopics.sorted(by: { $0.key < $1.key }) {
      notes.append("\(file): breakdowns that were not read: \(topics.sorted().joined(separator: ", ")).")
    }
    notes += cells.notes
  }

  /// The files of a list of places; those of a folder in order of name.
  private static func files(_ places: [URL]) -> [(URL, isNamed: Bool)] {
    places.flatMap { place -> [(URL, isNamed: Bool)] in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
      guard exists, isFolder.boolValue else { return [(place, true)] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      return names.filter { name in
        [".csv", ".csv.gz", ".zip", ".xlsx", ".ods"].contains { name.lowercased().hasSuffix($0) }
      }.sorted().map { (place.appendingPathComponent($0), false) }
    }
  }

  private mutating func checkAuthority(_ releases: [HistoryRelease], _ study: Study, _ log: ProblemLog) {
    guard !releases.isEmpty, log.isEmpty else { return }
    let without = releases.filter { $0.ownRows.isEmpty }.map(\.table.file)
    let mustHold = releases.filter { $0.content == .caseload }
    if rows == 0 || (!mustHold.isEmpty && mustHold.allSatisfy { $0.ownRows.isEmpty }) {
      log.report(
        (mustHold.first ?? releases[0]).table.file, column: "old_la_code", value: study.laCode,
        "an authority of which this file has no row",
        "Check la_code in study.yaml, or download the file for every authority.")
    } else if stock.isEmpty, flows.isEmpty, stockByNeed.isEmpty, newByNeed.isEmpty {
      log.report(
        releases[0].table.file, column: "breakdown_topic", "no row gives a figure for all the authority's plans",
        "Download the file with every breakdown.")
    } else if !without.isEmpty {
      notes.append("The authority is not in \(RegisterText.few(without)): nothing was read from there.")
    }
  }

  private mutating func read(_ release: HistoryRelease) {
    let table = release.table
    var seen: [String: Int] = [:]
    var own: [(row: Int, year: AcademicYear)] = []
    for (code, count) in release.otherCodes.sorted(by: { $0.key < $1.key }) {
      notes.append("\(table.file): \(count) rows have the authority's name and the code \(code): left out.")
    }
    for row in release.ownRows {
      rows += 1
      let key = release.key(row)
      if let first = seen[key] {
        compare(table, row, first, release.total)
        continue
      }
      seen[key] = row
      if !release.reads(row) { unreadTopics[table.file, default: []].insert(release.topicName(row)) }
      guard let year = release.requiredYear(row) else { continue }
      own.append((row, year))
    }
    switch release.content {
    case .caseload: readCaseload(release, own)
    case .newPlans: readNewPlans(release, own)
    case .ceased: readCeased(release, own)
    case .needs: readNeeds(release, own)
    }
  }

  /// Two rows of the same: once where they agree, a fault where they do not.
  private mutating func compare(_ table: CSVTable, _ row: Int, _ first: Int, _ total: CSVColumn) {
    let columns = table.columns.compactMap(table.optionalColumn)
    if columns.allSatisfy({ table.bytes(row, $0).elementsEqual(table.bytes(first, $0)) }) {
      notes.append("\(table.file): row \(table.lines[row]) repeats row \(table.lines[first]): read once.")
    } else {
      table.report(row, total, "in row \(table.lines[first]) with another figure", "Keep the row that is right.")
    }
  }

  private mutating func readCaseload(_ release: HistoryRelease, _ own: [(row: Int, year: AcademicYear)]) {
    let table = release.table
    let placements = HistoryPlacementColumns(release.names)
    var ages: [AcademicYear: [AgeAndKind: Int]] = [:]
    var agePlans: [AcademicYear: Int] = [:]
    for (row, year) in own {
      let topic = release.topic(row)
      guard topic != .other, let plans = total(release, row) else { continue }
      let kinds = placements.stock(table, row, release.total, plans, &cells)
      if let note = kinds.note { notes.append("\(table.file), row \(table.lines[row]): \(note)") }
      if topic == .total {
        if release.repeatsRegion(row) {
          notes.append("\(table.file), row \(table.lines[row]): \(plans) plans repeat the whole region's: left empty.")
          continue
        }
        if let before = stock[year], before != plans {
          notes.append(
            "\(table.file): \(year) has \(plans) plans where an earlier release had \(before): the later one was taken."
          )
        }
        stock[year] = plans
        stockByKind[year] = kinds.stock
      } else if case .age(let age) = topic {
        agePlans[year, default: 0] += plans
        for (kind, count) in kinds.stock { ages[year, default: [:]][AgeAndKind(ncYear: age - 4, kind: kind)] = count }
      }
    }
    for (year, counts) in ages {
      stockByAgeAndKind[year] = counts
      guard let plans = stock[year], let sum = agePlans[year], sum != plans else { continue }
      notes.append("\(table.file): \(year) has \(plans) plans, and \(sum) of known age.")
    }
  }

  private mutating func readNewPlans(_ release: HistoryRelease, _ own: [(row: Int, year: AcademicYear)]) {
    let table = release.table
    let placements = HistoryPlacementColumns(release.names)
    for (row, year) in own where release.topic(row) == .total {
      guard let plans = total(release, row) else { continue }
      var ignored = HistoryCells()
      let placed = placements.sum(table, row, &ignored)
      if release.repeatsRegion(row) || (placed > 0 && placed * 2 < plans) {
        notes.append(
          "\(table.file), row \(table.lines[row]): \(plans) new plans in \(year.start) are the whole region's, not the "
            + "authority's, whose placements add up to \(placed): left empty.")
        continue
      }
      flows[year, default: Flows()].new = plans
    }
  }

  private mutating func readCeased(_ release: HistoryRelease, _ own: [(row: Int, year: AcademicYear)]) {
    let table = release.table
    let transfer = release.names["transfer"]
    for (row, year) in own where release.topic(row) == .total {
      let all = total(release, row)
      let moved = cells.count(table, row, transfer)
      guard let all else { continue }
      if release.repeatsRegion(row) {
        notes.append(
          "\(table.file), row \(table.lines[row]): \(all) ceased plans repeat the whole region's: left empty.")
        continue
      }
      if let moved, moved > all {
        table.report(
          row, transfer ?? release.total, "more transfers than plans that ceased (\(all))", "Download the file again.")
        continue
      }
      if moved == nil {
        notes.append("\(table.file), row \(table.lines[row]): transfers are not given, so that ceased plans hold them.")
      }
      flows[year, default: Flows()].ceased = all - (moved ?? 0)
      flows[year, default: Flows()].movedOut = moved
    }
  }

  private mutating func readNeeds(_ release: HistoryRelease, _ own: [(row: Int, year: AcademicYear)]) {
    let table = release.table
    for (row, year) in own where release.topic(row) == .total {
      guard let plans = total(release, row) else { continue }
      var counts: [Need: Int] = [:]
      for need in Need.allCases {
        guard let count = cells.count(table, row, release.names["number_\(need.code.lowercased())"]) else { continue }
        counts[need] = count
      }
      let sum = counts.values.reduce(0, +)
      if sum > plans {
        table.report(row, release.total, "less than its needs add up to (\(sum))", "Download the file again.")
      }
      if release.isCalendar(row) { newByNeed[year] = counts } else { stockByNeed[year] = counts }
      if let unknown = cells.count(table, row, release.names["number_need_unknown"]), unknown > 0 {
        notes.append("\(table.file): \(year) has \(unknown) plans without a recorded need: in no need's row.")
      }
    }
  }

  /// A row's total: a figure or a symbol, and never nothing.
  private mutating func total(_ release: HistoryRelease, _ row: Int) -> Int? {
    if release.table.isEmpty(row, release.total) {
      release.table.report(row, release.total, "no figure and no symbol", "Download the file again.")
    }
    return cells.count(release.table, row, release.total)
  }
}
