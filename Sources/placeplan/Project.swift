import ArgumentParser
import Foundation
import NeedProjection
import Planning
import Simulation

struct Project: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Projects need by area, year, NC year and need, with intervals, and splits its growth.",
    discussion: """
      Writes need.csv (authority, areas, year groups and needs; cells under the study's threshold below authority level are c),
      growth.csv (population, new-plan rate, retention, mix; they add up to the change) and local/need.csv (every cell, not for
      publication) to the output folder.

        placeplan project GeoData/shropshire --output /tmp/need
        placeplan project GeoData/shropshire --draws 1000 --json
      """)

  @OptionGroup var argument: StudyArgument
  @OptionGroup var options: SimulationOptions
  @Option(help: "Folder to write to (need-<study> when left out).") var output: String?

  func run() async throws {
    Interrupt.listen()
    try await Terminal.run {
      let line = ProgressLine(isQuiet: options.quiet)
      defer { line.finish() }
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
    var open = Self.header
    for dimensions: NeedTable.Dimensions in [[], .area, .ncYear, .need] {
      for row in table.rows(by: dimensions) {
        let isSmall = dimensions == .area && row.plans.mean > 0 && row.plans.mean < Double(study.disclosureThreshold)
        open += Self.text(row, study: study, isHidden: isSmall)
      }
    }
    try Data(open.utf8).write(to: folder.appending(path: "need.csv"), options: .atomic)
    let all = table.rows(by: [.area, .ncYear, .need]).reduce(into: Self.header) { text, row in
      text += Self.text(row, study: study, isHidden: false)
    }
    try Data(all.utf8).write(to: folder.appending(path: "local/need.csv"), options: .atomic)
  }

  private static func text(_ row: NeedTable.Row, study: Study, isHidden: Bool) -> String {
    let place =
      "\(row.area.map { quoted(study.areas[$0].id) } ?? "all"),\(study.year(row.year)),\(row.ncYear.map(String.init) ?? "all"),\(row.need?.code ?? "all")"
    if isHidden { return "\(place),,,,,c\n" }
    let plans = row.plans
    return "\(place),\(plans.mean),\(plans.p05),\(plans.p50),\(plans.p95),\n"
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
