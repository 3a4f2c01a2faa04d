import Planning

/// Columns of placement in DfE's EHC plan releases, and the kind of provision each is (DOMAIN 3.1).
///
/// Totals and percentages are not among them, so that each plan stands in one column.
enum HistoryPlacements {
  /// A column, and the finer ones that take its place where a release has them.
  struct Column {
    var name: String
    var kind: ProvisionKind
    var parts: [String] = []
  }

  static let all: [Column] = [
    Column(name: "mainstream_la_maintained", kind: .mainstream),
    Column(name: "mainstream_academy", kind: .mainstream),
    Column(name: "mainstream_free_school", kind: .mainstream),
    Column(name: "mainstream_la_maintained_resourced_provision", kind: .specialistBase),
    Column(name: "mainstream_la_maintained_senunit", kind: .specialistBase),
    Column(name: "mainstream_academy_resourced_provision", kind: .specialistBase),
    Column(name: "mainstream_academy_senunit", kind: .specialistBase),
    Column(name: "mainstream_free_school_resourced_provision", kind: .specialistBase),
    Column(name: "mainstream_free_school_senunit", kind: .specialistBase),
    Column(name: "mainstream_independent", kind: .independentMainstream),
    Column(name: "special_la_maintained", kind: .special),
    // One column to 2025, two from 2026 (DOMAIN D19).
    Column(name: "special_academy_free", kind: .special, parts: ["special_academy", "special_free_school"]),
    Column(name: "special_non_maintained", kind: .nmss),
    Column(name: "special_independent", kind: .independentSpecial),
    Column(name: "ap_pru_academy", kind: .ap),
    Column(name: "ap_pru_free_school", kind: .ap),
    Column(name: "ap_pru_la_maintained", kind: .ap),
    Column(name: "general_fe_tertiary_colleges", kind: .fe),
    Column(name: "ukrlp_provider", kind: .fe),
    Column(name: "specialist_post_16_institutions", kind: .specialistPost16),
    Column(name: "nm_early_years", kind: .earlyYears),
    Column(name: "other_arrangements_la", kind: .eotas),
    Column(name: "elective_home_education", kind: .ehe),
    Column(name: "other_arrangements_parents", kind: .elsewhere),
    Column(name: "online_provider", kind: .elsewhere),
    Column(name: "w_settings", kind: .elsewhere),
    Column(name: "other_schools", kind: .elsewhere),
    Column(name: "other_placement_settings", kind: .elsewhere),
    Column(name: "neet", kind: .elsewhere),
    Column(name: "neet_ntci", kind: .elsewhere),
    Column(name: "neet_other", kind: .elsewhere),
    Column(name: "neet_other_csa", kind: .elsewhere),
    Column(name: "placement_unknown", kind: .notRecorded),
    // To January 2022: awaiting provision, and permanently excluded and not yet placed again.
    Column(name: "await_prov_2022", kind: .unplaced),
    Column(name: "perm_ex_2022", kind: .unplaced),
  ]
}
