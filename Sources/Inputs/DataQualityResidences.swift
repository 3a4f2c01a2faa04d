import Planning

extension DataQuality {
  /// Whether home points stand where the pupils are: weights of ages 5 to 15 against pupils of Years 1 to 11, by area.
  public struct Residences: Sendable, Codable, Equatable {
    /// An area's share of weights and of pupils further apart than this part of the latter are questioned.
    public static let tolerance = 0.25

    public struct Row: Sendable, Codable, Equatable {
      public var area: String
      public var residences: Int
      /// Pupils of Years 1 to 11 in the latest year counted.
      public var pupils: Int
      public var pupilShare: Double
      public var weightShare: Double
      public var isApart: Bool
    }
    public var rows: [Row]
    /// Areas with pupils and no residence that carries any weight: no simulated child can live there.
    public var areasWithoutHomes: [String]

    init(_ study: Study) {
      var weights = Array(repeating: 0.0, count: study.areas.count)
      var every = weights
      var counts = Array(repeating: 0, count: study.areas.count)
      for residence in study.residences {
        let area = study.homes[residence.home].area
        counts[area] += 1
        weights[area] += residence.weights[1] + residence.weights[2]
        every[area] += residence.weights.sum()
      }
      let latest = study.pupils.filter { !$0.isForecast }.map(\.year).max()
      var pupils = Array(repeating: 0.0, count: study.areas.count)
      for row in study.pupils where !row.isForecast && row.year == latest && (1...11).contains(row.ncYear.number) {
        pupils[row.area] += row.pupils
      }
      let allPupils = pupils.reduce(0, +)
      let allWeights = weights.reduce(0, +)
      rows = study.areas.indices.map { area in
        let pupilPart = allPupils > 0 ? pupils[area] / allPupils : 0
        let weightPart = allWeights > 0 ? weights[area] / allWeights : 0
        return Row(
          area: study.areas[area].name, residences: counts[area], pupils: whole(pupils[area]),
          pupilShare: share(pupilPart, of: 1), weightShare: share(weightPart, of: 1),
          isApart: allPupils > 0 && allWeights > 0 && pupils[area] > 0
            && abs(weightPart - pupilPart) > Self.tolerance * pupilPart)
      }
      areasWithoutHomes = study.areas.indices.filter { every[$0] == 0 && pupils[$0] > 0 }.map { study.areas[$0].name }
    }
  }
}

extension DataQuality.Residences {
  static let sectionID = "residences"

  var findings: [DataQuality.Finding] {
    var findings: [DataQuality.Finding] = []
    if !areasWithoutHomes.isEmpty {
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "\(counted(areasWithoutHomes.count, "area has", "areas have")) pupils and no residence with a weight: "
            + "\(series(areasWithoutHomes)). Simulated children cannot live there.",
          "Add residences of the area, or correct their area_id and weights."))
    }
    let apart = rows.filter { $0.isApart && !areasWithoutHomes.contains($0.area) }
    if !apart.isEmpty {
      let named = apart.map {
        "\($0.area) (\(percentage($0.weightShare, of: 1)) of weights, \(percentage($0.pupilShare, of: 1)) of pupils)"
      }
      findings.append(
        .init(
          .shouldKnow, in: Self.sectionID,
          "In \(counted(apart.count, "area", "areas")) the residences' share of school-age weights is more than "
            + "\(Int(Self.tolerance * 100))% off the area's share of pupils: \(series(named, atMost: 3)).",
          "Check area_id and weights of the residences, and whether pupils are counted where they live."))
    }
    return findings
  }

  var section: QualitySection {
    QualitySection(
      Self.sectionID, "Residences and pupils by area",
      ["Weights of ages 5 to 15 against pupils of Years 1 to 11 in the latest year counted."],
      [
        QualityTable(
          "residences-by-area", "Share of weights and of pupils",
          [
            .text("Area"), .number("Residences"), .number("Pupils"), .number("Share of pupils"),
            .number("Share of weights"), .text("Reading"),
          ],
          (rows.filter(\.isApart) + rows.filter { !$0.isApart }).map { row in
            [
              row.area, grouped(row.residences), grouped(row.pupils), percentage(row.pupilShare, of: 1),
              percentage(row.weightShare, of: 1),
              areasWithoutHomes.contains(row.area) ? "no homes" : row.isApart ? "apart" : "",
            ]
          })
      ])
  }
}
