import Foundation
import Inputs
import Planning
import Units

/// What a source says of where a child is placed.
struct StatedPlacement: Hashable {
  var urn: String?
  var ukprn: String?
  var settingName: String?
  var provisionID: String?
  /// The kind as the source has it, translated.
  var kind: ProvisionKind?
  var isInSENUnit = false
  var isInResourcedProvision = false

  var isEmpty: Bool { urn == nil && ukprn == nil && settingName == nil && provisionID == nil && kind == nil }
}

/// Finds the kind, and where exactly one fits the provision, of a stated placement (DOMAIN 3.1).
///
/// A child flagged in a unit or resourced provision is in a specialist base at that host: the return is the authority's
/// own record, GIAS flags are often wrong. Where the study has no base there, that is counted.
struct PlacementFinder {
  struct Found {
    var kind: ProvisionKind
    /// Index into the study's provisions.
    var provision: Int?
  }
  private let study: Study
  private let byURN: [String: Int]
  private let byUKPRN: [String: Int]
  let names: SettingNames
  /// Provisions of each setting that are open in the base year.
  private var provisions: [[Int]]
  private let byProvisionID: [String: Int]
  private let placements: [StatedPlacement]
  /// By placement and NC year: what was found, and for how many children.
  private var known: [(found: Found, count: Int)?]

  /// - Parameter placements: The different placements that children will be found in.
  init(_ study: Study, _ folder: StudyFolder, _ placements: [StatedPlacement] = []) {
    self.study = study
    self.placements = placements
    known = Array(repeating: nil, count: placements.count * NCYear.all.count)
    let extra = SettingNumbers(folder)
    var byURN: [String: Int] = [:]
    var byUKPRN: [String: Int] = [:]
    for (index, setting) in study.settings.enumerated() {
      for urn in extra.formerURNs[setting.id] ?? [] { byURN[urn] = index }
      if let ukprn = extra.ukprn[setting.id] { byUKPRN[ukprn] = index }
    }
    // A setting's own number goes before somebody's former one.
    for (index, setting) in study.settings.enumerated() { if let urn = setting.urn { byURN[urn] = index } }
    self.byURN = byURN
    self.byUKPRN = byUKPRN
    names = SettingNames(study.settings)
    provisions = Array(repeating: [], count: study.settings.count)
    var byProvisionID: [String: Int] = [:]
    for (index, provision) in study.provisions.enumerated() {
      guard let setting = provision.setting else { continue }
      byProvisionID[provision.id] = index
      if provision.places?.first != 0 { provisions[setting].append(index) }
    }
    self.byProvisionID = byProvisionID
  }

  /// Whether the study has a provision of that id.
  func hasProvision(_ id: String) -> Bool { byProvisionID[id] != nil }

  /// The setting of a URN or former URN.
  func setting(urn: String) -> Int? {
    HomePoints.packedNumber(ArraySlice(urn.utf8)).flatMap { byURN[String($0)] }
  }

  /// The kind and provision of a child; equal cases are looked up once.
  ///
  /// - Parameters:
  ///   - placement: Index into the placements given.
  ///   - ncYear: -4 to 21.
  mutating func find(placement: Int, ncYear: Int) -> Found {
    let place = placement * NCYear.all.count + ncYear - NCYear.all.lowerBound
    if let (found, count) = known[place] {
      known[place] = (found, count + 1)
      return found
    }
    let found = resolve(placements[placement], setting(placements[placement]), ncYear)
    known[place] = (found, 1)
    return found
  }

  /// What was unusual about the placements found so far.
  var tally: PlacementTally {
    var tally = PlacementTally()
    for (place, entry) in known.enumerated() {
      guard let (found, count) = entry else { continue }
      let stated = placements[place / NCYear.all.count]
      let setting = setting(stated)
      tally.count(
        stated, setting.map { study.settings[$0] }, found, hasBase: setting.map(hasBase) ?? false, children: count)
    }
    return tally
  }

  private func setting(_ stated: StatedPlacement) -> Int? {
    if let urn = stated.urn, let index = byURN[urn] { return index }
    if let ukprn = stated.ukprn, let index = byUKPRN[ukprn] { return index }
    if let name = stated.settingName, case .one(let index, _) = names.match(name) { return index }
    return nil
  }

  private func hasBase(_ setting: Int) -> Bool {
    provisions[setting].contains { study.provisions[$0].kind == .specialistBase }
  }

  private func resolve(_ stated: StatedPlacement, _ setting: Int?, _ ncYear: Int) -> Found {
    if let id = stated.provisionID, let index = byProvisionID[id] {
      return Found(kind: study.provisions[index].kind, provision: index)
    }
    let isInBase = stated.isInSENUnit || stated.isInResourcedProvision
    guard let setting else {
      if stated.isEmpty { return Found(kind: .notRecorded) }
      if let kind = stated.kind, !(kind == .mainstream && isInBase) { return Found(kind: kind) }
      if isInBase { return Found(kind: .specialistBase) }
      return Found(kind: stated.ukprn != nil && stated.urn == nil ? .fe : .elsewhere)
    }
    let here = provisions[setting].filter { study.provisions[$0].ncYears.contains(ncYear) }
    let typeKind = settingKind(typeCode: study.settings[setting].typeCode)
    var kind = stated.kind ?? typeKind
    // A flag at a special school or college is a slip: those have no unit of a mainstream host.
    if isInBase, kind == nil || kind == .mainstream { kind = .specialistBase }
    if let kind {
      let fits = here.filter { isSame(study.provisions[$0].kind, kind) }
      if fits.count == 1 { return Found(kind: study.provisions[fits[0]].kind, provision: fits[0]) }
      if !fits.isEmpty || kind == .mainstream || kind.isBase || stated.kind != nil { return Found(kind: kind) }
    }
    // The study's own table says what there is for this year group, where the type does not.
    let others = here.filter { !study.provisions[$0].kind.isBase }
    if others.count == 1 { return Found(kind: study.provisions[others[0]].kind, provision: others[0]) }
    if let kind { return Found(kind: kind) }
    let kinds = Set(provisions[setting].map { study.provisions[$0].kind }.filter { !$0.isBase })
    return Found(kind: kinds.count == 1 ? kinds.first ?? .elsewhere : .elsewhere)
  }

  /// A satellite is part of its special school, and the return does not tell them apart.
  private func isSame(_ provision: ProvisionKind, _ kind: ProvisionKind) -> Bool {
    provision == kind || (kind == .special && provision == .satellite)
  }
}

/// What was unusual about placements, for the report.
struct PlacementTally {
  private(set) var notRecorded = 0
  private(set) var withProvision = 0
  private(set) var unknownURNs: [String: Int] = [:]
  private(set) var unknownUKPRNs: [String: Int] = [:]
  private(set) var unknownNames = 0
  private(set) var elsewhereUnknown = 0
  /// Names of settings where a flag has no base in the study, with the children flagged.
  private(set) var flagsWithoutBase: [String: Int] = [:]
  private(set) var flagsNotAtMainstream = 0
  private(set) var otherKinds = 0

  fileprivate mutating func count(
    _ stated: StatedPlacement, _ setting: Setting?, _ found: PlacementFinder.Found, hasBase: Bool, children: Int
  ) {
    if found.kind == .notRecorded { notRecorded += children }
    if found.provision != nil { withProvision += children }
    let isInBase = stated.isInSENUnit || stated.isInResourcedProvision
    guard let setting else {
      if let urn = stated.urn {
        unknownURNs[urn, default: 0] += children
      } else if let ukprn = stated.ukprn {
        unknownUKPRNs[ukprn, default: 0] += children
      } else if stated.settingName != nil {
        unknownNames += children
      }
      if found.kind == .elsewhere, stated.kind == nil, !stated.isEmpty { elsewhereUnknown += children }
      return
    }
    if isInBase, !hasBase, found.kind.isBase { flagsWithoutBase[setting.name, default: 0] += children }
    if isInBase, !found.kind.isBase { flagsNotAtMainstream += children }
    if let stated = stated.kind, found.provision == nil, settingKind(typeCode: setting.typeCode) ?? stated != stated,
      !stated.isBase
    {
      otherKinds += children
    }
  }
}

/// Numbers that settings.csv may hold beside those of FORMATS: former URNs joined by `;`, UKPRN.
private struct SettingNumbers {
  var formerURNs: [String: [String]] = [:]
  var ukprn: [String: String] = [:]

  init(_ folder: StudyFolder) {
    let place = folder.url.appendingPathComponent("settings.csv")
    guard let data = FileManager.default.contents(atPath: place.path) else { return }
    let table = CSVTable(file: "settings.csv", bytes: [UInt8](data), log: ProblemLog())
    guard let id = table.optionalColumn("setting_id") else { return }
    let former = table.optionalColumn("former_urns")
    let number = table.optionalColumn("ukprn")
    for row in 0..<table.rowCount {
      guard let id = table.text(row, id) else { continue }
      formerURNs[id] = table.list(row, former)
      ukprn[id] = table.text(row, number)
    }
  }
}
