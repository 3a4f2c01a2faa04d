import Appraisal
import ArgumentParser
import Foundation
import NeedProjection
import Planning
import Simulation
import Units

struct Project: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Projects need by area, year, NC year and need, with intervals, and splits its growth.",
    discussion: """
      Writes need.csv (authority, areas, year groups and needs; whole children, c where disclosure control hides a cell, its own
      or one that would give it away), growth.csv (population, new-plan rate, retention, mix; they add up to the change) and
      local/need.csv (every cell, not for publication) to the output folder.

        placeplan project GeoData/shropshire --output /tmp/need
        placeplan project GeoData/shropshire --draws 1000 --json
      """)

  @OptionGroup var argument: StudyArgument
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to (need-<study> when left out).") var output: String?

  func run() async throws {
    try await options.running { line in
      let loaded = try loadedStudy(argument.study, options: options)
      let study = loaded.study
      let projection = try NeedProjection(study: study, assumptions: loaded.assumptions)
      let runs = try await inParallel(
        study.draws, jobs: options.jobs, work: "Need", progress: line.progress, workspace: {}
      ) { draw, _ in
        let run = projection.run(draw: draw)
        return (cohort: run.cohort, growth: projection.growth(run.flows))
      }
      var table = NeedTable(study: study)
      for run in runs { table.add(run.cohort) }
      let folder = URL(fileURLWithPath: output ?? "need-\(study.name)")
      try FileManager.default.createDirectory(at: folder.appending(path: "local"), withIntermediateDirectories: true)
      try write(table, study: study, to: folder)
      try write(runs.map(\.growth), study: study, to: folder.appending(path: "growth.csv"))
      line.finish()
      let totals = table.rows(by: [])
      if options.json {
        let years = totals.map { row in
          #""\#(study.year(row.year))":{"mean":\#(row.plans.mean),"p05":\#(row.plans.p05),"p50":\#(row.plans.p50),"p95":\#(row.plans.p95)}"#
        }
        Terminal.say(
          #"{"study":"\#(study.name)","draws":\#(study.draws),"seed":\#(study.seed),"ehcp":{\#(years.joined(separator: ","))}}"#
        )
      } else if !options.quiet {
        for note in projection.fit.notes { Terminal.say(note) }
        for row in totals {
          Terminal.say(
            "\(study.year(row.year)): \(Int(row.plans.mean.rounded())) plans (90% \(Int(row.plans.p05.rounded())) to \(Int(row.plans.p95.rounded())))"
          )
        }
        Terminal.say("Need: \(folder.path)")
      }
    }
  }

  private static let header = "area_id,year,nc_year,need,mean,p05,p50,p95,status\n"

  private func write(_ table: NeedTable, study: Study, to folder: URL) throws {
    let control = DisclosureControl(threshold: study.disclosureThreshold)
    let published = control.publish(results(table, study: study)).worlds[0].rows
    let open = published.reduce(into: Self.header) { text, row in
      text += Self.text(
        row.slice, need: row.metric, year: study.year(row.year), row.value, status: row.status.rawValue)
    }
    try Data(open.utf8).write(to: folder.appending(path: "need.csv"), options: .atomic)
    let all = table.rows(by: [.area, .ncYear, .need]).reduce(into: Self.header) { text, row in
      let plans = row.plans
      text +=
        "\(row.area.map { quoted(study.areas[$0].id) } ?? "all"),\(study.year(row.year)),\(row.ncYear.map(String.init) ?? "all"),"
        + "\(row.need?.code ?? "all"),\(plans.mean),\(plans.p05),\(plans.p50),\(plans.p95),\n"
    }
    try Data(all.utf8).write(to: folder.appending(path: "local/need.csv"), options: .atomic)
  }

  /// The tables as figures of doing nothing, for the one place in which figures are made fit to leave.
  private func results(_ table: NeedTable, study: Study) -> RunResults {
    let tables: [(NeedTable.Dimensions, (NeedTable.Row) -> (Metric, Slice))] = [
      ([], { _ in (.ehcp, .all) }), (.area, { (.ehcp, Slice(.area, study.areas[$0.area ?? 0].id)) }),
      (.ncYear, { (.ehcp, Slice(.ncYear, String($0.ncYear ?? 0))) }), (.need, { (.need($0.need ?? .oth), .all) }),
    ]
    let rows = tables.flatMap { dimensions, place in
      table.rows(by: dimensions).map { row in
        let (metric, slice) = place(row)
        let plans = row.plans
        return MetricRow(
          year: row.year, metric: metric, slice: slice,
          value: Summary(mean: plans.mean, p05: plans.p05, p50: plans.p50, p95: plans.p95), change: nil,
          base: plans.mean)
      }
    }
    return RunResults(
      draws: study.draws, seed: study.seed, years: (0...study.horizon).map(study.year),
      worlds: [WorldResults(id: "do-nothing", name: "Do nothing", kind: .doNothing, proposals: [], rows: rows)],
      notes: [])
  }

  /// A published row; nothing is known of a hidden one but that it is hidden.
  private static func text(_ slice: Slice, need metric: Metric, year: AcademicYear, _ value: Summary?, status: String)
    -> String
  {
    let need = if case .need(let need) = metric { need.code } else { "all" }
    let place =
      "\(slice.kind == .area ? quoted(slice.id) : "all"),\(year),\(slice.kind == .ncYear ? slice.id : "all"),\(need)"
    guard let value else { return "\(place),,,,,\(status)\n" }
    let figures = [value.mean, value.p05, value.p50, value.p95].map { String(Int($0)) }
    return "\(place),\(figures.joined(separator: ",")),\(status)\n"
  }

  private func write(_ growth: [[GrowthDecomposition]], study: Study, to file: URL) throws {
    var text = "year,part,mean,p05,p50,p95\n"
    let parts: [(String, KeyPath<GrowthDecomposition, Double>)] = [
      ("population", \.population), ("new_plan_rate", \.newPlanRate), ("retention", \.retention), ("mix", \.mix),
      ("change", \.change),
    ]
    for year in 1..<(growth.first?.count ?? 1) {
      for (name, part) in parts {
        let interval = NeedInterval(growth.map { $0[year][keyPath: part] })
        text += "\(study.year(year)),\(name),\(interval.mean),\(interval.p05),\(interval.p50),\(interval.p95)\n"
      }
    }
    try Data(text.utf8).write(to: file, options: .atomic)
  }
}
