import Foundation
import Yams

/// `imports.yaml` of a study: where each imported table came from.
struct ImportRegister {
  struct Origin: Codable, Sendable {
    var name: String
    var sha256: String
  }
  struct Entry: Codable, Sendable {
    var file: String
    var rows: Int
    /// Of the file as it was written, so that a later edit shows.
    var sha256: String
    /// When it was imported, as `2026-11-21`.
    var date: String
    var origins: [Origin]
    var notes: [String]
  }
  private var entries: [Entry] = []

  /// The folder's register; empty when there is none or it cannot be read.
  init(folder: URL) {
    guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent("imports.yaml").path),
      let read = try? YAMLDecoder().decode([Entry].self, from: data)
    else { return }
    entries = read
  }

  subscript(file: String) -> Entry? { entries.first { $0.file == file } }

  mutating func enter(_ entry: Entry) {
    entries.removeAll { $0.file == entry.file }
    entries.append(entry)
    entries.sort { $0.file < $1.file }
  }

  var text: String {
    let encoder = YAMLEncoder()
    encoder.options.width = -1
    encoder.options.allowUnicode = true
    return "# Written by placeplan import: where each imported table came from.\n"
      + ((try? encoder.encode(entries)) ?? "")
  }
}
