import Foundation
import Inputs
import Planning
import Yams

/// The study's own assumptions that imports write.
let importedAssumptionsFile = "imported-assumptions.yaml"

/// `imported-assumptions.yaml` with some figures put in; those of other ids that it holds stay as they are.
func importedAssumptions(
  _ folder: StudyFolder, _ figures: [(id: String, lines: [String])]
) throws(StudyProblems) -> ImportedFile {
  let place = folder.url.appendingPathComponent(importedAssumptionsFile)
  var kept: [[String]] = []
  if FileManager.default.fileExists(atPath: place.path) {
    // Refuses a file that is no list of figures before any line of it is moved.
    _ = try loadAssumptions(files: [place])
    let text = FileManager.default.contents(atPath: place.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("- ") {
        kept.append([line])
      } else if !kept.isEmpty, !line.isEmpty {
        kept[kept.count - 1].append(line)
      }
    }
    let ids = Set(figures.map(\.id))
    kept.removeAll { item in ids.contains { item[0].hasPrefix("- id: \($0)") && item[0].count == "- id: \($0)".count } }
  }
  let items = (kept + figures.map(\.lines)).map { $0.joined(separator: "\n") + "\n" }
  let text = "# Written by placeplan import: figures of the authority's own.\n\n" + items.joined(separator: "\n")
  return ImportedFile(name: importedAssumptionsFile, bytes: Array(text.utf8), rows: items.count)
}

/// Adds a file to `assumptions` of study.yaml by changing one line, where that is certain to change nothing else.
struct StudyFileEdit {
  private let place: URL
  /// The new text; `nil` when nothing is to be written.
  private let text: String?
  let notes: [String]

  init(_ folder: StudyFolder, adding file: String) {
    place = folder.url.appendingPathComponent("study.yaml")
    let text = FileManager.default.contents(atPath: place.path).flatMap { String(validating: $0, as: UTF8.self) } ?? ""
    let before = Self.assumptions(text)
    if before?.contains(file) == true {
      self.text = nil
      notes = []
    } else if let before, let edited = Self.edited(text, adding: file), Self.agree(text, edited),
      Self.assumptions(edited) == before + [file]
    {
      self.text = edited
      notes = ["\(file) was added to assumptions in study.yaml."]
    } else {
      self.text = nil
      notes = ["Add \(file) at the end of assumptions in study.yaml: until then no run reads it."]
    }
  }

  func write() throws(ImportError) {
    guard let text else { return }
    do {
      try Data(text.utf8).write(to: place, options: .atomic)
    } catch {
      throw ImportError(file: place.path, problem: "cannot be written", remedy: "Check its permissions and the disk.")
    }
  }

  private static func assumptions(_ text: String) -> [String]? {
    guard let root = try? compose(yaml: text)?.mapping else { return nil }
    guard let node = root["assumptions"] else { return [] }
    if let list = node.sequence { return list.map { $0.scalar?.string ?? "" } }
    return node.scalar.map { $0.string.isEmpty ? [] : [$0.string] }
  }

  /// Whether two study files say the same but for their assumptions.
  private static func agree(_ left: String, _ right: String) -> Bool {
    func others(_ text: String) -> [Node: Node]? {
      guard let root = try? compose(yaml: text)?.mapping else { return nil }
      return Dictionary(
        root.filter { $0.key.string != "assumptions" }.map { ($0.key, $0.value) },
        uniquingKeysWith: { first, _ in first })
    }
    return others(left) == others(right)
  }

  private static func edited(_ text: String, adding file: String) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let line = lines.firstIndex(where: { $0.hasPrefix("assumptions:") }) else {
      if text.hasSuffix("\n") { lines.removeLast() }
      return (lines + ["assumptions: [\(file)]", ""]).joined(separator: "\n")
    }
    let value = lines[line].dropFirst("assumptions:".count).trimmingCharacters(in: .whitespaces)
    if let end = lines[line].lastIndex(of: "]"), value.hasPrefix("[") {
      let isEmpty = value.dropFirst().trimmingCharacters(in: .whitespaces).hasPrefix("]")
      lines[line].insert(contentsOf: isEmpty ? file : ", \(file)", at: end)
    } else if value.isEmpty || value.hasPrefix("#") {
      let items = lines[(line + 1)...].prefix { $0.trimmingCharacters(in: .whitespaces).hasPrefix("- ") }
      let indent = items.first.map { String($0.prefix { $0 == " " }) } ?? "  "
      lines.insert("\(indent)- \(file)", at: line + 1 + items.count)
    } else {
      lines[line] = "assumptions: [\(value), \(file)]"
    }
    return lines.joined(separator: "\n")
  }
}
