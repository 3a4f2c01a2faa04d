import Foundation
import Yams

/// An option as `options/<id>.yaml` holds it and as the estimate is asked for it.
struct PlanOptionFile: Codable, Sendable, Equatable {
  /// A value of a change: a number, a word, codes, or values by name (places by year, a site's coordinates).
  indirect enum Value: Codable, Sendable, Equatable {
    case number(Double)
    case text(String)
    case list([Value])
    case map([String: Value])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let list = try? value.decode([Value].self) {
        self = .list(list)
      } else if let map = try? value.decode([String: Value].self) {
        self = .map(map)
      } else {
        self = .text(try value.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(Plain(number))
      case .text(let text): try container.encode(text)
      case .list(let list): try container.encode(list)
      case .map(let map): try container.encode(map)
      }
    }

    var number: Double? { if case .number(let number) = self { number } else { nil } }
    /// The words of a list of words.
    var words: [String]? {
      guard case .list(let list) = self else { return nil }
      return list.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
    static func words(_ words: [String]) -> Value { .list(words.map { .text($0) }) }
  }
  struct Change: Codable, Sendable, Equatable {
    var proposal: String
    var field: String
    var value: Value
  }
  var id: String
  var name: String
  var proposals: [String]
  var changes: [Change] = []
  var assumptions: [String: Double] = [:]

  init(id: String, name: String, proposals: [String], changes: [Change] = [], assumptions: [String: Double] = [:]) {
    self.id = id
    self.name = name
    self.proposals = proposals
    self.changes = changes
    self.assumptions = assumptions
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    name = try values.decodeIfPresent(String.self, forKey: .name) ?? id
    proposals = try values.decodeIfPresent([String].self, forKey: .proposals) ?? []
    changes = try values.decodeIfPresent([Change].self, forKey: .changes) ?? []
    assumptions = try values.decodeIfPresent([String: Double].self, forKey: .assumptions) ?? [:]
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(name, forKey: .name)
    try values.encode(proposals, forKey: .proposals)
    if !changes.isEmpty { try values.encode(changes, forKey: .changes) }
    if !assumptions.isEmpty { try values.encode(assumptions.mapValues { Plain($0) }, forKey: .assumptions) }
  }

  private enum CodingKeys: String, CodingKey { case id, name, proposals, changes, assumptions }

  /// A number that is written whole where it is whole: `2`, not `2.0`.
  private struct Plain: Encodable {
    let number: Double
    init(_ number: Double) { self.number = number }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
    }
  }

  /// The text of the file.
  func yaml() throws -> String {
    let encoder = YAMLEncoder()
    encoder.options.allowUnicode = true
    encoder.options.sortKeys = false
    return "# Saved from the web page of placeplan serve.\n" + (try encoder.encode(self))
  }
}

/// A study's folder, as far as the pages read it themselves: its name and its options. All else is asked of the commands.
struct StudyFolder: Sendable {
  let folder: Workspace.Folder
  let name: String
  let laName: String
  let baseYear: String
  let draws: Int
  let horizonYears: Int
  /// Files of figures that the study gives itself.
  let assumptionFiles: [String]
  /// Those of `study.yaml`, then those with a file of their own.
  let options: [PlanOptionFile]
  /// Ids of the options with a file of their own, which may be saved again.
  let saved: Set<String>

  private struct File: Decodable {
    var name: String
    var laName: String?
    var baseYear: String?
    var draws: Int?
    var horizonYears: Int?
    var assumptions: [String]?
    var options: [PlanOptionFile]?

    enum CodingKeys: String, CodingKey {
      case laName = "la_name"
      case baseYear = "base_year"
      case horizonYears = "horizon_years"
      case name, draws, assumptions, options
    }
  }

  /// - Throws: when `study.yaml` is no study.
  init(_ folder: Workspace.Folder, in workspace: Workspace) throws {
    guard let url = workspace.file("study.yaml", of: folder.url) else { throw CocoaError(.fileNoSuchFile) }
    let decoder = YAMLDecoder()
    let file = try decoder.decode(File.self, from: String(contentsOf: url, encoding: .utf8))
    self.folder = folder
    name = file.name
    laName = file.laName ?? file.name
    baseYear = file.baseYear ?? ""
    draws = file.draws ?? 200
    horizonYears = file.horizonYears ?? 8
    assumptionFiles = file.assumptions ?? []
    var own: [PlanOptionFile] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "options").path)) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      guard let option = workspace.file("options/\(name)", of: folder.url),
        let text = try? String(contentsOf: option, encoding: .utf8),
        let read = try? decoder.decode(PlanOptionFile.self, from: text)
      else { continue }
      own.append(read)
    }
    options = (file.options ?? []) + own
    saved = Set(own.map(\.id))
  }
}
