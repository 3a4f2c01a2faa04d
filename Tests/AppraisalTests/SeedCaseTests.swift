import Planning
import Testing

@testable import Appraisal

private struct SeedCase: Decodable {
  struct Given: Decodable {
    var places: Double?
    var stock: Double?
    var allocationGbp: Double?
    var expenditureGbp: Double?
    var reserveGbp: Double?
    var envelopeGbp: Double?
    var costGbp: Double?
    var perPlaceGbp: Double?
    var newSpecial: Bool?

    private enum CodingKeys: String, CodingKey {
      case places, stock
      case allocationGbp = "allocation_gbp"
      case expenditureGbp = "expenditure_gbp"
      case reserveGbp = "reserve_gbp"
      case envelopeGbp = "envelope_gbp"
      case costGbp = "cost_gbp"
      case perPlaceGbp = "per_place_gbp"
      case newSpecial = "new_special"
    }
  }
  var id: String
  var says: String
  var given: Given
  var ceilingPercent: Int?
  var inYearGbp: Double?
  var reserveAfterGbp: Double?
  var places: Int?
  var feasible: Bool?
  var shortGbp: Double?

  private enum CodingKeys: String, CodingKey {
    case id, says, given, places, feasible
    case ceilingPercent = "ceiling_percent"
    case inYearGbp = "in_year_gbp"
    case reserveAfterGbp = "reserve_after_gbp"
    case shortGbp = "short_gbp"
  }
}

@Test func everySeedCaseComesOutAsItSays() throws {
  let assumptions = try PolicyCases.assumptions()
  let leastPrice = try assumptions.number(Affordability.leastPriceID) * 100
  let cases = try PolicyCases.read("appraisal-seeds.yaml", as: SeedCase.self)
  #expect(cases.count >= 5)
  for each in cases {
    let given = each.given
    if let percent = each.ceilingPercent {
      let displacement = Displacement(
        places: given.places ?? 0, fewer: Summary(mean: 0, p05: 0, p50: 0, p95: 0), stock: given.stock ?? 0)
      #expect(Int(((displacement.ceiling ?? 0) * 100).rounded()) == percent, "\(each.id): \(each.says)")
    }
    if let gap = each.inYearGbp {
      let block = BlockPosition(
        allocation: given.allocationGbp ?? 0, expenditure: given.expenditureGbp ?? 0, reserve: given.reserveGbp)
      #expect(block.inYear == gap && block.reserveAfter == each.reserveAfterGbp, "\(each.id): \(each.says)")
    }
    if let places = each.places {
      let found = Affordability.places(given.envelopeGbp ?? 0, pencePerPlace: given.perPlaceGbp ?? 0)
      #expect(found == places, "\(each.id): \(each.says)")
    }
    if let feasible = each.feasible {
      let affordability = Affordability(
        envelope: (given.envelopeGbp ?? 0) * 100, cost: (given.costGbp ?? 0) * 100,
        leastPrice: given.newSpecial == true ? leastPrice : nil)
      #expect(affordability.isFeasible == feasible, "\(each.id): \(each.says)")
      if let short = each.shortGbp {
        #expect(affordability.reasons == [.noSchoolIsThatCheap(by: short * 100)], "\(each.id): \(each.says)")
      }
    }
  }
}

@Test func aSchoolDearerThanTheEnvelopeIsInfeasibleForItsOwnCostToo() {
  let found = Affordability(envelope: 10, cost: 25, leastPrice: 20)
  #expect(found.reasons == [.costsMore(by: 15), .noSchoolIsThatCheap(by: 10)])
}
