import Assumptions
import Foundation
import Inputs
import Planning
import TestSupport
import Testing
import Units

@testable import NeedProjection

/// The shared assumption files, as published figures stand in them.
@Suite struct PublishedFiguresTests {
  private func assumptions() throws -> AssumptionSet {
    var set = try loadAssumptions(files: sharedModels())
    for figure in set.all where !figure.isUsableAsDefault {
      var accepted = figure
      accepted.status = .illustrative
      set.insert(accepted)
    }
    return set
  }

  @Test func aStudyMustGiveTheSharesThatNobodyPublishes() throws {
    let set = try loadAssumptions(files: sharedModels())
    #expect(throws: AssumptionError.self) {
      try NeedProjection(study: Authority.ordinary.study, assumptions: set)
    }
  }

  @Test func englandProjectedOnItselfMatchesItsOwnFlows() throws {
    let rates = try NationalRates(assumptions())
    let pupils = try assumptions().table("need.pupils_2024_25_by_nc_year")
    let reception = pupils.first { $0.key == "0" }?.value ?? 0
    let new = NCYear.all.reduce(0.0) { sum, ncYear in
      let children = pupils.first { $0.key == "\(ncYear)" }?.value ?? reception
      return sum + rates.newPlans[YearGroups.slot(ncYear)] * children
    }
    // New plans by need and age, 97,563, against the headline 97,747.
    #expect(abs(new - 97_563) < 1)
    // Transfers out 13,953 over the mean stock of 607,610; moves in 9,386, the gap of the published identity.
    #expect(abs(rates.movingOut - 0.0230) < 0.0001)
    let movedIn = NCYear.all.reduce(0.0) { sum, ncYear in
      let children = pupils.first { $0.key == "\(ncYear)" }?.value ?? reception
      return sum + rates.movingIn[YearGroups.slot(ncYear)] * children
    }
    #expect(abs(movedIn * 607_610 / 638_745 / 9_386 - 1) < 0.03)
  }

  @Test func plansRarelyCeaseBeforeYear11AndOftenAfterYear13() throws {
    let ceasing = try NationalRates(assumptions()).ceasing
    for ncYear in 1...11 { #expect(ceasing[YearGroups.slot(ncYear)] < 0.03) }
    for ncYear in 15...21 { #expect(ceasing[YearGroups.slot(ncYear)] > 0.15) }
  }

  @Test func bandSharesOfEveryNeedSumToOne() throws {
    for row in try assumptions().nested("need.band_share_by_need") {
      #expect(abs(row.row.reduce(0) { $0 + $1.value } - 1) < 0.0015, "\(row.key)")
    }
  }
}
