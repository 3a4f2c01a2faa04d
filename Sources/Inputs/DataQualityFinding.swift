extension DataQuality {
  /// How much a finding matters to a run.
  public enum Severity: String, Sendable, Codable, CaseIterable {
    /// A problem: no run until it is mended.
    case mustFix = "must_fix"
    /// The study runs, and this moves its figures or what may be said of them.
    case shouldKnow = "should_know"
    case information

    public var title: String {
      switch self {
      case .mustFix: "Must fix"
      case .shouldKnow: "Should know"
      case .information: "For information"
      }
    }
  }

  /// Findings about children matter from this share of those concerned on; fewer are for information.
  static func severity(_ count: Int, of all: Int) -> Severity {
    Double(count) >= 0.01 * Double(all) ? .shouldKnow : .information
  }

  /// One thing to know of a study: a sentence with its figure, and what to do about it.
  public struct Finding: Sendable, Codable, Equatable {
    public var severity: Severity
    /// The section of the page that holds the figures behind it.
    public var section: String
    public var sentence: String
    public var remedy: String

    public init(_ severity: Severity, in section: String, _ sentence: String, _ remedy: String) {
      self.severity = severity
      self.section = section
      self.sentence = sentence
      self.remedy = remedy
    }
  }

  /// Whether a study may be run, and how much there is to know of it first.
  public struct Verdict: Sendable, Codable, Equatable {
    public var isReady: Bool
    public var sentence: String
    public var mustFix: Int
    public var shouldKnow: Int
    public var information: Int

    public init(_ findings: [Finding]) {
      func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }
      mustFix = count(.mustFix)
      shouldKnow = count(.shouldKnow)
      information = count(.information)
      isReady = mustFix == 0
      sentence =
        if mustFix > 0 {
          "Not ready to run: \(counted(mustFix, "problem", "problems")) must be fixed first."
        } else if shouldKnow > 0 {
          "Ready to run, with \(counted(shouldKnow, "finding that affects", "findings that affect")) its figures."
        } else {
          "Ready to run. Nothing was found that affects its figures."
        }
    }

    /// `0 must fix, 4 should know, 3 for information`.
    public var counts: String {
      "\(mustFix) must fix, \(shouldKnow) should know, \(information) for information"
    }
  }
}
