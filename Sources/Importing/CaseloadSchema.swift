import Planning

/// What a mapping file of a caseload may say.
let caseloadSchema = MappingSchema(
  kind: "caseload", isPersonal: true,
  fields: [
    MappingField(
      "upn", .identity, ["upn", "unique_pupil_number", "upn_number", "pupil_upn"],
      "hashed with the key in local/pseudonym.key; never copied"),
    MappingField(
      "person_id", .identity,
      [
        "person_id", "personid", "child_ref", "childid", "child_id", "client_id", "clientid", "stud_id", "student_id",
        "pupil_id", "mosaic_id", "lcs_id", "ehm_id", "synergy_id", "one_id", "system_id", "base_id", "persontableid",
        "case_id", "caseid", "id", "ref", "reference",
      ],
      "the system's own number, hashed likewise; stands in where there is no UPN"),
    MappingField(
      "date_of_birth", .date,
      ["date_of_birth", "dob", "birth_date", "birthdate", "personbirthdate", "d_o_b", "dateofbirth", "born"],
      "becomes the NC year: age on 31 August before the base year, less 4; never copied"),
    MappingField(
      "nc_year", .text,
      ["nc_year", "ncy", "ncyear", "year_group", "nc_year_group", "national_curriculum_year", "nat_curr_year"],
      "used where there is no date of birth: 6, Year 6, R, N2"),
    MappingField(
      "status", .code(["held", "not_held"]), ["plan_status", "ehcp_status", "ehc_plan_status", "status"],
      "whether the plan was held at the January census", guess: { guessedStatus($0) }),
    MappingField(
      "plan_start", .date,
      [
        "plan_start", "plan_start_date", "ehcp_start_date", "startdate", "ehcp_issue_date", "final_plan_date",
        "plan_issued", "ehcp_final_date", "date_plan_issued",
      ],
      "plans that began after the census are left out"),
    MappingField(
      "plan_end", .date,
      [
        "plan_end", "plan_end_date", "ceasedate", "cease_date", "ehcp_cease_date", "date_ceased", "ceased_date",
        "plan_ceased", "ehcp_end_date",
      ],
      "plans that ceased before the census are left out"),
    MappingField(
      "need", .code(Need.allCases.map(\.code)),
      [
        "need", "primary_need", "primary_sen_need", "primary_sen_type", "sen_need", "sentype", "sen_type", "need_type",
        "primary_sen", "need_1", "sen_type_1", "main_need",
      ],
      "primary need", guess: { guessedNeed($0) }),
    MappingField(
      "band", .code(["1", "2", "3", "4"]),
      ["band", "complexity_band", "funding_band", "top_up_band", "banding", "matrix_band"],
      "complexity 1 (least) to 4; without it the placement says"),
    MappingField("uprn", .identity, ["uprn", "home_uprn", "address_uprn"], "becomes the home point, with --uprns"),
    MappingField(
      "postcode", .identity, ["postcode", "home_postcode", "post_code", "pcode", "pupil_postcode", "address_postcode"],
      "becomes the home point, with --postcodes; never copied"),
    MappingField(
      "easting_m", .number, ["easting_m", "easting", "eastings", "x_coordinate", "home_easting", "x"], "home point"),
    MappingField(
      "northing_m", .number, ["northing_m", "northing", "northings", "y_coordinate", "home_northing", "y"], "home point"
    ),
    MappingField(
      "point_kind", .code(PointKind.allCases.map(\.rawValue)), ["point_kind"], "what easting_m and northing_m stand for"
    ),
    MappingField(
      "urn", .text, ["urn", "school_urn", "setting_urn", "establishment_urn", "placement_urn", "base_urn"],
      "the setting, found in settings.csv with its former URNs"),
    MappingField("ukprn", .text, ["ukprn", "provider_ukprn", "college_ukprn"], "a college or provider"),
    MappingField(
      "setting_name", .setting,
      [
        "setting_name", "school_name", "school", "placement", "placement_name", "establishment", "establishment_name",
        "setting", "base_name", "current_school", "current_placement", "provision_name",
      ],
      "the setting by its name where there is no URN"),
    MappingField("provision_id", .text, ["provision_id"], "the study's own provision"),
    MappingField(
      "placement_type", .code(ProvisionKind.allCases.map(\.code)),
      [
        "kind", "placement_type", "sen_placement_type", "school_type", "provision_type", "sensetting", "sen_setting",
        "establishment_type", "setting_type", "type_of_placement", "placement_category",
      ],
      "the kind of placement", guess: { guessedKind($0) }),
    MappingField(
      "sen_unit", .flag, ["sen_unit", "senunitindicator", "sen_unit_indicator", "in_sen_unit"],
      "in the setting's SEN unit"),
    MappingField(
      "resourced_provision", .flag,
      [
        "resourced_provision", "resourcedprovisionindicator", "resourced_provision_indicator", "in_resourced_provision",
        "in_base",
      ],
      "in the setting's resourced provision"),
    MappingField(
      "placement_rank", .number, ["placement_rank", "placementrank", "rank"],
      "rows other than 1 are second placements, left out"),
    MappingField(
      "placement_start", .date,
      ["placement_start", "placement_start_date", "entrydate", "entry_date", "date_placed", "school_start_date"],
      "becomes year_from, the academic year the placement began"),
    MappingField(
      "transported", .flag, ["transported", "transport", "sen_transport", "has_transport", "home_to_school_transport"],
      "travels at the authority's cost"),
    MappingField("wheelchair", .flag, ["wheelchair", "wheelchair_user", "uses_wheelchair"], "travels in a wheelchair"),
    MappingField(
      "assistant", .flag, ["assistant", "passenger_assistant", "escort", "pa_required", "escort_required"],
      "needs a passenger assistant"),
    MappingField(
      "alone", .flag, ["alone", "solo", "solo_transport", "travels_alone", "sole_occupancy"], "must travel alone"),
    MappingField(
      "not_with", .identity, ["not_with", "must_not_travel_with"],
      "numbers of children not to share a vehicle with, joined by ;"),
    MappingField("residential", .flag, ["residential", "res", "residential_placement", "boarding"], "boards"),
    MappingField(
      "directed", .flag, ["directed", "tribunal_directed", "tribunal_placement"], "placed by a Tribunal's order"),
    MappingField(
      "low_income", .flag, ["low_income", "fsm", "free_school_meals", "fsm_eligible"], "extended travel rights"),
    MappingField(
      "looked_after", .flag, ["looked_after", "lac", "cla", "cic", "child_looked_after", "looked_after_child"],
      "looked after"),
    MappingField("sibling_id", .identity, ["sibling_id"], "number of a brother or sister in the table"),
    MappingField(
      "sex", .code(["F", "M", "unknown"]), ["sex", "gender", "gendercurrent"], "only with --with-equality-columns",
      guess: {
        ["female": "F", "male": "M", "girl": "F", "boy": "M", "not known": "unknown", "u": "unknown"][plainWords($0)]
      }),
    MappingField(
      "ethnicity", .text, ["ethnicity", "ethnic_origin", "ethnic_code"], "only with --with-equality-columns"),
  ],
  needed: [
    MappingNeed("who the child is", "upn", "person_id"),
    MappingNeed("how old the child is", "date_of_birth", "nc_year"),
    MappingNeed("the child's primary need", "need"),
    MappingNeed("where the child lives", "uprn", "postcode", "easting_m"),
    MappingNeed("where the child is placed", "urn", "setting_name", "placement_type", "provision_id", "ukprn"),
  ])

/// Whether a plan of some status is held; `nil` where the words do not say.
private func guessedStatus(_ value: String) -> String? {
  let words = Set(plainWords(value).split(separator: " ").map(String.init))
  if plainWords(value) == "k" || plainWords(value) == "sen support" { return "not_held" }
  if !words.isDisjoint(with: ["ceased", "ended", "closed", "transferred", "inactive", "refused", "draft", "lapsed"]) {
    return "not_held"
  }
  return words.isDisjoint(with: ["active", "final", "current", "open", "maintained", "held", "e", "ehcp"])
    ? nil : "held"
}
