/// What DfE's special educational needs survey gives for an authority and a year.
///
/// Stocks are of a January, flows of a calendar year: those of 2024 end with the stock of January 2025.
public enum SurveySeries: Int, CaseIterable, Sendable {
  /// Plans held in January.
  case stock
  /// Of them, placed in independent special and non-maintained special schools.
  case inmss
  /// Of them, by age on 31 August before: 0-4, 5-10, 11-15, 16-25.
  case age0to4, age5to10, age11to15, age16to25
  case newPlans, ceased
  /// Assessments that ended in a plan, which stand in where new plans are not known.
  case issued
  /// Requests for an assessment, and those of them that were turned down without one.
  case requests, refusals

  public static let ageBands: [(name: String, series: SurveySeries)] = [
    ("0-4", .age0to4), ("5-10", .age5to10), ("11-15", .age11to15), ("16-25", .age16to25),
  ]
  public var isStock: Bool { rawValue <= SurveySeries.age16to25.rawValue }
}

/// Counts of every authority and of England by series and year; `nil` is not known, which is never zero.
public struct AuthorityPanel: Sendable {
  /// Codes of the authorities, in order.
  public let codes: [String]
  /// Years covered: Januaries of stocks and calendar years of flows.
  public let years: ClosedRange<Int>
  /// Series x authorities and England x years, in that order.
  private var values: [Double?]

  public init(codes: [String], years: ClosedRange<Int>) {
    self.codes = codes
    self.years = years
    values = Array(repeating: nil, count: SurveySeries.allCases.count * (codes.count + 1) * years.count)
  }

  /// The row of England, one past the authorities.
  public var england: Int { codes.count }

  /// A count; `nil` outside the years covered.
  public subscript(series: SurveySeries, area: Int, year: Int) -> Double? {
    get { years.contains(year) ? values[cell(series, area, year)] : nil }
    set { if years.contains(year) { values[cell(series, area, year)] = newValue } }
  }

  /// Plans held by an authority in a January, where there are any.
  public func plans(_ area: Int, _ january: Int) -> Double? {
    self[.stock, area, january].flatMap { $0 > 0 ? $0 : nil }
  }

  /// What was known at a January: stocks up to it and flows up to the calendar year before. Nothing later is copied, so
  /// nothing later can be asked for.
  public func until(january: Int) -> AuthorityPanel {
    var cut = AuthorityPanel(
      codes: codes, years: years.lowerBound...max(years.lowerBound, min(years.upperBound, january)))
    for series in SurveySeries.allCases {
      for area in 0...england {
        for year in cut.years where year <= (series.isStock ? january : january - 1) {
          cut[series, area, year] = self[series, area, year]
        }
      }
    }
    return cut
  }

  private func cell(_ series: SurveySeries, _ area: Int, _ year: Int) -> Int {
    (series.rawValue * (codes.count + 1) + area) * years.count + year - years.lowerBound
  }
}
