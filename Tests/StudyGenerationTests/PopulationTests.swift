import StudyGeneration
import Testing

@Suite struct PopulationTests {
  @Test func `settlements hold about the county's 84,000 residents aged 0 to 25`() throws {
    let county = try StudyFolder.shropshire.generated.county
    let residents = county.settlements.reduce(0) { $0 + $1.residents }
    #expect(abs(residents - 84_009) < 420)
    #expect(county.settlements.filter { $0.area == nil }.allSatisfy { $0.residents == 0 })
  }

  @Test func `residence weights add to the settlements, band by band`() throws {
    let study = try StudyFolder.shropshire.generated
    for band in 0..<4 {
      let homes = study.homes.reduce(0) { $0 + $1.weights[band] }
      #expect(homes == study.county.settlements.reduce(0) { $0 + $1.population[band] })
    }
    #expect((800...1_200).contains(study.homes.count))
  }

  @Test func `children from Reception to Year 11 number 39,000 to 42,000 to date and fall`() throws {
    let pupils = try StudyFolder.shropshire.table("pupils.csv")
    var totals: [String: Int] = [:]
    for row in 0..<pupils.count where (0...11).contains(try pupils.integer(row, "nc_year")) {
      totals[try pupils.text(row, "year"), default: 0] += try pupils.integer(row, "pupils")
    }
    let byYear = totals.sorted { $0.key < $1.key }
    #expect(byYear.map(\.key).first == "2021/22" && byYear.map(\.key).last == "2032/33" && byYear.count == 12)
    #expect(byYear.prefix(4).allSatisfy { (39_000...42_000).contains($0.value) })
    #expect(zip(byYear, byYear.dropFirst()).allSatisfy { $0.value > $1.value })
  }

  @Test func `shares by largest remainder add to the total`() {
    #expect(apportion(10, by: [1, 1, 1]) == [4, 3, 3])
    #expect(apportion(7, by: [0, 5, 2]) == [0, 5, 2])
    #expect(apportion(3, by: [0, 0]) == [0, 0])
    for total in 0..<200 { #expect(apportion(total, by: [3, 1, 4, 1, 5, 9, 2, 6]).reduce(0, +) == total) }
  }
}
