import Assumptions
import Planning
import Units

/// What a run was made from and how, for the outputs to print: the study, the version, every input and figure.
///
/// Times and the machine go to `provenance.json` alone; `summary.json` and `metrics.csv` carry neither.
public struct RunDescription: Sendable {
  /// An input file and its SHA-256 in lower-case hexadecimal.
  public struct Input: Sendable, Equatable {
    /// Relative to the study folder, or under `Models/assumptions/`.
    public var file: String
    public var sha256: String
    public init(file: String, sha256: String) {
      self.file = file
      self.sha256 = sha256
    }
  }

  public var study: String
  public var laCode: String
  public var laName: String
  public var baseYear: AcademicYear
  /// Fingerprint of everything that decides the figures: version, inputs, draws, seed, years and options.
  public var identity: String
  /// The version of this program.
  public var version: String
  /// In a stated order: by file name.
  public var inputs: [Input]
  /// Every figure the run used, with status and source.
  public var assumptions: [Assumption]
  /// Sentences printed as they are, beside those of the results.
  public var notes: [String]
  /// How coordinates were transformed: the PROJ operation and its accuracy, or that none was needed.
  public var transformation: String
  /// ISO 8601, UTC; for provenance only.
  public var started: String
  /// ISO 8601, UTC; for provenance only.
  public var ended: String
  /// Operating system, processors and threads used; for provenance only.
  public var machine: String

  public init(
    study: String, laCode: String, laName: String, baseYear: AcademicYear, identity: String = "",
    version: String, inputs: [Input] = [],
    assumptions: [Assumption] = [], notes: [String] = [], transformation: String = "", started: String = "",
    ended: String = "", machine: String = ""
  ) {
    self.study = study
    self.laCode = laCode
    self.laName = laName
    self.baseYear = baseYear
    self.identity = identity
    self.version = version
    self.inputs = inputs
    self.assumptions = assumptions
    self.notes = notes
    self.transformation = transformation
    self.started = started
    self.ended = ended
    self.machine = machine
  }
}
