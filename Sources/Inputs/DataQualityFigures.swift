import Assumptions

extension StudyCheck {
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
    /// Whether a run asks for it.
    public var isUsed: Bool
    public var date: String

    var hasOwner: Bool { owner != Self.noOwner }
    static let noOwner = "no owner"
  }

  /// Figures with a mark, in the order to deal with them: those a run asks for before the rest, without an owner before
  /// those with one, illustrative before unverified before local.
  ///
  /// - Parameter used: What the stages ask for; `nil` where that is not known, and every figure then counts as used.
  static func openFigures(_ assumptions: AssumptionSet, used: Set<String>?) -> [OpenFigure] {
    let figures = assumptions.all.compactMap { figure in
      figure.status.mark.map {
        OpenFigure(
          id: figure.id, mark: $0, owner: figure.owner ?? OpenFigure.noOwner, source: figure.source,
          isUsable: figure.isUsable, isUsed: used?.contains(figure.id) ?? true,
          date: figure.date)
      }
    }
    func rank(_ figure: OpenFigure) -> Int {
      (figure.isUsed ? 0 : 8) + (figure.hasOwner ? 4 : 0) + (Self.marks.firstIndex(of: figure.mark) ?? 3)
    }
    return figures.enumerated().sorted { (rank($0.1), $0.0) < (rank($1.1), $1.0) }.map(\.1)
  }

  private static let marks = ["illustrative", "unverified", "local"]
  static let figuresID = "figures"

  static func findings(_ figures: [OpenFigure]) -> [DataQuality.Finding] {
    let used = figures.filter(\.isUsed)
    let unsettled = used.filter { $0.mark != "local" }
    let unowned = used.count { !$0.hasOwner }
    var findings: [DataQuality.Finding] = []
    if !unsettled.isEmpty {
      let illustrative = unsettled.count { $0.mark == "illustrative" }
      findings.append(
        .init(
          .shouldKnow, in: figuresID,
          "A run rests on \(counted(illustrative, "illustrative figure", "illustrative figures")) and "
            + "\(unsettled.count - illustrative) unverified: results that use them are not the authority's own.",
          "Give the authority's own in the study's assumptions file with status: local, the costs first."))
    }
    if unowned > 0 {
      findings.append(
        .init(
          .shouldKnow, in: figuresID,
          "\(unowned) of the \(counted(used.count, "open figure", "open figures")) a run uses "
            + "\(unowned == 1 ? "has" : "have") no owner.",
          "Name in owner: the officer's post that signs each of them."))
    }
    return findings
  }

  static func section(_ figures: [OpenFigure]) -> QualitySection {
    let used = figures.filter(\.isUsed)
    let rest = figures.filter { !$0.isUsed }
    func rows(_ figures: [OpenFigure]) -> [[String]] {
      figures.map { figure in
        [figure.id, figure.mark + (figure.isUsable ? "" : ", no default"), figure.owner, figure.date, figure.source]
      }
    }
    let columns: [QualityTable.Column] = [
      .text("Figure"), .text("Mark"), .text("Owner"), .text("Date"), .wide("Source"),
    ]
    return QualitySection(
      figuresID, "Figures that nobody has settled",
      [
        "Illustrative: made up for a demonstration. Unverified: no official source has been checked. Local: the "
          + "authority's own. Without an owner: illustrative \(unowned(used, "illustrative")), unverified "
          + "\(unowned(used, "unverified")), local \(unowned(used, "local")) of those a run uses."
      ],
      [
        QualityTable("open-figures", "Open figures that a run uses, \(used.count) in all", columns, rows(used)),
        QualityTable(
          "idle-figures", "Open figures that no run uses, \(rest.count) in all", columns, rows(rest), isReference: true),
      ])
  }

  private static func unowned(_ figures: [OpenFigure], _ mark: String) -> String {
    let marked = figures.filter { $0.mark == mark }
    return "\(marked.count { !$0.hasOwner }) of \(marked.count)"
  }
}
