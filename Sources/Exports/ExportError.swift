import Foundation

/// A file that could not be written, as data; `description` is the sentence.
public struct ExportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's name, not its path.
  public var file: String
  /// What happened, as a clause without a full stop.
  public var problem: String

  public init(file: String, problem: String) {
    self.file = file
    self.problem = problem
  }
  public var description: String { "\(file): \(problem). Check that the output folder can be written and has room." }
}

/// Writes text to a new file. The caller gives a temporary name and renames.
func write(_ bytes: [UInt8], to url: URL) throws(ExportError) {
  do {
    try Data(bytes).write(to: url)
  } catch {
    throw ExportError(file: url.lastPathComponent, problem: "cannot be written (\(error.localizedDescription))")
  }
}
