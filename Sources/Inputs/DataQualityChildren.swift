import Planning

extension DataQuality {
  /// Where the children of the caseload are, and which of those placements look wrong.
  public struct Children: Sendable, Codable, Equatable {
    /// Longer than this in a straight line, a daily journey is questioned, in metres.
    public static let farMetres = 100_000.0
    /// Age on 31 August 25 or more: a plan ends with the academic year in which the person turns 25.
    public static let overAge = 21

    public struct Kind: Sendable, Codable, Equatable {
      public var kind: String
      public var children: Int
      public var share: Double
      /// Of them, children at a provision that the caseload names.
      public var named: Int
    }
    /// Children at one provision who do not seem to belong there.
    public struct Misfit: Sendable, Codable, Equatable {
      public var provision: String
      public var setting: String
      public var kind: String
      public var outsideYearGroups: Count
      public var outsideNeeds: Count
      public var far: Count
    }
    public var total: Int
    /// In the order of DOMAIN 3.1; kinds without children are left out.
    public var kinds: [Kind]
    /// Children of kinds with a daily journey, and of them those who name no provision.
    public var daily: Int
    public var dailyUnnamed: Int
    public var unplaced: Int
    public var notRecorded: Int
    public var overAge: Int
    public var outsideYearGroups: Count
    public var outsideNeeds: Count
    /// Children over 100 km from their setting on a daily placement.
    public var far: Count
    /// Counts of children at a provision below this are suppressed.
    public var threshold: Int
    public var misfits: [Misfit]

    init(_ study: Study, hidden: Set<Int>) {
      var byKind = Array(repeating: (all: 0, named: 0), count: ProvisionKind.allCases.count)
      var counts = Array(repeating: (years: 0, needs: 0, far: 0), count: study.provisions.count)
      for child in study.caseload {
        let provision = study.provisions[child.provision]
        byKind[Int(provision.kind.rawValue)].all += 1
        guard let setting = provision.setting else { continue }
        byKind[Int(provision.kind.rawValue)].named += 1
        if !provision.ncYears.contains(child.ncYear.number) { counts[child.provision].years += 1 }
        if !provision.needs.contains(child.need) { counts[child.provision].needs += 1 }
        let metres = study.homes[child.home].point.distance(to: study.settings[setting].point)
        if provision.kind.hasDailyJourney, !child.traits.contains(.residential), metres > Self.farMetres {
          counts[child.provision].far += 1
        }
      }
      total = study.caseload.count
      kinds = ProvisionKind.allCases.compactMap { kind in
        let count = byKind[Int(kind.rawValue)]
        guard count.all > 0 else { return nil }
        return Kind(
          kind: kind.code, children: count.all, share: Inputs.share(count.all, of: study.caseload.count),
          named: count.named)
      }
      let everyDay = ProvisionKind.allCases.filter(\.hasDailyJourney).map { byKind[Int($0.rawValue)] }
      daily = everyDay.reduce(0) { $0 + $1.all }
      dailyUnnamed = daily - everyDay.reduce(0) { $0 + $1.named }
      unplaced = byKind[Int(ProvisionKind.unplaced.rawValue)].all
      notRecorded = byKind[Int(ProvisionKind.notRecorded.rawValue)].all
      threshold = study.disclosureThreshold
      outsideYearGroups = Count(total: counts.reduce(0) { $0 + $1.years }, threshold: threshold)
      outsideNeeds = Count(total: counts.reduce(0) { $0 + $1.needs }, threshold: threshold)
      far = Count(total: counts.reduce(0) { $0 + $1.far }, threshold: threshold)
      overAge = study.caseload.count { $0.ncYear.number >= Self.overAge }
      let years = published(counts.map(\.years), threshold: study.disclosureThreshold, hidden: hidden)
      let needs = published(counts.map(\.needs), threshold: study.disclosureThreshold, hidden: hidden)
      let distant = published(counts.map(\.far), threshold: study.disclosureThreshold, hidden: hidden)
      misfits = study.provisions.indices.compactMap { index in
        let provision = study.provisions[index]
        guard counts[index] != (0, 0, 0), let setting = provision.setting else { return nil }
        return Misfit(
          provision: provision.id, setting: study.settings[setting].name, kind: provision.kind.code,
          outsideYearGroups: years[index], outsideNeeds: needs[index], far: distant[index])
      }
    }
  }
}

extension DataQuality.Children {
  static let sectionID = "children"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    func add(_ count: Int, _ severity: DataQuality.Severity, _ sentence: String, _ remedy: String) {
      if count > 0 { findings.append(.init(severity, in: Self.sectionID, sentence, remedy)) }
    }
    let without = unplaced + notRecorded
    add(
      without, DataQuality.severity(without, of: total),
      "\(counted(without, "child has", "children have")) no placement (\(percentage(without, of: total)) of the caseload): "
        + "\(grouped(unplaced)) unplaced, \(grouped(notRecorded)) not recorded.",
      "Find the placements of those not recorded; unplaced children open the run without a place.")
    add(
      dailyUnnamed, DataQuality.severity(dailyUnnamed, of: total),
      "\(grouped(dailyUnnamed)) of \(counted(daily, "child", "children")) who travel to a placement each day "
        + "\(dailyUnnamed == 1 ? "names" : "name") no provision (\(percentage(dailyUnnamed, of: daily))): their journeys are "
        + "averages of the kind.", "Fill provision_id, and add the settings that are missing.")
    // A suppressed count is at least one.
    let years = outsideYearGroups.shown ?? 1
    add(
      years, DataQuality.severity(years, of: total),
      "\(children(outsideYearGroups, "is", "are")) at a provision whose year groups do not cover them.",
      "Correct nc_year, provision_id or the year groups of the provision; as it stands they are moved on in the first year."
    )
    let needs = outsideNeeds.shown ?? 1
    add(
      needs, DataQuality.severity(needs, of: total),
      "\(children(outsideNeeds, "is", "are")) at a provision whose needs do not cover them.",
      "Correct need, provision_id or the needs of the provision; designations may be wider than the table says.")
    add(
      overAge, DataQuality.severity(overAge, of: total),
      "\(counted(overAge, "young person is", "young people are")) in NC year 21, already 25 at the start of the base year.",
      "Check nc_year, or cease the plan: none is held beyond the academic year in which its holder turns 25.")
    add(
      far.shown ?? 1, .shouldKnow,
      "\(children(far, "has", "have")) a daily placement over 100 km from home in a straight line.",
      "Correct the home or the provision, or mark the placement residential.")
    return findings
  }

  var section: QualitySection {
    QualitySection(
      Self.sectionID, "Children and placements",
      [
        "\(counted(total, "child", "children")) with a plan at the base January.",
        "Unplaced \(grouped(unplaced)); not recorded \(grouped(notRecorded)); in NC year 21 \(grouped(overAge)).",
        "Outside the year groups of their provision \(number(outsideYearGroups)); outside its needs "
          + "\(number(outsideNeeds)); over 100 km from it on a daily placement \(number(far)).",
      ],
      [
        QualityTable(
          "children-by-kind", "Children by kind of placement",
          [
            .text("Kind"), .number("Children"), .number("Share"), .number("Provision named"),
            .number("None named"),
          ],
          kinds.map {
            [
              kindTitle($0.kind), grouped($0.children), percentage($0.children, of: total), grouped($0.named),
              grouped($0.children - $0.named),
            ]
          } + (total > 0 ? [totalRow] : [])),
        QualityTable(
          "misfits", "Provisions with children whom they do not cover, or who live over 100 km away",
          [
            .text("Provision"), .text("Setting"), .number("Outside year groups"), .number("Outside needs"),
            .number("Over 100 km"),
          ],
          misfits.map {
            [
              $0.provision, $0.setting, $0.outsideYearGroups.description, $0.outsideNeeds.description,
              $0.far.description,
            ]
          }),
      ])
  }

  private func number(_ count: DataQuality.Count) -> String {
    count.shown.map(grouped) ?? "fewer than \(threshold)"
  }
  private func children(_ count: DataQuality.Count, _ one: String, _ many: String) -> String {
    count.shown.map { counted($0, "child \(one)", "children \(many)") } ?? "Fewer than \(threshold) children \(many)"
  }

  private var totalRow: [String] {
    let named = kinds.reduce(0) { $0 + $1.named }
    return ["All", grouped(total), percentage(total, of: total), grouped(named), grouped(total - named)]
  }
}

/// The title of a kind by its code.
func kindTitle(_ code: String) -> String { ProvisionKind(code: code)?.title ?? code }
