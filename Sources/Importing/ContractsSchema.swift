/// What a mapping file of transport contracts may say.
let contractsSchema = MappingSchema(
  kind: "contracts", isPersonal: false,
  fields: [
    MappingField(
      "route_id", .text,
      [
        "route_id", "route", "route_no", "route_number", "route_ref", "route_code", "contract", "contract_no",
        "contract_number", "contract_ref",
      ],
      "the route's own number; each row a route"),
    MappingField(
      "urn", .text, ["urn", "school_urn", "setting_urn", "destination_urn"],
      "the setting, found in settings.csv with its former URNs"),
    MappingField(
      "setting_name", .setting,
      [
        "setting_id", "setting_name", "setting", "school", "school_name", "destination", "establishment",
        "school_college", "college", "base",
      ],
      "the setting by its name"),
    MappingField(
      "vehicle", .text, ["vehicle", "vehicle_type", "type_of_vehicle", "transport_type", "mode"], "as the list has it"),
    MappingField(
      "seats", .number,
      [
        "seats", "capacity", "vehicle_capacity", "no_of_seats", "number_of_seats", "passenger_seats", "vehicle_size",
        "seating",
      ],
      "passenger places; values may translate vehicle types"),
    MappingField(
      "children", .number,
      [
        "children", "passengers", "pupils", "students", "no_of_pupils", "number_of_pupils", "no_of_passengers",
        "number_of_passengers", "pax", "no_pupils", "no_of_children", "pupil_count",
      ],
      "children carried"),
    MappingField(
      "miles_per_day", .number,
      [
        "miles_per_day", "daily_miles", "daily_mileage", "mileage_per_day", "miles_day", "total_daily_miles", "miles",
        "mileage", "loaded_miles",
      ],
      "miles a day, both ways"),
    MappingField(
      "miles_per_journey", .number,
      ["miles_per_journey", "one_way_miles", "miles_one_way", "single_miles", "miles_each_way", "distance_miles"],
      "miles of one journey; doubled"),
    MappingField(
      "price", .money,
      [
        "price_per_day", "daily_rate", "daily_cost", "cost_per_day", "day_rate", "daily_price", "rate_per_day",
        "price_day", "cost_day", "price", "cost", "rate", "contract_price", "price_per_mile", "rate_per_mile",
        "cost_per_mile", "weekly_cost", "cost_per_week", "weekly_rate", "price_per_week", "annual_cost",
        "cost_per_annum", "annual_price", "yearly_cost", "journey_price", "price_per_journey", "cost_per_journey",
      ],
      "£ text such as £1,234.50"),
    MappingField(
      "price_unit", .code(["day", "mile", "week", "journey", "year"]),
      ["price_unit", "rate_type", "price_type", "charge_basis", "pricing_basis", "per"],
      "what the price is for: day, mile, week, journey (one way) or year",
      guess: { guessedUnit($0) }),
    MappingField(
      "days", .number, ["days", "days_per_year", "operating_days", "days_a_year", "school_days", "contract_days"],
      "days a year that the route runs"),
    MappingField(
      "days_a_week", .number, ["days_a_week", "days_per_week"],
      "days a week that the route runs, where the price is by week"),
    MappingField(
      "start", .date, ["start", "start_date", "contract_start", "contract_start_date", "from_date"], "first day"),
    MappingField(
      "end", .date, ["end", "end_date", "contract_end", "contract_end_date", "expiry", "expiry_date", "to_date"],
      "last day"),
    MappingField("notice_weeks", .number, ["notice_weeks", "notice_period_weeks", "notice"], "weeks of notice"),
  ],
  needed: [
    MappingNeed("which route it is", "route_id"), MappingNeed("where the route goes", "urn", "setting_name"),
    MappingNeed("what vehicle runs", "vehicle"), MappingNeed("how many seats it has", "seats"),
    MappingNeed("how many children it carries", "children"),
    MappingNeed("how far it runs", "miles_per_day", "miles_per_journey"),
    MappingNeed("what it costs", "price"), MappingNeed("what the price is for", "price_unit"),
    MappingNeed("on how many days a year it runs", "days"),
  ],
  propose: { headers in
    // 190 days is the school year of maintained schools.
    var constants = ["days": "190"]
    if let price = headers["price"] {
      constants["price_unit"] = guessedUnit(price) ?? openMark
      if constants["price_unit"] == "week" { constants["days_a_week"] = "5" }
    }
    return MappingProposal(constants: constants)
  })

/// What a price is for, by a word in its header or in a column of units.
private func guessedUnit(_ text: String) -> String? {
  for word in plainWords(text).split(separator: " ") {
    switch word {
    case "day", "daily", "days", "pd": return "day"
    case "mile", "miles", "mileage", "pm": return "mile"
    case "week", "weekly", "pw": return "week"
    case "journey", "trip", "single", "run": return "journey"
    case "year", "yearly", "annual", "annum", "pa": return "year"
    default: continue
    }
  }
  return nil
}
