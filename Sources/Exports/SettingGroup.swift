import Graphics
import Planning

/// What a setting is drawn as on a map: the most specialist of its kinds of place, in this order.
enum SettingGroup: String, CaseIterable, Comparable {
  case special, base, independent, alternative, post16, other

  /// `other` when there are none.
  init(_ kinds: some Sequence<ProvisionKind>) { self = kinds.map(SettingGroup.init(kind:)).min() ?? .other }

  private init(kind: ProvisionKind) {
    switch kind {
    case .special, .satellite: self = .special
    case .supportBase, .specialistBase: self = .base
    case .independentSpecial, .nmss, .independentMainstream: self = .independent
    case .ap: self = .alternative
    case .fe, .specialistPost16: self = .post16
    default: self = .other
    }
  }

  var title: String {
    switch self {
    case .special: "state special school or satellite"
    case .base: "inclusion base"
    case .independent: "independent or non-maintained special"
    case .alternative: "alternative provision"
    case .post16: "further education or specialist post-16"
    case .other: "mainstream, early years or other"
    }
  }

  var symbol: LayerStyle.Symbol {
    switch self {
    case .special: .marker(.square, fill: Palette.categories[0], millimetres: 4)
    case .base: .marker(.triangle, fill: Palette.categories[1], millimetres: 4)
    case .independent: .marker(.diamond, fill: Palette.categories[2], millimetres: 4)
    case .alternative: .marker(.cross, fill: Palette.grey, millimetres: 4)
    case .post16: .marker(.circle, fill: Palette.ink, millimetres: 3.4)
    case .other: .marker(.circle, fill: LayerStyle.white, outline: Palette.ink, millimetres: 1.8)
    }
  }

  static func < (left: SettingGroup, right: SettingGroup) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
