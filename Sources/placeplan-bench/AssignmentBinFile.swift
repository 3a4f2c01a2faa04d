import Assignment
import Foundation
import Inputs

/// Reads a `.bin` assignment, little-endian: 64-bit units, sinks, choices and overflow cost; 64-bit offsets of rows; then
/// 32-bit sinks and costs of choices, supplies, capacities and second capacities.
///
/// Arrays are read straight into place, so that the peak of memory is the instance.
///
/// - Throws: `StudyProblems` for any file that is not one.
func readAssignmentBin(_ path: String) throws -> AssignmentInput {
  guard FileManager.default.fileExists(atPath: path) else { _ = try contents(path); return AssignmentInput(file: path) }
  let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  defer { try? handle.close() }
  let remedy = "Give a .bin file as gen_assign.py writes it."
  func problem(_ fault: String, value: (some CustomStringConvertible)? = String?.none) -> StudyProblems {
    StudyProblems(path, value: value?.description, fault: fault, remedy: remedy)
  }
  let size = Int(try handle.seekToEnd())
  try handle.seek(toOffset: 0)
  guard size >= 32 else { throw problem("not a .bin assignment: its \(size) bytes are no head of 32") }
  let head = try handle.numbers(Int64.self, 4).map(Int.init)
  let (units, sinks, choices, spill) = (head[0], head[1], head[2], head[3])
  let countLimit = 1 << 31 - 1
  guard [units, sinks, choices].allSatisfy({ (0..<countLimit).contains($0) }) else {
    throw problem("not a .bin assignment: \(units) units, \(sinks) sinks and \(choices) choices cannot be numbered")
  }
  let expected = 32 + 8 * (units + 1) + 8 * choices + 4 * units + 8 * sinks
  guard size == expected else {
    throw problem(
      "not a .bin assignment: \(units) units, \(sinks) sinks and \(choices) choices take \(expected) bytes, not \(size)"
    )
  }
  let limit = Int(AssignmentInstance.costLimit)
  guard abs(spill) < limit else { throw problem("too large an overflow cost", value: spill) }

  var input = AssignmentInput(file: path)
  let offsets = try handle.numbers(Int64.self, units + 1)
  guard offsets.first == 0, offsets.last == Int64(choices), zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
  else { throw problem("not a .bin assignment: its row offsets do not rise from 0 to \(choices)") }
  input.rowStart = offsets.map { Int32($0) }
  input.sink = try handle.numbers(Int32.self, choices)
  input.cost = try handle.numbers(Int32.self, choices)
  input.supply = try handle.numbers(Int32.self, units)
  input.capacity = try handle.numbers(Int32.self, sinks)
  input.secondCapacity = try handle.numbers(Int32.self, sinks)
  input.overflowCost = Array(repeating: Int32(spill), count: units)

  var lastUnit = [Int32](repeating: -1, count: sinks)
  for unit in 0..<units {
    for entry in Int(input.rowStart[unit])..<Int(input.rowStart[unit + 1]) {
      let sink = Int(input.sink[entry])
      guard (0..<sinks).contains(sink) else {
        throw problem("not a sink: unit \(unit), sinks being numbered from 0 to \(sinks - 1)", value: sink)
      }
      guard lastUnit[sink] != Int32(unit) else {
        throw problem("a sink that unit \(unit) has twice", value: sink)
      }
      lastUnit[sink] = Int32(unit)
      guard Int(input.cost[entry]).magnitude < limit else {
        throw problem("too large a cost: unit \(unit), sink \(sink)", value: input.cost[entry])
      }
    }
  }
  for (what, amounts) in [
    ("supply: unit", input.supply), ("capacity: sink", input.capacity), ("second capacity: sink", input.secondCapacity),
  ] {
    var total = 0
    for (index, amount) in amounts.enumerated() {
      guard amount >= 0 else { throw problem("a negative \(what) \(index)", value: amount) }
      total += Int(amount)
    }
    guard total < AssignmentInput.amountLimit || what != "supply: unit" else {
      throw problem("more supply than can be counted in 32 bits", value: total)
    }
  }
  return input
}

extension FileHandle {
  /// The next numbers of a file, little-endian; the file is known to be long enough.
  fileprivate func numbers<Number: FixedWidthInteger>(_ type: Number.Type, _ count: Int) throws -> [Number] {
    let width = MemoryLayout<Number>.stride
    return try [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      // In pieces, so that no second copy of a large array is ever held.
      while initialized < count {
        let wanted = min(count - initialized, 1 << 18)
        guard let data = try read(upToCount: wanted * width), data.count == wanted * width else {
          throw CocoaError(.fileReadCorruptFile)
        }
        data.withUnsafeBytes { raw in
          for index in 0..<wanted {
            buffer.initializeElement(
              at: initialized + index,
              to: Number(littleEndian: raw.loadUnaligned(fromByteOffset: index * width, as: Number.self)))
          }
        }
        initialized += wanted
      }
    }
  }
}
