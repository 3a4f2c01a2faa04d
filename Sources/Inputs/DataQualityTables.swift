import Foundation
import Planning

/// What only the tables say and no `Study` keeps: how far optional columns are filled, and the dates of contracts.
public struct TableFacts: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public var name: String
    /// Whether the header has it.
    public var isGiven: Bool
    /// Rows that hold something other than `unknown`.
    public var filled: Int
  }
  /// The file that holds the children, relative to the study folder.
  public var caseloadFile = "caseload.csv"
  public var caseloadRows = 0
  /// The optional columns of the caseload that a study keeps, in the order of FORMATS.
  public var caseload: [Column] = []
  /// First start and last end of any contract, as ISO dates.
  public var contractsFrom: String?
  public var contractsTo: String?

  /// Facts of no table at all.
  public init() {}

  /// Reads the tables once more. What is wrong with them has been said by `loadStudy`, and is passed over here.
  public init(studyAt folder: URL) {
    var reader = StudyReader(folder: folder)
    guard reader.readStudyFile() != nil else { return }
    reader.readWorkbook()
    caseloadFile = reader.files.name("caseload", default: "caseload.csv")
    if let table = reader.files.table("caseload") {
      caseloadRows = table.rowCount
      caseload = Self.kept.map { name in
        let column = table.optionalColumn(name)
        let filled = (0..<table.rowCount).count { row in
          !table.isEmpty(row, column) && table.text(row, column) != "unknown"
        }
        return Column(name: name, isGiven: column != nil, filled: filled)
      }
    }
    let contracts = [reader.files.optionalTable("contracts"), reader.files.workbook["contracts"]?.table]
    func dates(_ name: String) -> [String] {
      contracts.compactMap { $0 }.flatMap { table in
        let column = table.optionalColumn(name)
        return (0..<table.rowCount).compactMap { table.text($0, column) }.filter(isISODate)
      }
    }
    contractsFrom = dates("start").min()
    contractsTo = dates("end").max()
  }

  /// Optional columns that reach a `Child`; `sex`, `ethnicity` and `year_from` are read and not kept.
  static let kept = [
    "band", "provision_id", "transported", "wheelchair", "assistant", "alone", "not_with", "residential", "directed",
    "low_income", "sibling_id", "looked_after", "point_kind",
  ]
}

/// What only the stages can say of a study, handed over as plain values: `Inputs` knows no stage.
public struct StageFacts: Sendable {
  /// Journeys; `nil` where they could not be computed.
  public var times: TravelTimes?
  /// What stops a run that can be read: settings no road reaches, figures a run needs and the study does not give.
  public var problems: [Problem]
  /// Ids of the assumptions that the stages ask for.
  public var usedFigures: Set<String>
  /// Fallbacks that the stages report, as sentences.
  public var notes: [String]

  public init(times: TravelTimes?, problems: [Problem], usedFigures: Set<String>, notes: [String]) {
    self.times = times
    self.problems = problems
    self.usedFigures = usedFigures
    self.notes = notes
  }
}
