import Appraisal
import Documents
import Graphics
import Planning

/// Planning areas, settings and proposals on one map, and the same in tables.
struct MapSection {
  let context: ReportContext
  /// Whether the page holds each proposal's own section, to be linked to.
  var linksToProposals = true
  /// A second map beside the first, where a reader asks for it.
  var beside: PlaceWorthMap?

  /// Unmet base demand at the last year; plans, where suppression hides that in more than a third of the areas.
  private var measure: (metric: Metric, year: Int) {
    let hidden = context.study.areas.count { area in
      context.results.doNothing?[.unmetBaseDemand, year: context.lastYear, slice: Slice(.area, area.id)]?.status
        == .suppressed
    }
    return (3 * hidden > context.study.areas.count ? .ehcp : .unmetBaseDemand, context.lastYear)
  }

  var markup: Markup {
    element("section", ["aria-labelledby": "areas"]) {
      heading(2, id: "areas", "Planning areas, settings and proposals")
      if let beside {
        element("div", ["class": "charts maps"]) {
          element("div", ["class": "panel"]) { mapFigure }
          beside.figure
        }
      } else {
        mapFigure
      }
      areaTable.markup
      if let beside { beside.table }
      proposalTable.markup
    }
  }

  @MarkupBuilder private var mapFigure: Markup {
    let map = self.map
    let svg = map.svg()
    if svg.isEmpty {
      paragraph(
        "The study gives no area boundaries, so there is no map; the tables below hold everything it would show.")
    } else {
      heading(3, "\(measure.metric.title), \(context.year(measure.year)), if nothing is done")
      element("figure", ["class": "map-figure-box"]) {
        Markup(trusted: svg)
        element("figcaption") { caption(map) }
      }
    }
  }

  @MarkupBuilder private func caption(_ map: Choropleth) -> Markup {
    element("div", ["class": "legends"]) {
      element("div") {
        paragraph("Children in an area", class: "legend-title")
        map.legend()
      }
      element("div") {
        paragraph("Settings and proposals", class: "legend-title")
        list(
          SettingSymbol.allCases.filter { symbol in settingSymbols.contains { $0.1 == symbol } }.map {
            Choropleth.icon($0.shape) + Markup(" \($0.title)")
          } + [Choropleth.pinIcon + " proposal, numbered as in the table"], class: "legend")
      }
    }
    paragraph(
      """
      Source: this run, mean over draws; children by planning area of their home. Settings with mainstream places only \
      are not drawn. \(map.placesOffMap == 0 ? "" : Wording.count(map.placesOffMap, "setting lies", "settings lie") + " beyond the map.")
      """)
  }

  private var map: Choropleth {
    let world = context.results.doNothing
    let regions = context.study.areas.map { area -> Choropleth.Region in
      let row = world?[measure.metric, year: measure.year, slice: Slice(.area, area.id)]
      // A row that is absent below authority level means none.
      let value = row == nil ? 0 : row?.value?.mean
      return Choropleth.Region(
        name: area.name, label: value.map { Wording.whole($0) } ?? row?.status.rawValue ?? "", value: value,
        boundary: area.boundary)
    }
    return Choropleth(
      id: "map", title: "Map of planning areas",
      description: """
        Planning areas shaded by \(measure.metric.phrase) in \(context.year(measure.year)) if nothing is done, with \
        settings and proposals. The tables below hold the same figures.
        """,
      regions: regions,
      places: settingSymbols.map { .init(symbol: $0.1.shape, point: context.study.settings[$0.0].point) },
      pins: context.study.proposals.enumerated().map {
        .init(label: "\($0.offset + 1)", point: context.study.settings[$0.element.setting].point)
      }, format: { Wording.whole($0) })
  }

  /// Existing settings that are drawn, each with the symbol of its most specialist kind.
  private var settingSymbols: [(Int, SettingSymbol)] {
    var symbols: [Int: SettingSymbol] = [:]
    for provision in context.study.provisions where provision.proposal == nil {
      guard let setting = provision.setting, let symbol = SettingSymbol(provision.kind) else { continue }
      symbols[setting] = min(symbols[setting] ?? symbol, symbol)
    }
    return context.study.settings.indices.compactMap { index in symbols[index].map { (index, $0) } }
  }

  private var areaTable: Table {
    let last = context.lastYear
    let world = context.results.doNothing
    return Table(
      id: "areas-table",
      caption: "Planning areas if nothing is done, \(context.year(0)) and \(context.year(last))",
      columns: [
        .text("Planning area"), .text("Rural or urban"), .number("Plans \(context.year(0))"),
        .number("Plans \(context.year(last))"), .number("Need a base and are in none, \(context.year(last))"),
        .text("Proposals"),
      ],
      rows: context.study.areas.map { area in
        let slice = Slice(.area, area.id)
        let inside = context.study.proposals.enumerated().filter { context.area(of: $0.element.setting)?.id == area.id }
        return [
          Markup(area.name), Markup(area.ruralUrban.rawValue),
          context.valueCell(world?[.ehcp, year: 0, slice: slice], metric: .ehcp, absent: "0"),
          context.valueCell(world?[.ehcp, year: last, slice: slice], metric: .ehcp, absent: "0"),
          context.valueCell(
            world?[.unmetBaseDemand, year: last, slice: slice], metric: .unmetBaseDemand, absent: "0"),
          Markup(inside.isEmpty ? "none" : inside.map { "\($0.offset + 1)" }.joined(separator: ", ")),
        ]
      })
  }

  private var proposalTable: Table {
    Table(
      id: "proposals-table", caption: "Proposals, numbered as on the map",
      columns: [
        .text("Proposal"), .text("Site"), .text("Planning area"), .text("Kinds of place"), .number("Places"),
        .text("Opens"), .number("Capital with optimism bias"),
      ],
      rows: context.study.proposals.enumerated().map { index, proposal in
        [
          Markup("\(index + 1). ")
            + (linksToProposals ? link(to: "#proposal-\(index + 1)", Markup(proposal.name)) : Markup(proposal.name)),
          Markup(context.study.settings[proposal.setting].name),
          Markup(context.area(of: proposal.setting)?.name ?? "outside every area"),
          Markup(context.kinds(of: index)), Markup("\(context.fullPlaces(of: [index]))"),
          Markup(context.opens(index)),
          Markup(Wording.value(.capital, context.capital(of: [index]))),
        ]
      })
  }
}

/// The shapes that kinds of setting take on the map, the most specialist first.
enum SettingSymbol: Int, CaseIterable, Comparable {
  case special, base, independent, alternative, post16

  init?(_ kind: ProvisionKind) {
    switch kind {
    case .special, .satellite: self = .special
    case .supportBase, .specialistBase: self = .base
    case .independentSpecial, .nmss, .independentMainstream: self = .independent
    case .ap: self = .alternative
    case .fe, .specialistPost16: self = .post16
    default: return nil
    }
  }

  var shape: Symbol { [.square, .triangle, .diamond, .cross, .circle][rawValue] }
  var title: String {
    [
      "state special school or satellite", "inclusion base", "independent or non-maintained special",
      "alternative provision", "further education or specialist post-16",
    ][rawValue]
  }
  static func < (left: SettingSymbol, right: SettingSymbol) -> Bool { left.rawValue < right.rawValue }
}
