/// A file of a run that is missing or is not what a run writes, as data; `description` is the sentence.
public struct RunFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// As the user named it, or the file's name in the run folder.
  public var file: String
  /// What is wrong, as a clause without a full stop.
  public var fault: String
  /// What to do about it, as a sentence.
  public var remedy: String
  /// Whether it is not there at all.
  public var isMissing: Bool

  public init(file: String, fault: String, remedy: String, isMissing: Bool = false) {
    self.file = file
    self.fault = fault
    self.remedy = remedy
    self.isMissing = isMissing
  }
  public var description: String { "\(file): \(fault). \(remedy)" }
}
