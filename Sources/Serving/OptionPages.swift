import Appraisal
import Foundation
import Hummingbird
import Planning
import Reporting

/// Options: switch proposals, change them, see an estimate at once, save, and run in full.
extension Site {
  func optionRoutes(_ router: Router<BasicRequestContext>) {
    router.get("studies/:study/options/new") { request, context in
      let study = try study(context)
      let query = request.uri.queryParameters
      var form = OptionForm(query["from"].flatMap { id in study.options.first { $0.id == id } })
      if query["from"] != nil {
        form.id = ""
        form.name = form.name.isEmpty ? "" : "\(form.name), changed"
      }
      if let id = query["figure"].map(String.init), let known = try? assumptions(of: study)[id],
        case .number(let value) = known.value
      {
        form.figures.append((id, OptionForm.plain(value)))
      }
      return try await editor(study, form)
    }
    router.get("studies/:study/reading") { _, context in
      let program = await estimates.program(of: try study(context).folder)
      // A study that cannot be read is as good as read: the page that is opened again says why.
      var isRead = true
      do { isRead = try await program.factsSoon() != nil } catch is ProgramFailure {}
      return part("reading-progress", ["isRead": isRead])
    }
    router.get("studies/:study/options/:option") { _, context in
      let study = try study(context)
      let id = try context.parameters.require("option")
      guard let option = study.options.first(where: { $0.id == id }) else {
        throw HTTPError(.notFound, message: "The study has no such option.")
      }
      return try await editor(study, OptionForm(option))
    }
    router.post("studies/:study/options") { request, context in
      let study = try study(context)
      let fields = try await FormFields(request)
      let before = fields.text("id").flatMap { id in study.options.first { $0.id == id } }
      return try await answer(study, OptionForm(fields, before: before), to: fields.text("do") ?? "estimate")
    }
    router.post("studies/:study/estimate") { request, context in
      let study = try study(context)
      let fields = try await FormFields(request)
      let before = fields.text("id").flatMap { id in study.options.first { $0.id == id } }
      return part("estimate", try await estimate(study, OptionForm(fields, before: before)))
    }
  }

  /// What a press of one of the form's buttons does.
  private func answer(_ study: StudyFolder, _ form: OptionForm, to button: String) async throws -> Response {
    guard button == "save" || button == "run" else {
      return try await editor(study, form, estimate: try await estimate(study, form))
    }
    let facts = try await estimates.program(of: study.folder).facts()
    var (option, problems) = form.option(facts)
    if form.name.isEmpty { problems.append("Give the option a name.") }
    if !OptionForm.isID(form.id) { problems.append("Give the option a name with letters or digits in it.") }
    if study.options.contains(where: { $0.id == option.id }), !study.saved.contains(option.id) {
      problems.append("\(option.id): study.yaml has an option of that name. Choose another.")
    }
    guard problems.isEmpty else {
      return try await editor(study, form, problems: problems, status: .unprocessableContent)
    }
    do {
      _ = try await estimates.program(of: study.folder).estimate(option)
    } catch let refusal as ProgramFailure {
      return try await editor(study, form, problems: [refusal.description], status: .unprocessableContent)
    }
    try save(option, in: study)
    if button == "run" {
      let job = await jobs.ask(study: study, options: [option.id], draws: nil, years: nil, seed: nil)
      return .redirect(to: "/jobs/\(job.id)", type: .normal)
    }
    return .redirect(to: "/studies/\(study.folder.id)/options/\(option.id)?saved=yes", type: .normal)
  }

  /// Writes `options/<id>.yaml`, whole or not at all.
  private func save(_ option: PlanOptionFile, in study: StudyFolder) throws {
    let folder = study.folder.url.appending(path: "options")
    if !FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    guard workspace.file("options", of: study.folder.url) != nil else {
      throw ProgramFailure("\(study.folder.name)/options: a link that leads out of the study. Nothing was saved.")
    }
    try Data(try option.yaml().utf8).write(to: folder.appending(path: "\(option.id).yaml"), options: .atomic)
  }

  // MARK: The estimate

  /// The figures that move first, in the order of the page.
  private static let estimated: [Metric] = [
    .unmetBaseDemand, .independentCount, .independentRateB, .outOfAreaCount, .timeMean, .excessiveTravelShare,
    .transportEligible, .placementCost, .independentCost, .transportCost, .vehicles, .placesOpen,
  ]

  private func estimate(_ study: StudyFolder, _ form: OptionForm) async throws -> [String: Any] {
    let program = await estimates.program(of: study.folder)
    let facts = try await program.facts()
    let (option, problems) = form.option(facts)
    guard problems.isEmpty else { return ["refusals": problems] }
    do {
      let answer = try await program.estimate(option)
      return values(answer, facts, hasOwnFigures: !option.assumptions.isEmpty)
    } catch let refusal as ProgramFailure {
      return ["refusals": [refusal.description]]
    }
  }

  private func values(_ estimate: Estimate, _ facts: EstimateReady, hasOwnFigures: Bool) -> [String: Any] {
    let measures = Dictionary((estimate.metrics ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    func last(_ values: [Double?]?) -> Double? { values?.last ?? nil }
    let rows = Self.estimated.compactMap { metric -> [String: Any]? in
      guard let measure = measures[metric.name] else { return nil }
      let nothing = facts.metrics.first { $0.name == metric.name }?.doingNothing
      let change = last(measure.change)
      let words = change.map { Wording.change(metric, Change(mean: $0, p05: $0, p50: $0, p95: $0, pGain: nil)).mean }
      return known([
        "title": metric.title, "definition": metric.sentence,
        "nothing": last(nothing).map { Wording.value(metric, $0) } ?? "not shown",
        "option": last(measure.option).map { Wording.value(metric, $0) } ?? "not shown",
        "change": words ?? "not shown", "sense": change.flatMap { Self.sense($0, metric, words ?? "") },
      ])
    }
    let unmet = Metric.unmetBaseDemand
    let areas = facts.areas.compactMap { area -> [String: Any]? in
      guard let course = estimate.areas?.first(where: { $0.id == area.id })?.metrics[unmet.name] else { return nil }
      return [
        "name": area.name, "option": last(course.option).map { Wording.value(unmet, $0) } ?? "c",
        "change": last(course.change).map {
          Wording.change(unmet, Change(mean: $0, p05: $0, p50: $0, p95: $0, pGain: nil)).mean
        } ?? "c",
      ]
    }
    return known([
      "rows": rows, "ownFigures": hasOwnFigures, "year": facts.years.last, "basis": facts.basis, "areas": areas,
      "hasAreas": !areas.isEmpty,
      "areaTitle": unmet.title, "notes": estimate.notes ?? [],
      "milliseconds": estimate.seconds.map { Wording.whole($0 * 1000) },
    ])
  }

  /// `better` or `worse` of a change that does not read as none.
  private static func sense(_ change: Double, _ metric: Metric, _ words: String) -> String? {
    guard words != "no change" else { return nil }
    switch metric.direction {
    case .none: return nil
    case .lowerIsBetter: return change < 0 ? "better" : "worse"
    case .higherIsBetter: return change > 0 ? "better" : "worse"
    }
  }

  // MARK: The form

  private func editor(
    _ study: StudyFolder, _ form: OptionForm, estimate shown: [String: Any]? = nil, problems: [String] = [],
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let facts: EstimateReady
    do {
      guard let known = try await estimates.program(of: study.folder).factsSoon() else {
        return page("reading", title: study.laName, ["study": study.folder.id, "laName": study.laName])
      }
      facts = known
    } catch let failure as ProgramFailure {
      return page(
        "apology", title: "The study cannot be read",
        ["heading": "The study cannot be read", "message": failure.description], status: .unprocessableContent)
    }
    let first = if let shown { shown } else { try await estimate(study, form) }
    let settings = Dictionary(facts.settings.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let figures = (try? assumptions(of: study)) ?? nil
    let background = shelf.all.first { $0.summary.study == study.name }
    let saved = study.saved.contains(form.id)
    let changed = Set(form.option(facts).option.changes.map(\.proposal))
    return page(
      "option", title: form.name.isEmpty ? "New option" : form.name,
      known([
        "study": study.folder.id, "laName": study.laName, "id": form.id.isEmpty ? nil : form.id,
        "name": form.name.isEmpty ? nil : form.name, "isSaved": saved,
        "proposals": facts.proposals.map { proposal in
          self.proposal(
            proposal, form.rows[proposal.id] ?? .init(), isChanged: changed.contains(proposal.id), years: facts.years,
            settings: settings)
        },
        "figures": form.figures.map { id, value -> [String: Any] in
          let figure = figures?[id]
          var before: String?
          if case .number(let number)? = figure?.value { before = OptionForm.plain(number) }
          return known(["id": id, "value": value, "unit": figure?.unit, "before": before, "source": figure?.source])
        }, "hasFigures": !form.figures.isEmpty,
        "numbers": (figures?.all ?? []).compactMap { figure -> [String: Any]? in
          guard case .number(let value) = figure.value, !form.figures.contains(where: { $0.id == figure.id }) else {
            return nil
          }
          return ["id": figure.id, "value": OptionForm.plain(value), "unit": figure.unit]
        },
        "estimate": first, "problems": problems, "hasProblems": !problems.isEmpty,
        "background": background?.folder.id, "tileAddress": self.settings.tileAddress,
        "tileAttribution": self.settings.tileAttribution,
      ]), status: status)
  }

  private func proposal(
    _ proposal: EstimateReady.Proposal, _ row: OptionForm.Row, isChanged: Bool, years: [String],
    settings: [String: String]
  ) -> [String: Any] {
    func plain(_ metres: Double?) -> String? { metres.map { OptionForm.plain($0.rounded()) } }
    let opening = proposal.openingYear.flatMap { years.firstIndex(of: $0) }
    let chosen = row.needs ?? proposal.needs
    let (east, north) = (plain(proposal.eastingM), plain(proposal.northingM))
    let course = zip(years.suffix(proposal.places.count), proposal.places).reduce(into: [String]()) { words, step in
      guard let places = step.1, places > 0, words.last?.hasPrefix("\(Wording.whole(places)) from") != true else {
        return
      }
      words.append("\(Wording.whole(places)) from \(step.0)")
    }
    let openings = opening.map { first in
      (first..<years.count).map { year -> [String: Any] in
        ["delay": year - first, "year": years[year], "chosen": year - first == row.delay]
      }
    }
    return known([
      "id": proposal.id, "name": proposal.name, "isIn": row.isIn,
      "setting": proposal.setting.map { settings[$0] ?? $0 },
      "opening": proposal.openingYear, "openings": openings ?? [], "hasOpenings": openings != nil,
      "course": course.isEmpty ? "No places" : "Places: \(course.joined(separator: ", "))", "places": row.places,
      "fullPlaces": proposal.fullPlaces.map { Wording.whole($0) } ?? "",
      "needs": Need.allCases.map { need -> [String: Any] in
        ["code": need.code, "need": need.title, "chosen": chosen.contains(need.code), "proposal": proposal.id]
      },
      "needCodes": proposal.needs.joined(separator: ", "),
      "easting": row.easting.isEmpty ? east : row.easting, "northing": row.northing.isEmpty ? north : row.northing,
      "east": east, "north": north, "isChanged": isChanged,
    ])
  }
}
