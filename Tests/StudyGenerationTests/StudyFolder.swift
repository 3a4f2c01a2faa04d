import Foundation
import StudyGeneration
import Testing

/// The committed demonstration studies, found from this file's place.
struct StudyFolder: CustomTestStringConvertible, Sendable {
  let name: String
  var url: URL { Self.root.appendingPathComponent(name) }
  var testDescription: String { name }

  static let all = ["shropshire", "telford", "coventry"].map(StudyFolder.init)
  static let shropshire = all[0]

  func text(_ file: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
  }
  func table(_ file: String) throws -> FactTable { try FactTable(file: file, text: text(file)) }

  /// One generation for all tests.
  var generated: GeneratedStudy {
    get throws { try Self.results[name]!.get() }
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("GeoData")
  private static let results = Dictionary(
    uniqueKeysWithValues: all.map { study in
      (study.name, Result { try GeneratedStudy(Facts(study: study.url)) })
    })
}

extension FactTable {
  /// The cells of a column, in row order.
  func column(_ name: String) throws -> [String] { try (0..<count).map { try text($0, name) } }

  /// How often each value stands in a column.
  func tally(_ name: String) throws -> [String: Int] {
    try column(name).reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
