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
    var opensWithNCYear: Int?
    var openingMonth: Int?
    enum CodingKeys: String, CodingKey {
      case id, kind, km, places, needs
      case opensWithNCYear = "opens_with_nc_year"
      case openingMonth = "opening_month"
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
    var sibling: String?
    enum CodingKeys: String, CodingKey {
      case id, need, band, km, `in`, directed, sibling
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

  /// Principles a case names, as the two-digit numbers of its source before the first semicolon.
  static func principles(of policy: Case) -> Set<String> {
    let words = policy.source.prefix { $0 != ";" }.split { !$0.isNumber && !$0.isLetter }
    return Set(words.filter { $0.count == 2 && $0.allSatisfy(\.isNumber) }.map(String.init))
  }

  @Test func everyPrincipleHasACaseAndEveryCaseAPrinciple() throws {
    struct Row: Decodable { var id: String }
    let file = models.appendingPathComponent("assumptions/placement-principles.yaml")
    let rows = try YAMLDecoder().decode([Row].self, from: String(contentsOf: file, encoding: .utf8))
    let numbers = Set(rows.map { $0.id.replacing("placement.principle.", with: "") })
    #expect(numbers.count >= 15)
    let covered = Self.cases.reduce(into: Set<String>()) { $0.formUnion(Self.principles(of: $1)) }
    #expect(numbers.subtracting(covered).isEmpty, "principles without a case")
    #expect(covered.subtracting(numbers).isEmpty, "cases of principles that there are not")
    #expect(Self.cases.filter { Self.principles(of: $0).isEmpty }.map(\.sentence).isEmpty, "cases of no principle")
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
      if provided.opensWithNCYear != nil || provided.openingMonth != nil {
        world.provisions[index].opening = Opening(
          highestNCYear: provided.opensWithNCYear, month: provided.openingMonth)
      }
    }
    let names = world.study.provisions.map(\.id)
    var homes: [Int] = []
    for pupil in policy.inputs.children {
      let family = pupil.sibling.flatMap { name in policy.inputs.children.firstIndex { $0.id == name } }
      homes.append(family.map { homes[$0] } ?? world.home(at: pupil.km))
    }
    var rows: [String: Int] = [:]
    for (pupil, home) in zip(policy.inputs.children, homes) {
      guard let place = pupil.in else { continue }
      rows[pupil.id] = world.child(
        try #require(Need(code: pupil.need)), band: pupil.band, ncYear: pupil.ncYear, home: home,
        in: try #require(names.firstIndex(of: place)), traits: pupil.directed == true ? .directed : [])
    }
    for pupil in policy.inputs.children {
      guard let name = pupil.sibling, let child = rows[pupil.id], let other = rows[name] else { continue }
      world.children[child].siblings.append(other)
      world.children[other].siblings.append(child)
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
