import Assumptions
import Geometry
import Planning
import Units

/// A small made-up authority of twelve areas with fifteen proposals and four options, for tests of what is written.
public enum Sample {
  public static let areaNames = [
    "Oswestry", "Ellesmere", "Whitchurch", "Wem & Shawbury", "Shrewsbury North", "Market Drayton", "Shrewsbury South",
    "Pontesbury", "Church Stretton", "Much Wenlock", "Ludlow & Clee", "Bridgnorth",
  ]

  /// The study: nothing in it is a home or a child. Fewer proposals make a smaller run of the same shape.
  public static func study(proposals count: Int = 15) -> Study {
    var study = Study(
      name: "Sample <County>", laCode: "893", laName: "Sampleshire Council", baseYear: AcademicYear(start: 2024),
      horizon: 8, draws: 200, seed: 20_260_619)
    study.areas = areaNames.enumerated().map { index, name in
      Area(
        id: "area-\(index + 1)", name: name, phase: "all", ruralUrban: [4, 6].contains(index) ? .urban : .rural,
        boundary: boundary(index))
    }
    for index in 0..<30 {
      let kinds: [ProvisionKind] = [.mainstream, .specialistBase, .special, .fe, .independentSpecial, .supportBase]
      let kind = kinds[index % 6]
      let setting = study.settings.count
      study.settings.append(
        Setting(
          id: "set-\(index + 1)", urn: "\(123_400 + index)",
          name: "\(areaNames[index % 12]) \(kind.title) \(index + 1)",
          point: site(index), isInArea: index != 29))
      study.provisions.append(
        Provision(
          id: "prov-\(index + 1)", setting: setting, kind: kind,
          places: kind == .mainstream ? nil : Array(repeating: 20 + index, count: 9)))
    }
    for kind in ProvisionKind.allCases {
      study.provisions.append(Provision(id: "any-\(kind.code)", setting: nil, kind: kind))
    }
    for index in 0..<count { addProposal(index, to: &study) }
    let options = [
      PlanOption(id: "bases-only", name: "13 inclusion bases", proposals: Array(0..<13)),
      PlanOption(id: "bases-oswestry", name: "13 bases and the Oswestry satellite", proposals: Array(0..<13) + [14]),
      PlanOption(id: "bases-ludlow", name: "13 bases and Ludlow special school", proposals: Array(0..<14)),
      PlanOption(id: "everything", name: "All fifteen proposals", proposals: Array(0..<15)),
    ]
    study.options = options.map { option in
      PlanOption(id: option.id, name: option.name, proposals: option.proposals.filter { $0 < count })
    }
    return study
  }

  /// How the run was made: two inputs, three figures, one of them unverified and one without an owner.
  public static func description() -> RunDescriptionParts {
    RunDescriptionParts(
      inputs: [
        ("areas.geojson", String(repeating: "a1", count: 32)), ("study.yaml", String(repeating: "0f", count: 32)),
      ],
      assumptions: [
        Assumption(
          id: "transport.cost_solo_taxi_day", value: .number(135), unit: "GBP a day", low: 90, high: 180,
          date: "2026-01", status: .known, source: "no public source; local contracts to replace it",
          isUsableAsDefault: false),
        Assumption(
          id: "cost.base_total", value: .number(20_000), unit: "GBP a year", low: 15_000, high: 25_000, date: "2026",
          status: .illustrative, source: "made up for the demonstration", owner: "Finance business partner"),
        Assumption(
          id: "appraisal.discount_rate", value: .number(0.035), unit: "share a year", date: "2026-02", status: .found,
          source: "HM Treasury, The Green Book", owner: "HM Treasury"),
        Assumption(
          id: "placement.preference", value: .table([("base", 0.7), ("special & other", 0.2)]), unit: "share",
          date: "2026", status: .local, source: "appeals 2023 to 2025"),
      ])
  }

  private static func addProposal(_ index: Int, to study: inout Study) {
    let isSpecial = index == 13
    let isSatellite = index == 14
    let name =
      isSpecial
      ? "Ludlow special school"
      : isSatellite ? "Oswestry satellite" : "\(areaNames[index % 12]) \(index % 3 == 0 ? "secondary" : "primary") base"
    let setting = study.settings.count
    study.settings.append(
      Setting(
        id: "site-\(index + 1)", name: "Site of \(name)", point: site(index + 31), isProposed: true))
    var kinds: [(ProvisionKind, Int)] = [(index % 2 == 0 ? .specialistBase : .supportBase, 20 + index)]
    if isSpecial { kinds = [(.special, 80)] }
    if isSatellite { kinds = [(.mainstream, 10), (.specialistBase, 20), (.satellite, 40)] }
    var provisions: [Int] = []
    for (position, kind) in kinds.enumerated() {
      provisions.append(study.provisions.count)
      let opening = isSpecial ? 4 : 2 + index % 2
      study.provisions.append(
        Provision(
          id: "new-\(index + 1)-\(position)", setting: setting, kind: kind.0, needs: NeedSet([.semh, .asd]),
          ncYears: index % 3 == 0 ? 7...11 : 0...6,
          places: (0...8).map { $0 < opening ? 0 : $0 == opening ? kind.1 / 2 : kind.1 }, proposal: index))
    }
    study.proposals.append(
      Proposal(
        id: isSpecial ? "ludlow" : isSatellite ? "oswestry" : "base-\(index + 1)", name: name,
        kind: isSpecial ? .newSpecial : isSatellite ? .satellite : .newBase, setting: setting, provisions: provisions,
        capital: [
          FinancialYear(start: 2025): .pounds(200_000 + 10_000 * index),
          FinancialYear(start: 2026): .pounds(isSpecial ? 9_000_000 : 700_000),
        ],
        priceBase: "2026 Q1", optimismBiasPercent: isSpecial ? 51 : 24, funding: "High needs provision capital",
        decisions: .init(consent: "2026-09-01", statutory: index % 4 == 0 ? nil : "2026-12-15", naming: "2027-02-15"),
        surplusPlaces: 60 + index, areaSquareMetres: 240, engagement: "Trust approached; no agreement yet",
        mitigations: index % 5 == 1 ? [] : ["Bell times agreed with the other school on the route"],
        isIllustrative: true))
  }

  /// One of 4 x 3 ragged cells of about 20 km.
  private static func boundary(_ index: Int) -> MultiPolygon {
    func corner(_ column: Int, _ row: Int) -> Point {
      let wobble = Double((column * 7 + row * 13) % 5) * 1500 - 3000
      return Point(
        easting: 320_000 + Double(column) * 21_000 + wobble, northing: 270_000 + Double(row) * 23_000 - wobble)
    }
    let column = index % 4
    let row = 2 - index / 4
    return MultiPolygon(polygons: [
      [[corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)]]
    ])
  }

  private static func site(_ index: Int) -> Point {
    if index == 29 { return Point(easting: 420_000, northing: 300_000) }
    return Point(
      easting: 322_000 + Double(index * 7919 % 79) * 1000, northing: 274_000 + Double(index * 104_729 % 61) * 1000)
  }
}

/// Parts of a run description that need no knowledge of how runs are described.
public struct RunDescriptionParts: Sendable {
  public var inputs: [(file: String, sha256: String)]
  public var assumptions: [Assumption]
}
