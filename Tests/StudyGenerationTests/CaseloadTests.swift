import Planning
import StudyGeneration
import Testing

/// The synthetic caseload against the totals published for January 2025.
@Suite struct CaseloadTests {
  let caseload: FactTable
  init() throws { caseload = try StudyFolder.shropshire.table("caseload.csv") }

  @Test func `3,016 children hold a plan, each under a pseudonym of its own`() throws {
    #expect(caseload.count == 3016)
    #expect(try Set(caseload.column("child_id")).count == 3016)
  }

  @Test func `placements are as published`() throws {
    let kinds = try caseload.tally("kind")
    #expect(kinds["independent_special"] == 238)
    #expect(kinds["nmss"] == 1)
    #expect(kinds["specialist_base"] == 124)
    #expect(kinds["special"] == 610)
    #expect(kinds["fe"]! + kinds["specialist_post16"]! == 412)
    #expect(kinds["specialist_post16"] == 45)
    #expect(kinds["elsewhere"]! + kinds["eotas"]! + kinds["ehe"]! == 196)
    #expect(kinds["not_recorded"] == 124)
    #expect(kinds["mainstream"] == 1231)
  }

  @Test func `49 children are placed in Wales`() throws {
    let places = try caseload.column("provision_id").filter { $0.contains("wales") }
    #expect(places.count == 49)
  }

  @Test func `needs are as published`() throws {
    let needs = try caseload.tally("need")
    #expect(needs["SEMH"] == 911)
    #expect(needs["SLCN"] == 659)
    #expect(needs["ASD"] == 620)
    #expect(needs["MLD"] == 390)
  }

  @Test func `independent special placements by need are as published`() throws {
    var needs: [String: Int] = [:]
    for row in 0..<caseload.count where try caseload.text(row, "kind") == "independent_special" {
      needs[try caseload.text(row, "need"), default: 0] += 1
    }
    #expect(["SEMH", "ASD", "SLCN", "MLD"].map { needs[$0] } == [149, 43, 22, 18])
    #expect(needs.values.reduce(0, +) == 238)
  }

  @Test(arguments: StudyFolder.all)
  func `needs and NC years of each kind are as published`(study: StudyFolder) throws {
    let caseload = try study.table("caseload.csv")
    var counts: [String: Int] = [:]
    for row in 0..<caseload.count {
      let kind = try caseload.text(row, "kind")
      counts["\(kind) \(try caseload.text(row, "nc_year"))", default: 0] += 1
      counts["\(kind) \(try caseload.text(row, "need"))", default: 0] += 1
    }
    let years = try study.table("facts/plans_by_nc_year.csv")
    for row in 0..<years.count {
      for kind in years.columns.dropFirst() {
        let expected = try years.integer(row, kind)
        #expect(counts["\(kind) \(years.rows[row][0])", default: 0] == expected)
      }
    }
    let needs = try study.table("facts/plans_by_need.csv")
    for row in 0..<needs.count {
      for need in needs.columns.dropFirst() {
        let expected = try needs.integer(row, need)
        #expect(counts["\(needs.rows[row][0]) \(need)", default: 0] == expected)
      }
    }
  }

  @Test(arguments: zip(StudyFolder.all, [3016, 2439, 3477]))
  func `the caseload of each study has the published total`(study: StudyFolder, total: Int) throws {
    let count = try study.table("caseload.csv").count
    #expect(count == total)
  }

  @Test(arguments: zip(StudyFolder.all, [239, 57, 91]))
  func `independent and non-maintained special placements are as published`(study: StudyFolder, total: Int) throws {
    let kinds = try study.table("caseload.csv").tally("kind")
    #expect(kinds["independent_special", default: 0] + kinds["nmss", default: 0] == total)
  }

  @Test func `every provision holds the children placed there and none is of another kind`() throws {
    let provision = try StudyFolder.shropshire.table("provision.csv")
    let kinds = Dictionary(
      uniqueKeysWithValues: zip(try provision.column("provision_id"), try provision.column("kind")))
    let placed = try StudyFolder.shropshire.table("facts/placed.csv")
    let tally = try caseload.tally("provision_id")
    for row in 0..<placed.count {
      let expected = try placed.integer(row, "children")
      #expect(tally[placed.rows[row][0]] == expected)
    }
    for row in 0..<caseload.count {
      let id = try caseload.text(row, "provision_id")
      let kind = try caseload.text(row, "kind")
      #expect(id.isEmpty || kinds[id] == kind)
    }
  }

  @Test func `bases are within their 130 places and the in-area special schools over theirs`() throws {
    let provision = try StudyFolder.shropshire.table("provision.csv")
    let tally = try caseload.tally("provision_id")
    var bases = 0
    for row in 0..<provision.count where try provision.text(row, "kind") == "specialist_base" {
      let places = try provision.integer(row, "places")
      bases += places
      #expect(tally[try provision.text(row, "provision_id")]! <= places)
    }
    #expect(bases == 130)
    for id in ["severndale-special", "woodlands-special", "keystone-special"] {
      let row = try #require(provision.rows.firstIndex { $0[0] == id })
      let places = try provision.integer(row, "places")
      let over = try provision.integer(row, "over_places")
      #expect(tally[id]! > places && tally[id]! <= places + over)
    }
  }

  @Test func `about a third are transported, and only they ride alone or with an assistant`() throws {
    let transported = try caseload.column("transported")
    let share = Double(transported.filter { $0 == "true" }.count) / 3016
    #expect(share > 0.3 && share < 0.36)
    for column in ["alone", "assistant"] {
      #expect(zip(transported, try caseload.column(column)).allSatisfy { $0 == "true" || $1 == "false" })
    }
  }

  @Test func `children who must not share a vehicle name each other and go to one place`() throws {
    let ids = try caseload.column("child_id")
    let apart = try caseload.column("not_with")
    let places = try caseload.column("provision_id")
    let rows = apart.indices.filter { !apart[$0].isEmpty }
    #expect(!rows.isEmpty)
    for row in rows {
      let other = try #require(ids.firstIndex(of: apart[row]))
      #expect(apart[other] == ids[row] && places[other] == places[row])
    }
  }
}
