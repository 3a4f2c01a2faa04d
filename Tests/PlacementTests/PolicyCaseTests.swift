import Assumptions
import Foundation
import Planning
import Testing
import Units
import Yams

@testable import Placement

/// Runs the cases that officers can read and write, `Models/cases/placement-*.yaml`: one September, sentence by sentence.
@Suite("Policy cases of placement")
struct PolicyCaseTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var sentence: String
    var inputs: Inputs
    var expected: [String: String]
    var source: String
    var testDescription: String { sentence }
  }
  struct Inputs: Decodable, Sendable {
    var provisions: [Provided]
    var children: [Pupil]
    var assumptions: [String: Figure]?
    var policy: String?
  }
  struct Provided: Decodable, Sendable {
    var id: String
    var kind: String
    var km: Double
    var places: Places?
    var overPlaces: Int?
    var ncYears: [Int]?
    var needs: [String]?
    enum CodingKeys: String, CodingKey {
      case id, kind, km, places, needs
      case overPlaces = "over_places"
      case ncYears = "nc_years"
    }
  }
  struct Pupil: Decodable, Sendable {
    var id: String
    var need: String
    var band: Int
    var ncYear: Int
    var km: Double
    var `in`: String?
    var directed: Bool?
    enum CodingKeys: String, CodingKey {
      case id, need, band, km, `in`, directed
      case ncYear = "nc_year"
    }
  }
  /// One number for both years, or one for each.
  enum Places: Decodable, Sendable {
    case same(Int), byYear([Int])
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .same(number)
      } else {
        self = .byYear(try container.decode([Int].self))
      }
    }
    var numbers: [Int] {
      switch self {
      case .same(let number): [number, number]
      case .byYear(let numbers): numbers
      }
    }
  }
  enum Figure: Decodable, Sendable {
    case number(Double), table([String: Double]), nested([String: [String: Double]])
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let table = try? container.decode([String: Double].self) {
        self = .table(table)
      } else {
        self = .nested(try container.decode([String: [String: Double]].self))
      }
    }
    var value: AssumptionValue {
      switch self {
      case .number(let number): .number(number)
      case .table(let rows): .table(Self.ordered(rows))
      case .nested(let tables):
        .nested(tables.sorted { $0.key < $1.key }.map { (key: $0.key, row: Self.ordered($0.value)) })
      }
    }
    private static func ordered(_ rows: [String: Double]) -> [(key: String, value: Double)] {
      rows.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    }
  }

  static let cases: [Case] = {
    let folder = models.appendingPathComponent("cases")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasPrefix("placement-") && $0.hasSuffix(".yaml") }.sorted()
    return names.flatMap { name -> [Case] in
      let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      return (try? YAMLDecoder().decode([Case].self, from: text)) ?? []
    }
  }()

  @Test func thereAreCases() {
    #expect(Self.cases.count >= 22)
    let sources = Self.cases.map(\.source).joined(separator: "; ")
    for principle in 1...11 {
      let name = principle < 10 ? "0\(principle)" : "\(principle)"
      #expect(sources.contains(name), "no case for principle \(name)")
    }
  }

  @Test(arguments: cases) func theSentenceHolds(_ policy: Case) throws {
    var world = TestWorld(horizon: 1)
    if let policy = policy.inputs.policy { world.policy = try #require(PlacementPolicy(rawValue: policy)) }
    for provided in policy.inputs.provisions {
      let kind = try #require(ProvisionKind(code: provided.kind))
      let years = provided.ncYears ?? [0, 13]
      let needs = try provided.needs.map { NeedSet(try $0.map { try #require(Need(code: $0)) }) } ?? .all
      let index = world.provision(
        kind, at: provided.km, places: provided.places?.numbers[0], ncYears: years[0]...years[1], needs: needs,
        over: provided.overPlaces ?? 0)
      world.provisions[index].id = provided.id
      world.provisions[index].places = provided.places?.numbers
    }
    let names = world.study.provisions.map(\.id)
    let homes = policy.inputs.children.map { world.home(at: $0.km) }
    var rows: [String: Int] = [:]
    for (pupil, home) in zip(policy.inputs.children, homes) {
      guard let place = pupil.in else { continue }
      rows[pupil.id] = world.child(
        try #require(Need(code: pupil.need)), band: pupil.band, ncYear: pupil.ncYear, home: home,
        in: try #require(names.firstIndex(of: place)), traits: pupil.directed == true ? .directed : [])
    }
    var cohort = world.cohort()
    for (pupil, home) in zip(policy.inputs.children, homes) where pupil.in == nil {
      rows[pupil.id] = cohort.entrant(
        try #require(Need(code: pupil.need)), band: pupil.band, ncYear: pupil.ncYear, home: home,
        traits: pupil.directed == true ? .directed : [])
    }
    let changes = (policy.inputs.assumptions ?? [:]).sorted { $0.key < $1.key }.map {
      (id: $0.key, value: $0.value.value)
    }
    let placements = try world.stage(withoutChance + changes).place(cohort, world.supply())
    #expect(policy.expected.count == policy.inputs.children.count, "every child has an expected place")
    for (child, place) in policy.expected.sorted(by: { $0.key < $1.key }) {
      let row = try #require(rows[child])
      #expect(names[placements.provision(row, year: 1)] == place, "\(child): \(policy.sentence)")
    }
  }
}
