import ArgumentParser

@main
struct Placeplan: AsyncParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "placeplan",
    abstract:
      "Plans SEND places for an English local authority: need, placements, travel and the impact of capital proposals.",
    discussion: """
      A study is a folder of tables, which `new` and `import` make. Check it, then assess it:

        placeplan check GeoData/shropshire
        placeplan assess GeoData/shropshire

      Nothing is sent anywhere. Homes and children stay in the study; what a run writes outside its local/ folder holds neither.
      """,
    version: version,
    subcommands: [
      New.self, Import.self, Check.self, Project.self, BacktestCommand.self, TravelTable.self, Assess.self,
      BundleCommand.self, Worker.self, TransportPlan.self, Explain.self, EstimateCommand.self, Optimise.self,
      Report.self, Export.self, Serve.self,
    ])
}

/// What every command that reads a study takes.
struct StudyArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The study's folder.", valueName: "study"))
  var study: String
}
