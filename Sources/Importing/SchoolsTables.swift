import Planning

/// The settings and provision of schools, as FORMATS has them, and what had to be assumed on the way.
struct SchoolsTables {
  private(set) var settings: TableText
  private(set) var provision = TableText([
    "provision_id", "setting_id", "kind", "needs", "nc_year_low", "nc_year_high", "year_from", "places", "over_places",
    "annual_cost_pence", "cost_basis", "transfer_nc_years",
  ])
  private(set) var notes: [String] = []
  private let former: [String: String]?
  /// Bases, their places and their pupils, of the authority's own schools: SEN units, then resourced provision.
  private(set) var bases = [(rows: Int, places: Int, onRoll: Int)](repeating: (0, 0, 0), count: 2)
  private var fromRoll: [String] = []
  private var unknown: [String] = []
  private var withinSpecial: (rows: Int, places: Int) = (0, 0)
  private var basesWithoutNumbers: [String] = []
  private var basesFromRoll: [String] = []

  /// - Parameter former: URNs that schools had before, by URN; `nil` where there is no links file, and then no such column.
  init(_ schools: [School], former: [String: String]?) {
    self.former = former
    settings = TableText(
      [
        "setting_id", "urn", "name", "type_code", "la_code", "responsible_body", "easting_m", "northing_m",
        "net_capacity_places", "roll", "roll_forecast", "in_area", "bell_start", "bell_end",
        "admissions_policy",
      ] + (former == nil ? [] : ["former_urns"]))
    for school in schools {
      addSetting(school)
      addProvision(school)
      for base in school.bases { addBase(base, school) }
    }
    describe()
  }

  private mutating func addSetting(_ school: School) {
    settings.add(
      [
        school.urn, school.urn, school.name, school.typeCode, school.laCode, school.body,
        metres(school.point.easting), metres(school.point.northing), school.capacity.map(String.init) ?? "",
        school.roll.map(String.init) ?? "", "", school.isInArea ? "yes" : "no", "", "",
        school.admissions?.rawValue ?? "",
      ] + (former == nil ? [] : [former?[school.urn] ?? ""]))
  }

  private mutating func addProvision(_ school: School) {
    var places: Int?
    if school.kind.hasPlaces {
      places = school.capacity
      if places == nil, let roll = school.roll {
        places = roll
        fromRoll.append(school.urn)
      }
      // Without a number the engine would take the places to be without limit.
      if places == nil {
        places = 0
        unknown.append(school.urn)
      }
    }
    add(
      "\(school.urn)-\(school.kind.code)", school, school.kind, years: school.ncYears,
      needs: school.kind.hasPlaces ? school.needs : .all, places: places)
  }

  private mutating func addBase(_ base: SchoolBase, _ school: School) {
    guard school.kind.hostsBases else {
      withinSpecial.rows += 1
      withinSpecial.places += base.places ?? 0
      return
    }
    let id = "\(school.urn)-\(base.model == .unit ? "sen_unit" : "resourced_provision")"
    var places = base.places
    if (places ?? 0) == 0, let onRoll = base.onRoll, onRoll > 0 {
      places = onRoll
      basesFromRoll.append(id)
    }
    guard let places, places > 0 else { return basesWithoutNumbers.append(id) }
    if school.isInArea {
      let index = base.model == .unit ? 0 : 1
      bases[index].rows += 1
      bases[index].places += places
      bases[index].onRoll += base.onRoll ?? 0
    }
    add(id, school, .specialistBase, years: school.ncYears, needs: school.needs, places: places)
  }

  private mutating func add(
    _ id: String, _ school: School, _ kind: ProvisionKind, years: ClosedRange<Int>, needs: NeedSet, places: Int?
  ) {
    let codes = needs == .all ? "" : Need.allCases.filter(needs.contains).map(\.code).joined(separator: ";")
    provision.add([
      id, school.urn, kind.code, codes, String(years.lowerBound), String(years.upperBound), "",
      places.map(String.init) ?? "", "", "", "", "",
    ])
  }

  private mutating func describe() {
    if withinSpecial.rows > 0 {
      notes.append(
        "\(withinSpecial.rows) SEN units or resourced provisions with \(withinSpecial.places) places are special or independent "
          + "schools' own: no bases were made of them.")
    }
    if !basesFromRoll.isEmpty {
      notes.append("Bases without a capacity, whose places are the pupils on roll: \(RegisterText.few(basesFromRoll)).")
    }
    if !basesWithoutNumbers.isEmpty {
      notes.append(
        "Bases with neither places nor pupils, left out: \(RegisterText.few(basesWithoutNumbers)). Add them to provision.csv if they "
          + "are open.")
    }
    if !fromRoll.isEmpty {
      notes.append("Schools without a capacity, whose places are the pupils on roll: \(RegisterText.few(fromRoll)).")
    }
    if !unknown.isEmpty {
      notes.append(
        "Schools with neither capacity nor roll, entered with 0 places: \(RegisterText.few(unknown)). Fill them in in provision.csv."
      )
    }
    notes += [
      "Places of special, non-maintained, independent and alternative schools are the whole school's, other authorities' children "
        + "included: put the places that this authority can use in provision.csv.",
      "SchoolCapacity is taken as net capacity. Bell times, costs and roll forecasts are not in the register: left empty.",
    ]
  }

  /// A coordinate without a needless fraction.
  private func metres(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
