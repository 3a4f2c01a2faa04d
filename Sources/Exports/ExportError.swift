import Foundation

/// A file that could not be written, as data; `description` is the sentence.
public struct ExportError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's name, not its path.
  public var file: String
  /// What happened, as a clause without a full stop.
  public var problem: String
  /// What to do about it, as a sentence.
  public var remedy: String

  public init(
    file: String, problem: String, remedy: String = "Check that the output folder can be written and has room."
  ) {
    self.file = file
    self.problem = problem
    self.remedy = remedy
  }
  public var description: String { "\(file): \(problem). \(remedy)" }
}

/// Writes text to a new file. The caller gives a temporary name and renames.
func write(_ bytes: [UInt8], to url: URL) throws(ExportError) {
  do {
    try Data(bytes).write(to: url)
  } catch {
    throw ExportError(file: url.lastPathComponent, problem: "cannot be written (\(error.localizedDescription))")
  }
}
