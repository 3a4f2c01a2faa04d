/// The sheets of a study's workbook, in order. Columns carry the names of the tables and files they fill.
public let workbookSheets: [WorkbookSheet] = [
  WorkbookSheet(
    name: "settings",
    purpose: """
      What the school register does not hold. A setting_id of settings.csv adds to that row, and what stands here is used \
      in place of the download; a new setting_id adds a setting.
      """,
    addsTo: "settings.csv", columns: settingColumns),
  WorkbookSheet(
    name: "provision",
    purpose: """
      Places by kind, need and year group at each setting. A provision_id of provision.csv adds to that row, and what stands \
      here is used in its place; a new one adds a provision. Repeat it with a later year_from where places change.
      """,
    addsTo: "provision.csv", columns: provisionColumns),
  WorkbookSheet(
    name: "proposals", purpose: "One row a capital proposal. Its places and money have sheets of their own.",
    columns: proposalColumns),
  WorkbookSheet(
    name: "proposal_places",
    purpose: "The places of each proposal: one row for each year in which their number changes.", columns: placeColumns),
  WorkbookSheet(
    name: "proposal_capital", purpose: "The capital of each proposal by financial year, before optimism bias.",
    columns: capitalColumns),
  WorkbookSheet(
    name: "options",
    purpose:
      "Combinations of proposals to compare: one row for each proposal of an option. Doing nothing always exists.",
    columns: optionColumns),
  WorkbookSheet(
    name: "contracts", purpose: "Transport contracts, one row a route. They calibrate the price of a route.",
    columns: contractColumns),
  WorkbookSheet(
    name: "assumptions",
    purpose: """
      Figures that only the authority can give. Nobody has verified the shared ones, so each wants a value, or unknown: \
      then the shared one is used and marked unverified wherever it counts.
      """,
    columns: assumptionColumns),
]

private let settingColumns = [
  WorkbookColumn("setting_id", .id, "The id of the setting in settings.csv, or a new one.", required: true),
  WorkbookColumn("name", .text, "The school's, college's or site's name.", required: true),
  WorkbookColumn(
    "bell_start", .time, "When the school day begins, as 08:50.",
    unknown: "settings.csv is used; without it, routes to the setting have no clock times"),
  WorkbookColumn("bell_end", .time, "When the school day ends, as 15:20.", unknown: "settings.csv is used, if it says"),
  WorkbookColumn(
    "roll_forecast", .whole, "Pupils expected on roll in the last year of the study.",
    unknown: "settings.csv is used, if it says"),
  WorkbookColumn(
    "responsible_body", .text, "Who runs it: maintained, a trust's name, or independent.",
    unknown: "settings.csv is used, if it says"),
  WorkbookColumn(
    "in_area", .flag, "Whether it lies inside the authority's border.", required: true,
    unknown: "settings.csv is used; a new setting is left out"),
  WorkbookColumn(
    "easting_m", .number, "Metres on the British National Grid.", required: true,
    unknown: "settings.csv is used; a new setting is left out"),
  WorkbookColumn(
    "northing_m", .number, "Metres on the British National Grid.", required: true,
    unknown: "settings.csv is used; a new setting is left out"),
  WorkbookColumn(
    "net_capacity_places", .whole, "Net capacity in places.", unknown: "settings.csv is used, if it says"),
  WorkbookColumn("roll", .whole, "Pupils on roll now.", unknown: "settings.csv is used, if it says"),
  WorkbookColumn("urn", .id, "The unique reference number of the register of schools."),
  WorkbookColumn("type_code", .id, "The register's code of the type of establishment."),
  WorkbookColumn("la_code", .id, "The three-digit code of the authority it lies in."),
]

private let provisionColumns = [
  WorkbookColumn("provision_id", .id, "The id of the provision in provision.csv, or a new one.", required: true),
  WorkbookColumn(
    "setting_id", .id, "The setting it is at, an id of settings.csv or of the sheet settings.", required: true),
  WorkbookColumn(
    "kind", .choice(.provisionKind), "The kind of place, a code of the sheet lists.", required: true,
    unknown: "provision.csv is used; a new provision is left out"),
  WorkbookColumn(
    "needs", .choices(.need), "Needs it is for: all, one code, or several joined by ; such as ASD;SEMH.",
    unknown: "provision.csv is used; without it, every need is taken"),
  WorkbookColumn(
    "nc_year_low", .choice(.ncYear), "Lowest NC year: age on 31 August less 4. Reception is 0.", required: true,
    unknown: "provision.csv is used; a new provision is left out"),
  WorkbookColumn(
    "nc_year_high", .choice(.ncYear), "Highest NC year: age on 31 August less 4. Year 13 is 13.", required: true,
    unknown: "provision.csv is used; a new provision is left out"),
  WorkbookColumn(
    "year_from", .choice(.academicYear),
    "The academic year from whose 1 September these places hold; empty: from the start.",
    unknown: "the places hold from the start"),
  WorkbookColumn(
    "places", .whole, "Places agreed. Empty: no limit of its own.",
    unknown: "provision.csv is used; without it, no limit is set on the places"),
  WorkbookColumn(
    "over_places", .whole, "Places above the agreed number that the school takes under pressure.",
    unknown: "provision.csv is used; without it, none"),
  WorkbookColumn(
    "annual_cost_pence", .whole,
    "What the high needs block pays a year for one child here, in pence: 2000000 is £20,000.",
    unknown: "provision.csv is used; without it, the figure of its kind in the assumptions"),
  WorkbookColumn(
    "cost_basis", .choice(.costBasis), "What the cost covers.", unknown: "provision.csv is used; without it, not stated"
  ),
  WorkbookColumn(
    "transfer_nc_years", .text, "NC years in which children here are placed anew, joined by ; such as 7;12.",
    unknown: "provision.csv is used; without it, the usual ones of its kind"),
]

private let proposalColumns = [
  WorkbookColumn("id", .id, "A short id of letters, digits and hyphens, such as base-oakham.", required: true),
  WorkbookColumn("name", .text, "The proposal's name in reports.", required: true),
  WorkbookColumn(
    "kind", .choice(.proposalKind), "What the proposal does, a code of the sheet lists.", required: true,
    unknown: "the proposal is left out"),
  WorkbookColumn(
    "setting_id", .id,
    "The setting it is at, an id of settings.csv or of the sheet settings; leave empty for a new site."),
  WorkbookColumn("site_name", .text, "The name of a new site, with its easting and northing; else empty."),
  WorkbookColumn("easting_m", .number, "The new site's easting in metres on the British National Grid."),
  WorkbookColumn("northing_m", .number, "The new site's northing in metres on the British National Grid."),
  WorkbookColumn("funding", .text, "Where the capital comes from.", unknown: "printed as not stated"),
  WorkbookColumn("price_base", .text, "The prices of the capital, such as 2026 Q1.", unknown: "printed as not stated"),
  WorkbookColumn(
    "optimism_bias_percent", .number, "Percent added to the capital for optimism bias, such as 24.",
    unknown: "none is added"),
  WorkbookColumn("consent", .decision, "Date of consent to the capital, or not needed.", unknown: "no date binds"),
  WorkbookColumn(
    "statutory", .decision, "Date of the statutory decision, or not needed.",
    unknown: "the places do not count, unless the proposal is illustrative"),
  WorkbookColumn(
    "place_change", .decision, "Date of the place-change return, or not needed.", unknown: "no date binds"),
  WorkbookColumn(
    "naming", .decision, "Date from which the places can be named in plans, or not needed.",
    unknown: "the places do not count, unless the proposal is illustrative"),
  WorkbookColumn("engagement", .text, "Who has been asked and what they said.", unknown: "printed as not stated"),
  WorkbookColumn(
    "mitigations", .text, "What is done for those who lose by it, joined by ;", unknown: "none is printed"),
  WorkbookColumn("surplus_places", .whole, "Surplus places at the host school.", unknown: "printed as not stated"),
  WorkbookColumn("area_m2", .number, "Floor area in square metres.", unknown: "printed as not stated"),
  WorkbookColumn(
    "illustrative", .flag, "Whether site, size or costs are for illustration and no plan of the authority.",
    unknown: "it is taken as a plan, not an illustration"),
]

private let placeColumns = [
  WorkbookColumn("proposal_id", .row(of: "proposals"), "The proposal, an id of the sheet proposals.", required: true),
  WorkbookColumn(
    "kind", .choice(.provisionKind), "The kind of place, a code of the sheet lists.", required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "needs", .choices(.need), "Needs the places are for: all, one code, or several joined by ; such as ASD;SEMH.",
    unknown: "every need is taken"),
  WorkbookColumn(
    "nc_year_low", .choice(.ncYear), "Lowest NC year: age on 31 August less 4. Reception is 0.", required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "nc_year_high", .choice(.ncYear), "Highest NC year: age on 31 August less 4. Year 13 is 13.", required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "year", .choice(.academicYear), "The academic year from whose 1 September there are so many places.",
    required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "places", .whole, "Places in all from that September, not the number added since the row before.", required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "annual_cost_pence", .whole,
    "What the high needs block pays a year for one child here, in pence: 2000000 is £20,000.",
    unknown: "the figure of its kind in the assumptions is used"),
  WorkbookColumn(
    "opens_with_nc_year", .choice(.ncYear),
    "The highest NC year of its first September, with one more each September after; empty: all at once.",
    unknown: "all year groups are taken at once"),
  WorkbookColumn(
    "opening_month", .whole, "The month of its first year in which it opens, 1 to 12; empty: September.",
    unknown: "it opens in September"),
]

private let capitalColumns = [
  WorkbookColumn("proposal_id", .row(of: "proposals"), "The proposal, an id of the sheet proposals.", required: true),
  WorkbookColumn(
    "financial_year", .choice(.financialYear), "The financial year, April to March, as 2026-27.", required: true,
    unknown: "the row is left out"),
  WorkbookColumn(
    "pence", .whole, "Capital of that year in pence: 25000000 is £250,000.", required: true,
    unknown: "the row is left out, and no capital is counted for it"),
]

private let optionColumns = [
  WorkbookColumn("option_id", .id, "A short id of letters, digits and hyphens, such as all-bases.", required: true),
  WorkbookColumn("name", .text, "The option's name in reports. Once for each option is enough."),
  WorkbookColumn(
    "proposal_id", .row(of: "proposals"),
    "A proposal of the option, an id of the sheet proposals or of the folder proposals.", required: true),
]

private let contractColumns = [
  WorkbookColumn("route_id", .id, "An id of the route.", required: true),
  WorkbookColumn(
    "setting_id", .id, "The setting it serves, an id of settings.csv or of the sheet settings.", required: true),
  WorkbookColumn(
    "vehicle", .text, "The vehicle, such as taxi or minibus.", required: true, unknown: "the row is left out"),
  WorkbookColumn("seats", .whole, "Passenger seats.", required: true, unknown: "the row is left out"),
  WorkbookColumn("children", .whole, "Children carried.", required: true, unknown: "the row is left out"),
  WorkbookColumn("miles_per_day", .number, "Miles a day, both ways.", required: true, unknown: "the row is left out"),
  WorkbookColumn(
    "price_per_day_pence", .whole, "Price a day in pence: 9000 is £90.", required: true, unknown: "the row is left out"),
  WorkbookColumn("days", .whole, "Days a year.", required: true, unknown: "the row is left out"),
  WorkbookColumn("start", .date, "First day of the contract."),
  WorkbookColumn("end", .date, "Last day of the contract: its price holds until then."),
  WorkbookColumn("notice_weeks", .whole, "Weeks of notice for which a route given up is still paid."),
]

private let assumptionColumns = [
  WorkbookColumn("id", .id, "The figure's id.", required: true, given: true),
  WorkbookColumn("part", .id, "The part of a figure that has several.", given: true),
  WorkbookColumn("what", .text, "What the figure is.", given: true),
  WorkbookColumn("unit", .text, "Its unit.", given: true),
  WorkbookColumn("shared_value", .number, "The shared figure, which nobody has verified.", given: true),
  WorkbookColumn("low", .number, "The low end of its range.", given: true),
  WorkbookColumn("high", .number, "The high end of its range.", given: true),
  WorkbookColumn("shared_source", .text, "Where the shared figure comes from.", given: true),
  WorkbookColumn(
    "value", .number, "The authority's figure, or unknown. Shares are fractions: 0.4 is 40%.", required: true,
    unknown: "the shared figure is used and marked unverified"),
  WorkbookColumn("date", .date, "The date of the authority's figure. Once for a figure is enough."),
  WorkbookColumn(
    "owner", .text, "Who answers for it, by post and not by name: Head of SEND Finance. Empty prints as no owner."),
  WorkbookColumn("source", .text, "Where it comes from, such as contract register or top-up table."),
]
