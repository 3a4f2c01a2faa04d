import Planning
import Units

/// What `study.yaml` says beyond the study itself.
struct StudySettings {
  /// The study's own assumption files, later ones over earlier ones.
  var assumptionFiles: [(text: String, line: Int?)] = []
  /// Options written inline.
  var options: [YAMLMap] = []
}

extension StudyReader {
  /// Reads `study.yaml`; `nil` when it is missing or no YAML mapping, so that nothing else can be read.
  mutating func readStudyFile() -> StudySettings? {
    guard files.exists("study.yaml") else {
      log.report(
        "study.yaml", "the file is missing", "Name a study folder, such as GeoData/shropshire.", isMissing: true)
      return nil
    }
    guard let bytes = files.read("study.yaml"), let file = YAMLMap(file: "study.yaml", bytes: bytes, log: log) else {
      return nil
    }
    file.allow([
      "name", "la_code", "la_name", "base_year", "horizon_years", "draws", "seed", "assumptions", "inputs", "options",
      "excessive_travel_minutes", "disclosure_threshold", "placement_policy", "la_ons_code",
      "proposals_alone",
    ])
    let seed = file.integer("seed", in: 0...Int.max, required: true)
    study = Study(
      name: file.text("name", required: true) ?? "", laCode: file.text("la_code", required: true) ?? "",
      laName: file.text("la_name", required: true) ?? "", baseYear: file.year("base_year") ?? AcademicYear(start: 2025),
      horizon: file.integer("horizon_years", in: 1...30, required: true) ?? 1,
      draws: file.integer("draws", in: 1...1_000_000, required: true) ?? 1, seed: UInt64(seed ?? 1))
    study.onsCode = file.text("la_ons_code")
    study.disclosureThreshold = file.integer("disclosure_threshold", in: 0...100) ?? 5
    study.assessesProposalsAlone = file.flag("proposals_alone") ?? true
    if let minutes = file.map("excessive_travel_minutes") {
      minutes.allow(["primary", "secondary"])
      study.excessiveTravelPrimary = .minutes(minutes.integer("primary", in: 1...600, required: true) ?? 45)
      study.excessiveTravelSecondary = .minutes(minutes.integer("secondary", in: 1...600, required: true) ?? 75)
    } else {
      notes.append("Excessive travel: 45 minutes to Year 6 and 75 from Year 7, because study.yaml gives no threshold.")
    }
    if let policy = file.text("placement_policy") {
      if let known = PlacementPolicy(rawValue: policy) {
        study.placementPolicy = known
      } else {
        file.report(
          "placement_policy", "not a policy",
          "Use \(PlacementPolicy.allCases.map(\.rawValue).joined(separator: " or ")).")
      }
    }
    readInputNames(file)
    return StudySettings(assumptionFiles: file.texts("assumptions"), options: file.maps("options"))
  }

  private mutating func readInputNames(_ file: YAMLMap) {
    guard let inputs = file.map("inputs") else { return }
    let tables = [
      "areas", "residences", "pupils", "settings", "provision", "caseload", "history", "contracts", "roads",
      "road_nodes", "road_links", "proposals",
    ]
    inputs.allow(tables)
    for table in tables {
      if let name = inputs.text(table) { files.names.append((table, name)) }
    }
  }
}

extension YAMLMap {
  /// An academic year that must be there.
  func year(_ key: String) -> AcademicYear? {
    guard let text = text(key, required: true) else { return nil }
    if let year = AcademicYear(text) { return year }
    report(key, "not an academic year", "Write it as 2026/27.")
    return nil
  }
}
