import Inputs
import RoadNetwork

/// Reads a `.net` file, little-endian 32-bit words: counts of nodes, arcs, sources and targets; tails, heads and weights
/// of arcs; latitudes and longitudes of nodes; sources; targets; lengths of arcs in millimetres.
///
/// - Throws: `StudyProblems` for any file that is not one.
func readNet(_ path: String) throws -> NetworkInstance {
  let bytes = try contents(path)
  let remedy = "Give a .net file as gen_net.py writes it."
  guard bytes.count % 4 == 0, bytes.count >= 16 else {
    throw StudyProblems(
      path, fault: "not a .net file: its \(bytes.count) bytes are no head and whole words", remedy: remedy)
  }
  let words = bytes.withUnsafeBytes { raw in
    (0..<bytes.count / 4).map { UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
  }
  let (nodes, arcs, sources, targets) = (Int(words[0]), Int(words[1]), Int(words[2]), Int(words[3]))
  let expected = 4 + 4 * arcs + 2 * nodes + sources + targets
  guard words.count == expected else {
    throw StudyProblems(
      path,
      fault: "not a .net file: \(nodes) nodes, \(arcs) arcs, \(sources) sources and \(targets) targets take "
        + "\(expected * 4) bytes, not \(bytes.count)", remedy: remedy)
  }
  guard nodes < Int(Int32.max), arcs < Int(Int32.max) else {
    throw StudyProblems(path, fault: "\(nodes) nodes and \(arcs) arcs are more than can be numbered", remedy: remedy)
  }
  var position = 4
  func take(_ count: Int) -> ArraySlice<UInt32> {
    defer { position += count }
    return words[position..<position + count]
  }
  func takeNodes(_ count: Int, _ what: String) throws -> [Int32] {
    let slice = take(count)
    if let index = slice.firstIndex(where: { $0 >= nodes }) {
      throw StudyProblems(
        path, value: String(words[index]),
        fault: "not a node: \(what) \(index - slice.startIndex), nodes being numbered from 0 to \(nodes - 1)",
        remedy: remedy)
    }
    return slice.map { Int32($0) }
  }
  var instance = NetworkInstance(nodeCount: nodes)
  instance.tails = try takeNodes(arcs, "tail of arc")
  instance.heads = try takeNodes(arcs, "head of arc")
  let weights = take(arcs)
  if let index = weights.firstIndex(where: { $0 >= NetworkInstance.weightLimit }) {
    throw StudyProblems(
      path, value: String(words[index]), fault: "too large a weight: arc \(index - weights.startIndex)",
      remedy: "Give weights below \(NetworkInstance.weightLimit) ms.")
  }
  for what in ["latitude", "longitude"] {
    let degrees = take(nodes)
    if let index = degrees.firstIndex(where: { !Float(bitPattern: $0).isFinite }) {
      let number = Float(bitPattern: degrees[index])
      throw StudyProblems(
        path, value: "\(number)", fault: "not a \(what): node \(index - degrees.startIndex)", remedy: remedy)
    }
  }
  instance.sources = try takeNodes(sources, "source")
  instance.targets = try takeNodes(targets, "target")
  instance.costs = zip(weights, take(arcs)).map { Cost(milliseconds: Int($0), millimetres: Int($1)) }
  return instance
}
