import Foundation
import GRDB
import Inputs

/// The inputs of a study as one checked file, to travel to the machines of an ensemble: what a run reads and no more, and no
/// name of an area, a school, a proposal or an option.
///
/// An SQLite file of two tables: `file`, the files by path as a run reads them, and `input`, the fingerprints of the originals
/// that a run's identity rests on.
public struct StudyBundle: Sendable {
  /// Where the bundle was laid out, as a study folder and shared assumption files.
  public let study: URL
  public let models: [URL]
  /// Of the originals, in the order a run reads them.
  public let inputs: [InputFile]

  /// Packs a study that has been checked.
  ///
  /// - Parameters:
  ///   - study: its folder.
  ///   - models: the shared assumption files it was read with.
  /// - Throws: `StudyProblems` for a file whose names cannot be taken out, or one that changed since it was read.
  public static func pack(_ loaded: LoadedStudy, from study: URL, models: [URL], to file: URL) throws {
    let contents = try loaded.inputs.map { input -> (InputFile, Data) in
      let url =
        models.first { "Models/assumptions/\($0.lastPathComponent)" == input.file }
        ?? study.appendingPathComponent(input.file)
      guard let bytes = FileManager.default.contents(atPath: url.path), sha256Hex([UInt8](bytes)) == input.sha256
      else {
        throw StudyProblems(
          input.file, fault: "changed while it was packed", remedy: "Pack the study again when nobody is at it.")
      }
      return (input, try withoutNames(bytes, file: input.file))
    }
    // What carries the name is whole.
    let partial = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).unfinished")
    try? FileManager.default.removeItem(at: partial)
    do {
      let database = try DatabaseQueue(path: partial.path)
      try database.write { database in
        try database.execute(
          sql: """
            CREATE TABLE file (path TEXT PRIMARY KEY, content BLOB NOT NULL, sha256 TEXT NOT NULL);
            CREATE TABLE input (place INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL);
            """)
        for (place, (input, content)) in contents.enumerated() {
          try database.execute(
            sql: "INSERT INTO file VALUES (?, ?, ?); INSERT INTO input VALUES (?, ?, ?)",
            arguments: [
              input.file, content, sha256Hex([UInt8](content)), place, input.file, input.sha256,
            ])
        }
      }
      try database.close()
      try? FileManager.default.removeItem(at: file)
      try FileManager.default.moveItem(at: partial, to: file)
    } catch {
      try? FileManager.default.removeItem(at: partial)
      throw error
    }
  }

  /// Lays a bundle out in an empty folder.
  ///
  /// - Throws: `StudyProblems` where the file is not a whole bundle.
  public init(unpacking file: URL, into folder: URL) throws {
    func damaged() -> StudyProblems {
      StudyProblems(
        file.path, fault: "not a whole bundle of a study",
        remedy: "Copy it again, or make it anew with placeplan bundle.")
    }
    var configuration = Configuration()
    configuration.readonly = true
    let rows: [Row]
    do {
      let database = try DatabaseQueue(path: file.path, configuration: configuration)
      rows = try database.read {
        try Row.fetchAll(
          $0,
          sql: """
            SELECT input.path AS path, content, file.sha256 AS packed, input.sha256 AS original
            FROM input JOIN file ON file.path = input.path ORDER BY place
            """)
      }
    } catch { throw damaged() }
    guard !rows.isEmpty else { throw damaged() }
    study = folder.appending(path: "study")
    var (models, inputs): ([URL], [InputFile]) = ([], [])
    for row in rows {
      let (path, content): (String, Data) = (row["path"], row["content"])
      guard sha256Hex([UInt8](content)) == row["packed"], !path.hasPrefix("/"),
        !path.split(separator: "/").contains("..")
      else { throw damaged() }
      let isShared = path.hasPrefix("Models/assumptions/")
      let url = (isShared ? folder : study).appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: url)
      if isShared { models.append(url) }
      inputs.append(InputFile(file: path, sha256: row["original"]))
    }
    self.models = models
    self.inputs = inputs
  }
}
