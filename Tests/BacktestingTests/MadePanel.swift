import Assumptions
import Foundation
import Inputs
import NeedProjection
import Planning
import TestSupport

/// Authorities made by formula: plans grow by what requests accepted the year before say, and by a little else.
enum MadePanel {
  static let priors: GrowthPriors = {
    let folder = projectFolder().appendingPathComponent("Models/assumptions/need-growth-priors.yaml")
    return try! GrowthPriors(loadAssumptions(files: [folder]))
  }()

  /// January 2019 to 2025 of `count` authorities, and England as their sum.
  static func panel(_ count: Int = 40, hasEngland: Bool = true) -> AuthorityPanel {
    var panel = AuthorityPanel(codes: (0..<count).map { String(200 + $0) }, years: 2019...2025)
    for area in 0..<count {
      var stock = 400.0 + Double(area * area % 97) * 40
      for january in 2019...2025 {
        let rate = 0.14 + 0.05 * sin(Double(area * 3) + Double(january) * 0.4)
        panel[.stock, area, january] = stock.rounded()
        panel[.inmss, area, january] = (stock * 0.05).rounded()
        panel[.requests, area, january - 1] = (stock * (rate + 0.05)).rounded()
        panel[.refusals, area, january - 1] = (stock * 0.05).rounded()
        panel[.newPlans, area, january - 1] = (stock * (rate + 0.02)).rounded()
        for (band, share) in zip(SurveySeries.ageBands, [0.05, 0.33, 0.36, 0.26]) {
          panel[band.series, area, january] = (stock * share).rounded()
        }
        stock *= exp(rate * 0.8 - 0.02 + 0.02 * sin(Double(area * 7 + january * 11)))
      }
    }
    if hasEngland {
      for series in SurveySeries.allCases {
        for year in panel.years {
          let known = (0..<count).compactMap { panel[series, $0, year] }
          if !known.isEmpty { panel[series, panel.england, year] = known.reduce(0, +) }
        }
      }
    }
    return panel
  }
}
