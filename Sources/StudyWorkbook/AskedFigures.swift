private let doneWithout = "A run does without it, and says so."

/// The figures that a run reads and no shared file may default, in the order an officer meets them, in words; `condition` says
/// when a run reads one that it does not always read.
///
/// Terms of a scenario are not among them: a study that switches one on gives its terms beside the switch.
let askedFigures: [(id: String, title: String, condition: String?)] = [
  (
    "cost.base_total",
    "What the high needs block pays a year for one child in an inclusion base: place funding and top-up together", nil
  ),
  ("cost.ap", "What the high needs block pays a year for one child with a plan in alternative provision", nil),
  ("cost.eotas", "What the high needs block pays a year for one child educated otherwise than at school", nil),
  (
    "cost.fe_high_needs_total",
    "What the high needs block pays a year for one student in general further education: place funding and top-up together",
    nil
  ),
  (
    "cost.elsewhere",
    "What the high needs block pays a year for one child educated elsewhere: Welsh schools, parents' arrangements, none",
    nil
  ),
  ("funding.place.base_pre16_unoccupied", "Funding of an empty place in an inclusion base, up to Year 11", nil),
  (
    "need.wheelchair_share_by_need", "Share of children with a new plan who travel in a wheelchair, by need",
    "Read only where the caseload records none."
  ),
  (
    "need.assistant_share_by_need", "Share of children with a new plan who need a passenger assistant, by need",
    "Read only where the caseload records none."
  ),
  (
    "need.low_income_share", "Share of children with a new plan from a household of low income",
    "Read only where the caseload records none."
  ),
  (
    "need.looked_after_share", "Share of children with a new plan who are looked after",
    "Read only where the caseload records none."
  ),
  ("transport.fleet", "Vehicles that can be hired: seats, wheelchair places, price a school day and price a mile", nil),
  ("transport.cost_pa_day", "Price of a passenger assistant for a school day", nil),
  (
    "transport.dead_mileage_share",
    "Miles driven empty to the first pick-up, as a share of the drive from there to the school", nil
  ),
  ("transport.post16_days", "Days a year on which a student of Year 12 or above travels", nil),
  ("transport.boarding_minutes", "Minutes a vehicle stands at a stop for one child to board", nil),
  (
    "transport.wheelchair_boarding_minutes", "Minutes a vehicle stands at a stop for a child in a wheelchair to board",
    nil
  ),
  (
    "transport.passenger_needs", "Share of carried children in a wheelchair, and with an assistant, by need",
    "Read only where the caseload does not say."
  ),
  (
    "transport.pass_share",
    "Share of carried pupils from Year 7 in bands 1 and 2 who travel on a pass, by kind of place", nil
  ),
  ("transport.budget_share", "Share of carried children whose family has a personal travel budget", nil),
  ("transport.solo_share_semh", "Share of carried children with SEMH who ride alone", nil),
  ("transport.solo_share_band_4", "Share of carried children in band 4 who ride alone", nil),
  (
    "transport.long_journey_detour",
    "Longest time on board over the child's own direct drive, where that drive exceeds the guideline time by itself",
    nil
  ),
  ("transport.circuity_fallback", "Road distance over the straight line, where the road file does not reach", nil),
  ("transport.unlocated_miles", "Miles one way to a placement whose setting is not named, by kind of place", nil),
  ("transport.unlocated_sharers", "Children in a shared vehicle to a placement whose setting is not named", nil),
  ("transport.unlocated_mph", "Speed of a journey to a placement whose setting is not named", nil),
  (
    "base.group_size", "Places of an inclusion base that make one group",
    doneWithout
  ),
  (
    "capital.base_refurb_per_place", "Capital for one place of a base in rooms that are there",
    doneWithout
  ),
  (
    "base.lead_time_months.refurb", "Months from decision to opening of a base in rooms that are there",
    doneWithout
  ),
  (
    "base.lead_time_months.extension", "Months from decision to opening of a base that needs an extension",
    doneWithout
  ),
  (
    "special.lead_time_months.new", "Months from decision to opening of a new special school",
    doneWithout
  ),
  (
    "funding.import_export_per_child", "What the import-export adjustment moves between authorities for one child",
    doneWithout
  ),
  (
    "funding.import_export_lag_years", "Years from the January counted to the adjustment paid",
    doneWithout
  ),
  (
    "timetable.place_change_return",
    "Month and day by which the place-change return is due, the year before the September",
    doneWithout
  ),
  (
    "viability.minimum_occupancy", "Share of its places below which a provision is not viable",
    doneWithout
  ),
  (
    "mitigation.satellite_days_share", "Share of school days that a child can spend at a site near home",
    doneWithout
  ),
]
