import Assumptions
import Planning

/// Which children travel in a wheelchair or with an assistant, by need, where the caseload does not say.
struct PassengerNeeds: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let wheelchair = Flags(rawValue: 1)
    static let assistant = Flags(rawValue: 2)
  }

  /// By need.
  private let wheelchair: [Double]
  private let assistant: [Double]

  init(_ assumptions: AssumptionSet) throws {
    let id = "transport.passenger_needs"
    var wheelchair = [Double](repeating: 0, count: Need.allCases.count)
    var assistant = wheelchair
    for (code, row) in try assumptions.nested(id) {
      guard let need = Need(code: code) else {
        throw AssumptionError(id: id, problem: "\"\(code)\" is not a need", remedy: "Use the codes of the SEN2 return.")
      }
      wheelchair[Int(need.rawValue)] = try TransportFigures.value("wheelchair", row, id)
      assistant[Int(need.rawValue)] = try TransportFigures.value("assistant", row, id)
    }
    self.wheelchair = wheelchair
    self.assistant = assistant
  }

  /// What is known of the child stands; what is not is drawn. A known passenger's other columns are facts too.
  func flags(_ need: Need, _ traits: ChildTraits, wheelchairDraw: Double, assistantDraw: Double) -> Flags {
    var flags: Flags = []
    if traits.contains(.wheelchair) { flags.insert(.wheelchair) }
    if traits.contains(.assistant) { flags.insert(.assistant) }
    guard !traits.contains(.transportKnown) else { return flags }
    if wheelchairDraw < wheelchair[Int(need.rawValue)] { flags.insert(.wheelchair) }
    if assistantDraw < assistant[Int(need.rawValue)] { flags.insert(.assistant) }
    return flags
  }
}
