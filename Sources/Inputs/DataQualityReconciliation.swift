import Planning

extension DataQuality {
  /// The caseload against the history's stock of the base January, in every breakdown the history has.
  public struct Reconciliation: Sendable, Codable, Equatable {
    public struct Row: Sendable, Codable, Equatable {
      /// `total`, `kind`, `need` or `age`.
      public var breakdown: String
      /// A kind or need as files carry it, or an age band; `all` of the total.
      public var item: String
      public var caseload: Int
      public var history: Int
      /// Caseload less history.
      public var difference: Int
    }
    /// The calendar year of the base January.
    public var january: Int
    /// Empty where the history has no stock of the base January.
    public var rows: [Row] = []

    init(_ study: Study) {
      january = study.baseYear.january
      let stock = study.history.filter { $0.year == study.baseYear && $0.stock != nil }
      let kinds = stock.filter { $0.kind != nil && $0.area == nil && $0.ncYear == nil && $0.need == nil }
      let needs = stock.filter { $0.need != nil && $0.area == nil && $0.ncYear == nil && $0.kind == nil }
      let ages = stock.filter { $0.ncYear != nil && $0.area == nil && $0.need == nil && $0.kind == nil }
      let areas = stock.filter { $0.area != nil && $0.ncYear == nil && $0.need == nil && $0.kind == nil }
      let all = stock.filter { $0.area == nil && $0.ncYear == nil && $0.need == nil && $0.kind == nil }
      // The first that adds up to the authority, as the projection takes it.
      if let whole = [all, areas, ages, needs, kinds].first(where: { !$0.isEmpty }) {
        add("total", "all", study.caseload.count, whole)
      }
      if !kinds.isEmpty {
        for kind in ProvisionKind.allCases {
          let held = study.caseload.count { study.provisions[$0.provision].kind == kind }
          add("kind", kind.code, held, kinds.filter { $0.kind == kind })
        }
      }
      if !needs.isEmpty {
        for need in Need.allCases {
          add("need", need.code, study.caseload.count { $0.need == need }, needs.filter { $0.need == need })
        }
      }
      if !ages.isEmpty {
        for (band, years) in Self.ageBands {
          add(
            "age", band, study.caseload.count { years.contains($0.ncYear.number) },
            ages.filter { years.contains($0.ncYear?.number ?? .min) })
        }
      }
    }

    /// The published bands of age on 31 August, by NC year (DOMAIN 5.1).
    static let ageBands: [(band: String, years: ClosedRange<Int>)] = [
      ("under 5", -4...0), ("5 to 10", 1...6), ("11 to 15", 7...11), ("16 to 19", 12...15), ("20 to 25", 16...21),
    ]

    private mutating func add(_ breakdown: String, _ item: String, _ held: Int, _ stock: [HistoryRow]) {
      let history = stock.reduce(0) { Inputs.total($0, $1.stock ?? 0) }
      if held == 0, history == 0 { return }
      rows.append(
        Row(breakdown: breakdown, item: item, caseload: held, history: history, difference: held - history))
    }
  }
}

extension DataQuality.Reconciliation {
  static let sectionID = "reconciliation"

  var findings: [DataQuality.Finding] {
    let january = "January \(january)"
    guard !rows.isEmpty else {
      return [
        .init(
          .information, in: Self.sectionID,
          "The history has no stock of \(january), so the caseload cannot be checked against it.",
          "Add the published stock of \(january) to the history.")
      ]
    }
    var findings: [DataQuality.Finding] = []
    if let all = rows.first(where: { $0.breakdown == "total" }), all.difference != 0 {
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "The caseload holds \(grouped(all.caseload)) plans and the history \(grouped(all.history)) at \(january), "
            + "\(signed(all.difference)): a run opens with the caseload.",
          "Find the plans that only one of them counts, such as those ceased or moved near the census."))
    }
    for (breakdown, words) in [("kind", "kind of placement"), ("age", "age band"), ("need", "need")] {
      let apart = rows.filter { $0.breakdown == breakdown && $0.difference != 0 }
      guard !apart.isEmpty else { continue }
      let named = apart.sorted { abs($0.difference) > abs($1.difference) }.map {
        "\(title(of: $0)) \(signed($0.difference))"
      }
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "By \(words), caseload and history differ in \(counted(apart.count, "line", "lines")): \(series(named)).",
          "Correct the codes of the caseload, or the history's, where they name the same children differently."))
    }
    return findings
  }

  private func title(of row: Row) -> String {
    switch row.breakdown {
    case "kind": kindTitle(row.item)
    case "total": "All plans"
    case "age": "Age \(row.item)"
    default: row.item
    }
  }

  var section: QualitySection {
    let apart = rows.count { $0.difference != 0 }
    return QualitySection(
      Self.sectionID, "Caseload against history",
      [
        rows.isEmpty
          ? "The history has no stock of January \(january)."
          : "\(counted(rows.count, "line", "lines")) of the stock of January \(january) compared, "
            + (apart == 0 ? "none" : grouped(apart)) + " with a difference."
      ],
      [
        QualityTable(
          "reconciliation", "Plans in the caseload and in the history",
          [.text("Line"), .text("By"), .number("Caseload"), .number("History"), .number("Difference")],
          (rows.filter { $0.difference != 0 } + rows.filter { $0.difference == 0 }).map {
            [title(of: $0), $0.breakdown, grouped($0.caseload), grouped($0.history), signed($0.difference)]
          })
      ])
  }
}
