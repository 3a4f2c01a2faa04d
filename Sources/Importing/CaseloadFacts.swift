/// Figures and sentences of a caseload import: the names are a contract, the sentences are not.

/// A count with its noun and the rest of a sentence: `1 plan had ceased`, `2 plans had ceased`.
func counted(_ count: Int, _ one: String, _ many: String, _ rest: String = "") -> String {
  "\(count) \(count == 1 ? one : many)\(rest.isEmpty ? "" : " \(rest)")"
}

extension CaseloadHomeTally {
  var facts: [ImportReport.Fact] {
    var facts: [ImportReport.Fact] = []
    func add(_ name: String, _ count: Int, _ what: String) {
      if count > 0 { facts.append(.init(name, count, counted(count, "home", "homes", what))) }
    }
    add("homes_by_uprn", byUPRN, "by UPRN, at the address")
    add("homes_by_postcode", byPostcode, "by postcode")
    add("homes_by_point", byPoint, "by the source's own easting and northing")
    add("homes_at_centre", atCentre, "not found, put at the centre of the residences")
    return facts
  }
}

extension PlacementTally {
  var facts: [ImportReport.Fact] {
    [
      .init(
        "placements_with_provision", withProvision,
        counted(withProvision, "placement", "placements", "in a provision of the study")),
      .init("placements_not_recorded", notRecorded, counted(notRecorded, "placement", "placements", "not recorded")),
    ]
  }

  var notes: [String] {
    var notes: [String] = []
    func note(_ count: Int, _ sentence: String) {
      if count > 0 { notes.append("\(counted(count, "child", "children")): \(sentence)") }
    }
    note(notRecorded, "no placement in the source; kept as not_recorded, an issue to settle there.")
    note(
      unknownURNs.values.reduce(0, +),
      "at \(counted(unknownURNs.count, "setting", "settings")) not in settings.csv, URN \(list(unknownURNs.keys.sorted()))."
    )
    note(
      unknownUKPRNs.values.reduce(0, +),
      "at \(counted(unknownUKPRNs.count, "provider", "providers")) not in settings.csv, kept as fe where no kind is stated, UKPRN "
        + "\(list(unknownUKPRNs.keys.sorted())).")
    note(unknownNames, "at settings whose names settings.csv does not have.")
    note(elsewhereUnknown, "kept as elsewhere, because settings.csv lacks the setting and nothing else says its kind.")
    note(
      flagsWithoutBase.values.reduce(0, +),
      "flagged in a SEN unit or resourced provision where provision.csv has no base, \(list(flagsWithoutBase.keys.sorted())); "
        + "kept as specialist_base without a provision. Add the base, or correct the flag.")
    note(
      flagsNotAtMainstream,
      "flagged in a unit or resourced provision of a setting that is not mainstream; the flag was passed over.")
    note(otherKinds, "a placement type that is not that of the setting; the type stated was kept.")
    return notes
  }

  private func list(_ items: [String]) -> String {
    items.prefix(10).joined(separator: ", ") + (items.count > 10 ? " and \(items.count - 10) more" : "")
  }
}

extension BladeCaseload {
  var facts: [ImportReport.Fact] {
    [
      .init("plans_ceased", tally.ceased, counted(tally.ceased, "plan", "plans", "had ceased")),
      .init(
        "plans_transferred_out", tally.transferredOut,
        counted(tally.transferredOut, "plan", "plans", "had moved to another authority")),
      .init(
        "plans_starting_later", tally.startsLater,
        counted(tally.startsLater, "plan", "plans", "began or moved in later")),
      .init("without_upn", withoutPupilNumber, counted(withoutPupilNumber, "child", "children", "without a UPN")),
      .init(
        "needs_not_recorded", needNotRecorded, counted(needNotRecorded, "child", "children", "without a primary need")),
    ]
  }

  var notes: [String] {
    var notes: [String] = []
    func note(_ count: Int, _ one: String, _ many: String, _ sentence: String) {
      if count > 0 { notes.append("\(counted(count, one, many)): \(sentence)") }
    }
    note(tally.heldWithoutNamedPlan, "plan", "plans", "no named plan in the return; held by the active plan.")
    note(
      tally.severalPlans, "further plan", "further plans",
      "of children who hold more than one, left out; the latest counts.")
    note(oddPupilNumbers, "UPN", "UPNs", "not of the form of one; hashed as it stands.")
    note(
      withoutPupilNumber, "child", "children",
      "known by the return's own number alone, which changes with every export; the pseudonym will too.")
    note(secondPlacements, "child", "children", "only a second placement is open on the day; it was taken.")
    note(
      severalFirstPlacements, "child", "children",
      "several first placements are open on the day; the one that began last was taken.")
    note(needNotRecorded, "child", "children", "no primary need in the return; kept as OTH.")
    note(needNotAssessed, "child", "children", "the need is NSA, no specialist assessment; kept as OTH.")
    return notes
  }
}
