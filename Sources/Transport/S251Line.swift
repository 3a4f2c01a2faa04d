/// The line of the section 251 return that pays for a child's travel (DOMAIN 2.6; KNOWN, check the year's guidance).
///
/// Children with plans only: mainstream transport, lines 2.1.5 and 2.1.8, is outside this model.
public enum S251Line: String, Sendable, CaseIterable {
  /// To Year 11.
  case pre16 = "2.1.4"
  /// Years 12 to 14.
  case aged16To18 = "2.1.6"
  /// Beyond.
  case aged19To25 = "2.1.7"

  public init(ncYear: Int) { self = ncYear <= 11 ? .pre16 : ncYear <= 14 ? .aged16To18 : .aged19To25 }

  public var title: String {
    switch self {
    case .pre16: "SEN transport, pre-16"
    case .aged16To18: "SEN and LLDD transport, 16 to 18"
    case .aged19To25: "SEN and LLDD transport, 19 to 25"
    }
  }
}
