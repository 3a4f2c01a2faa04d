import Foundation
import Inputs

/// The local key under which children's numbers become pseudonyms: 32 random bytes in `local/pseudonym.key` of the study,
/// readable by its owner alone and kept out of version control.
///
/// With the same key the same number gives the same pseudonym in every import, so that caseload, top-ups and transport
/// agree; without the key nobody can try out all numbers. Lose it, and import the caseload first again.
struct PseudonymKey {
  let hash: PseudonymHash
  private let bytes: [UInt8]
  private let isNew: Bool

  static let file = "local/pseudonym.key"

  /// The study's key, or a new one that is not yet kept.
  ///
  /// - Throws: `ImportError` when there is a key that cannot be used.
  init(_ folder: StudyFolder) throws(ImportError) {
    let place = folder.url.appendingPathComponent(Self.file).path
    if FileManager.default.fileExists(atPath: place) {
      guard let data = FileManager.default.contents(atPath: place), data.count == 32 else {
        throw ImportError(
          file: place, problem: "is not a key of 32 bytes that you may read",
          remedy: "Restore it from its copy, or take it away and import the caseload again.")
      }
      bytes = [UInt8](data)
      isNew = false
    } else {
      var random = SystemRandomNumberGenerator()
      bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      isNew = true
    }
    hash = PseudonymHash(key: bytes)
  }

  /// Writes a new key; nothing is done for one that is kept already.
  func keep(in folder: StudyFolder) throws(ImportError) {
    let local = folder.url.appendingPathComponent("local")
    do {
      try FileManager.default.createDirectory(
        at: local, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let ignore = local.appendingPathComponent(".gitignore")
      if !FileManager.default.fileExists(atPath: ignore.path) { try Data("*\n".utf8).write(to: ignore) }
    } catch {
      throw unwritable(local)
    }
    guard isNew else { return }
    let place = folder.url.appendingPathComponent(Self.file)
    // Made with its permissions, so that nobody else can read it even for a moment.
    let descriptor = place.path.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL, 0o600) }
    guard descriptor >= 0 else { throw unwritable(place) }
    defer { close(descriptor) }
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { throw unwritable(place) }
  }

  private func unwritable(_ place: URL) -> ImportError {
    ImportError(file: place.path, problem: "cannot be written", remedy: "Check its permissions and the disk.")
  }
}
