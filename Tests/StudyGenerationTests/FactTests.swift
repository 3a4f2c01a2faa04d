import StudyGeneration
import Testing

@Suite struct FactTests {
  private let facts = [
    ("areas", "area_id,name,phase,rural_urban\nnorth,North,all,rural\n"),
    (
      "settlements",
      "settlement_id,name,area_id,easting_m,northing_m,population_0_4,population_5_10,population_11_15,population_16_25\n"
        + "a,A,north,1000,1000,1,2,3,4\nb,B,,4000,5000,0,0,0,0\n"
    ),
    ("links", "from,to,class,road,length_m,walk\na,b,a_road,A1,5500,true\n"),
    ("growth", "residents_per_node,residents_per_home\n16,85\n"),
    ("outline", "easting_m,northing_m\n0,0\n0,9000\n9000,9000\n9000,0\n"),
  ]

  @Test func `a county is read, and its outline turned anticlockwise`() throws {
    let county = try County(Facts(files: facts))
    #expect(county.settlements.map(\.area) == [0, nil])
    #expect(county.links[0].lengthMetres == 5500)
    #expect(county.outline[0].easting == 9000)
  }

  @Test func `a road shorter than the straight line names its row`() {
    var short = facts
    short[2].1 = "from,to,class,road,length_m,walk\na,b,a_road,A1,5000,true\n"
    let error = #expect(throws: FactError.self) { try County(Facts(files: short)) }
    #expect(error?.description == "links.csv, row 2: length_m is under 1.05 times the straight line")
  }

  @Test func `an unknown settlement names its row`() {
    var unknown = facts
    unknown[2].1 = "from,to,class,road,length_m,walk\na,c,a_road,A1,5500,true\n"
    let error = #expect(throws: FactError.self) { try County(Facts(files: unknown)) }
    #expect(error?.description == "links.csv, row 2: c is not in settlements.csv")
  }

  @Test func `a quoted cell may hold a comma`() throws {
    let table = try FactTable(file: "x.csv", text: "id,name\n1,\"Ludlow, town\"\n")
    #expect(try table.text(0, "name") == "Ludlow, town")
  }

  @Test func `a ragged row and an empty file are refused`() {
    #expect(throws: FactError(file: "x.csv", row: 3, problem: "1 cells under 2 columns")) {
      try FactTable(file: "x.csv", text: "a,b\n1,2\n3\n")
    }
    #expect(throws: FactError(file: "x.csv", row: 1, problem: "the file is empty")) {
      try FactTable(file: "x.csv", text: "")
    }
  }

  @Test func `totals that differ between two tables of plans are refused`() {
    let margins = [
      ("plans_by_need", "kind,SEMH,ASD\nmainstream,1,2\n"), ("plans_by_nc_year", "nc_year,mainstream\n5,2\n"),
      ("needs_by_nc_year", "nc_year,SEMH,ASD\n5,1,1\n"),
    ]
    let error = #expect(throws: FactError.self) { try PlanMargins(Facts(files: margins)) }
    #expect(error?.problem == "the total of mainstream differs from plans_by_need.csv")
  }
}
