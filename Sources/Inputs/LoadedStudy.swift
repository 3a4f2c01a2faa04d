import Assumptions
import Foundation
import Planning

/// A file that a study was made from, and its fingerprint.
public struct InputFile: Sendable, Codable, Equatable {
  /// Relative to the study folder, or `Models/assumptions/<topic>.yaml` for a shared file.
  public var file: String
  /// SHA-256 in lower-case hexadecimal.
  public var sha256: String
  public init(file: String, sha256: String) {
    self.file = file
    self.sha256 = sha256
  }
}

/// Everything a run starts from, checked.
public struct LoadedStudy: Sendable {
  public var study: Study
  public var assumptions: AssumptionSet
  /// `nil` where the study has no road file: every journey is then straight line x circuity, flagged.
  public var roads: RoadLinks?
  /// In the order read: `study.yaml`, the workbook, the tables in the order of FORMATS, roads, proposals, options, the study's own
  /// assumptions, the shared ones.
  public var inputs: [InputFile]
  /// Fallbacks used and things left out, as sentences that every report prints.
  public var notes: [String]

  public init(
    study: Study, assumptions: AssumptionSet, roads: RoadLinks?, inputs: [InputFile], notes: [String]
  ) {
    self.study = study
    self.assumptions = assumptions
    self.roads = roads
    self.inputs = inputs
    self.notes = notes
  }
}

/// Reads a study folder as FORMATS describes it, and checks it once: after this, values are trusted.
///
/// - Parameters:
///   - models: The shared assumption files; by default those `sharedAssumptionFiles(study:)` finds.
///   - horizon: Years to project in place of the study's own number.
/// - Throws: `StudyProblems` with everything that is wrong, in order of file and row.
public func loadStudy(at folder: URL, models: [URL]? = nil, horizon: Int? = nil) throws(StudyProblems) -> LoadedStudy {
  var reader = StudyReader(folder: folder)
  guard let settings = reader.readStudyFile() else { throw StudyProblems(reader.log.problems) }
  if let horizon { reader.study.horizon = horizon }
  reader.readWorkbook()
  reader.readAreas()
  reader.readResidences()
  reader.readPupils()
  reader.readSettings()
  reader.readProvision()
  reader.readCaseload()
  reader.readHistory()
  reader.readContracts()
  let roads = reader.readRoads()
  reader.readProposals()
  reader.readOptions(settings)
  let assumptions = reader.readAssumptions(settings, shared: models)
  reader.checkOptionAssumptions(assumptions)
  reader.holdBackLatePlaces(assumptions)
  try reader.log.throwIfAny()
  return LoadedStudy(
    study: reader.study, assumptions: assumptions, roads: roads, inputs: reader.files.inputs,
    notes: reader.notes + reader.files.workbook.notes)
}

/// A table of FORMATS that an import may build on.
public enum StudyTable: String, Sendable, CaseIterable {
  case areas, residences, pupils, settings, provision, caseload, history, contracts
}

/// The study file and some of a study's tables, read and checked in the order of FORMATS; the others stay empty.
///
/// - Throws: `StudyProblems` with everything wrong in `study.yaml` and those tables.
public func loadTables(at folder: URL, _ tables: Set<StudyTable>) throws(StudyProblems) -> Study {
  var reader = StudyReader(folder: folder)
  guard reader.readStudyFile() != nil else { throw StudyProblems(reader.log.problems) }
  if !tables.isDisjoint(with: [.settings, .provision, .contracts]) { reader.readWorkbook() }
  for table in StudyTable.allCases where tables.contains(table) {
    switch table {
    case .areas: reader.readAreas()
    case .residences: reader.readResidences()
    case .pupils: reader.readPupils()
    case .settings: reader.readSettings()
    case .provision: reader.readProvision()
    case .caseload: reader.readCaseload()
    case .history: reader.readHistory()
    case .contracts: reader.readContracts()
    }
  }
  try reader.log.throwIfAny()
  return reader.study
}
