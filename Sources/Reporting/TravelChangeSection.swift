import Appraisal
import Documents
import Graphics
import Planning

/// Where journeys grow and where they shrink: the change in the mean journey by planning area, a map for each option and the table
/// behind them.
struct TravelChangeSection {
  let context: ReportContext

  private var options: [(letter: String, world: PublishedWorld)] {
    context.results.options.enumerated().map { (context.letter($0.offset), $0.element) }
  }

  private func row(_ world: PublishedWorld?, _ area: Area) -> PublishedRow? {
    world?[.timeMean, year: context.lastYear, slice: Slice(.area, area.id)]
  }

  @MarkupBuilder var markup: Markup {
    paragraph(
      """
      The mean one-way journey of the children of each planning area, compared with doing nothing. It can grow where more \
      children get a place that suits them and is further away than the school they would otherwise be at.
      """)
    element("div", ["class": "charts maps"]) {
      for (letter, world) in options { picture(letter, world) }
    }
    Table(
      id: "travel-change-table",
      caption:
        "Mean one-way journey by planning area, \(context.year(context.lastYear)): if nothing is done, and the change",
      columns: [.text("Planning area"), .number("Do nothing")]
        + options.map { .number(Markup("Option \($0.letter), change")) },
      rows: context.study.areas.map { area in
        [Markup(area.name), context.valueCell(row(context.results.doNothing, area), metric: .timeMean)]
          + options.map { context.changeCell(row($0.world, area), metric: .timeMean) }
      }
    ).markup
  }

  @MarkupBuilder private func picture(_ letter: String, _ world: PublishedWorld) -> Markup {
    let map = map(letter, world)
    let svg = map.svg()
    if !svg.isEmpty {
      element("figure", ["class": "panel"]) {
        heading(3, Markup("Option \(letter): \(verdict(world))"))
        Markup(trusted: svg)
        element("figcaption") {
          paragraph(
            "Change in the mean one-way journey, seconds, \(context.year(context.lastYear)); the same shades in each map."
          )
          map.legend()
        }
      }
    }
  }

  /// How many areas have longer journeys, in words.
  private func verdict(_ world: PublishedWorld) -> String {
    let findings = context.study.areas.compactMap { area in
      row(world, area)?.change.map { Finding($0, metric: .timeMean) }
    }
    let longer = findings.count { $0 == .up }
    let shorter = findings.count { $0 == .down }
    return "journeys longer in \(Wording.count(longer, "area", "areas")), shorter in \(shorter)"
  }

  private func map(_ letter: String, _ world: PublishedWorld) -> Choropleth {
    let proposals = world.proposals
    return Choropleth(
      id: "travel-change-\(letter)", title: "Option \(letter): change in the mean journey by planning area",
      description: "Planning areas shaded by the change; the table below holds the same figures.",
      regions: context.study.areas.map { area in
        let found = row(world, area)
        let change = found?.change?.mean
        return Choropleth.Region(
          name: area.name, label: change.map(Self.words) ?? found?.status.rawValue ?? "",
          value: change, boundary: area.boundary)
      },
      places: [],
      pins: proposals.map {
        .init(label: "\($0 + 1)", point: context.study.settings[context.study.proposals[$0].setting].point)
      },
      scale: options.flatMap { option in context.study.areas.compactMap { row(option.world, $0)?.change?.mean } },
      format: { Self.words($0) })
  }

  private static func words(_ seconds: Double) -> String {
    seconds.rounded() > 0 ? "+" + Wording.whole(seconds) : Wording.whole(seconds)
  }
}
