import Assumptions
import Planning

extension DataQuality {
  /// What the study gives and what stands in for what it does not.
  public struct Coverage: Sendable, Codable, Equatable {
    public enum State: String, Sendable, Codable {
      case given
      case partlyGiven = "partly_given"
      case notGiven = "not_given"
      /// There is nothing that would want it, such as floor areas without a proposal.
      case notNeeded = "not_needed"
      var isLacking: Bool { self == .partlyGiven || self == .notGiven }
      var words: String {
        switch self {
        case .given: "given"
        case .partlyGiven: "in part"
        case .notGiven: "not given"
        case .notNeeded: "not needed"
        }
      }
    }
    public struct Item: Sendable, Codable, Equatable {
      public var item: String
      public var state: State
      public var detail: String
      /// The fallback in force; empty where nothing is missing.
      public var fallback: String
    }
    public struct Column: Sendable, Codable, Equatable {
      public var column: String
      public var isGiven: Bool
      public var filled: Int
      public var share: Double
      /// What stands in for an empty cell.
      public var fallback: String
    }
    /// Every table of FORMATS.
    public var tables: [Item] = []
    /// What authorities often lack.
    public var oftenLacked: [Item] = []
    public var caseloadRows: Int
    public var caseloadColumns: [Column]

    init(_ loaded: LoadedStudy, tables facts: TableFacts) {
      caseloadRows = facts.caseloadRows
      caseloadColumns = facts.caseload.map { column in
        Column(
          column: column.name, isGiven: column.isGiven, filled: column.filled,
          share: share(column.filled, of: facts.caseloadRows), fallback: Self.columnFallbacks[column.name] ?? "")
      }
      tables = Self.tables(loaded)
      oftenLacked = oftenLacked(loaded)
    }

    private static let columnFallbacks = [
      "band": "taken from the placement: mainstream 1, base 2, special 3, independent or non-maintained special 4",
      "provision_id": "the kind alone: no setting, and the journey is transport.unlocated_miles",
      "transported": "eligibility and travel are drawn from the rules and assumptions",
      "wheelchair": "no, and where transported is not known drawn by need (transport.passenger_needs)",
      "assistant": "no, and where transported is not known drawn by need (transport.passenger_needs)",
      "alone": "drawn by need and band (transport.solo_share_semh, transport.solo_share_band_4)",
      "not_with": "the child may share with anyone", "residential": "a day placement",
      "directed": "drawn (placement.directed_share)", "low_income": "no extended rights to transport",
      "sibling_id": "no brother or sister at a school", "looked_after": "no", "point_kind": "as most residences",
    ]
  }
}

extension DataQuality.Coverage {
  /// - Parameter isThere: Whether there is anything at all, though `count` of it be complete.
  private static func item(
    _ name: String, _ count: Int, of all: Int, isThere: Bool = false, _ detail: String, _ fallback: String
  ) -> Item {
    let state: State =
      if all == 0 { .notNeeded } else if count >= all { .given } else if count > 0 || isThere { .partlyGiven } else {
        .notGiven
      }
    return Item(item: name, state: state, detail: detail, fallback: state.isLacking ? fallback : "")
  }

  private static func tables(_ loaded: LoadedStudy) -> [Item] {
    let study = loaded.study
    let bounded = study.areas.count { !$0.boundary.polygons.isEmpty }
    let settings = study.settings.filter { !$0.isProposed }
    let complete = settings.count { $0.roll != nil && $0.netCapacity != nil && $0.bellStart != nil }
    let own = study.provisions.filter { $0.setting != nil && $0.proposal == nil }
    let priced = own.count { $0.annualCost != nil }
    let figures = loaded.assumptions.all.count { !$0.file.hasPrefix("Models/") }
    func rows(_ name: String, _ count: Int, _ fallback: String = "") -> Item {
      item(name, count, of: 1, count == 0 ? "" : counted(count, "row", "rows"), fallback)
    }
    return [
      item(
        "areas", bounded, of: study.areas.count, isThere: true,
        "\(counted(study.areas.count, "area", "areas")), \(grouped(bounded)) with a boundary",
        "homes take the area of the nearest residence"),
      rows("residences", study.residences.count), rows("pupils", study.pupils.count),
      item(
        "settings", complete, of: settings.count, isThere: true,
        "\(counted(settings.count, "setting", "settings")), \(grouped(complete)) with roll, net capacity and bell times",
        "left out of surplus places, and of times in the route book"),
      item(
        "provision", priced, of: own.count, isThere: true,
        "\(counted(own.count, "provision", "provisions")), \(grouped(priced)) with an annual cost",
        "the yearly cost of the kind (cost. assumptions)"),
      rows("caseload", study.caseload.count), rows("history", study.history.count),
      Item(
        item: "contracts", state: study.contracts.isEmpty ? .notGiven : .given,
        detail: study.contracts.isEmpty ? "" : counted(study.contracts.count, "row", "rows"),
        fallback: study.contracts.isEmpty
          ? "routes are priced from the assumptions alone" : "checked, and not yet used to price routes"),
      item(
        "roads", loaded.roads?.count ?? 0, of: 1, loaded.roads.map { counted($0.count, "link", "links") } ?? "",
        "every journey is the straight line times transport.circuity_fallback"),
      rows("proposals", study.proposals.count, "only doing nothing can be assessed"),
      rows("options", study.options.count, "each proposal is assessed alone"),
      rows("assumptions", figures, "the shared figures alone"),
    ]
  }

  private func oftenLacked(_ loaded: LoadedStudy) -> [Item] {
    let study = loaded.study
    func filled(_ name: String) -> Int { caseloadColumns.first { $0.column == name }?.filled ?? 0 }
    func column(_ name: String, _ title: String, _ fallback: String) -> Item {
      Self.item(
        title, filled(name), of: caseloadRows,
        "\(grouped(filled(name))) of \(counted(caseloadRows, "child", "children"))", fallback)
    }
    let inmss = study.provisions.filter { $0.kind.isINMSS && $0.setting != nil && $0.proposal == nil }
    let feed = inmss.count { $0.annualCost != nil }
    let early = study.history.count { $0.area != nil && $0.year.january < 2023 }
    let measured = study.proposals.count { $0.areaSquareMetres != nil }
    let ahead = Set(study.pupils.filter(\.isForecast).map(\.year)).filter { $0 > study.baseYear }
    let years = (1...max(1, study.horizon)).count { ahead.contains(study.year($0)) }
    let rates = ["placement.preference_share", "placement.directed_share"].count {
      loaded.assumptions[$0].map { $0.status == .local } ?? false
    }
    return [
      column("band", "Complexity band", "taken from the kind of the present placement"),
      column("transported", "Who is transported", "drawn from the statutory rules and the assumptions"),
      column("wheelchair", "Wheelchair passengers", "rates by need, where transported is not known"),
      column("assistant", "Passengers with an assistant", "rates by need, where transported is not known"),
      Self.item(
        "Routes by child", 0, of: 1, "no column for them", "a setting's routes are costed, and shared by its passengers"
      ),
      Self.item(
        "Area history before 2023", early, of: 1, early == 0 ? "" : counted(early, "row", "rows"),
        "the authority's rates, leaning on later history of the area or on its opening stock"),
      Self.item(
        "Floor area of proposed sites", measured, of: study.proposals.count,
        "\(grouped(measured)) of \(counted(study.proposals.count, "proposal", "proposals"))",
        "surplus places at the host, where the proposal states them"),
      Self.item(
        "Fees of independent and non-maintained special schools", feed, of: inmss.count,
        "\(grouped(feed)) of \(counted(inmss.count, "provision", "provisions"))",
        "published averages (cost.inmss_in_area, cost.inmss_out_of_area)"),
      Self.item(
        "Preference and tribunal rates", rates, of: 2, "\(rates) of 2 are the authority's own",
        "the shared scenario (placement.preference_share, placement.directed_share)"),
      Self.item(
        "School capacity (SCAP) pupil forecast", years, of: study.horizon,
        "\(years) of \(counted(study.horizon, "year", "years")) ahead", "cohort survival from the last figures given"),
    ]
  }
}

extension DataQuality.Coverage {
  static let sectionID = "coverage"

  var findings: [DataQuality.Finding] {
    func item(_ name: String) -> Item? { (tables + oftenLacked).first { $0.item == name && $0.state.isLacking } }
    func finding(_ severity: DataQuality.Severity, _ name: String, _ sentence: (Item) -> String, _ remedy: String)
      -> DataQuality.Finding?
    {
      item(name).map { .init(severity, in: Self.sectionID, sentence($0), remedy) }
    }
    let fees = "Fees of independent and non-maintained special schools"
    return [
      finding(
        .shouldKnow, "Complexity band",
        { "The complexity band is known for \($0.detail); where it is not, it is \($0.fallback)." },
        "Fill the band column of the caseload."),
      finding(
        .shouldKnow, "Who is transported",
        { "Who is transported is known for \($0.detail); where it is not, travel is \($0.fallback)." },
        "Match the transport list to the caseload and fill its transported column."),
      finding(
        .shouldKnow, "contracts", { "No transport contract is given: \($0.fallback)." },
        "Add contracts.csv from the contract register."),
      finding(
        .shouldKnow, fees,
        {
          "Fees are given for \($0.detail) of independent and non-maintained special schools: \($0.fallback) stand in."
        },
        "Add annual_cost_pence from invoices to the provisions without it."),
      finding(
        .information, "areas", { "Of \($0.detail): in the others \($0.fallback)." },
        "Add boundaries to the areas without one."),
      finding(
        .information, "Area history before 2023", { "No history by area before 2023; in force are \($0.fallback)." },
        "Add rows with area_id to the history, if the case system keeps them."),
      finding(
        .information, "Floor area of proposed sites", { "Floor area is stated for \($0.detail)." },
        "Add premises.area_m2 to those without it before a board compares sites."),
      finding(
        .information, "proposals", { "No proposal is given: \($0.fallback)." }, "Add a file under proposals/."),
      emptyColumns,
    ].compactMap { $0 }
  }

  private var emptyColumns: DataQuality.Finding? {
    let empty = caseloadColumns.filter { $0.filled == 0 && !["band", "transported"].contains($0.column) }
    guard !empty.isEmpty else { return nil }
    return .init(
      .information, in: Self.sectionID,
      "\(counted(empty.count, "optional column", "optional columns")) of the caseload "
        + "\(empty.count == 1 ? "is" : "are") empty: \(series(empty.map(\.column), atMost: 12)).",
      "Fill them where the case system or the transport list holds them.")
  }

  var section: QualitySection {
    func rows(_ items: [Item]) -> [[String]] { items.map { [$0.item, $0.state.words, $0.detail, $0.fallback] } }
    return QualitySection(
      Self.sectionID, "What is given and what stands in",
      ["Where nothing is given, the fallback named is in force in every run and printed with it."],
      [
        QualityTable(
          "tables", "Tables of the study",
          [.text("Table"), .text("State"), .text("Holds"), .text("Fallback in force")], rows(tables)),
        QualityTable(
          "often-lacked", "What authorities often lack",
          [.text("Figure"), .text("State"), .text("Holds"), .text("Fallback in force")], rows(oftenLacked)),
        QualityTable(
          "caseload-columns", "Optional columns of the caseload, \(counted(caseloadRows, "row", "rows"))",
          [.text("Column"), .number("Filled"), .number("Share"), .text("What an empty cell means")],
          caseloadColumns.map {
            [
              $0.column, grouped($0.filled), $0.isGiven ? percentage($0.filled, of: caseloadRows) : "no column",
              $0.fallback,
            ]
          }),
      ])
  }
}
