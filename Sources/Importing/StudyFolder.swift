import Foundation
import Inputs
import Planning

/// The study folder that imports write into. A table appears whole or not at all, and one that somebody has edited since
/// its import is not written over unless that is asked for.
///
/// `imports.yaml` in the folder says where each imported table came from: source file, fingerprint, date, notes.
public struct StudyFolder: Sendable {
  public let url: URL
  /// What `study.yaml` says: authority, base year, horizon. Its tables are empty.
  public let study: Study
  /// Write over tables that were edited since their import; they are kept as `<file>.before`.
  public let replacesEdited: Bool

  /// - Throws: `StudyProblems` when the folder has no readable `study.yaml`.
  public init(_ url: URL, replacesEdited: Bool = false) throws(StudyProblems) {
    self.url = url
    self.replacesEdited = replacesEdited
    study = try loadTables(at: url, [])
  }

  /// The study's tables that an import builds on, read and checked.
  ///
  /// - Throws: `StudyProblems`, which name a table that is missing.
  public func tables(_ tables: Set<StudyTable>) throws(StudyProblems) -> Study { try loadTables(at: url, tables) }

  public func holds(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(file).path)
  }

  /// Writes files of one import together, and enters them in `imports.yaml`.
  ///
  /// - Parameters:
  ///   - sources: The files they were made from.
  ///   - notes: What was left out, assumed or repaired, as sentences.
  /// - Throws: `ImportError` when a file was edited since its import or cannot be written; then none was changed.
  public func write(_ files: [ImportedFile], from sources: [URL], notes: [String], date: String) throws(ImportError) {
    var register = ImportRegister(folder: url)
    for file in files where holds(file.name) && !replacesEdited {
      let bytes = FileManager.default.contents(atPath: url.appendingPathComponent(file.name).path)
      if register[file.name]?.sha256 != bytes.map({ sha256Hex([UInt8]($0)) }) {
        throw ImportError(
          file: file.name, problem: "was made or edited by hand",
          remedy: "Add --replace to write over it; the old one is then kept as \(file.name).before.")
      }
    }
    let origins = sources.map { source in
      ImportRegister.Origin(
        name: source.lastPathComponent,
        sha256: FileManager.default.contents(atPath: source.path).map { sha256Hex([UInt8]($0)) } ?? "")
    }
    do {
      for file in files {
        let place = url.appendingPathComponent(file.name)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        if replacesEdited, holds(file.name) {
          let before = url.appendingPathComponent(file.name + ".before")
          try? FileManager.default.removeItem(at: before)
          try FileManager.default.moveItem(at: place, to: before)
        }
        try Data(file.bytes).write(to: place, options: .atomic)
        register.enter(
          .init(
            file: file.name, rows: file.rows, sha256: sha256Hex(file.bytes), date: date, origins: origins, notes: notes)
        )
      }
      try Data(register.text.utf8).write(to: url.appendingPathComponent("imports.yaml"), options: .atomic)
    } catch {
      throw ImportError(
        file: url.path, problem: "cannot be written (\(error.localizedDescription))",
        remedy: "Check its permissions and the disk.")
    }
  }
}

/// A file made by an import.
public struct ImportedFile: Sendable {
  /// Relative to the study folder: `settings.csv`.
  public var name: String
  public var bytes: [UInt8]
  public var rows: Int
  public init(name: String, bytes: [UInt8], rows: Int) {
    self.name = name
    self.bytes = bytes
    self.rows = rows
  }
  public init(name: String, table: TableText) { self.init(name: name, bytes: table.bytes, rows: table.rowCount) }
}

/// A study folder that cannot take an import.
public struct ImportError: Error, CustomStringConvertible, Equatable {
  public var file: String
  public var problem: String
  public var remedy: String
  public init(file: String, problem: String, remedy: String) {
    self.file = file
    self.problem = problem
    self.remedy = remedy
  }
  public var description: String { "\(file): \(problem). \(remedy) Nothing was written." }
}
