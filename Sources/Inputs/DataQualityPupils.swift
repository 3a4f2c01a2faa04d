import Planning
import Units

extension DataQuality {
  /// The pupil table: how far it reaches, how it grows, and what is missing in it.
  public struct Pupils: Sendable, Codable, Equatable {
    public struct PhaseRow: Sendable, Codable, Equatable {
      public var phase: String
      /// Pupils of the latest year counted and of the last year forecast.
      public var counted: Int
      public var forecast: Int?
      /// Change over the years between, as a share of `counted`.
      public var growth: Double?
    }
    /// Year groups missing in one area.
    public struct Gap: Sendable, Codable, Equatable {
      public var area: String
      /// Year groups times years that other areas or years have.
      public var missing: Int
      /// The first of them in words.
      public var first: String
    }
    public var latestCount: AcademicYear?
    public var lastForecast: AcademicYear?
    /// The last year of the horizon.
    public var horizonEnd: AcademicYear
    /// Whether rows count residents of all ages, else pupils on roll, by the rule of the projection.
    public var countsResidents: Bool
    public var phases: [PhaseRow]
    public var gaps: [Gap]
    /// Year groups from Reception to Year 11 of which no row speaks.
    public var absentYearGroups: [Int]
    /// Year groups that a table of residents lacks: empty where it is read as pupils on roll.
    public var absentAges: [Int]
    public var areasWithout: [String]
    /// Of them, areas whose residences carry no weight either.
    public var emptyAreas: [String]
    /// Rows that repeat area, year, year group and basis; the last one stands.
    public var repeated: Int

    init(_ study: Study) {
      let counts = study.pupils.filter { !$0.isForecast }
      let forecasts = study.pupils.filter(\.isForecast)
      latestCount = counts.map(\.year).max()
      lastForecast = forecasts.map(\.year).max()
      horizonEnd = study.year(study.horizon)
      countsResidents = study.pupils.contains { $0.ncYear.number > 13 || $0.ncYear.number < -2 }
      phases = Self.phases(counts, in: latestCount, forecasts, in: lastForecast)
      let yearGroups = Set(study.pupils.map(\.ncYear.number))
      absentYearGroups = study.pupils.isEmpty ? [] : (0...11).filter { !yearGroups.contains($0) }
      let given = Set(study.pupils.map { Cell(area: $0.area, year: $0.year.start, ncYear: $0.ncYear.number) })
      let areas = Set(study.pupils.map(\.area))
      absentAges = countsResidents ? NCYear.all.filter { !yearGroups.contains($0) } : []
      let without = study.areas.indices.filter { !areas.contains($0) }
      var inhabited: Set<Int> = []
      for residence in study.residences where residence.weights.sum() > 0 {
        inhabited.insert(study.homes[residence.home].area)
      }
      areasWithout = without.map { study.areas[$0].name }
      emptyAreas = without.filter { !inhabited.contains($0) }.map { study.areas[$0].name }
      gaps = Self.gaps(study, given: given, areas: areas, yearGroups: yearGroups.sorted())
      repeated =
        study.pupils.count
        - Set(counts.map { Cell(area: $0.area, year: $0.year.start, ncYear: $0.ncYear.number) }).count
        - Set(forecasts.map { Cell(area: $0.area, year: $0.year.start, ncYear: $0.ncYear.number) }).count
    }

    private struct Cell: Hashable {
      var area, year, ncYear: Int
    }

    private static func phases(
      _ counts: [PupilCount], in latest: AcademicYear?, _ forecasts: [PupilCount], in last: AcademicYear?
    ) -> [PhaseRow] {
      guard let latest else { return [] }
      func sum(_ rows: [PupilCount], _ year: AcademicYear, _ phase: Phase?) -> Double {
        rows.reduce(0) { sum, row in
          row.year == year && (phase == nil || Phase(row.ncYear) == phase) ? sum + row.pupils : sum
        }
      }
      return (Phase.allCases.map(Optional.some) + [nil]).compactMap { phase in
        let now = sum(counts, latest, phase)
        let then = last.map { sum(forecasts, $0, phase) }
        guard now > 0 || (then ?? 0) > 0 else { return nil }
        return PhaseRow(
          phase: phase?.code ?? "all", counted: whole(now), forecast: then.map(whole),
          growth: then.flatMap { now > 0 ? share($0 - now, of: now) : nil })
      }
    }

    /// Years between the first and the last of the table in which an area lacks a year group that the table has.
    private static func gaps(_ study: Study, given: Set<Cell>, areas: Set<Int>, yearGroups: [Int]) -> [Gap] {
      guard let first = study.pupils.map(\.year.start).min(), let last = study.pupils.map(\.year.start).max() else {
        return []
      }
      return areas.sorted().compactMap { area in
        var missing = 0
        var example: String?
        for year in first...last {
          for ncYear in yearGroups where !given.contains(Cell(area: area, year: year, ncYear: ncYear)) {
            missing += 1
            if example == nil { example = "\(NCYear(ncYear)) in \(AcademicYear(start: year))" }
          }
        }
        return example.map { Gap(area: study.areas[area].name, missing: missing, first: $0) }
      }
    }
  }
}

extension DataQuality.Pupils {
  static let sectionID = "pupils"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    func add(_ severity: DataQuality.Severity, _ sentence: String, _ remedy: String) {
      findings.append(.init(severity, in: Self.sectionID, sentence, remedy))
    }
    if let lastForecast {
      if lastForecast < horizonEnd {
        add(
          .shouldKnow,
          "The pupil forecast ends in \(lastForecast) and the horizon in \(horizonEnd): cohort survival fills the years "
            + "between.", "Add forecast rows for the later years, or shorten horizon_years.")
      }
    } else {
      add(
        .shouldKnow, "No pupil forecast is given: cohort survival from the last counts stands in to \(horizonEnd).",
        "Add the authority's school capacity (SCAP) forecast with basis forecast.")
    }
    let inhabited = areasWithout.filter { !emptyAreas.contains($0) }
    if !inhabited.isEmpty {
      add(
        .shouldKnow,
        "\(counted(inhabited.count, "area has", "areas have")) no row in the pupil table: \(series(inhabited)). Children "
          + "there are taken from the weights of residences.", "Add their rows to pupils.csv.")
    }
    if !emptyAreas.isEmpty {
      add(
        .shouldKnow,
        "\(counted(emptyAreas.count, "area has", "areas have")) neither pupils nor residences: \(series(emptyAreas)). No "
          + "simulated child lives there.", "Add pupils and residences, or take the area into a neighbour.")
    }
    if !absentAges.isEmpty {
      add(
        .shouldKnow,
        "The pupil table is read as residents of all ages, because it has year groups that no school has, yet it lacks "
          + "\(counted(absentAges.count, "NC year", "NC years")): \(series(absentAges.map(grouped), atMost: 26)).",
        "For pupils on roll take out rows above Year 13 and below NC \u{2212}2; for residents add every NC year from "
          + "\u{2212}4 to 21.")
    }
    let missing = gaps.reduce(0) { $0 + $1.missing }
    if missing > 0, let first = gaps.first {
      add(
        .shouldKnow,
        "\(counted(missing, "figure is", "figures are")) missing in the pupil table, the first \(first.first), \(first.area).",
        "Add the missing year groups; cohort survival fills them now.")
    }
    if !absentYearGroups.isEmpty {
      add(
        .shouldKnow,
        "The pupil table has no row of \(series(absentYearGroups.map { NCYear($0).description })) in any area.",
        "Add every year group from Reception to Year 11.")
    }
    if repeated > 0 {
      add(
        .shouldKnow,
        "\(counted(repeated, "row", "rows")) of the pupil table \(repeated == 1 ? "repeats" : "repeat") another's area, "
          + "year, year group and basis: only the last is used.", "Keep one row of each.")
    }
    return findings
  }

  var section: QualitySection {
    let counted = latestCount.map { "counted \($0)" } ?? "counted"
    let forecast = lastForecast.map { "forecast \($0)" } ?? "forecast"
    return QualitySection(
      Self.sectionID, "Pupil numbers",
      [
        countsResidents
          ? "The table has year groups that no school has: it is read as residents of all ages."
          : "The table is read as pupils on roll."
      ],
      [
        QualityTable(
          "pupils-by-phase", "Pupils, \(counted) and \(forecast)",
          [.text("Phase"), .number("Counted"), .number("Forecast"), .number("Growth")],
          phases.map { row in
            [
              Phase.allCases.first { $0.code == row.phase }?.title ?? "All", grouped(row.counted),
              row.forecast.map(grouped) ?? "none",
              row.growth.map { ($0 > 0 ? "+" : $0 < 0 ? "\u{2212}" : "") + percentage(abs($0), of: 1) } ?? "",
            ]
          }),
        QualityTable(
          "pupil-gaps", "Areas that lack year groups",
          [.text("Area"), .number("Figures missing"), .text("The first")],
          gaps.map { [$0.area, grouped($0.missing), $0.first] }),
      ])
  }
}
