import Geometry
import Planning
import Units

/// Cells that hold the field's codes: need, kind, NC year, academic year, time of day.
extension CSVTable {
  func need(_ row: Int, _ column: CSVColumn?) -> Need? {
    guard let column, let code = text(row, column, required: true) else { return nil }
    return need(code, row, column)
  }

  /// Need codes joined by `;`; an empty cell or `all` stands for every need.
  func needs(_ row: Int, _ column: CSVColumn?) -> NeedSet {
    let codes = list(row, column)
    guard let column, !codes.isEmpty, codes != ["all"] else { return .all }
    return NeedSet(codes.compactMap { need($0, row, column) })
  }

  private func need(_ code: String, _ row: Int, _ column: CSVColumn) -> Need? {
    if let need = Need(code: code) { return need }
    report(row, column, value: code, "not a need code", needRemedy)
    return nil
  }

  func kind(_ row: Int, _ column: CSVColumn?, required: Bool = true) -> ProvisionKind? {
    guard let column, let code = text(row, column, required: required) else { return nil }
    if let kind = ProvisionKind(code: code) { return kind }
    report(row, column, "not a kind of provision", kindRemedy)
    return nil
  }

  /// An NC year, -4 to 21.
  func ncYear(_ row: Int, _ column: CSVColumn?) -> Int? {
    guard let column, let value = integer(row, column, required: true) else { return nil }
    if NCYear.all.contains(value) { return value }
    report(row, column, "not an NC year", ncYearRemedy)
    return nil
  }

  func year(_ row: Int, _ column: CSVColumn?, required: Bool = true) -> AcademicYear? {
    guard let column, let text = text(row, column, required: required) else { return nil }
    if let year = AcademicYear(text) { return year }
    report(row, column, "not an academic year", "Write it as 2026/27.")
    return nil
  }

  /// A time of day as `HH:MM`, in seconds after midnight.
  func timeOfDay(_ row: Int, _ column: CSVColumn?) -> Seconds? {
    guard let column, let text = text(row, column) else { return nil }
    let bytes = Array(text.utf8)
    if bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hours = wholeNumber(bytes[0..<2]),
      let minutes = wholeNumber(bytes[3..<5]), (0...23).contains(hours), (0...59).contains(minutes)
    {
      return .minutes(hours * 60 + minutes)
    }
    report(row, column, "not a time of day", "Write hours and minutes as HH:MM, such as 08:50.")
    return nil
  }

  /// A choice whose raw value the file carries.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ row: Int, _ column: CSVColumn?, _ type: Choice.Type, what: String, required: Bool = true
  ) -> Choice? {
    guard let column, let text = text(row, column, required: required) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(row, column, "not \(what)", "Use \(orList(Choice.allCases.map(\.rawValue))).")
    return nil
  }
}

let needRemedy = "Use \(orList(Need.allCases.map(\.code)))."
let kindRemedy = "Use \(orList(ProvisionKind.allCases.map(\.code)))."
let ncYearRemedy = "An NC year is the age on 31 August less 4, from -4 to 21."
