import Appraisal
import Documents
import Graphics
import Planning

/// Planning areas by what one more place would be worth at the setting in each where it is worth most, with the table behind it.
struct PlaceWorthMap {
  let context: ReportContext

  /// An area with the setting in it where one more place is worth most; `nil` where no setting of the area has a worth.
  private var areas: [(area: Area, setting: String?, row: PublishedRow?)] {
    let found = context.study.settings.indices.compactMap {
      setting -> (area: String, name: String, row: PublishedRow)? in
      guard let area = context.area(of: setting),
        let row = context.results.doNothing?[
          .placeWorth, year: context.lastYear, slice: Slice(.setting, context.study.settings[setting].id)]
      else { return nil }
      return (area.id, context.study.settings[setting].name, row)
    }
    return context.study.areas.map { area in
      let inside = found.filter { $0.area == area.id }
      let most = inside.max { ($0.row.value?.mean ?? -1) < ($1.row.value?.mean ?? -1) }
      return (area, most?.name, most?.row)
    }
  }

  @MarkupBuilder var figure: Markup {
    let map = self.map
    let svg = map.svg()
    if !svg.isEmpty {
      element("figure", ["class": "panel"]) {
        heading(3, "Worth of one more place, \(context.year(context.lastYear)), if nothing is done")
        Markup(trusted: svg)
        element("figcaption") {
          paragraph("Thousand pounds a year at the setting of the area where it is worth most; numbered: proposals.")
          map.legend()
        }
      }
    }
  }

  private var map: Choropleth {
    Choropleth(
      id: "worth-map", title: "Map of the worth of one more place",
      description: "Planning areas shaded by the worth of one more place; the table below holds the same figures.",
      regions: areas.map { found in
        let worth = found.row?.value?.mean
        let label = worth.map(Self.thousands) ?? found.row.map(\.status.rawValue) ?? "\u{2013}"
        return .init(name: found.area.name, label: label, value: worth, boundary: found.area.boundary)
      },
      places: [],
      pins: context.study.proposals.enumerated().map {
        .init(label: "\($0.offset + 1)", point: context.study.settings[$0.element.setting].point)
      }, format: { Self.thousands($0) })
  }

  private static func thousands(_ pence: Double) -> String { "\u{00a3}\(Wording.whole(pence / 1e5))k" }

  var table: Markup {
    Table(
      id: "worth-by-area", caption: "Worth of one more place by planning area, \(context.year(context.lastYear))",
      columns: [.text("Planning area"), .text("Setting where it is worth most"), .number("Worth a year")],
      rows: areas.map { found in
        [
          Markup(found.area.name), Markup(found.setting ?? "no setting with a number of places"),
          context.valueCell(found.row, metric: .placeWorth),
        ]
      }
    ).markup
  }
}
