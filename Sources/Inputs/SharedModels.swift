import Foundation

/// The shared assumption files, `Models/assumptions/*.yaml` in order of name; `nil` when no such folder is found.
///
/// Looked for in the folder that the environment variable PLACEPLAN_MODELS names, then upwards from the executable, the
/// current directory and the study folder.
public func sharedAssumptionFiles(
  study: URL, environment: [String: String] = ProcessInfo.processInfo.environment
) -> [URL]? {
  if let named = environment["PLACEPLAN_MODELS"], !named.isEmpty {
    return yamlFiles(in: URL(fileURLWithPath: named).appendingPathComponent("assumptions"))
  }
  return firstUpwards(orFrom: study) { yamlFiles(in: $0.appendingPathComponent("Models/assumptions")) }
}

/// The first answer of a folder, asked upwards from the executable, then the current directory, then another place.
public func firstUpwards<Answer>(orFrom other: URL? = nil, _ ask: (URL) -> Answer?) -> Answer? {
  let executable = (Bundle.main.executableURL ?? URL(fileURLWithPath: ".")).resolvingSymlinksInPath()
  let current = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  let others = [other?.absoluteURL.standardizedFileURL].compactMap(\.self)
  for start in [executable.deletingLastPathComponent(), current] + others {
    var folder = start
    while true {
      if let answer = ask(folder) { return answer }
      if folder.path == "/" { break }
      folder.deleteLastPathComponent()
    }
  }
  return nil
}

/// Files of a folder that end in `.yaml`, in order of name; `nil` when there are none or no folder.
func yamlFiles(in folder: URL) -> [URL]? {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  let sorted = names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted {
    $0.utf8.lexicographicallyPrecedes($1.utf8)
  }
  return sorted.isEmpty ? nil : sorted.map { folder.appendingPathComponent($0) }
}

/// The bytes of a file, or `nil` when it cannot be read.
func readBytes(_ url: URL) -> [UInt8]? {
  FileManager.default.contents(atPath: url.path).map { [UInt8]($0) }
}
