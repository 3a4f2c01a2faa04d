import Appraisal
import Documents
import Planning

/// Whether base places raise independent placements in a later year, which within one September they never do.
///
/// A child leaves a primary base at Year 7. Where no secondary base has room, an independent place may be what is left, so
/// an option may lower independent placements in one year and raise them in another.
struct IndependentsOverYears {
  /// An option, or a proposal alone, with the mean change of each year and its 90% interval; years without one are left out.
  struct World {
    var name: String
    var pathway: PhasePathway
    var changes: [(year: String, change: Change)]
  }
  let worlds: [World]

  @MarkupBuilder var markup: Markup {
    if !worlds.isEmpty {
      heading(3, "Independent placements in later years")
      list(sentences.map { Markup($0) })
      paragraph(
        """
        Within one September more base places never raise independent placements. Over years they may: children of a \
        primary base need a secondary base at Year 7, and where none has room an independent place may be what is left.
        """, class: "note")
    }
  }

  /// One sentence for each world that raises them in some year, and one for all that do not.
  var sentences: [String] {
    let rising = worlds.compactMap(Self.sentence)
    let others = worlds.count - rising.count
    if rising.isEmpty { return ["In no year has any option, or proposal alone, more of them than doing nothing."] }
    return others == 0 ? rising : rising + ["All others (\(others)): in no year more of them than doing nothing."]
  }

  /// When and by how much there are more of them than if nothing is done; `nil` where there never are.
  private static func sentence(_ world: World) -> String? {
    let above = world.changes.filter { $0.change.mean >= 0.5 }
    guard let most = above.max(by: { $0.change.mean < $1.change.mean }) else { return nil }
    let words = Wording.change(.independentCount, most.change)
    let interval = words.interval.map { " (\($0))" } ?? ""
    let years = above.count == 1 ? "in \(most.year)" : "in \(above.count) years, \(above[0].year) the first,"
    let size =
      above.count == 1 ? "by \(words.mean)\(interval)" : "by up to \(words.mean)\(interval) in \(most.year)"
    let pathway = world.pathway
    let places = "it has \(pathway.primary) primary and \(pathway.secondary) secondary base places"
    return "\(world.name): \(years) more than if nothing is done, \(size); \(places)."
  }
}

extension ReportContext {
  /// Options, and proposals alone, that open places in bases.
  func independentsOverYears(_ assessment: Assessment) -> IndependentsOverYears {
    func opensBases(_ world: PublishedWorld) -> Bool {
      world.proposals.contains { proposal in
        study.proposals[proposal].provisions.contains { study.provisions[$0].kind.isBase }
      }
    }
    let options = results.options.enumerated().map { ("Option \(letter($0)), \($1.name)", $1) }
    let alone = results.worlds.filter { $0.kind == .proposal }.map { ($0.name + " alone", $0) }
    return IndependentsOverYears(
      worlds: (options + alone).compactMap { name, world in
        guard opensBases(world), let found = assessment.worlds[world.id] else { return nil }
        return .init(
          name: name, pathway: found.pathway,
          changes: (0...lastYear).compactMap { year in
            world[.independentCount, year: year]?.change.map { (self.year(year), $0) }
          })
      })
  }
}
