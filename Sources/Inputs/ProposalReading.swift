import Foundation
import Geometry
import Planning
import Units

/// Capital proposals, one file each under `proposals/`, in order of file name; then those of the workbook.
extension StudyReader {
  mutating func readProposals() {
    let folder = files.name("proposals", default: "proposals")
    proposals.isKnown = true
    for url in yamlFiles(in: files.url(folder)) ?? [] {
      let name = "\(folder)/\(url.lastPathComponent)"
      guard let bytes = files.read(url, as: name), let file = YAMLMap(file: name, bytes: bytes, log: log) else {
        proposals.refuse(String(url.lastPathComponent.dropLast(5)))
        continue
      }
      readProposal(file, stem: String(url.lastPathComponent.dropLast(5)))
    }
    readWorkbookProposals()
    if study.proposals.isEmpty, yamlFiles(in: files.url(folder)) == nil {
      notes.append("\(folder): there are no proposals; only doing nothing is assessed.")
    }
  }

  mutating func readProposal(_ file: YAMLMap, stem: String) {
    file.allow([
      "id", "name", "kind", "setting_id", "site", "from_setting_id", "provisions", "capital", "decisions", "premises",
      "engagement",
      "mitigations", "illustrative",
    ])
    let id = file.text("id", required: true) ?? stem
    if id != stem { file.report("id", "not the name of its file", "Name the file \(id).yaml, or the id \(stem).") }
    if id == PlanOption.doNothingID {
      file.report("id", "the id of doing nothing", "Choose another id.")
    }
    let proposalIndex = study.proposals.count
    _ = proposals.insert(id, index: proposalIndex, row: 1)
    let isIllustrative = file.flag("illustrative") ?? false
    let kind = proposalKind(file)
    let setting = proposalSetting(file, id)
    let decisions = decisions(file)
    var proposal = Proposal(
      id: id, name: file.text("name", required: true) ?? id, kind: kind ?? .newBase, setting: setting ?? 0,
      movesFrom: settingLeft(file, kind), provisions: [], decisions: decisions, engagement: file.text("engagement"),
      mitigations: file.texts("mitigations").map(\.text), isIllustrative: isIllustrative)
    if kind != .adaptation, file["provisions"] == nil {
      file.log.report(file.file, "the proposal has no provisions", "List at least one under provisions.")
    }
    for (number, entry) in file.maps("provisions").enumerated() {
      let read = proposedProvision(entry, id: "\(id)#\(number + 1)", setting: setting ?? 0, kind: kind)
      guard var provision = read else { continue }
      provision.proposal = proposalIndex
      if provision.opening?.isAfterJanuary == true {
        notes.append(
          "\(file.file): \(provision.id) opens after the January of its first year: its places count from the September after."
        )
      }
      proposal.provisions.append(study.provisions.count)
      study.provisions.append(provision)
    }
    readCapital(file, into: &proposal)
    if let premises = file.map("premises") {
      premises.allow(["surplus_places", "area_m2"])
      proposal.surplusPlaces = premises.integer("surplus_places")
      proposal.areaSquareMetres = premises.number("area_m2")
    }
    study.proposals.append(proposal)
    proposalFiles.append(file.file)
  }

  private func proposalKind(_ file: YAMLMap) -> ProposalKind? {
    guard let code = file.text("kind", required: true) else { return nil }
    if let kind = ProposalKind(rawValue: code) { return kind }
    file.report("kind", "not a kind of proposal", "Use \(orList(ProposalKind.allCases.map(\.rawValue))).")
    return nil
  }

  /// The setting a proposal names, or the site it describes, which becomes a setting of its own.
  private mutating func proposalSetting(_ file: YAMLMap, _ id: String) -> Int? {
    if let named = file.text("setting_id") {
      if file["site"] != nil {
        file.report("setting_id", "given beside a site", "Keep setting_id or site, not both.")
      }
      if let index = settings[named] { return index }
      if !settings.isRefused(named) {
        file.report(
          "setting_id", "not in settings.csv",
          "Correct the id, or describe a site with name, easting_m and northing_m.")
      }
      return nil
    }
    guard let site = file.map("site") else {
      file.log.report(
        file.file, "the proposal has no site",
        "Name a setting_id of settings.csv, or describe a site with name, easting_m and northing_m.")
      return nil
    }
    site.allow(["name", "easting_m", "northing_m"])
    let name = site.text("name", required: true)
    guard let point = point(site), let name else { return nil }
    study.settings.append(
      Setting(id: "\(id)-site", name: name, laCode: study.laCode, point: point, isInArea: true, isProposed: true))
    return study.settings.count - 1
  }

  /// The point of a site in the area, by its easting_m and northing_m.
  func point(_ site: YAMLMap) -> Point? {
    let easting = site.number("easting_m", required: true)
    let northing = site.number("northing_m", required: true)
    guard let easting, let northing else { return nil }
    let point = Point(easting: easting, northing: northing)
    guard let fault = pointFault(point, expected: bounds, margin: 5_000) else { return point }
    site.report("easting_m", fault.clause, fault.remedy)
    return nil
  }

  /// The setting that a relocation leaves.
  private func settingLeft(_ file: YAMLMap, _ kind: ProposalKind?) -> Int? {
    guard kind == .relocate else {
      if kind != nil, file["from_setting_id"] != nil {
        file.report(
          "from_setting_id", "given for a proposal that relocates nothing", "Take it out, or use kind: relocate.")
      }
      return nil
    }
    guard let named = file.text("from_setting_id", required: true) else { return nil }
    if let index = settings[named] { return index }
    if !settings.isRefused(named) { file.report("from_setting_id", "not in settings.csv", "Correct the id.") }
    return nil
  }

  private func decisions(_ file: YAMLMap) -> Proposal.Decisions {
    guard let map = file.map("decisions") else { return Proposal.Decisions() }
    map.allow(["consent", "statutory", "place_change", "naming"])
    func date(_ key: String) -> String? {
      guard let text = map.text(key) else { return nil }
      if text == Proposal.Decisions.notNeeded || isISODate(text) { return text }
      map.report(
        key, "not a date", "Write it as 2027-04-30, or \"\(Proposal.Decisions.notNeeded)\", or leave it empty.")
      return nil
    }
    return Proposal.Decisions(
      consent: date("consent"), statutory: date("statutory"), placeChange: date("place_change"), naming: date("naming"))
  }

  private func readCapital(_ file: YAMLMap, into proposal: inout Proposal) {
    guard let capital = file.map("capital") else { return }
    capital.allow(["profile_pence", "price_base", "optimism_bias_percent", "funding"])
    proposal.priceBase = capital.text("price_base")
    proposal.funding = capital.text("funding")
    proposal.optimismBiasPercent = capital.number("optimism_bias_percent") ?? 0
    if let profile = capital.map("profile_pence") { proposal.capital = capitalProfile(profile) }
  }

  /// Pence by financial year, as `{2026-27: 68160000}` gives them; what is wrong is left out and reported.
  func capitalProfile(_ profile: YAMLMap) -> [FinancialYear: Pence] {
    var pence: [FinancialYear: Pence] = [:]
    for (key, node) in profile.mapping {
      let text = key.plainText ?? ""
      guard let year = FinancialYear(text) else {
        profile.log.report(profile.file, row: key.line, value: text, "not a financial year", "Write it as 2026-27.")
        continue
      }
      guard let sum = node.plainText.flatMap({ wholeNumber(ArraySlice($0.utf8)) }), sum >= 0 else {
        profile.log.report(
          profile.file, row: node.line, value: node.shown, "not a sum in pence", "Write a whole number of 0 or more.")
        continue
      }
      pence[year, default: .zero] += Pence(sum)
    }
    return pence
  }
}
