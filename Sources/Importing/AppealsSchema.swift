/// What a mapping file of SEND appeals may say: a table of counts by year, or a list with a row for each appeal.
let appealsSchema = MappingSchema(
  kind: "appeals", isPersonal: true,
  fields: [
    MappingField(
      "authority", .text, ["authority", "local_authority", "la_name", "la", "la_code", "local_authority_name"],
      "rows of the study's authority are read, by its name or code"),
    MappingField(
      "year", .text, ["year", "academic_year", "time_period", "financial_year", "period"], "the year counted"),
    MappingField(
      "registered", .number,
      ["registered", "appeals_registered", "appeals", "receipts", "appeals_received", "number_registered"],
      "appeals registered"),
    MappingField(
      "decided", .number, ["decided", "appeals_decided", "decisions", "heard", "disposals", "number_decided"],
      "appeals decided"),
    MappingField(
      "upheld", .number, ["upheld", "appeals_upheld", "in_favour_of_appellant", "allowed", "found_for_appellant"],
      "decided for the parent or young person"),
    MappingField(
      "settings_ordered", .number, ["settings_ordered", "placements_ordered", "section_i_ordered", "schools_ordered"],
      "appeals that ordered a setting"),
    MappingField(
      "date", .date,
      ["date", "date_registered", "registered_date", "decision_date", "date_decided", "appeal_date", "hearing_date"],
      "of one appeal, where there is no year"),
    MappingField(
      "outcome", .code(["upheld", "dismissed", "conceded", "withdrawn", "pending"]),
      ["outcome", "result", "decision", "appeal_outcome", "tribunal_outcome"], "how one appeal ended",
      guess: { guessedOutcome($0) }),
    MappingField(
      "setting_ordered", .flag, ["setting_ordered", "placement_ordered", "section_i", "ordered", "school_ordered"],
      "whether one appeal ordered a setting"),
    MappingField("urn", .text, ["urn", "ordered_urn", "setting_urn"], "the setting ordered"),
    MappingField(
      "setting_name", .setting, ["setting_name", "ordered_setting", "setting", "school", "placement"],
      "the setting ordered, by name"),
    MappingField(
      "placement_type", caseloadSchema.field("placement_type")!.shape,
      ["kind", "placement_type", "ordered_kind", "school_type"],
      "the kind of setting ordered", guess: { guessedKind($0) }),
  ],
  needed: [
    MappingNeed("which year is counted", "year", "date"),
    MappingNeed(
      "how many settings were ordered", "settings_ordered", "setting_ordered", "upheld", "outcome", "registered"),
  ],
  settings: [
    MappingSetting("owner", "Who signs these figures: an officer's post."),
    MappingSetting(
      "placements_decided",
      "Placements decided in NC years 0 to 13 in that year: new plans, phase transfers and changes of placement."),
    MappingSetting(
      "ordered_share", "Share of the appeals counted (upheld, else registered) that order a setting, 0 to 1."),
    MappingSetting("year", "The year to take, as the export writes it; left out, the latest."),
  ],
  propose: { headers in
    var proposal = MappingProposal(settings: ["owner": openMark, "placements_decided": openMark])
    if headers["settings_ordered"] == nil, headers["setting_ordered"] == nil {
      proposal.settings["ordered_share"] = openMark
    }
    return proposal
  })

private func guessedOutcome(_ value: String) -> String? {
  let words = Set(plainWords(value).split(separator: " ").map(String.init))
  for (code, names) in [
    ("upheld", ["upheld", "allowed", "won", "appellant", "ordered"]), ("dismissed", ["dismissed", "lost", "struck"]),
    ("conceded", ["conceded", "agreed", "consent", "settled"]), ("withdrawn", ["withdrawn", "withdrew"]),
    ("pending", ["pending", "open", "ongoing", "lodged", "adjourned", "awaiting"]),
  ] where !words.isDisjoint(with: names) { return code }
  return nil
}
