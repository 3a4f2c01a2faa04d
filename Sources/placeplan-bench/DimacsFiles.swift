import Inputs
import RoadNetwork

/// Reads a network in the format of the ninth DIMACS challenge (`.gr`, `.co`) and two files of node numbers.
///
/// - Parameter paths: graph, coordinates, sources, targets. Coordinates are checked and not used.
/// - Throws: `StudyProblems` for the first fault of each file.
func readDimacs(_ paths: [String]) throws -> NetworkInstance {
  var instance = NetworkInstance()
  var arcs = -1
  try forEachLine(paths[0]) { line in
    switch line.kind {
    case "c": return
    case "p":
      guard arcs < 0, line.words.count == 4, line.words[1] == "sp" else {
        throw line.problem("not the one line `p sp NODES ARCS`")
      }
      instance.nodeCount = try line.number(2, 0..<Int(Int32.max), "number of nodes")
      arcs = try line.number(3, 0..<Int(Int32.max), "number of arcs")
    case "a":
      guard arcs >= 0, line.words.count == 4 else { throw line.problem("not `a TAIL HEAD WEIGHT` after a line `p`") }
      instance.tails.append(try line.node(1, of: instance.nodeCount))
      instance.heads.append(try line.node(2, of: instance.nodeCount))
      let weight = try line.number(3, 0..<NetworkInstance.weightLimit, "weight")
      instance.costs.append(Cost(milliseconds: weight, millimetres: 0))
    default: throw line.problem("not a line of a .gr file")
    }
  }
  guard arcs >= 0 else {
    throw StudyProblems(paths[0], fault: "without a line `p sp NODES ARCS`", remedy: "Give a .gr file.")
  }
  guard arcs == instance.tails.count else {
    throw StudyProblems(
      paths[0], fault: "\(instance.tails.count) arcs, not \(arcs) as its line `p` says",
      remedy: "Give the whole file.")
  }
  try checkCoordinates(paths[1], of: paths[0], instance.nodeCount)
  instance.sources = try readNodes(paths[2], of: instance.nodeCount)
  instance.targets = try readNodes(paths[3], of: instance.nodeCount)
  return instance
}

/// Each node has one place, at finite coordinates.
private func checkCoordinates(_ path: String, of graph: String, _ nodeCount: Int) throws {
  var nodes: [Int32] = []
  try forEachLine(path) { line in
    switch line.kind {
    case "c", "p": return
    case "v":
      guard line.words.count == 4 else { throw line.problem("not `v NODE X Y`") }
      nodes.append(try line.node(1, of: nodeCount))
      for word in line.words[2...] where Double(word)?.isFinite != true { throw line.problem("not a coordinate") }
    default: throw line.problem("not a line of a .co file")
    }
  }
  let remedy = "Give the graph's own .co file."
  guard nodes.count == nodeCount else {
    throw StudyProblems(path, fault: "\(nodes.count) points for the \(nodeCount) nodes of \(graph)", remedy: remedy)
  }
  var isPlaced = Array(repeating: false, count: nodeCount)
  for node in nodes {
    if isPlaced[Int(node)] { throw StudyProblems(path, fault: "node \(node + 1) has two points", remedy: remedy) }
    isPlaced[Int(node)] = true
  }
}

/// Node numbers, one a line; `s NODE` as in `.ss` files is understood too.
private func readNodes(_ path: String, of count: Int) throws -> [Int32] {
  var nodes: [Int32] = []
  try forEachLine(path) { line in
    if line.kind == "c" || line.kind == "p" { return }
    let position = line.kind == "s" || line.kind == "t" ? 1 : 0
    guard line.words.count == position + 1 else { throw line.problem("not a node number") }
    nodes.append(try line.node(position, of: count))
  }
  return nodes
}

/// A line that is not blank, with its words and where it came from.
private struct Line {
  var file: String
  var row: Int
  var words: [Substring]

  var kind: Substring { words[0] }

  func problem(_ fault: String) -> StudyProblems {
    StudyProblems(
      file, row: row, value: String(words.joined(separator: " ").prefix(60)), fault: fault,
      remedy: "Correct the line.")
  }

  func number(_ position: Int, _ range: Range<Int>, _ what: String) throws -> Int {
    guard let number = Int(words[position]), range.contains(number) else {
      throw problem("without a \(what) from \(range.lowerBound) to \(range.upperBound - 1)")
    }
    return number
  }

  /// A node, numbered from 1 in files and from 0 here.
  func node(_ position: Int, of count: Int) throws -> Int32 {
    Int32(try number(position, 1..<count + 1, "node") - 1)
  }
}

private func forEachLine(_ path: String, _ body: (Line) throws -> Void) throws {
  var row = 0
  for bytes in try contents(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    row += 1
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
    if !words.isEmpty { try body(Line(file: path, row: row, words: words)) }
  }
}
