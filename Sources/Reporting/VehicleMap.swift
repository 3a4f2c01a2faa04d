import Appraisal
import Documents
import Geometry
import Graphics
import Planning

/// Where vehicles go in the morning if nothing is done: a sketch by setting, with strands from the planning areas that children
/// are carried from, without homes, pick-ups or roads. The tables of settings and of strands hold its figures.
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
            the larger the circle, the more. Strands lead from the middle of a planning area to where its children are carried, \
            the wider the more children (central future); no road is meant by them. A thin line leads to the place of a \
            circle that was moved aside. Not drawn: settings and strands whose figure is suppressed\
            \(beyond(map.placesOffMap)).
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
      },
      strands: flows.compactMap { flow in
        middle(of: context.study.areas[flow.area]).map {
          .init(from: $0, to: context.study.settings[flow.setting].point, value: Double(flow.children))
        }
      })
  }

  private var flows: [RoutedService.Flow] { context.results.routed.first?.flows ?? [] }

  private func middle(of area: Area) -> Point? {
    Bounds(area.boundary.polygons.joined().joined()).map {
      Point(easting: ($0.low.easting + $0.high.easting) / 2, northing: ($0.low.northing + $0.high.northing) / 2)
    }
  }

  /// Strands as a table, most children first.
  @MarkupBuilder var table: Markup {
    if !flows.isEmpty {
      Table(
        id: "strands",
        caption: Markup(
          "Children carried by planning area and setting, if nothing is done, \(context.year(context.lastYear)), central future"
        ),
        columns: [.text("Planning area"), .text("Setting"), .number("Children carried")],
        rows: flows.enumerated().sorted { (-$0.element.children, $0.offset) < (-$1.element.children, $1.offset) }.map {
          _, flow in
          [
            Markup(context.study.areas[flow.area].name), Markup(context.study.settings[flow.setting].name),
            Measured(.ehcp).markup(Double(flow.children), words: Wording.whole(Double(flow.children))),
          ]
        }
      ).markup
    }
  }
}
