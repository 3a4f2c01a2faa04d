import Foundation

/// Where an export goes, and the folder beside it under a name that looks unfinished where it is written first.
struct ExportPlace {
  let folder: URL
  let partial: URL

  init(_ folder: URL) {
    self.folder = folder
    partial = folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent).unfinished")
  }

  /// An earlier export of the same files may be there, or nothing.
  func check(against files: [String]) throws(ExportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return }
    let remedy = "Give an empty or new folder with --output."
    guard isFolder.boolValue else { throw ExportError(file: folder.path, problem: "is a file", remedy: remedy) }
    let names = attempt("cannot be read") { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
    let others = Set(try names.get()).subtracting(files).sorted()
    if let other = others.first {
      throw ExportError(
        file: folder.path, problem: "holds files that are not this export, such as \(other)", remedy: remedy)
    }
  }

  /// An empty folder to write into; what an interrupted export left is removed.
  func begin() throws(ExportError) {
    try attempt("cannot be made") {
      if FileManager.default.fileExists(atPath: partial.path) { try FileManager.default.removeItem(at: partial) }
      try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    }.get()
  }

  func finish() throws(ExportError) {
    try attempt("cannot be put in its place") {
      if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
      try FileManager.default.moveItem(at: partial, to: folder)
    }.get()
  }

  func abandon() { try? FileManager.default.removeItem(at: partial) }

  private func attempt<Value>(_ problem: String, _ body: () throws -> Value) -> Result<Value, ExportError> {
    Result(catching: body).mapError {
      ExportError(file: folder.path, problem: "\(problem) (\($0.localizedDescription))")
    }
  }
}
