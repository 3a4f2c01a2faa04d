import Appraisal
import Foundation
import GRDB

/// The finished draws of a run that is not finished, in an SQLite file: whatever ends the process, what was kept is there when
/// the run is started again.
///
/// Each draw is one transaction of a write-ahead log, so a file is never half written. One process holds the file at a time.
public final class RunStore: DrawStore {
  private let file: URL
  private let database: DatabaseQueue
  /// How many draws were there when it was opened.
  public let keptBefore: Int

  /// Opens the file, or makes it and its folder.
  ///
  /// - Parameter identity: the fingerprint of the run; a file of another is refused.
  public init(at file: URL, identity: String) throws(RunStoreError) {
    self.file = file
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      database = try Self.open(file)
      keptBefore = try database.write { database in
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS run (identity TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS draw (
              "group" TEXT NOT NULL, number INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY ("group", number)
            ) WITHOUT ROWID;
            """)
        let known = try String.fetchOne(database, sql: "SELECT identity FROM run")
        if known == nil { try database.execute(sql: "INSERT INTO run VALUES (?)", arguments: [identity]) }
        guard known ?? identity == identity else { throw RunStoreError.otherRun(file) }
        return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM draw")!
      }
    } catch { throw RunStoreError(error, file) }
  }

  private static func open(_ file: URL) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }
    return try DatabaseQueue(path: file.path, configuration: configuration)
  }

  /// The fingerprint of the run that a file keeps draws of; `nil` where there is no such file.
  ///
  /// - Throws: `RunStoreError.inUse` while another process holds it.
  public static func identity(of file: URL) throws(RunStoreError) -> String? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    do {
      return try open(file).read { try String.fetchOne($0, sql: "SELECT identity FROM run") }
    } catch { throw RunStoreError(error, file) }
  }

  public func record(of draw: Int, in group: String) throws -> [UInt8]? {
    do {
      return try database.read {
        try Data.fetchOne(
          $0, sql: "SELECT record FROM draw WHERE \"group\" = ? AND number = ?", arguments: [group, draw]
        ).map { Array($0) }
      }
    } catch { throw RunStoreError(error, file) }
  }

  public func keep(_ record: [UInt8], of draw: Int, in group: String) throws {
    do {
      try database.write {
        try $0.execute(
          sql: "INSERT OR REPLACE INTO draw VALUES (?, ?, ?)", arguments: [group, draw, Data(record)])
      }
    } catch { throw RunStoreError(error, file) }
  }

  /// How many draws are kept now.
  public func count() throws -> Int {
    do { return try database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM draw")! } } catch {
      throw RunStoreError(error, file)
    }
  }

  /// Closes the file and removes it: the run it kept draws of is finished.
  public func remove() throws {
    try database.close()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
  }
}

/// Why draws cannot be kept.
public enum RunStoreError: Error, Equatable, CustomStringConvertible {
  case otherRun(URL)
  case inUse(URL)
  case full(URL)
  case damaged(URL)
  case cannotWrite(URL, reason: String)

  init(_ error: any Error, _ file: URL) {
    switch error {
    case let error as RunStoreError: self = error
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse(file)
      case .SQLITE_FULL: self = .full(file)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR: self = .damaged(file)
      default: self = .cannotWrite(file, reason: error.message ?? "\(error.resultCode)")
      }
    default: self = .cannotWrite(file, reason: (error as? CocoaError)?.localizedDescription ?? "\(error)")
    }
  }

  public var description: String {
    switch self {
    case .otherRun(let file):
      "\(file.path): keeps the draws of an unfinished run of other inputs, options, seed or draws. Give another --output, or remove the file to give that run up."
    case .inUse(let file):
      "\(file.path): another process is at this run. Wait for it, or give another --output."
    case .full(let file):
      "\(file.path): the disk is full. The draws kept so far are safe; free some space, and the same command goes on from them."
    case .damaged(let file):
      "\(file.path): is not a file of kept draws, or is damaged. Remove it, and the run begins anew."
    case .cannotWrite(let file, let reason): "\(file.path): cannot be written (\(reason)). Give a folder that can."
    }
  }
}
