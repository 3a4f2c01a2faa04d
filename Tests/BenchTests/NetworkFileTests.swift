import Foundation
import Inputs
import Randomness
import RoadNetwork
import Testing

@testable import placeplan_bench

/// A folder of files with these contents, and what `body` makes of their paths.
private func withFiles<Result>(_ contents: [[UInt8]], _ body: ([String]) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let paths = contents.indices.map { folder.appendingPathComponent("file\($0)").path }
  for (path, bytes) in zip(paths, contents) { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
  return try body(paths)
}

/// The fault of the first problem that `body` throws.
private func fault(_ body: () throws -> NetworkInstance) throws -> String {
  do {
    _ = try body()
    return "none"
  } catch let error as StudyProblems {
    return error.problems[0].description
  }
}

/// A square 0-1-2-3 with a one-way street from 3 to 0: three sources, two targets.
private let square: [UInt32] =
  [4, 7, 3, 2]
  + [0, 1, 1, 2, 2, 3, 3] + [1, 0, 2, 1, 3, 2, 0] + [10, 10, 20, 20, 30, 30, 40]
  + Array(repeating: 0, count: 8)
  + [0, 1, 3] + [2, 0] + [100, 100, 200, 200, 300, 300, 400]

private func bytes(_ words: [UInt32]) -> [UInt8] {
  words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
}

private let graph = """
  c a square
  p sp 4 7
  a 1 2 10
  a 2 1 10
  a 2 3 20
  a 3 2 20
  a 3 4 30
  a 4 3 30
  a 4 1 40
  """
private let coordinates = "p aux sp co 4\nv 1 0 0\nv 2 0 1\nv 3 1 1\nv 4 1 0\n"

private func readText(_ texts: [String]) throws -> NetworkInstance {
  try withFiles(texts.map { Array($0.utf8) }, readDimacs)
}

@Suite("Networks from files")
struct NetworkFileTests {
  let expected: [UInt32] = [30, 0, 20, 10, 30, 40]

  @Test func aNetFileGivesTimesAndLengths() throws {
    let instance = try withFiles([bytes(square)]) { try readNet($0[0]) }
    let hierarchy = instance.hierarchy()
    #expect(hierarchy.milliseconds(from: instance.sources, to: instance.targets, jobs: 1) == expected)
    let costs = hierarchy.costs(from: instance.sources, to: instance.targets, jobs: 1).costs
    #expect(costs.map(\.millimetres) == expected.map { Int($0) * 10 })
  }

  @Test func aDimacsGraphGivesTheSameTimes() throws {
    for sources in ["1\n2\n4\n", "c homes\np aux sp ss 3\ns 1\ns 2\r\n\ns 4"] {
      let instance = try readText([graph, coordinates, sources, "3\n1"])
      #expect(instance.hierarchy().milliseconds(from: instance.sources, to: instance.targets, jobs: 1) == expected)
    }
  }

  @Test func faultsNameFileAndRow() throws {
    func text(_ files: [String]) throws -> String { try fault { try readText(files) } }
    #expect(try text([graph + "\na 1 5 10", coordinates, "1", "1"]).contains("row 10: \"a 1 5 10\" is without a node"))
    #expect(try text([graph + "\na 1 2 -4", coordinates, "1", "1"]).contains("without a weight from 0 to 536870911"))
    #expect(try text([graph + "\nx 1", coordinates, "1", "1"]).contains("not a line of a .gr file"))
    #expect(try text([graph + "\na 1 2 4", coordinates, "1", "1"]).contains("8 arcs, not 7"))
    #expect(try text(["a 1 2 4", coordinates, "1", "1"]).contains("after a line `p`"))
    #expect(try text(["", coordinates, "1", "1"]).contains("without a line `p sp NODES ARCS`"))
    #expect(try text([graph, "v 1 0 0", "1", "1"]).contains("1 points for the 4 nodes"))
    for bad in ["nan", "inf", "-infinity", "1e999", "x"] {
      let text = try text([graph, coordinates.replacingOccurrences(of: "v 2 0 1", with: "v 2 0 \(bad)"), "1", "1"])
      #expect(text.contains("row 3") && text.contains("not a coordinate"))
    }
    #expect(
      try text([graph, coordinates.replacingOccurrences(of: "v 4", with: "v 3"), "1", "1"])
        .contains("node 3 has two points"))
    #expect(try text([graph, coordinates, "0", "1"]).contains("from 1 to 4"))
    #expect(try text([graph, coordinates, "one", "1"]).contains("\"one\""))
    var words = square
    words[11] = 4
    #expect(try fault { try withFiles([bytes(words)]) { try readNet($0[0]) } }.contains("\"4\" is not a node"))
    // Four latitudes, then four longitudes.
    for (word, sentence) in [(25, "not a latitude: node 0"), (32, "not a longitude: node 3")] {
      for bad in [Float.nan, .infinity, -.infinity] {
        words = square
        words[word] = bad.bitPattern
        #expect(try fault { try withFiles([bytes(words)]) { try readNet($0[0]) } }.contains(sentence))
      }
    }
    for count in [0, 1, 2, 3] {
      words = square
      words[count] = .max
      #expect(try fault { try withFiles([bytes(words)]) { try readNet($0[0]) } }.contains("not a .net file"))
    }
    for length in stride(from: 0, to: 4 * square.count, by: 3) {
      let cut = Array(bytes(square).prefix(length))
      #expect(try fault { try withFiles([cut]) { try readNet($0[0]) } }.contains("not a .net file"))
    }
    words = square
    words[18] = 1 << 29
    #expect(try fault { try withFiles([bytes(words)]) { try readNet($0[0]) } }.contains("too large a weight: arc 0"))
    #expect(try fault { try withFiles([[1, 2, 3]]) { try readNet($0[0]) } }.contains("not a .net file"))
    #expect(try fault { try readNet("/nowhere/net.net") }.contains("there is no such file"))
  }

  @Test("A damaged file is refused or read, and what is read can be searched", arguments: 0..<300)
  func damage(draw: Int) throws {
    var random = NamedRandom(seed: 25, stream: RandomStream("test.damage"), draw: draw)
    func damaged(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      for _ in 0...Int(random.uniform() * 3) where !bytes.isEmpty {
        let place = Int(random.uniform() * Double(bytes.count))
        if random.chance(0.2) {
          bytes.removeSubrange(place...)
        } else if random.chance(0.2) {
          bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        } else {
          bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      return bytes
    }
    let net = damaged(bytes(square))
    let dimacs = [graph, coordinates, "1\n2\n4\n", "3\n1"].map { damaged(Array($0.utf8)) }
    for read in [{ try withFiles([net]) { try readNet($0[0]) } }, { try withFiles(dimacs, readDimacs) }] {
      guard let instance = try? read() else { continue }
      // A damaged count may still be a valid file of many nodes.
      guard instance.nodeCount < 1000 else { continue }
      let times = instance.hierarchy().milliseconds(from: instance.sources, to: instance.targets, jobs: 1)
      #expect(times.count == instance.sources.count * instance.targets.count)
    }
  }
}
