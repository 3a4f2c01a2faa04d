import Assumptions
import Foundation
import Hummingbird
import Inputs

/// Every figure that a run rests on, with unit, source, status and date; one can be changed in an option.
extension Site {
  func assumptionRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/assumptions") { _, context in
      let run = try run(context)
      let study = study(of: run)
      let today = study.flatMap { try? assumptions(of: $0) }
      return page(
        "assumptions", title: "\(run.provenance.laName): assumptions",
        known([
          "rows": run.provenance.assumptions.map { figure in
            row(today?[figure.id], study: study)
              ?? [
                "id": figure.id, "unit": figure.unit, "date": figure.date, "status": figure.status,
                "source": figure.source, "owner": figure.owner, "value": "not in this folder",
              ]
          }, "study": study?.folder.id, "ofRun": true,
        ]), run: run, tab: "Assumptions")
    }
    router.get("studies/:study/assumptions") { _, context in
      let study = try study(context)
      return page(
        "assumptions", title: "\(study.laName): assumptions",
        [
          "rows": try assumptions(of: study).all.compactMap { row($0, study: study) }, "study": study.folder.id,
          "laName": study.laName,
        ])
    }
  }

  /// The shared figures and the study's own, as a run would take them.
  func assumptions(of study: StudyFolder) throws -> AssumptionSet {
    guard let shared = sharedAssumptionFiles(study: study.folder.url) else {
      throw HTTPError(
        .notFound,
        message: "The shared assumptions are not found. Set PLACEPLAN_MODELS to the Models folder of placeplan.")
    }
    let own = study.assumptionFiles.compactMap { workspace.file($0, of: study.folder.url) }
    do { return try loadAssumptions(files: shared + own) } catch {
      throw ProgramFailure(error.problems.map(\.description).joined(separator: "\n"))
    }
  }

  private func row(_ figure: Assumption?, study: StudyFolder?) -> [String: Any]? {
    guard let figure else { return nil }
    var number: String?
    if case .number(let value) = figure.value {
      number = value.formatted(.number.precision(.significantDigits(1...8)))
    }
    return known([
      "id": figure.id, "value": number ?? Self.words(figure.value), "isNumber": number != nil, "unit": figure.unit,
      "range": figure.low.flatMap { low in figure.high.map { "\(low.formatted()) to \($0.formatted())" } },
      "date": figure.date, "status": figure.status.rawValue, "source": figure.source,
      "owner": figure.owner ?? "no owner",
      "note": figure.note, "file": figure.file, "study": study?.folder.id,
    ])
  }

  private static func words(_ value: AssumptionValue) -> String {
    switch value {
    case .number(let number): number.formatted()
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .numbers(let numbers): numbers.map { $0.formatted() }.joined(separator: ", ")
    case .table(let table): "a table of \(table.count) figures"
    case .nested(let table): "a table of \(table.count) rows"
    }
  }
}
