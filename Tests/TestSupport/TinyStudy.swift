import Assumptions
import Foundation
import Inputs

/// The smallest study with one of everything, for tests: change one file of it and see what happens.
///
/// A straight road runs 39 km from west to east. West and East are squares of 10 km on either side of easting 450 km;
/// an all-through school with two bases stands in West, a special school in East, an independent school far over the
/// border to the east. Eight children, four residences, one proposal (a base at a new site in East), one option.
public struct TinyStudy {
  /// Files by name, in the order written.
  public private(set) var files: [(name: String, bytes: [UInt8])]

  public init() {
    files = tinyStudyFiles.map { ($0.name, Array($0.text.utf8)) }
  }

  /// The text of a file; empty when there is none. Setting `nil` takes the file away.
  public subscript(name: String) -> String? {
    get { files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } }
    set { set(name, newValue.map { Array($0.utf8) }) }
  }

  /// Puts bytes in a file's place, or takes the file away.
  public mutating func set(_ name: String, _ bytes: [UInt8]?) {
    let position = files.firstIndex { $0.name == name }
    if let position { files.remove(at: position) }
    if let bytes { files.insert((name, bytes), at: position ?? files.count) }
  }

  /// Replaces the one place where `old` stands in a file.
  public mutating func replace(_ name: String, _ old: String, with new: String) {
    let parts = (self[name] ?? "").components(separatedBy: old)
    precondition(parts.count == 2, "\"\(old)\" stands \(parts.count - 1) times in \(name), not once")
    self[name] = parts.joined(separator: new)
  }

  /// Writes the study to a folder of its own, hands it over, and takes it away again.
  public func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tiny-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    return try body(folder)
  }

  /// The study as `loadStudy` reads it.
  public func load() throws -> LoadedStudy {
    try withFolder { try loadStudy(at: $0, models: sharedModels()) }
  }

  /// The sentences of everything that is wrong with it, in order; the shared assumptions are not read.
  public func problems() throws -> [String] {
    try withFolder { folder in
      do throws(StudyProblems) {
        _ = try loadStudy(at: folder, models: [])
        return []
      } catch {
        return error.problems.map(\.description)
      }
    }
  }
}

/// The tiny study, with every unverified figure accepted as illustrative so that any stage can run on it.
public func tinyStudy() throws -> LoadedStudy {
  var loaded = try TinyStudy().load()
  for figure in loaded.assumptions.all where !figure.isUsableAsDefault {
    var accepted = figure
    accepted.status = .illustrative
    loaded.assumptions.insert(accepted)
  }
  return loaded
}

/// The top of the source tree this file stands in.
public func projectFolder() -> URL {
  let source = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
  return source.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// The shared assumption files of that tree.
public func sharedModels() -> [URL] {
  let models = projectFolder().appendingPathComponent("Models").path
  return sharedAssumptionFiles(study: projectFolder(), environment: ["PLACEPLAN_MODELS": models]) ?? []
}
