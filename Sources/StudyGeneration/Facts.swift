import Foundation

/// The texts a study is generated from, by file name without `.csv`.
public struct Facts: Sendable {
  /// Name and text of each file, in order of name.
  public var files: [(name: String, text: String)]

  public init(files: [(name: String, text: String)]) { self.files = files }

  /// The tables of `folder/facts`, and the study's own hand-made `settings.csv` and `provision.csv`.
  ///
  /// - Throws: `FactError` for a folder or file that cannot be read.
  public init(study folder: URL) throws(FactError) {
    let facts = folder.appendingPathComponent("facts")
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: facts.path)) ?? []).sorted()
    var urls = names.filter { $0.hasSuffix(".csv") }.map { facts.appendingPathComponent($0) }
    urls += ["settings.csv", "provision.csv"].map { folder.appendingPathComponent($0) }
    files = []
    for url in urls {
      guard let text = try? String(contentsOf: url, encoding: .utf8) else {
        throw FactError(file: url.lastPathComponent, row: 1, problem: "the file cannot be read")
      }
      files.append((url.deletingPathExtension().lastPathComponent, text))
    }
  }

  public func table(_ name: String) throws(FactError) -> FactTable {
    guard let file = files.first(where: { $0.name == name }) else {
      throw FactError(file: name + ".csv", row: 1, problem: "the file is missing")
    }
    return try FactTable(file: name + ".csv", text: file.text)
  }
}
