import Appraisal
import Foundation
import Hummingbird
import Reporting

/// The first page: studies, runs, and runs on their way. A study's own page: its options, and a full run of them.
extension Site {
  func homeRoutes(_ router: Router<BasicRequestContext>) {
    router.get("/") { _, _ in await home() }
    router.get("studies/:study") { _, context in
      let study = try study(context)
      // Whoever opens a study will soon want an estimate.
      Task { _ = try? await estimates.program(of: study.folder).factsSoon() }
      return try studyPage(study)
    }
    router.post("studies/:study/check") { _, context in
      let study = try study(context)
      let result = try await child.run(["check", study.folder.url.path], in: workspace.root)
      let text = [result.output, result.error].joined().replacing("\(workspace.root.path)/", with: "")
      return try studyPage(study, checked: ["text": text, "good": result.code == 0])
    }
    router.post("studies/:study/runs") { request, context in
      let study = try study(context)
      let fields = try await FormFields(request)
      return try await startRun(study, fields)
    }
  }

  private func home() async -> Response {
    let runs = shelf.all
    let jobs = await self.jobs.all
    let studies = workspace.studies.map { folder -> [String: Any] in
      guard let study = try? StudyFolder(folder, in: workspace) else {
        return ["name": folder.name, "broken": true]
      }
      return [
        "id": folder.id, "name": study.laName, "folderName": folder.name, "baseYear": study.baseYear,
        "options": study.options.count,
      ]
    }
    return page(
      "home", title: "Studies and runs",
      [
        "studies": studies, "hasStudies": !studies.isEmpty, "runs": runs.map(row), "hasRuns": !runs.isEmpty,
        "jobs": jobs.filter { $0.state != .done }.map(jobRow), "hasJobs": jobs.contains { $0.state != .done },
      ])
  }

  private func row(_ run: FinishedRun) -> [String: Any] {
    [
      "id": run.folder.id, "name": run.folder.name, "laName": run.provenance.laName,
      "ended": Self.date(run.provenance.ended), "draws": run.summary.draws, "seed": "\(run.summary.seed)",
      "headline": headline(run),
    ]
  }

  /// The two sentences that a reader wants first.
  func headline(_ run: FinishedRun) -> [String] {
    let (summary, year) = (run.summary, run.summary.lastYear)
    var sentences: [String] = []
    if let figure = summary.doNothing?[.independentRateB, year] {
      sentences.append(
        "Independent rate in \(year) if nothing is done: \(Wording.inLine(Wording.summary(.independentRateB, figure.summary)))"
      )
    }
    let best = summary.chosen.compactMap { option in
      option[.unmetBaseDemand, year]?.change.map { (option, $0) }
    }.min { $0.1.mean < $1.1.mean }
    if let (option, change) = best {
      sentences.append(
        "\(option.name): children who need a base and are in none, \(Wording.inLine(Wording.change(.unmetBaseDemand, change.change)))"
      )
    }
    return sentences
  }

  private func studyPage(
    _ study: StudyFolder, checked: [String: Any]? = nil, problem: String? = nil, status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let runs = shelf.all.filter { $0.summary.study == study.name }
    var values: [String: Any] = [
      "study": study.folder.id, "laName": study.laName, "folderName": study.folder.name, "baseYear": study.baseYear,
      "draws": study.draws, "years": study.horizonYears, "runs": runs.map(row), "hasRuns": !runs.isEmpty,
      "options": study.options.map { option -> [String: Any] in
        [
          "id": option.id, "name": option.name, "count": option.proposals.count, "changed": option.changes.count,
          "figures": option.assumptions.count, "saved": study.saved.contains(option.id), "study": study.folder.id,
        ]
      }, "hasOptions": !study.options.isEmpty,
    ]
    if let checked { values["checked"] = checked }
    if let problem { values["problem"] = problem }
    return page("study", title: study.laName, values, status: status)
  }

  private func startRun(_ study: StudyFolder, _ fields: FormFields) async throws -> Response {
    let options = fields.all("option")
    let known = Set(study.options.map(\.id))
    func refuse(_ sentence: String) throws -> Response {
      try studyPage(study, problem: sentence, status: .unprocessableContent)
    }
    if let unknown = options.first(where: { !known.contains($0) }) {
      return try refuse("The study has no option \(unknown).")
    }
    func number(_ name: String, _ range: ClosedRange<Int>) -> Int?? {
      guard let text = fields.text(name) else { return .some(nil) }
      guard let number = Int(text), range.contains(number) else { return nil }
      return number
    }
    guard let draws = number("draws", 1...10_000) else {
      return try refuse("Draws must be a whole number from 1 to 10,000.")
    }
    guard let years = number("years", 1...20) else { return try refuse("Years must be a whole number from 1 to 20.") }
    var seed: UInt64?
    if let text = fields.text("seed") {
      guard let number = UInt64(text) else { return try refuse("The seed must be a whole number, 0 or more.") }
      seed = number
    }
    let job = await jobs.ask(study: study, options: options, draws: draws, years: years, seed: seed)
    return .redirect(to: "/jobs/\(job.id)", type: .normal)
  }

  /// `30 November 2026, 14:22` of an ISO 8601 time in UTC; the text itself when it is none.
  static func date(_ iso: String) -> String {
    guard let date = try? Date(iso, strategy: .iso8601) else { return iso }
    return Self.date(date)
  }

  static func date(_ date: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_GB")
    formatter.dateFormat = "d MMMM yyyy, HH:mm"
    return formatter.string(from: date)
  }
}
