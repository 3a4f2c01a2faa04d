import Assumptions
import Planning

/// What `placeplan check` says of a study that can be read: how much there is, and what it rests on.
public struct StudyCheck: Sendable, Codable, Equatable {
  public struct Count: Sendable, Codable, Equatable {
    public var table: String
    public var rows: Int
  }

  /// A figure that a reader must know is not settled.
  public struct OpenFigure: Sendable, Codable, Equatable {
    public var id: String
    /// `unverified`, `local` or `illustrative`.
    public var mark: String
    /// `no owner` where nobody has signed it.
    public var owner: String
    public var source: String
    /// Whether a run may use it; an unverified figure without a default must be given by the study.
    public var isUsable: Bool
  }

  public var name: String
  public var laCode: String
  public var laName: String
  public var baseYear: String
  public var lastYear: String
  public var draws: Int
  public var seed: UInt64
  public var counts: [Count]
  /// Fallbacks used and things left out, as sentences.
  public var notes: [String]
  public var openFigures: [OpenFigure]
  public var inputs: [InputFile]

  public init(_ loaded: LoadedStudy) {
    let study = loaded.study
    name = study.name
    laCode = study.laCode
    laName = study.laName
    baseYear = study.baseYear.description
    lastYear = study.year(study.horizon).description
    draws = study.draws
    seed = study.seed
    counts = [
      Count(table: "areas", rows: study.areas.count),
      Count(table: "residences", rows: study.residences.count),
      Count(table: "homes", rows: study.homes.count),
      Count(table: "pupils", rows: study.pupils.count),
      Count(table: "settings", rows: study.settings.filter { !$0.isProposed }.count),
      Count(table: "provision", rows: study.provisions.filter { $0.setting != nil && $0.proposal == nil }.count),
      Count(table: "caseload", rows: study.caseload.count),
      Count(table: "history", rows: study.history.count),
      Count(table: "contracts", rows: study.contracts.count),
      Count(table: "road links", rows: loaded.roads?.count ?? 0),
      Count(table: "proposals", rows: study.proposals.count),
      Count(table: "options", rows: study.options.count),
      Count(table: "assumptions", rows: loaded.assumptions.all.count),
    ]
    notes = loaded.notes
    openFigures = loaded.assumptions.all.compactMap { figure in
      figure.status.mark.map {
        OpenFigure(
          id: figure.id, mark: $0, owner: figure.owner ?? "no owner", source: figure.source,
          isUsable: figure.isUsableAsDefault || figure.status != .known)
      }
    }
    inputs = loaded.inputs
  }

  /// The check in plain text, ending in a line feed.
  public var text: String {
    var lines = ["\(name): \(laName) (\(laCode)), \(baseYear) to \(lastYear), \(draws) draws, seed \(seed)", ""]
    let width = counts.map(\.table.count).max() ?? 0
    for count in counts {
      lines.append("  \(count.table)\(String(repeating: " ", count: width - count.table.count))  \(count.rows)")
    }
    if !notes.isEmpty { lines += ["", "Fallbacks and notes"] + notes.map { "  \($0)" } }
    for (mark, title) in [("illustrative", "Illustrative"), ("local", "Local"), ("unverified", "Unverified")] {
      let figures = openFigures.filter { $0.mark == mark }
      if figures.isEmpty { continue }
      lines += ["", "\(title) figures: \(figures.count)"]
      lines += figures.map { figure in
        "  \(figure.id) (\(figure.owner); \(figure.source))" + (figure.isUsable ? "" : ", not usable as a default")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
