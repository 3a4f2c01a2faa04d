import Foundation

/// The folder that is served: its studies and runs, at most two levels down.
///
/// A request names a folder by its `id`, which is looked up among those found here and never made into a path, so that no
/// request reaches outside. Links to folders are not followed.
struct Workspace: Sendable {
  struct Folder: Sendable, Equatable {
    /// What a web address calls it.
    let id: String
    /// As a reader knows it: `GeoData/shropshire`.
    let name: String
    let url: URL
  }
  let root: URL
  /// The server's own files: jobs, maps, settings.
  let state: URL

  init(_ folder: URL) {
    root = folder.resolvingSymlinksInPath().standardizedFileURL
    state = root.appending(path: ".placeplan")
  }

  /// Folders with a `study.yaml`.
  var studies: [Folder] { folders.filter { file("study.yaml", of: $0.url) != nil } }

  /// Folders of finished runs.
  var runs: [Folder] {
    folders.filter { file("summary.json", of: $0.url) != nil && file("provenance.json", of: $0.url) != nil }
  }

  func study(_ id: String) -> Folder? { studies.first { $0.id == id } }
  func run(_ id: String) -> Folder? { runs.first { $0.id == id } }

  /// A file of a folder, unless it is missing or a link that leads out of the folder.
  func file(_ path: String, of folder: URL) -> URL? {
    let url = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let real = url.resolvingSymlinksInPath().standardizedFileURL.path
    return real.hasPrefix(folder.resolvingSymlinksInPath().standardizedFileURL.path + "/") ? url : nil
  }

  private var folders: [Folder] {
    let top = children(of: root, within: "")
    let below = top.flatMap { children(of: $0.url, within: $0.name + "/") }
    return [Folder(id: "~", name: root.lastPathComponent, url: root)] + top + below
  }

  private func children(of folder: URL, within prefix: String) -> [Folder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      guard !name.hasPrefix("."), name != "local" else { return nil }
      let url = folder.appending(path: name)
      let kind = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
      guard kind == .typeDirectory else { return nil }
      let path = prefix + name
      return Folder(id: path.replacing("/", with: "~"), name: path, url: url)
    }
  }
}
