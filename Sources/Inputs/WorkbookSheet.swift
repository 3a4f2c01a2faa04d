import Planning
import Units

/// The workbook of a study: what no file holds, a sheet a table. Its writer and its reader share what stands here.
public let workbookFile = "study.xlsx"

/// What an officer answers where nobody knows; the reader then says what is used instead.
public let unknownAnswer = "unknown"

/// Sheets that explain the workbook and are not read back.
public let workbookGuides = ["Read me", "columns", "lists"]

/// A sheet of the workbook: a header row and rows below it.
public struct WorkbookSheet: Sendable {
  public var name: String
  /// What the sheet is for, as a sentence.
  public var purpose: String
  /// The table whose rows its rows are put over; `nil` for a sheet that stands by itself.
  public var addsTo: String?
  public var columns: [WorkbookColumn]

  public init(name: String, purpose: String, addsTo: String? = nil, columns: [WorkbookColumn]) {
    self.name = name
    self.purpose = purpose
    self.addsTo = addsTo
    self.columns = columns
  }

  public subscript(column: String) -> WorkbookColumn? { columns.first { $0.name == column } }

  /// Whether a column must be filled in, in words.
  public func need(of column: WorkbookColumn) -> String {
    if column.isGiven { return "filled in already" }
    if !column.isRequired { return "no" }
    return addsTo == nil || column.name == columns[0].name ? "yes" : "in a new row"
  }
}

/// A column of a sheet.
public struct WorkbookColumn: Sendable {
  public var name: String
  public var content: WorkbookContent
  /// Whether a row cannot do without it.
  public var isRequired: Bool
  /// Whether placeplan fills it in and the officer only reads it.
  public var isGiven: Bool
  /// What to write, as sentences that fit the message of a cell.
  public var definition: String
  /// What is used where the answer is `unknown`, as a clause; `nil` where that is no answer.
  public var whenUnknown: String?

  public init(
    _ name: String, _ content: WorkbookContent, _ definition: String, required: Bool = false, given: Bool = false,
    unknown: String? = nil
  ) {
    self.name = name
    self.content = content
    self.definition = definition
    isRequired = required
    isGiven = given
    whenUnknown = unknown
  }
}

/// What the cells of a column hold.
public enum WorkbookContent: Sendable, Equatable {
  case text
  /// Text that names a row here or in a file.
  case id
  /// The id, in the first column, of a row of another sheet.
  case row(of: String)
  case whole
  case number
  case date
  /// A date, or `not needed`.
  case decision
  /// Hours and minutes.
  case time
  /// `yes` or `no`.
  case flag
  /// One of a list of codes.
  case choice(WorkbookChoice)
  /// Codes of a list joined by `;`.
  case choices(WorkbookChoice)
}

/// The lists that drop-downs offer.
public enum WorkbookChoice: String, Sendable, CaseIterable {
  case provisionKind = "kind of provision"
  case proposalKind = "kind of proposal"
  case need
  case ncYear = "NC year"
  case academicYear = "academic year"
  case financialYear = "financial year"
  case costBasis = "cost basis"
  case yesOrNo = "yes or no"
  case decision

  /// Codes with their meaning, in order, for a study of these years.
  public func codes(from first: AcademicYear, years: Int) -> [(code: String, meaning: String)] {
    switch self {
    case .provisionKind: ProvisionKind.allCases.map { ($0.code, $0.title) }
    // A relocation names two settings, which a row of the sheet has no column for.
    case .proposalKind: ProposalKind.allCases.filter { $0 != .relocate }.map { ($0.rawValue, $0.meaning) }
    case .need: [("all", "Every need")] + Need.allCases.map { ($0.code, $0.title) }
    case .ncYear: NCYear.all.map { (String($0), "\(NCYear($0)), age \($0 + 4) on 31 August") }
    case .academicYear:
      (0...years).map { index in
        let year = first.advanced(by: index)
        return (year.description, "September \(year.start) to August \(year.start + 1)")
      }
    case .financialYear:
      // A profile may begin before the base year's places do, and end after the last year.
      (-1...years + 1).map { index in
        let year = FinancialYear(first.advanced(by: index).description)?.description ?? ""
        return (year, "April \(first.start + index) to March \(first.start + index + 1)")
      }
    case .costBasis:
      [
        ("place_and_top_up", "Place funding and top-up together"),
        ("full_fee", "The whole fee of an independent place"),
      ]
    case .yesOrNo: [("yes", "Yes"), ("no", "No")]
    case .decision: [(Proposal.Decisions.notNeeded, "The law asks for no such decision")]
    }
  }
}

extension WorkbookContent {
  /// The list that a drop-down of such cells offers.
  public var choice: WorkbookChoice? {
    switch self {
    case .choice(let choice), .choices(let choice): choice
    case .flag: .yesOrNo
    case .decision: .decision
    default: nil
    }
  }
}

extension ProposalKind {
  fileprivate var meaning: String {
    switch self {
    case .newBase: "A new inclusion base at a school"
    case .expandBase: "More places in an inclusion base"
    case .specialExpansion: "More places in a special school"
    case .satellite: "A satellite of a special school at another site"
    case .newSpecial: "A new special school"
    case .post16: "Places after Year 11"
    case .earlyYears: "Places before Reception"
    case .adaptation: "Building work without new places"
    case .close: "Places that close"
    case .redesignate: "Places that change their kind, needs or year groups"
    case .relocate: "Places that move to another setting"
    }
  }
}
