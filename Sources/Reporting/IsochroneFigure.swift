import Documents
import Geometry
import Graphics
import Planning

/// From where a proposal's site is reached by car in the morning, with the table behind the map.
struct IsochroneFigure {
  let context: ReportContext
  let index: Int
  let id: String

  private var setting: Int { context.study.proposals[index].setting }

  /// Nearest first.
  private var bands: [(minutes: Int, area: MultiPolygon)] {
    context.travelAreas.compactMap { area -> (minutes: Int, area: MultiPolygon)? in
      guard area.setting == setting, case .within(let minutes) = area.extent else { return nil }
      return (minutes, area.area)
    }.sorted { $0.minutes < $1.minutes }
  }

  @MarkupBuilder var markup: Markup {
    let bands = self.bands
    let map = IsochroneMap(
      id: "\(id)-isochrones", title: "From where proposal \(index + 1) is reached",
      description: "Areas within so many minutes' drive of the site; the table beside the map holds their size.",
      outlines: context.study.areas.map(\.boundary),
      bands: bands.prefix(3).map { .init(label: "within \($0.minutes) minutes", area: $0.area) },
      site: context.study.settings[setting].point, label: "\(index + 1)")
    let svg = map.svg()
    if !svg.isEmpty {
      element("div", ["class": "beside"]) {
        element("figure") {
          Markup(trusted: svg)
          element("figcaption") { map.legend() }
        }
        Table(
          id: "\(id)-reach", caption: "Drive to the site in the morning",
          columns: [.text("Within"), .number("Square kilometres"), .text("Planning areas whose middle is so near")],
          rows: bands.map { band in
            let near = context.study.areas.filter { area in
              area.boundary.centroid.map(band.area.contains) ?? false
            }
            return [
              Markup("\(band.minutes) minutes"), Markup(Wording.whole(band.area.area / 1e6)),
              Markup(near.isEmpty ? "none" : Wording.series(near.map(\.name))),
            ]
          }
        ).markup
      }
    }
  }
}
