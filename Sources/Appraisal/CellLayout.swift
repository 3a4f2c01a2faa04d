import Planning
import Units

/// Where each figure of a year stands in one flat row of numbers, so that a draw is an array and not a dictionary.
///
/// The same for every world and draw of a run: cells are (metric, slice) pairs in the order files list them.
struct CellLayout: Sendable {
  struct Cell: Sendable {
    var metric: Metric
    var slice: Slice
    /// Index of the slice in `slices`.
    var sliceIndex: Int
  }
  let slices: [Slice]
  let cells: [Cell]
  /// First slice index of each kind.
  let areaStart: Int
  let phaseStart: Int
  let needStart: Int
  let kindStart: Int
  let ruralUrbanStart: Int
  /// Fifths of deprivation and those unknown; none where the study's residences say nothing of it.
  let deprivationStart: Int
  let settingStart: Int
  /// Setting index to slice index, -1 where the setting has no places of its own.
  let settingSlice: [Int]
  /// Setting of each slice from `settingStart` on.
  let sliceSetting: [Int]
  let extras: ExtraLayout

  init(study: Study) {
    var slices = [Slice.all]
    areaStart = slices.count
    slices += study.areas.map { Slice(.area, $0.id) }
    phaseStart = slices.count
    slices += Phase.allCases.map { Slice(.phase, $0.code) }
    needStart = slices.count
    slices += Need.allCases.map { Slice(.need, $0.code) }
    kindStart = slices.count
    slices += ProvisionKind.allCases.map { Slice(.kind, $0.code) }
    ruralUrbanStart = slices.count
    slices += RuralUrban.allCases.map { Slice(.ruralUrban, $0.rawValue) }
    deprivationStart = slices.count
    if study.homes.contains(where: { $0.deprivationDecile != nil }) {
      slices += Slice.deprivationFifths.map { Slice(.deprivation, $0) }
    }
    settingStart = slices.count
    // Settings of which anybody has to ask whether there is room: those with places of their own.
    var settingSlice = Array(repeating: -1, count: study.settings.count)
    for provision in study.provisions where provision.places != nil && provision.kind != .mainstream {
      guard let setting = provision.setting, settingSlice[setting] < 0 else { continue }
      settingSlice[setting] = 0
    }
    for setting in study.settings.indices where settingSlice[setting] == 0 {
      settingSlice[setting] = slices.count
      slices.append(Slice(.setting, study.settings[setting].id))
    }
    self.slices = slices
    self.settingSlice = settingSlice
    sliceSetting = study.settings.indices.filter { settingSlice[$0] > 0 }
    extras = ExtraLayout(settings: sliceSetting.count)

    var cells: [Cell] = []
    for metric in Metric.allCases {
      for (index, slice) in slices.enumerated() where metric.isReported(for: slice.kind) {
        cells.append(Cell(metric: metric, slice: slice, sliceIndex: index))
      }
    }
    self.cells = cells
  }

  /// The pool of journeys that a cell's order statistics are of.
  func pool(of cell: Cell) -> Int {
    switch cell.slice.kind {
    case .phase: 1 + cell.sliceIndex - phaseStart
    case .ruralUrban: 1 + Phase.allCases.count + cell.sliceIndex - ruralUrbanStart
    default: 0
    }
  }
}

extension Metric {
  /// Which slices a metric is broken down by.
  func isReported(for kind: SliceKind) -> Bool {
    switch kind {
    case .all: true
    case .area, .phase, .need, .ruralUrban, .deprivation:
      switch self {
      case .need: kind == .area || kind == .phase
      case .placeWorth: kind == .need
      case .vehicles, .vehicleKm, .co2e, .emptyPlaceCost, .capital, .cashable, .avoided, .npv, .npvHighNeeds,
        .npvGeneralFund, .npvCapital, .placesPlanned, .placesOpen, .occupancyShare, .placeTimeSaved,
        .panelOrderExcess, .placementCostFinancialYear, .transportCostFinancialYear:
        false
      case .distanceMedian, .distanceP90, .timeMedian, .timeP90: kind == .phase || kind == .ruralUrban
      default: true
      }
    case .kind:
      switch self {
      case .ehcp, .distanceMean, .timeMean, .excessiveTravelShare, .transportEligible, .transportCost, .placementCost:
        true
      default: false
      }
    case .setting:
      switch self {
      case .ehcp, .occupancyShare, .vehicles, .vehicleKm, .transportCost, .distanceMean, .timeMean, .placeWorth,
        .placeTimeSaved:
        true
      default: false
      }
    case .mode, .ncYear: false
    }
  }

  /// Whether the figure is of a financial year, which reaches back into the academic year before: the base year has none.
  var isOfFinancialYear: Bool { self == .placementCostFinancialYear || self == .transportCostFinancialYear }

  /// Whether the figure belongs to the whole horizon and is given once, at its last year.
  var isWholeHorizon: Bool {
    switch self {
    case .npv, .npvHighNeeds, .npvGeneralFund, .npvCapital: true
    default: false
    }
  }
}
