import Appraisal
import Foundation
import Inputs
import Planning

/// The lines of `placeplan estimate --lines`. No home and no child is in any.
enum EstimateLine {
  /// The first line: what an estimate can be asked of, and doing nothing.
  struct Ready: Encodable {
    struct Metric: Encodable {
      var name: String
      var title: String
      var unit: String
      var definition: String
      var doingNothing: [Double?]
    }
    struct Area: Encodable {
      var id: String
      var name: String
    }
    struct Setting: Encodable {
      var id: String
      var name: String
      var kind: String
      /// `nil` for a setting outside the authority.
      var area: String?
    }
    struct Proposal: Encodable {
      var id: String
      var name: String
      var setting: String
      var openingYear: String?
      var places: [Int]
      var needs: [String]
      var eastingM: Double
      var northingM: Double
    }
    var ready = true
    var study: String
    var seconds: Double
    var years: [String]
    var basis: String
    var metrics: [Metric]
    var areas: [Area]
    var settings: [Setting]
    var proposals: [Proposal]
  }

  struct Answer: Encodable {
    struct Series: Encodable {
      var option: [Double?]
      var change: [Double?]
    }
    struct Metric: Encodable {
      var name: String
      var option: [Double?]
      var change: [Double?]
    }
    struct Area: Encodable {
      var id: String
      var metrics: [String: Series]
    }
    struct Setting: Encodable {
      var id: String
      var occupied: [Int?]
      var places: [Int]
    }
    var id: String?
    var seconds: Double?
    var metrics: [Metric]?
    var areas: [Area]?
    var settings: [Setting]?
    var notes: [String]?
    var error: String?
  }

  /// A line in: `{"id": "7", "option": {...}}`.
  struct Request {
    var id: String
    /// What the option's file would hold.
    var option: [UInt8]
    /// What messages call that file.
    var file: String

    init(_ line: String, _ number: Int) throws(StudyProblems) {
      let parsed = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      guard let parsed, let id = parsed["id"] as? String, let option = parsed["option"] as? [String: Any],
        let bytes = try? JSONSerialization.data(withJSONObject: option, options: .withoutEscapingSlashes)
      else {
        throw StudyProblems(
          "standard input", row: number, fault: "not a question",
          remedy: #"Write {"id": "1", "option": {"id": "what-if", "proposals": ["..."]}} on one line."#)
      }
      self.id = id
      self.option = Array(bytes)
      file = "options/\(option["id"] as? String ?? "what-if").yaml"
    }
  }

  static func text(_ line: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(line), as: UTF8.self)
  }

  /// Whole and at once, because the reader waits for it.
  static func write(_ line: some Encodable) throws {
    try FileHandle.standardOutput.write(contentsOf: Data((text(line) + "\n").utf8))
  }
}

extension EstimateLine.Ready {
  init(_ study: Study, _ nothing: Estimate, basis: String, seconds: Double) {
    self.study = study.name
    self.seconds = seconds
    years = (0...study.horizon).map { study.year($0).description }
    self.basis = basis
    metrics = nothing.authority.map {
      Metric(
        name: $0.metric.name, title: $0.metric.title, unit: $0.metric.unit.rawValue, definition: $0.metric.definition,
        doingNothing: $0.values)
    }
    areas = study.areas.map { Area(id: $0.id, name: $0.name) }
    let places = SettingAreas(study)
    settings = study.settings.indices.map { index in
      let setting = study.settings[index]
      return Setting(
        id: setting.id, name: setting.name, kind: study.mainKind(at: index)?.code ?? "",
        area: setting.isInArea ? study.areas[places.area(of: setting.point)].id : nil)
    }
    proposals = study.proposals.indices.map { index in
      let proposal = study.proposals[index]
      let places = study.places(of: index)
      let provisions = proposal.provisions.map { study.provisions[$0] }
      let needs = provisions.reduce(into: NeedSet([])) { $0.formUnion($1.needs) }
      return Proposal(
        id: proposal.id, name: proposal.name, setting: study.settings[proposal.setting].id,
        openingYear: places.firstIndex { $0 > 0 }.map { study.year($0).description }, places: places,
        needs: Need.allCases.filter(needs.contains).map(\.code),
        eastingM: study.settings[proposal.setting].point.easting,
        northingM: study.settings[proposal.setting].point.northing)
    }
  }
}

extension EstimateLine.Answer {
  /// An answer that says what is wrong.
  init(id: String, error: String) {
    self.id = id
    self.error = error
  }

  init(_ estimate: Estimate, _ study: Study, notes: [String], seconds: Double) {
    self.seconds = seconds
    metrics = estimate.authority.map { Metric(name: $0.metric.name, option: $0.values, change: $0.changes) }
    areas = zip(study.areas, estimate.areas).map { area, series in
      Area(
        id: area.id,
        metrics: Dictionary(
          uniqueKeysWithValues: series.map { ($0.metric.name, Series(option: $0.values, change: $0.changes)) }))
    }
    settings = estimate.sites.map {
      Setting(id: study.settings[$0.setting].id, occupied: $0.occupied, places: $0.places)
    }
    self.notes = notes
  }
}

extension Study {
  /// The kind by which a setting is known: the farthest up the ladder of what is there, or of what would be at a proposed site.
  fileprivate func mainKind(at setting: Int) -> ProvisionKind? {
    let there = provisions.filter { $0.setting == setting }
    let existing = there.filter { $0.proposal == nil }
    return (existing.isEmpty ? there : existing).map(\.kind).max()
  }
}
