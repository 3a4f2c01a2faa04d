import Assignment
import Inputs

/// Reads a DIMACS minimum-cost flow (`.min`) that is an assignment.
///
/// Units are the nodes of positive flow. Either every arc goes from a unit to a node of negative flow, whose demand is
/// its room; or one node has all the demand, and every other node stands between: arcs from units to it, and one arc from
/// it to the demand node, whose capacity is its room. An arc from a unit to that demand node is the unit's overflow.
///
/// - Throws: `StudyProblems` for the first line that is wrong, and for a flow that is not an assignment.
func readAssignmentMin(_ path: String) throws -> AssignmentInput {
  var network = MinNetwork(file: path)
  try network.read()
  return try network.assignment()
}

/// A flow network as its file gives it, nodes numbered from 1.
private struct MinNetwork {
  struct Arc {
    var row: Int
    var tail: Int
    var head: Int
    var capacity: Int
    var cost: Int
  }

  var file: String
  /// Per node, from 0; `nil` before the line `p`.
  var flow: [Int]?
  var promised = 0
  var arcs: [Arc] = []

  mutating func read() throws {
    var row = 0
    for bytes in try contents(file).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      row += 1
      let words = bytes.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard let kind = words.first else { continue }
      if kind.elementsEqual("c".utf8) { continue }
      try take(MinLine(file: file, row: row, words: words))
    }
    guard flow != nil else {
      throw StudyProblems(file, fault: "without a line `p min NODES ARCS`", remedy: "Give a .min file.")
    }
    guard arcs.count == promised else {
      throw StudyProblems(
        file, fault: "\(arcs.count) arcs, not \(promised) as its line `p` says", remedy: "Give the whole file.")
    }
    let sum = flow!.reduce(0, +)
    guard sum == 0 else {
      throw StudyProblems(
        file, value: String(sum), fault: "the sum of all nodes' flow, not 0", remedy: "Balance supply and demand.")
    }
  }

  private mutating func take(_ line: MinLine) throws {
    let limit = AssignmentInput.amountLimit
    switch String(decoding: line.words[0], as: UTF8.self) {
    case "p":
      guard flow == nil, line.words.count == 4, line.words[1].elementsEqual("min".utf8) else {
        throw line.problem("not the one line `p min NODES ARCS`")
      }
      flow = Array(repeating: 0, count: try line.number(2, 0..<(1 << 28), "number of nodes"))
      promised = try line.number(3, 0..<(1 << 31) - 1, "number of arcs")
    case "n":
      guard let nodes = flow?.count, line.words.count == 3 else {
        throw line.problem("not `n NODE FLOW` after a line `p`")
      }
      flow![try line.number(1, 1..<nodes + 1, "node") - 1] = try line.number(2, -limit + 1..<limit, "flow")
    case "a":
      guard let nodes = flow?.count, line.words.count == 6 else {
        throw line.problem("not `a TAIL HEAD LOW CAPACITY COST` after a line `p`")
      }
      guard try line.number(3, 0..<limit, "lower bound") == 0 else {
        throw line.problem("not a lower bound of 0, the only one an assignment has")
      }
      let costLimit = Int(AssignmentInstance.costLimit)
      arcs.append(
        Arc(
          row: line.row, tail: try line.number(1, 1..<nodes + 1, "node") - 1,
          head: try line.number(2, 1..<nodes + 1, "node") - 1,
          capacity: try line.number(4, 0..<(1 << 62), "capacity"),
          cost: try line.number(5, -costLimit + 1..<costLimit, "cost")))
    default: throw line.problem("not a line of a .min file")
    }
  }

  func assignment() throws -> AssignmentInput {
    let flow = flow!
    var input = AssignmentInput(file: file)
    guard flow.reduce(0, { $0 + max(0, $1) }) < AssignmentInput.amountLimit else {
      throw StudyProblems(file, fault: "more supply than can be counted in 32 bits", remedy: "Give less.")
    }
    let ends = flow.indices.filter { flow[$0] < 0 }
    // With one demand node other nodes may stand between; a unit's arc to it is its overflow.
    let end = ends.count == 1 ? ends[0] : -1
    var sinkOf = [Int32](repeating: -1, count: flow.count)
    var costOn = [Int](repeating: 0, count: flow.count)
    if end >= 0 {
      for arc in arcs where arc.head == end && flow[arc.tail] == 0 {
        guard sinkOf[arc.tail] < 0 else { throw fault(arc, "a second arc from its tail to the demand node") }
        sinkOf[arc.tail] = Int32(input.capacity.count)
        costOn[arc.tail] = arc.cost
        input.capacity.append(Int32(clamping: arc.capacity))
      }
    } else {
      for node in ends {
        sinkOf[node] = Int32(input.capacity.count)
        input.capacity.append(Int32(-flow[node]))
      }
    }
    try addUnits(flow, end, sinkOf, costOn, to: &input)
    return input
  }

  private func addUnits(
    _ flow: [Int], _ end: Int, _ sinkOf: [Int32], _ costOn: [Int], to input: inout AssignmentInput
  ) throws {
    var unitOf = [Int32](repeating: -1, count: flow.count)
    for node in flow.indices where flow[node] > 0 {
      unitOf[node] = Int32(input.supply.count)
      input.supply.append(Int32(flow[node]))
    }
    var spill = [Int?](repeating: nil, count: input.supply.count)
    var byUnit = [[Arc]](repeating: [], count: input.supply.count)
    for arc in arcs {
      let unit = Int(unitOf[arc.tail])
      if unit < 0 {
        guard arc.head == end, sinkOf[arc.tail] >= 0 else { throw fault(arc, "not an arc of an assignment") }
        continue
      }
      guard arc.capacity >= flow[arc.tail] else {
        throw fault(arc, "an arc with a capacity below its tail's supply, which an assignment does not have")
      }
      if arc.head == end {
        guard spill[unit] == nil else { throw fault(arc, "a second arc from its tail to the demand node") }
        spill[unit] = arc.cost
      } else {
        guard sinkOf[arc.head] >= 0 else { throw fault(arc, "an arc to a node without a way to the demand node") }
        byUnit[unit].append(arc)
      }
    }
    var lastUnit = [Int](repeating: -1, count: flow.count)
    for unit in input.supply.indices {
      for arc in byUnit[unit] {
        guard lastUnit[arc.head] != unit else { throw fault(arc, "a second arc between the same nodes") }
        lastUnit[arc.head] = unit
        let cost = arc.cost + costOn[arc.head]
        guard cost.magnitude < AssignmentInstance.costLimit else {
          throw fault(arc, "too large a cost with what follows")
        }
        input.sink.append(sinkOf[arc.head])
        input.cost.append(Int32(cost))
      }
      input.rowStart.append(Int32(input.sink.count))
      input.overflowCost.append(spill[unit].map { Int32($0) } ?? AssignmentInput.prohibitive)
      if spill[unit] == nil { input.mustPlace.append(unit) }
    }
  }

  private func fault(_ arc: Arc, _ what: String) -> StudyProblems {
    StudyProblems(
      file, row: arc.row, value: "\(arc.tail + 1) \(arc.head + 1)", fault: what, remedy: "Correct the line.")
  }
}

/// A line that is not blank, with its words and where it came from.
private struct MinLine {
  var file: String
  var row: Int
  var words: [ArraySlice<UInt8>]

  func problem(_ fault: String) -> StudyProblems {
    StudyProblems(
      file, row: row, value: words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "), fault: fault,
      remedy: "Correct the line.")
  }

  func number(_ position: Int, _ range: Range<Int>, _ what: String) throws -> Int {
    guard let number = Int(String(decoding: words[position], as: UTF8.self)), range.contains(number) else {
      throw problem("without a \(what) from \(range.lowerBound) to \(range.upperBound - 1)")
    }
    return number
  }
}
