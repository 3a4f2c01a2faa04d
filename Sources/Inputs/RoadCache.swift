import Foundation
import Geometry
import Planning

/// Roads as they were read from an extract, kept between runs, so that the next need not decode the file and transform
/// its points.
///
/// Kept under the hash of everything that they depend on: the file's bytes, its name, the transformation and this program.
/// What is damaged, or cannot be read or written, is as if it were not there. Nothing of it enters a run; the folder may be
/// deleted at any time: `$PLACEPLAN_CACHE`, else `placeplan` in `$XDG_CACHE_HOME` or in `~/.cache`.
struct RoadCache {
  let folder: URL
  /// Smaller extracts are read again each time.
  static let leastBytes = 1_000_000
  private static let mostFiles = 8
  private static let mark = "placeplan roads 1\n"

  static var standard: RoadCache {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["PLACEPLAN_CACHE"], !named.isEmpty {
      return RoadCache(folder: URL(fileURLWithPath: named))
    }
    let shared =
      environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    return RoadCache(folder: shared.appendingPathComponent("placeplan"))
  }

  /// The name under which the roads of a file are kept; `nil` where this program cannot tell itself from another version.
  static func key(sha256: String, displayName: String) -> String? {
    guard let program = Bundle.main.executableURL,
      let facts = try? FileManager.default.attributesOfItem(atPath: program.resolvingSymlinksInPath().path),
      let size = facts[.size] as? Int, let changed = facts[.modificationDate] as? Date,
      let transformation = try? GridTransformation()
    else { return nil }
    let text = [sha256, displayName, transformation.sentence, String(size), String(changed.timeIntervalSince1970)]
    return sha256Hex(Array(text.joined(separator: "\n").utf8))
  }

  func roads(_ key: String) -> RoadLinks? {
    guard let data = try? Data(contentsOf: file(key)), data.count > 64 + Self.mark.utf8.count else { return nil }
    let bytes = [UInt8](data)
    let content = Array(bytes.dropLast(64))
    guard content.starts(with: Self.mark.utf8), sha256Hex(content).utf8.elementsEqual(bytes.suffix(64)) else {
      return nil
    }
    var reader = ArrayReader(bytes: content, position: Self.mark.utf8.count)
    return RoadLinks(&reader)
  }

  func keep(_ roads: RoadLinks, _ key: String) {
    var writer = ArrayWriter(bytes: Array(Self.mark.utf8))
    roads.write(to: &writer)
    writer.bytes += Array(sha256Hex(writer.bytes).utf8)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(writer.bytes).write(to: file(key), options: .atomic)
    removeOldest()
  }

  private func file(_ key: String) -> URL { folder.appendingPathComponent("\(key).roads") }

  private func removeOldest() {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    let dated = files.filter { $0.pathExtension == "roads" }.map { file in
      (
        file,
        (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate ?? .distantPast
      )
    }
    for (file, _) in dated.sorted(by: { $0.1 > $1.1 }).dropFirst(Self.mostFiles) {
      try? FileManager.default.removeItem(at: file)
    }
  }
}

extension RoadLinks {
  fileprivate func write(to writer: inout ArrayWriter) {
    writer.put(nodes.map(\.easting))
    writer.put(nodes.map(\.northing))
    writer.put(from)
    writer.put(to)
    writer.put(lengthMillimetres)
    writer.put(roadClass)
    writer.put(speedKmh)
    writer.put(access.map(\.rawValue))
    writer.put(barriersToCars)
    writer.put(barriersOnFoot)
    writer.put(turns.map { Int32($0.links.count) })
    writer.put(turns.flatMap(\.links))
    writer.put(turns.map(\.node))
    writer.put(turns.map { UInt8($0.isOnlyWay ? 1 : 0) })
    writer.put(Array(classes.joined(separator: "\n").utf8))
    writer.put(Array(notes.joined(separator: "\n").utf8))
  }

  /// `nil` where the arrays do not fit together.
  fileprivate init?(_ reader: inout ArrayReader) {
    self.init()
    let eastings: [Double] = reader.take()
    let northings: [Double] = reader.take()
    nodes = zip(eastings, northings).map { Point(easting: $0, northing: $1) }
    from = reader.take()
    to = reader.take()
    lengthMillimetres = reader.take()
    roadClass = reader.take()
    speedKmh = reader.take()
    access = (reader.take() as [UInt8]).map { Access(rawValue: $0) }
    barriersToCars = reader.take()
    barriersOnFoot = reader.take()
    let lengths: [Int32] = reader.take()
    let links: [Int32] = reader.take()
    let turnNodes: [Int32] = reader.take()
    let isOnlyWay: [UInt8] = reader.take()
    let classText: [UInt8] = reader.take()
    let noteText: [UInt8] = reader.take()
    guard reader.isWhole, lengths.count == turnNodes.count, lengths.count == isOnlyWay.count,
      lengths.reduce(0, { $0 + Int($1) }) == links.count
    else { return nil }
    var first = 0
    for (index, length) in lengths.enumerated() {
      turns.append(
        TurnRule(
          links: Array(links[first..<first + Int(length)]), node: turnNodes[index], isOnlyWay: isOnlyWay[index] == 1))
      first += Int(length)
    }
    func lines(_ text: [UInt8]) -> [String] {
      String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    classes = lines(classText)
    notes = lines(noteText)
  }
}

/// Arrays of numbers one behind another, each after its count, in this machine's order of bytes.
private struct ArrayWriter {
  var bytes: [UInt8]

  mutating func put<Element: BitwiseCopyable>(_ array: [Element]) {
    withUnsafeBytes(of: UInt64(array.count)) { bytes += $0 }
    array.withUnsafeBytes { bytes += $0 }
  }
}

private struct ArrayReader {
  let bytes: [UInt8]
  var position: Int
  private var isInOrder = true

  init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether every array was there and nothing is left.
  var isWhole: Bool { isInOrder && position == bytes.count }

  mutating func take<Element: BitwiseCopyable>() -> [Element] {
    let stride = MemoryLayout<Element>.stride
    guard isInOrder, bytes.count - position >= 8 else {
      isInOrder = false
      return []
    }
    let count = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: UInt64.self) }
    position += 8
    guard count <= UInt64((bytes.count - position) / stride) else {
      isInOrder = false
      return []
    }
    defer { position += Int(count) * stride }
    return bytes.withUnsafeBytes { bytes in
      (0..<Int(count)).map { bytes.loadUnaligned(fromByteOffset: position + $0 * stride, as: Element.self) }
    }
  }
}
