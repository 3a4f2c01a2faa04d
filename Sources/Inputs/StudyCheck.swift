import Assumptions
import Planning

/// What `placeplan check` says of a study that can be read: whether it may be run, how much there is, what it rests on.
public struct StudyCheck: Sendable, Codable, Equatable {
  public struct Count: Sendable, Codable, Equatable {
    public var table: String
    public var rows: Int
  }

  public var name: String
  public var laCode: String
  public var laName: String
  public var baseYear: String
  public var lastYear: String
  public var draws: Int
  public var seed: UInt64
  public var counts: [Count]
  public var verdict: DataQuality.Verdict
  /// What stops a run although the study can be read.
  public var problems: [CheckedProblem]
  /// In the order to deal with them.
  public var findings: [DataQuality.Finding]
  public var quality: DataQuality
  public var openFigures: [OpenFigure]
  /// Fallbacks used and things left out, as sentences.
  public var notes: [String]
  public var inputs: [InputFile]

  /// - Parameters:
  ///   - tables: How far the tables are filled; of none where they were not asked.
  ///   - stages: What the stages say; `nil` where they were not asked.
  public init(_ loaded: LoadedStudy, tables: TableFacts = TableFacts(), stages: StageFacts? = nil) {
    let study = loaded.study
    name = study.name
    laCode = study.laCode
    laName = study.laName
    baseYear = study.baseYear.description
    lastYear = study.year(study.horizon).description
    draws = study.draws
    seed = study.seed
    counts = Self.counts(loaded)
    quality = DataQuality(loaded, tables: tables, times: stages?.times)
    openFigures = Self.openFigures(loaded.assumptions, used: stages?.usedFigures)
    problems = (stages?.problems ?? []).map(CheckedProblem.init)
    let all =
      CheckedProblem.findings(stages?.problems ?? [], caseloadFile: tables.caseloadFile) + quality.findings
      + Self.findings(openFigures)
    findings = DataQuality.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
    verdict = DataQuality.Verdict(findings)
    notes = loaded.notes
    for note in stages?.notes ?? [] where !notes.contains(note) { notes.append(note) }
    inputs = loaded.inputs
  }

  private static func counts(_ loaded: LoadedStudy) -> [Count] {
    let study = loaded.study
    return [
      Count(table: "areas", rows: study.areas.count),
      Count(table: "residences", rows: study.residences.count),
      Count(table: "homes", rows: study.homes.count),
      Count(table: "pupils", rows: study.pupils.count),
      Count(table: "settings", rows: study.settings.filter { !$0.isProposed }.count),
      Count(table: "provision", rows: study.provisions.filter { $0.setting != nil && $0.proposal == nil }.count),
      Count(table: "caseload", rows: study.caseload.count),
      Count(table: "history", rows: study.history.count),
      Count(table: "contracts", rows: study.contracts.count),
      Count(table: "road links", rows: loaded.roads?.count ?? 0),
      Count(table: "proposals", rows: study.proposals.count),
      Count(table: "options", rows: study.options.count),
      Count(table: "assumptions", rows: loaded.assumptions.all.count),
    ]
  }

  /// The same in words, for the terminal and the HTML page.
  public var page: QualityPage {
    QualityPage(
      title: "Data quality: \(laName)",
      lead: "\(name): \(laName) (\(laCode)), \(baseYear) to \(lastYear), \(draws) draws, seed \(seed)",
      verdict: verdict, findings: findings,
      sections: quality.sections + [
        Self.section(openFigures), QualitySection("notes", "Notes", notes),
        QualitySection(
          "inputs", "Files read", [],
          [
            QualityTable(
              "input-files", "\(counted(inputs.count, "file", "files")) and their SHA-256",
              [.text("File"), .text("SHA-256")],
              inputs.map { [$0.file, $0.sha256] }, isReference: true)
          ]),
      ])
  }

  /// The page in plain text, ending in a line feed.
  public var text: String { page.text }
}

/// What `placeplan check` says of a study that cannot be read.
public struct RefusedStudy: Sendable, Encodable {
  public var verdict: DataQuality.Verdict
  public var problems: [CheckedProblem]
  private let findings: [DataQuality.Finding]
  private let name: String

  /// - Parameter name: What the study is called while its own name may not be readable: its folder's.
  public init(name: String, problems: [Problem], tables: TableFacts) {
    self.name = name
    self.problems = problems.map(CheckedProblem.init)
    findings = CheckedProblem.findings(problems, caseloadFile: tables.caseloadFile)
    verdict = DataQuality.Verdict(findings)
  }

  enum CodingKeys: CodingKey { case verdict, problems }

  public var page: QualityPage {
    QualityPage(
      title: "Data quality: \(name)", lead: "The study cannot be read until these problems are mended.",
      verdict: verdict, findings: findings, sections: [])
  }
}

/// A problem as JSON carries it: every key is there, `null` where there is nothing to say.
public struct CheckedProblem: Sendable, Codable, Equatable {
  public var file: String
  public var sheet: String?
  public var row: Int?
  public var column: String?
  public var value: String?
  public var fault: String
  public var remedy: String

  public init(_ problem: Problem) {
    file = problem.file
    sheet = problem.sheet
    row = problem.row
    column = problem.column
    value = problem.value
    fault = problem.fault
    remedy = problem.remedy
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(sheet, forKey: .sheet)
    try container.encode(row, forKey: .row)
    try container.encode(column, forKey: .column)
    try container.encode(value, forKey: .value)
    try container.encode(fault, forKey: .fault)
    try container.encode(remedy, forKey: .remedy)
  }

  /// Problems as what must be mended first. Values of the caseload are left out: they may be children's ids, or what
  /// somebody took for one.
  static func findings(_ problems: [Problem], caseloadFile: String) -> [DataQuality.Finding] {
    problems.map { problem in
      var shown = problem
      shown.remedy = ""
      if shown.file == caseloadFile { shown.value = nil }
      return .init(.mustFix, in: "problems", String(shown.description.dropLast()), problem.remedy)
    }
  }
}
