import Appraisal
import Documents
import Graphics
import Planning

/// Where vehicles go in the morning if nothing is done: a sketch by setting, without homes, pick-ups or routes. The table of
/// settings holds its figures.
struct VehicleMap {
  let context: ReportContext

  @MarkupBuilder var markup: Markup {
    let map = self.map
    let svg = map.svg()
    if !map.places.isEmpty, !svg.isEmpty {
      element("figure", ["class": "map-figure-box"]) {
        Markup(trusted: svg)
        element("figcaption") {
          paragraph(
            """
            Vehicles that arrive at a setting in the morning, \(context.year(context.lastYear)), if nothing is done, mean over draws; \
            the larger the circle, the more. A line leads to the place of a circle that was moved aside. Not drawn: \
            settings whose figure is suppressed\(beyond(map.placesOffMap)).
            """)
        }
      }
    }
  }

  private func beyond(_ count: Int) -> String {
    count == 0 ? "" : ", and \(Wording.count(count, "setting", "settings")) beyond the map"
  }

  private var map: SymbolMap {
    SymbolMap(
      id: "vehicle-map", title: "Map of vehicles by setting",
      description:
        "A circle for each setting with its vehicles in the morning; the table below holds the same figures.",
      outlines: context.study.areas.map(\.boundary),
      places: context.study.settings.compactMap { setting in
        let row = context.results.doNothing?[.vehicles, year: context.lastYear, slice: Slice(.setting, setting.id)]
        guard let mean = row?.value?.mean, mean.rounded() > 0 else { return nil }
        return .init(label: Wording.whole(mean), value: mean, point: setting.point)
      })
  }
}
