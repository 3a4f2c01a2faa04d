import Planning

/// What an officer must know of a study that can be read, before running it: a pure value of the study and of what the
/// stages say of it.
///
/// Holds no home and no child: counts at one provision are suppressed below the study's threshold, totals by kind and of
/// the authority are plain.
public struct DataQuality: Sendable, Codable, Equatable {
  public var coverage: Coverage
  public var ages: Ages
  public var children: Children
  public var capacity: Capacity
  public var pupils: Pupils
  public var rolls: Rolls
  public var residences: Residences
  public var reconciliation: Reconciliation
  public var roads: Roads

  /// - Parameter times: Journeys; `nil` where they could not be computed.
  public init(_ loaded: LoadedStudy, tables: TableFacts, times: TravelTimes?) {
    let study = loaded.study
    let held = Self.childrenByProvision(study)
    coverage = Coverage(loaded, tables: tables)
    ages = Ages(loaded, tables: tables)
    children = Children(study, hidden: Set(held.indices.filter { held[$0].published == .suppressed }))
    capacity = Capacity(study, children: held)
    pupils = Pupils(study)
    rolls = Rolls(study)
    residences = Residences(study)
    reconciliation = Reconciliation(study)
    roads = Roads(study, roads: loaded.roads, times: times)
  }

  /// In the order to deal with them: the opening stock, then places, then demand, then journeys, then what is missing.
  var findings: [Finding] {
    reconciliation.findings + children.findings + capacity.findings + pupils.findings + rolls.findings
      + residences.findings + roads.findings + coverage.findings + ages.findings
  }

  var sections: [QualitySection] {
    [
      reconciliation.section, children.section, capacity.section,
      pupils.section, rolls.section, residences.section, roads.section, coverage.section, ages.section,
    ]
  }
}
