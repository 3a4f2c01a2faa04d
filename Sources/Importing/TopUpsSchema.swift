import Inputs

/// What a mapping file of top-ups may say.
let topUpsSchema = MappingSchema(
  kind: "top-ups", isPersonal: true,
  fields: [
    caseloadSchema.field("upn")!, caseloadSchema.field("person_id")!,
    MappingField("child_id", .identity, ["pseudonym"], "the child_id of caseload.csv"),
    MappingField(
      "band", .code(["1", "2", "3", "4"]),
      [
        "band", "top_up_band", "topup_band", "funding_band", "banding", "matrix_band", "complexity_band", "tier",
        "level",
      ],
      "complexity 1 (least) to 4"),
    MappingField(
      "amount", .money,
      [
        "amount", "top_up", "topup", "top_up_amount", "annual_top_up", "funding", "annual_amount", "top_up_funding",
        "value", "total",
      ],
      "£ a year; amounts of one child are added up"),
  ],
  needed: [
    MappingNeed("who the child is", "upn", "person_id", "child_id"),
    MappingNeed("how much support the child has", "band", "amount"),
  ],
  settings: [
    MappingSetting("band_from_pounds", "From how many pounds a year each band begins; below the lowest it is band 1.")
  ],
  propose: { headers in
    guard headers["amount"] != nil, headers["band"] == nil else { return MappingProposal() }
    return MappingProposal(settings: ["band_from_pounds": "{2: \"?\", 3: \"?\", 4: \"?\"}"])
  })

/// Lowest amounts of the bands 1 to 4; `nil` when the mapping has none.
func bandThresholds(_ mapping: MappingFile, _ log: ProblemLog) -> [MappingMoney]? {
  guard let map = mapping.root.map("band_from_pounds") else {
    if mapping["amount"] != nil, mapping["band"] == nil {
      log.report(
        mapping.name, row: mapping.root.line("columns"), "the amounts have no bands",
        "Add band_from_pounds: {2: 3000, 3: 8000, 4: 15000} with your own amounts.")
    }
    return nil
  }
  map.allow(["2", "3", "4"])
  var lowest = [MappingMoney("0")!]
  for band in ["2", "3", "4"] {
    guard let text = map.text(band, required: true), let amount = MappingMoney(text) else {
      if map[band] != nil {
        map.report(
          band, "not an amount in pounds, which band \(band) begins from", "Write pounds a year, such as 8000.")
      }
      continue
    }
    if let last = lowest.last, amount.millionths < last.millionths {
      map.report(band, "below where the band before it begins", "Put the amounts in rising order.")
    }
    lowest.append(amount)
  }
  return lowest
}
