import Assignment
import Foundation
import Inputs
import Testing

@testable import placeplan_bench

@Suite("Assignment files")
struct AssignmentFileTests {
  /// Two units, two sinks of one place, three choices.
  static let head: [Int64] = [2, 2, 3, 50, 0, 2, 3]
  static let body: [Int32] = [0, 1, 0, 3, 4, 9, 1, 1, 1, 1, 0, 1]

  @Test func aBinIsReadAndSolved() throws {
    var input = try readAssignmentBin(write(Self.head, Self.body))
    #expect(input.secondCapacity == [0, 1])
    #expect(objective(&input) == 13)
  }

  @Test(arguments: [
    ("a sink beyond the last", 1, Int32(2)), ("a sink twice", 1, Int32(0)), ("a huge cost", 3, Int32(1) << 30),
    ("a negative supply", 6, Int32(-1)), ("a negative capacity", 8, Int32(-1)), ("the same, second", 10, Int32(-1)),
  ])
  func aWrongNumberIsRefused(_ what: String, place: Int, value: Int32) throws {
    var body = Self.body
    body[place] = value
    let path = try write(Self.head, body)
    #expect(throws: StudyProblems.self, "\(what)") { try readAssignmentBin(path) }
  }

  @Test func aFileThatIsNoBinIsRefused() throws {
    for (head, body) in [
      (Self.head, Array(Self.body.dropLast())), ([], [1, 2]), ([2, 2, 3, 50, 0, 3, 2], Self.body),
      ([2, 2, 3, 1 << 40, 0, 2, 3], Self.body), ([-2, 2, 3, 50, 0, 2, 3], Self.body),
      ([Int64.max, 2, 3, 50, 0, 2, 3], Self.body),
    ] as [([Int64], [Int32])] {
      let path = try write(head, body)
      #expect(throws: StudyProblems.self) { try readAssignmentBin(path) }
    }
    #expect(throws: StudyProblems.self) { try readAssignmentBin("no such file.bin") }
  }

  /// Nodes 1 and 2 supply; 3 and 4 stand between; 5 has the demand.
  static let flow = """
    c an assignment
    p min 5 7
    n 1 1
    n 2 1
    n 5 -2
    a 1 3 0 1 3
    a 1 4 0 1 4
    a 1 5 0 1 50
    a 2 3 0 1 9
    a 2 5 0 1 50
    a 3 5 0 1 0
    a 4 5 0 1 0
    """

  @Test func aMinWithNodesBetweenIsReadAndSolved() throws {
    var input = try readAssignmentMin(write(Self.flow))
    #expect(objective(&input) == 13)
  }

  @Test func aMinWithoutNodesBetweenIsReadAndSolved() throws {
    var input = try readAssignmentMin(
      write("p min 4 3\nn 1 1\nn 2 1\nn 3 -1\nn 4 -1\na 1 3 0 1 3\na 1 4 0 1 4\na 2 3 0 1 9\n"))
    #expect(objective(&input) == 13)
  }

  @Test func aFlowThatCannotBePlacedIsRefused() throws {
    var input = try readAssignmentMin(
      write("p min 4 2\nn 1 1\nn 2 1\nn 3 -1\nn 4 -1\na 1 3 0 1 3\na 2 3 0 1 9\n"))
    let instance = input.build()
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    #expect(throws: StudyProblems.self) { try input.refuseUnplaced(solution, instance) }
  }

  @Test(arguments: [
    ("n 1 1", "n 9 1"), ("n 1 1", "n 1 2"), ("p min", "p sp"), ("a 1 3 0 1 3", "a 1 3 1 1 3"),
    ("a 1 3 0 1 3", "a 1 3 0 0 3"), ("a 1 3 0 1 3", "a 1 3 0 1"), ("a 1 3 0 1 3", "a 3 4 0 1 3"),
    ("a 1 3 0 1 3", "a 1 4 0 1 3"), ("a 1 3 0 1 3", "a 1 3 0 1 9999999999"), ("a 1 3 0 1 3", "x"),
    ("a 4 5 0 1 0", ""), ("p min 5 7\n", ""),
  ])
  func aWrongLineIsRefused(_ right: String, _ wrong: String) throws {
    let path = try write(Self.flow.replacing(right, with: wrong))
    #expect(throws: StudyProblems.self, "\(wrong)") { try readAssignmentMin(path) }
  }

  private func objective(_ input: inout AssignmentInput) -> Int {
    let instance = input.build()
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    #expect(AssignmentCertificate(instance, solution).isAccepted)
    return solution.objective
  }

  private func write(_ head: [Int64], _ body: [Int32]) throws -> String {
    var data = Data()
    for number in head { withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) } }
    for number in body { withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) } }
    return try save(data, "bin")
  }

  private func write(_ text: String) throws -> String { try save(Data(text.utf8), "min") }

  private func save(_ data: Data, _ kind: String) throws -> String {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("assignment-\(UUID().uuidString).\(kind)")
    try data.write(to: url)
    return url.path
  }
}
