import Planning
import Units

extension DataQuality {
  /// Rolls of mainstream settings against the pupil table and against their net capacity.
  public struct Rolls: Sendable, Codable, Equatable {
    /// Rolls and pupils further apart than this share are questioned.
    public static let tolerance = 0.1

    public struct Row: Sendable, Codable, Equatable {
      /// `primary` to Year 6, `secondary` from Year 7, `post16` from Year 12, `all_through` where a school spans two.
      public var phase: String
      public var settings: Int
      public var withoutRoll: Int
      public var roll: Int
      /// Pupils of the latest year counted, Reception to Year 6 or Years 7 to 11; `nil` for the other two.
      public var pupils: Int?
      /// Whether some reading of roll and pupils agrees within the tolerance; `nil` where there is nothing to compare.
      public var agrees: Bool?
      /// Settings with both a roll and a net capacity.
      public var compared: Int
      public var capacity: Int
      /// Places without a pupil, over settings below capacity. Never netted against `excess` (DOMAIN 4.1).
      public var surplus: Int
      /// Pupils above capacity, over settings above it.
      public var excess: Int
      /// Settings whose net capacity is their roll to the pupil.
      public var equal: Int
    }
    /// The latest year counted in the pupil table.
    public var year: AcademicYear?
    /// Phases that have mainstream settings.
    public var rows: [Row]

    init(_ study: Study) {
      let year = study.pupils.filter { !$0.isForecast }.map(\.year).max()
      func pupils(_ range: ClosedRange<Int>) -> Int {
        whole(
          study.pupils.reduce(0) { sum, row in
            !row.isForecast && row.year == year && range.contains(row.ncYear.number) ? sum + row.pupils : sum
          })
      }
      var byPhase: [String: Row] = [:]
      for (index, setting) in study.settings.enumerated() where setting.isInArea && !setting.isProposed {
        guard let phase = Self.phase(of: index, in: study) else { continue }
        byPhase[phase, default: Row(phase: phase)].add(setting)
      }
      if year != nil {
        // An all-through school may hold pupils of either phase, a primary nursery children, a secondary a sixth form.
        let shared = byPhase["all_through"]?.roll ?? 0
        byPhase["primary"]?.compare(shared: shared, with: pupils(0...6), atMost: pupils(-2...6))
        byPhase["secondary"]?.compare(shared: shared, with: pupils(7...11), atMost: pupils(7...13))
      }
      self.year = year
      rows = Self.titles.compactMap { byPhase[$0.phase] }
    }

    static let titles: [(phase: String, title: String)] = [
      ("primary", "Primary, to Year 6"), ("secondary", "Secondary, from Year 7"),
      ("all_through", "All-through and middle"), ("post16", "Post-16, from Year 12"),
    ]

    /// The phase of the mainstream provision at a setting; `nil` where it has none.
    private static func phase(of setting: Int, in study: Study) -> String? {
      let ranges = study.provisions.filter {
        $0.setting == setting && $0.kind == .mainstream && $0.proposal == nil
      }.map(\.ncYears)
      guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { return nil }
      return high <= 6 ? "primary" : low >= 12 ? "post16" : low >= 7 ? "secondary" : "all_through"
    }
  }
}

extension DataQuality.Rolls.Row {
  fileprivate init(phase: String) {
    self.init(
      phase: phase, settings: 0, withoutRoll: 0, roll: 0, compared: 0, capacity: 0, surplus: 0, excess: 0, equal: 0)
  }

  fileprivate mutating func add(_ setting: Setting) {
    settings += 1
    guard let number = setting.roll else {
      withoutRoll += 1
      return
    }
    roll = total(roll, number)
    guard let places = setting.netCapacity else { return }
    compared += 1
    capacity = total(capacity, places)
    surplus = total(surplus, max(0, places - number))
    excess = total(excess, max(0, number - places))
    if number == places { equal += 1 }
  }

  fileprivate mutating func compare(shared: Int, with pupils: Int, atMost: Int) {
    self.pupils = pupils
    guard pupils > 0 else { return }
    let margin = DataQuality.Rolls.tolerance
    let isLow = Double(roll) + Double(shared) < Double(pupils) * (1 - margin)
    let isHigh = Double(roll) > Double(atMost) * (1 + margin)
    agrees = !isLow && !isHigh
  }

  fileprivate var title: String { DataQuality.Rolls.titles.first { $0.phase == phase }?.title ?? phase }
}

extension DataQuality.Rolls {
  static let sectionID = "rolls"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    func add(_ severity: DataQuality.Severity, _ sentence: String, _ remedy: String) {
      findings.append(.init(severity, in: Self.sectionID, sentence, remedy))
    }
    for row in rows where row.agrees == false {
      let pupils = row.pupils ?? 0
      let years = row.phase == "primary" ? "Reception to Year 6" : "Years 7 to 11"
      add(
        .shouldKnow,
        "\(row.phase == "primary" ? "Primary" : "Secondary") rolls come to \(grouped(row.roll)) against "
          + "\(grouped(pupils)) pupils of \(years) in \(year.map(\.description) ?? "") (\(percentage(row.roll, of: pupils))).",
        row.roll < pupils
          ? "Add the mainstream schools that settings.csv and provision.csv leave out, or correct rolls."
          : "Check that the pupil table covers every area, and that rolls are of the same year.")
    }
    let without = rows.reduce(0) { $0 + $1.withoutRoll }
    let uncompared = rows.reduce(0) { $0 + $1.settings - $1.withoutRoll - $1.compared }
    if without > 0 {
      add(
        .information, "\(counted(without, "mainstream setting has", "mainstream settings have")) no roll.",
        "Fill roll from the latest school census.")
    }
    if uncompared > 0 {
      add(
        .information,
        "\(counted(uncompared, "mainstream setting has", "mainstream settings have")) a roll and no net capacity: left out "
          + "of surplus places.", "Fill net_capacity_places.")
    }
    let compared = rows.reduce(0) { $0 + $1.compared }
    if compared >= 3, compared == rows.reduce(0, { $0 + $1.equal }) {
      add(
        .shouldKnow,
        "Net capacity equals the roll in every one of \(counted(compared, "mainstream setting", "mainstream settings")): "
          + "surplus places cannot be read from it.", "Fill net_capacity_places from the school capacity return.")
    }
    let excess = rows.reduce(0) { total($0, $1.excess) }
    if excess > 0 {
      add(
        .information, "Mainstream settings above their net capacity hold \(grouped(excess)) pupils too many.",
        "Confirm net_capacity_places; falling or rising rolls are read from it.")
    }
    return findings
  }

  var section: QualitySection {
    QualitySection(
      Self.sectionID, "Mainstream rolls, pupils and net capacity",
      [
        "Mainstream settings inside the area. Rolls may hold nursery children and a sixth form, so they are questioned only "
          + "where more than \(Int(Self.tolerance * 100))% apart on every such reading. Surplus places and pupils above "
          + "capacity are two totals, never netted."
      ],
      [
        QualityTable(
          "rolls-pupils", "Rolls against pupils\(year.map { " counted \($0)" } ?? "")",
          [
            .text("Phase"), .number("Settings"), .number("Without a roll"), .number("Roll"), .number("Pupils"),
            .number("Roll as share"), .text("Reading"),
          ],
          rows.map { row in
            [
              row.title, grouped(row.settings), grouped(row.withoutRoll), grouped(row.roll),
              row.pupils.map(grouped) ?? "", row.pupils.map { percentage(row.roll, of: $0) } ?? "",
              row.agrees.map { $0 ? "agrees" : "apart" } ?? "",
            ]
          }),
        QualityTable(
          "rolls-capacity", "Rolls against net capacity, settings that give both",
          [
            .text("Phase"), .number("Settings"), .number("Roll and capacity"), .number("Net capacity"),
            .number("Surplus places"), .number("Pupils above"),
          ],
          rows.map { row in
            [
              row.title, grouped(row.settings), grouped(row.compared), grouped(row.capacity), grouped(row.surplus),
              grouped(row.excess),
            ]
          }),
      ])
  }
}
