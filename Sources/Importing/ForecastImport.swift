import Foundation
import Inputs
import Planning
import Units

/// What an import of pupil numbers may be told beyond its source.
public struct ForecastOptions: Sendable {
  public enum Basis: String, Sendable, CaseIterable { case actual, forecast }
  /// Where the file does not say itself; forecasts by default, counts by default for a file of authorities.
  public var basis: Basis?
  /// The one sheet to read of a workbook.
  public var sheet: String?
  /// The column of the areas, where it goes by a name of its own.
  public var area: String?
  /// Spread numbers of the whole authority over its areas by residents of that age.
  public var spread: Bool

  public init(basis: Basis? = nil, sheet: String? = nil, area: String? = nil, spread: Bool = false) {
    self.basis = basis
    self.sheet = sheet
    self.area = area
    self.spread = spread
  }
}

/// Makes a study's `pupils.csv` of pupils by planning area and NC year, forecast or counted, as councils keep them for
/// SCAP: long tables, tables with a column for each year group or each academic year, one sheet for all areas or one
/// for each.
///
/// Numbers that `pupils.csv` has already stay, but for those of the same area, year, NC year and basis.
///
/// - Throws: `StudyProblems` with everything wrong in the source, `ImportError` when the study cannot be written to.
public func importForecast(
  _ source: URL, options: ForecastOptions = ForecastOptions(), into folder: StudyFolder, date: String
) throws -> ImportReport {
  let holdsPupils = folder.holds("pupils.csv")
  var needed: Set<StudyTable> = [.areas]
  if holdsPupils { needed.insert(.pupils) }
  if options.spread { needed.insert(.residences) }
  let study = try folder.tables(needed)
  let log = ProblemLog()
  var reading = ForecastReading(study: study, options: options, log: log)
  for sheet in forecastSheets(source, options.sheet, log) { reading.read(sheet) }
  if log.isEmpty { reading.finish(source.lastPathComponent) }
  try log.throwIfAny()
  var figures = reading.figures
  var notes = reading.notes
  if options.spread {
    figures = try spread(figures, over: study, file: source.lastPathComponent, log)
    notes.append(
      "Numbers of the whole authority were spread over \(study.areas.count) areas in proportion to the residents of that age; "
        + "they are not whole.")
  }
  let beyond = leaveOutBeyondSchool(&figures)
  if beyond > 0 {
    notes.append(
      "Numbers above Year 13, left out: \(beyond). With them the projection would take the table for residents of all ages."
    )
  }
  let fresh = Set(figures.map(\.key))
  let kept = study.pupils.map(PupilFigure.init).filter { !fresh.contains($0.key) }
  if holdsPupils {
    notes.append("Numbers that pupils.csv had: \(kept.count) kept, \(study.pupils.count - kept.count) replaced.")
  }
  var table = TableText(["area_id", "year", "nc_year", "pupils", "basis"])
  for figure in (kept + figures).sorted(by: { $0.key < $1.key }) {
    let basis: ForecastOptions.Basis = figure.key.isForecast ? .forecast : .actual
    table.add([
      study.areas[figure.key.area].id, figure.key.year.description, String(figure.key.ncYear),
      decimalText(figure.pupils), basis.rawValue,
    ])
  }
  let file = ImportedFile(name: "pupils.csv", table: table)
  try folder.write([file], from: [source], notes: notes, date: date)
  return ImportReport(
    kind: "forecast", source: source.lastPathComponent, files: [file], facts: facts(figures, study), notes: notes)
}

/// Takes out pupils above Year 13, of whom schools have few and DfE's files count those of 18 and over together; residents,
/// which reach to 24 and beyond, stay. Gives how many numbers went.
private func leaveOutBeyondSchool(_ figures: inout [PupilFigure]) -> Int {
  guard let oldest = figures.map(\.key.ncYear).max(), (14...19).contains(oldest) else { return 0 }
  let count = figures.count
  figures.removeAll { $0.key.ncYear > 13 }
  return count - figures.count
}

/// A number of pupils and what it is of.
struct PupilFigure {
  struct Key: Hashable, Comparable {
    /// Index of the area; -1 for the whole authority, before it is spread.
    var area: Int
    var isForecast: Bool
    var year: AcademicYear
    var ncYear: Int

    static func < (left: Key, right: Key) -> Bool {
      (left.area, left.isForecast ? 1 : 0, left.year, left.ncYear)
        < (right.area, right.isForecast ? 1 : 0, right.year, right.ncYear)
    }
  }
  var key: Key
  var pupils: Double

  init(key: Key, pupils: Double) {
    self.key = key
    self.pupils = pupils
  }

  init(_ count: PupilCount) {
    key = Key(area: count.area, isForecast: count.isForecast, year: count.year, ncYear: count.ncYear.number)
    pupils = count.pupils
  }
}

/// Shares numbers of the authority out among its areas by the residents of that age.
private func spread(
  _ figures: [PupilFigure], over study: Study, file: String, _ log: ProblemLog
) throws(StudyProblems) -> [PupilFigure] {
  var bands: [Int: [Double]] = [:]
  var spread: [PupilFigure] = []
  for figure in figures {
    let age = figure.key.ncYear + 4
    let weights =
      bands[age]
      ?? study.residences.reduce(into: [Double](repeating: 0, count: study.areas.count)) {
        $0[study.homes[$1.home].area] += $1.weight(age: age)
      }
    bands[age] = weights
    let total = weights.reduce(0, +)
    guard total > 0 else {
      log.report(file, "no resident of age \(age) to spread pupils by", "Import the population first.")
      throw StudyProblems(log.problems)
    }
    for area in study.areas.indices {
      var key = figure.key
      key.area = area
      spread.append(PupilFigure(key: key, pupils: figure.pupils * weights[area] / total))
    }
  }
  return spread
}

private func facts(_ figures: [PupilFigure], _ study: Study) -> [ImportReport.Fact] {
  let areas = Set(figures.map(\.key.area)).count
  var facts: [ImportReport.Fact] = [
    .init("pupil_numbers", figures.count, "Numbers of pupils: \(figures.count)"),
    .init("areas", areas, "Areas with numbers: \(areas) of \(study.areas.count)"),
  ]
  if let first = figures.map(\.key.year).min(), let last = figures.map(\.key.year).max() {
    facts.append(.init("first_year", first.start, "From \(first)"))
    facts.append(.init("last_year", last.start, "To \(last)"))
  }
  return facts
}
