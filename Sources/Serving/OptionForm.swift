import Foundation

/// The form in which a reader builds an option: what was filled in, checked as far as the study's facts allow.
struct OptionForm: Sendable {
  /// What stands in the form for one proposal.
  struct Row: Sendable, Equatable {
    var isIn = false
    /// Years later than the proposal says.
    var delay = 0
    var places: String = ""
    /// `nil`: as the proposal says.
    var needs: [String]?
    var easting: String = ""
    var northing: String = ""
  }
  var id: String
  var name: String
  var rows: [String: Row]
  var figures: [(id: String, value: String)]

  /// An option as a file has it.
  init(_ option: PlanOptionFile?) {
    id = option?.id ?? ""
    name = option?.name ?? ""
    rows = [:]
    figures = (option?.assumptions ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, Self.plain($0.value)) }
    for proposal in option?.proposals ?? [] { rows[proposal, default: Row()].isIn = true }
    for change in option?.changes ?? [] {
      var row = rows[change.proposal] ?? Row()
      switch (change.field, change.value) {
      case ("delay_years", .number(let years)): row.delay = Int(years)
      case ("places", .number(let count)): row.places = Self.plain(count)
      case ("needs", .list): row.needs = change.value.words
      case ("site", .map(let site)):
        row.easting = site["easting_m"]?.number.map(Self.plain) ?? ""
        row.northing = site["northing_m"]?.number.map(Self.plain) ?? ""
      default: kept.append(change)
      }
      rows[change.proposal] = row
    }
  }

  /// Changes that the form does not show, kept as they are.
  var kept: [PlanOptionFile.Change] = []

  /// What a browser sent.
  init(_ fields: FormFields, before: PlanOptionFile?) {
    self.init(nil)
    kept = OptionForm(before).kept
    name = fields.text("name") ?? ""
    id = fields.text("id") ?? Self.id(of: name)
    for proposal in fields.all("include") { rows[proposal, default: Row()].isIn = true }
    for proposal in fields.names(after: "delay.") {
      rows[proposal, default: Row()].delay = fields.text("delay.\(proposal)").flatMap { Int($0) } ?? 0
    }
    for proposal in fields.names(after: "places.") {
      rows[proposal, default: Row()].places = fields.text("places.\(proposal)") ?? ""
    }
    // A browser sends ticked boxes only: that needs were on the page at all is told by a field of its own.
    for proposal in fields.all("needs-shown") { rows[proposal, default: Row()].needs = fields.all("needs.\(proposal)") }
    for proposal in fields.names(after: "easting.") {
      rows[proposal, default: Row()].easting = fields.text("easting.\(proposal)") ?? ""
      rows[proposal, default: Row()].northing = fields.text("northing.\(proposal)") ?? ""
    }
    figures = fields.names(after: "figure.").compactMap { id in fields.text("figure.\(id)").map { (id, $0) } }
    if let id = fields.text("new-figure"), let value = fields.text("new-figure-value") { figures.append((id, value)) }
  }

  /// The option, or what stands in its way, in words for the form.
  ///
  /// - Parameter facts: of the study, for what a proposal is unless changed.
  func option(_ facts: EstimateReady) -> (option: PlanOptionFile, problems: [String]) {
    var problems: [String] = []
    var changes: [PlanOptionFile.Change] = []
    let chosen = facts.proposals.filter { rows[$0.id]?.isIn == true }
    for proposal in chosen {
      guard let row = rows[proposal.id] else { continue }
      func change(_ field: String, _ value: PlanOptionFile.Value) {
        changes.append(.init(proposal: proposal.id, field: field, value: value))
      }
      if row.delay > 0 { change("delay_years", .number(Double(row.delay))) }
      if !row.places.isEmpty {
        if let count = Int(row.places), (0...2000).contains(count) {
          if Double(count) != proposal.fullPlaces { change("places", .number(Double(count))) }
        } else {
          problems.append("\(proposal.name): places must be a whole number from 0 to 2,000, not \(row.places).")
        }
      }
      if let needs = row.needs, Set(needs) != Set(proposal.needs) {
        if needs.isEmpty { problems.append("\(proposal.name): tick at least one need.") }
        change("needs", .words(needs))
      }
      if !row.easting.isEmpty || !row.northing.isEmpty {
        if let east = Double(row.easting), let north = Double(row.northing), (0...700_000).contains(east),
          (0...1_300_000).contains(north)
        {
          if east.rounded() != proposal.eastingM?.rounded() || north.rounded() != proposal.northingM?.rounded() {
            change("site", .map(["easting_m": .number(east.rounded()), "northing_m": .number(north.rounded())]))
          }
        } else {
          problems.append(
            "\(proposal.name): give easting and northing of the British National Grid in metres, such as 352600 and 274200."
          )
        }
      }
    }
    var assumptions: [String: Double] = [:]
    for figure in figures {
      if let value = Double(figure.value) {
        assumptions[figure.id] = value
      } else {
        problems.append("\(figure.id): must be a number, not \(figure.value).")
      }
    }
    let option = PlanOptionFile(
      id: id.isEmpty ? "what-if" : id, name: name.isEmpty ? "What if" : name, proposals: chosen.map(\.id),
      changes: changes + kept.filter { change in chosen.contains { $0.id == change.proposal } },
      assumptions: assumptions)
    return (option, problems)
  }

  /// An id made of a name: `All bases, later` becomes `all-bases-later`.
  static func id(of name: String) -> String {
    let plain = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(plain).split(separator: "-").joined(separator: "-").prefix(60).description
  }

  /// Whether a text can be an option's id and its file's name.
  static func isID(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]{0,59}/) != nil && text != "do-nothing"
  }

  static func plain(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }
}

extension EstimateReady.Proposal {
  /// Places when it is all open.
  var fullPlaces: Double? { places.compactMap { $0 }.max() }
}
