import Foundation
import Inputs

/// The part of VROOM's JSON that routing reads, with the extra fields of rides: see `Routing`.
struct VroomFile: Decodable {
  var jobs: [Job]?
  var shipments: [Shipment]?
  var vehicles: [Vehicle]
  var matrices: [String: Matrices]

  struct Job: Decodable {
    var id: Int
    var locationIndex: Int
    var pickup: [Int]?
    var delivery: [Int]?
    var service: Int?
    var maxRide: Int?
    var ridesAlone: Bool?
    var notWith: [Int]?
    var assistant: Bool?
  }
  struct Shipment: Decodable {
    var id: Int?
    var amount: [Int]?
    var pickup: Call
    var delivery: Call
    var maxRide: Int?
    var ridesAlone: Bool?
    var notWith: [Int]?
    var assistant: Bool?
  }
  struct Call: Decodable {
    var id: Int
    var locationIndex: Int
    var service: Int?
    var timeWindows: [[Int]]?
  }
  struct Vehicle: Decodable {
    var id: Int
    var startIndex: Int?
    var endIndex: Int?
    var capacity: [Int]?
    var costs: Costs?
    var maxDuration: Int?
    var assistantCost: Int?
  }
  struct Costs: Decodable {
    var fixed: Int?
    var perSecond: Int?
    var perHour: Int?
    var perKm: Int?
  }
  struct Matrices: Decodable {
    var durations: [[Int]]
    var distances: [[Int]]?
  }

  /// - Throws: `StudyProblems` for a file that is not JSON of this form, naming the field.
  init(reading path: String) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(VroomFile.self, from: Data(try contents(path)))
    } catch let error as DecodingError {
      throw StudyProblems(path, fault: VroomFile.sentence(error), remedy: "Give VROOM's JSON with matrices of its own.")
    }
  }

  static func sentence(_ error: DecodingError) -> String {
    func name(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "without the field \(name(context.codingPath + [key]))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "a wrong kind of value: \(name(context.codingPath))"
    case .dataCorrupted(let context):
      return "not JSON" + (context.codingPath.isEmpty ? "" : ": \(name(context.codingPath))")
    @unknown default: return "not readable"
    }
  }
}
