import Planning

extension DataQuality {
  /// Places of bases and state special schools at the base year, and the caseload's children in them.
  public struct Capacity: Sendable, Codable, Equatable {
    public struct Row: Sendable, Codable, Equatable {
      public var provision: String
      public var setting: String
      public var kind: String
      public var places: Int
      public var overPlaces: Int
      public var children: Count
      /// Children over places; `nil` without places or where the children are suppressed.
      public var occupancy: Double?
      /// Children beyond places and over-number places; `false` where the children are suppressed.
      public var isOver: Bool
    }
    public struct Kind: Sendable, Codable, Equatable {
      public var kind: String
      public var provisions: Int
      public var places: Int
      public var children: Int
      public var occupancy: Double
      /// Places without a child, over provisions below capacity. Never netted against `excess` (DOMAIN 4.1).
      public var unfilled: Int
      /// Children without a place, over provisions above capacity.
      public var excess: Int
    }
    /// Counts at one provision from 1 to one less than this are suppressed.
    public var threshold: Int
    /// Provisions with a number of places, the fullest first.
    public var rows: [Row] = []
    public var kinds: [Kind] = []
    /// Provisions that hold more children than places and over-number places.
    public var over = 0
    /// Provisions above their places but within their over-number places.
    public var overNumber = 0
    /// Provisions of these kinds without a number of places, which a run takes as without limit.
    public var withoutPlaces: [String] = []

    init(_ study: Study, children: [(count: Int, published: Count)]) {
      threshold = study.disclosureThreshold
      for kind in ProvisionKind.allCases where kind.isBase || kind.isStateSpecial {
        var total = Kind(
          kind: kind.code, provisions: 0, places: 0, children: 0, occupancy: 0, unfilled: 0, excess: 0)
        var ofKind: [Row] = []
        for (index, provision) in study.provisions.enumerated() where provision.kind == kind {
          guard provision.proposal == nil, let setting = provision.setting else { continue }
          guard let places = provision.places?[0] else {
            withoutPlaces.append(provision.id)
            continue
          }
          let held = children[index].count
          if places == 0, held == 0 { continue }
          let isOver = held > Inputs.total(places, provision.overPlaces)
          if isOver { over += 1 } else if held > places { overNumber += 1 }
          total.provisions += 1
          total.places = Inputs.total(total.places, places)
          total.children += held
          total.unfilled = Inputs.total(total.unfilled, max(0, places - held))
          total.excess += max(0, held - places)
          let isShown = children[index].published.shown != nil
          ofKind.append(
            Row(
              provision: provision.id, setting: study.settings[setting].name, kind: kind.code, places: places,
              overPlaces: provision.overPlaces, children: children[index].published,
              occupancy: isShown && places > 0 ? share(held, of: places) : nil, isOver: isShown && isOver))
        }
        guard total.provisions > 0 else { continue }
        total.occupancy = share(total.children, of: total.places)
        kinds.append(total)
        rows += ofKind
      }
      // Where the children are suppressed nothing but the order of the tables says where a provision stands.
      func fullness(_ row: Row) -> Double { row.isOver ? .infinity : row.occupancy ?? -1 }
      rows = rows.enumerated().sorted { (-fullness($0.1), $0.0) < (-fullness($1.1), $1.0) }.map(\.1)
    }
  }
}

extension DataQuality.Capacity {
  static let sectionID = "capacity"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    if over > 0 {
      let named = rows.filter(\.isOver).map { "\($0.setting) (\($0.children) in \($0.places))" }
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "\(counted(over, "base or special school holds", "bases and special schools hold")) more children than places"
            + (named.isEmpty ? "." : ": \(series(named))."),
          "Correct places or provision_id; as it stands nobody new is placed there until numbers fall."))
    }
    if overNumber > 0 {
      findings.append(
        .init(
          .information, in: Self.sectionID,
          "\(counted(overNumber, "base or special school uses", "bases and special schools use")) over-number places.",
          "Confirm over_places with the schools."))
    }
    if !withoutPlaces.isEmpty {
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "\(counted(withoutPlaces.count, "base or special school has", "bases and special schools have")) no number of "
            + "places and would take any number of children: \(series(withoutPlaces)).", "Fill places in provision.csv."
        ))
    }
    return findings
  }

  var section: QualitySection {
    QualitySection(
      Self.sectionID, "Places in bases and special schools",
      [
        "Places at the base year, with over-number places after a plus sign. Unfilled places and children above places "
          + "are two totals, never netted."
          + (threshold > 1
            ? " Counts of children at one provision below \(threshold) are printed as c, and others with them where one "
              + "could be worked out." : "")
      ],
      [
        QualityTable(
          "capacity-by-kind", "By kind",
          [
            .text("Kind"), .number("Provisions"), .number("Places"), .number("Children"), .number("Occupancy"),
            .number("Unfilled"), .number("Above places"),
          ],
          kinds.map {
            [
              kindTitle($0.kind), grouped($0.provisions), grouped($0.places), grouped($0.children),
              percentage($0.children, of: $0.places), grouped($0.unfilled), grouped($0.excess),
            ]
          }),
        QualityTable(
          "capacity-by-provision", "By provision, the fullest first",
          [
            .text("Provision"), .text("Setting"), .text("Kind"), .number("Places"), .number("Children"),
            .number("Occupancy"), .text("State"),
          ],
          rows.map { row in
            let held = row.children.shown
            return [
              row.provision, row.setting, kindTitle(row.kind),
              grouped(row.places) + (row.overPlaces > 0 ? " + \(row.overPlaces)" : ""), row.children.description,
              held.map { row.places > 0 ? percentage($0, of: row.places) : "no places" } ?? "c",
              row.isOver ? "over capacity" : (held ?? 0) > row.places ? "over-number" : "",
            ]
          }),
      ])
  }
}
