import Assumptions
import Planning
import Units

extension DataQuality {
  /// How old the study's figures are, counted from its base year.
  public struct Ages: Sendable, Codable, Equatable {
    /// A figure is old when it is more than this many years older than the base year.
    public static let limit = 3

    public struct Input: Sendable, Codable, Equatable {
      public var input: String
      /// The latest year or date it speaks of; `not dated` where the table says none.
      public var latest: String
      /// Below 0 for what is newer than the base year.
      public var yearsOlder: Int?
      public var isOld: Bool
    }
    public struct Figure: Sendable, Codable, Equatable {
      public var id: String
      public var date: String
      public var yearsOlder: Int
      public var status: String
      public var owner: String
      /// Whether the study gives it, else it is a shared figure.
      public var isOwn: Bool
    }
    public var baseYear: AcademicYear
    public var inputs: [Input]
    /// Assumptions that are old, oldest first.
    public var oldFigures: [Figure]
    /// Assumptions whose date holds no year.
    public var undatedFigures: [String]

    init(_ loaded: LoadedStudy, tables: TableFacts) {
      let base = loaded.study.baseYear
      baseYear = base
      inputs = Self.inputs(loaded.study, tables: tables)
      var old: [Figure] = []
      var undated: [String] = []
      for figure in loaded.assumptions.all {
        guard let year = latestYear(of: figure.date) else {
          undated.append(figure.id)
          continue
        }
        let years = base.january - year
        guard years > Self.limit else { continue }
        old.append(
          Figure(
            id: figure.id, date: figure.date, yearsOlder: years, status: figure.status.rawValue,
            owner: figure.owner ?? "no owner", isOwn: !figure.file.hasPrefix("Models/")))
      }
      oldFigures = old.enumerated().sorted { (-$0.1.yearsOlder, $0.0) < (-$1.1.yearsOlder, $1.0) }.map(\.1)
      undatedFigures = undated
    }

    private static func inputs(_ study: Study, tables: TableFacts) -> [Input] {
      let base = study.baseYear
      func years(_ name: String, _ year: AcademicYear?, canBeOld: Bool = true) -> Input {
        let older = year.map { base.start - $0.start }
        return Input(
          input: name, latest: year?.description ?? "none given", yearsOlder: older,
          isOld: canBeOld && (older ?? 0) > limit)
      }
      func january(_ name: String, _ year: AcademicYear?, canBeOld: Bool = true) -> Input {
        var input = years(name, year, canBeOld: canBeOld)
        if let year { input.latest = "January \(year.january)" }
        return input
      }
      func date(_ name: String, _ text: String?) -> Input {
        let older = text.flatMap(latestYear).map { base.january - $0 }
        let latest = text ?? (study.contracts.isEmpty ? "none given" : "not dated")
        return Input(input: name, latest: latest, yearsOlder: older, isOld: (older ?? 0) > limit)
      }
      let stocks = study.history.filter { $0.stock != nil }.map(\.year)
      let flows = study.history.filter { $0.new != nil }.map(\.year)
      return [
        years("pupils, counted", study.pupils.filter { !$0.isForecast }.map(\.year).max()),
        years("pupils, forecast to", study.pupils.filter(\.isForecast).map(\.year).max()),
        january("history, first stock", stocks.min(), canBeOld: false),
        january("history, last stock", stocks.max()),
        years("history, last new plans", flows.max()),
        january("caseload, by the base year", base),
        date("contracts, first start", tables.contractsFrom),
        date("contracts, last end", tables.contractsTo),
        Input(input: "settings: rolls and net capacity", latest: "not dated", isOld: false),
        Input(input: "residences: weights by age", latest: "not dated", isOld: false),
      ]
    }
  }
}

/// The latest year that a date speaks of: 2024 of `2024`, `2024-06` and `2024-06-30`, 2025 of `2024-25` and `2019-25`.
///
/// - Returns: `nil` where the text does not begin with a year.
func latestYear(of date: String) -> Int? {
  let parts = date.split(whereSeparator: { "-/ ".contains($0) })
  guard let first = parts.first, first.utf8.count == 4, let year = wholeNumber(ArraySlice(first.utf8)),
    (1900...2200).contains(year)
  else { return nil }
  guard parts.count == 2, parts[1].utf8.count == 2, let second = wholeNumber(ArraySlice(parts[1].utf8)) else {
    return year
  }
  // A second part that follows the first is the end of a span; one up to 12 that does not is a month.
  let end = year - year % 100 + second
  return end == year + 1 || (second > 12 && end > year) ? end : year
}

extension DataQuality.Ages {
  static let sectionID = "ages"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    for input in inputs where input.isOld {
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "The latest of \(input.input) is \(input.latest), \(input.yearsOlder ?? 0) years older than the base year "
            + "\(baseYear).", "Add later figures, or say beside every result how old these are."))
    }
    let own = oldFigures.filter(\.isOwn)
    if !own.isEmpty {
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "\(counted(own.count, "assumption", "assumptions")) of the study's own "
            + "\(own.count == 1 ? "is" : "are") more than \(Self.limit) years older than the base year: "
            + "\(series(own.map(\.id))).", "Bring them up to date in the study's assumptions file."))
    }
    let shared = oldFigures.count - own.count
    if shared > 0 {
      findings.append(
        .init(
          .information, in: Self.sectionID,
          "\(counted(shared, "shared assumption", "shared assumptions")) \(shared == 1 ? "is" : "are") more than "
            + "\(Self.limit) years older than the base year.",
          "Read the list below; give the authority's own figure where a later one exists."))
    }
    if !undatedFigures.isEmpty {
      findings.append(
        .init(
          .information, in: Self.sectionID,
          "\(counted(undatedFigures.count, "assumption has", "assumptions have")) no year in the date: "
            + "\(series(undatedFigures)).", "Write the date of the figure, such as 2025 or 2025-03-31."))
    }
    return findings
  }

  var section: QualitySection {
    func older(_ years: Int?, isOld: Bool) -> String {
      years.map { $0 < 0 ? "newer" : $0 == 0 ? "0" : "\($0)\(isOld ? ", old" : "")" } ?? ""
    }
    return QualitySection(
      Self.sectionID, "Ages of figures",
      [
        "Years older are counted from the base year \(baseYear), January \(baseYear.january). More than "
          + "\(Self.limit) is called old."
      ],
      [
        QualityTable(
          "input-ages", "The latest year or date of each input",
          [.text("Input"), .text("Latest"), .text("Years older")],
          inputs.map { [$0.input, $0.latest, older($0.yearsOlder, isOld: $0.isOld)] }),
        QualityTable(
          "old-figures", "Assumptions that are old, oldest first",
          [
            .text("Assumption"), .text("Date"), .number("Years older"), .text("Status"), .text("Given by"),
            .text("Owner"),
          ],
          oldFigures.map {
            [$0.id, $0.date, "\($0.yearsOlder)", $0.status.lowercased(), $0.isOwn ? "the study" : "shared", $0.owner]
          }),
      ])
  }
}
