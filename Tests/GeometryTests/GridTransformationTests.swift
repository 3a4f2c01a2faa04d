import Testing

@testable import Geometry

@Suite("Grid transformation")
struct GridTransformationTests {
  let transformation = try! GridTransformation()

  @Test("Shrewsbury lands where the Helmert operation puts it, not where the ballpark one does")
  func shrewsbury() throws {
    let point = try transformation.point(longitude: -2.7530, latitude: 52.7080)
    // With the OSTN15 grid installed the answer moves by a metre or two; the ballpark answer is 98 m away.
    let tolerance = transformation.operation.contains("OSTN") || transformation.accuracyMetres != 2 ? 5 : 0.01
    #expect(abs(point.easting - 349221.62) < tolerance)
    #expect(abs(point.northing - 312525.48) < tolerance)
    #expect(point.distance(to: Point(easting: 349130.90, northing: 312563.33)) > 90)
  }

  @Test("The operation and its accuracy are named for the report")
  func named() {
    #expect(transformation.operation.contains("OSGB"))
    #expect(!transformation.operation.lowercased().contains("ballpark"))
    #expect(transformation.accuracyMetres != nil)
    #expect(transformation.sentence.contains(transformation.operation))
  }

  @Test("There and back returns the same degrees to a ten-millionth, about a centimetre")
  func thereAndBack() throws {
    let longitudes = [-6.2, -5.0, -2.753, -0.7, 1.7]
    let latitudes = [49.9, 58.6, 52.708, 52.66, 52.5]
    let points = try transformation.points(longitudes: longitudes, latitudes: latitudes)
    let back = try transformation.degrees(points)
    for index in points.indices {
      #expect(abs(back.longitudes[index] - longitudes[index]) < 1e-7)
      #expect(abs(back.latitudes[index] - latitudes[index]) < 1e-7)
    }
  }

  @Test("A batch gives what one point at a time gives, in the same order")
  func batch() throws {
    let longitudes = [-2.753, -0.7]
    let latitudes = [52.708, 52.66]
    let together = try transformation.points(longitudes: longitudes, latitudes: latitudes)
    for index in 0..<2 {
      let alone = try transformation.point(longitude: longitudes[index], latitude: latitudes[index])
      #expect(together[index] == alone)
    }
  }

  @Test("Swapped longitude and latitude are refused, naming the point")
  func swapped() throws {
    let error = #expect(throws: TransformationError.self) {
      try transformation.points(longitudes: [-2.753, 52.708], latitudes: [52.708, -2.753])
    }
    #expect(error?.index == 1)
    #expect(
      error?.description
        == "longitude 52.708, latitude -2.753 is not on the British National Grid, but is with the two changed over")
  }

  @Test("No points give no points")
  func empty() throws {
    #expect(try transformation.points(longitudes: [], latitudes: []).isEmpty)
  }

  @Test(
    "A thousand British points go to other reference systems and come back to the hundredth of a millimetre",
    arguments: ["EPSG:4326", "EPSG:3857", "EPSG:4258", "EPSG:4277", "EPSG:32630", "EPSG:27700"])
  func roundTrip(system: String) throws {
    let transformation = try GridTransformation(from: system)
    let points = britishPoints(1000)
    let (x, y) = try transformation.coordinates(points)
    let back = try transformation.points(x: x, y: y)
    let furthest = zip(points, back).map { $0.distance(to: $1) }.max()
    #expect(try #require(furthest) < 0.000_01)
    // And the coordinates are others than the grid's, but for the grid itself.
    #expect((x == points.map(\.easting)) == transformation.isIdentity)
  }

  @Test("Nine decimals of a degree keep a point within a millimetre")
  func nineDecimals() throws {
    let points = britishPoints(1000)
    let (longitudes, latitudes) = try transformation.coordinates(points)
    let rounded = { (degrees: Double) in (degrees * 1e9).rounded() / 1e9 }
    let back = try transformation.points(longitudes: longitudes.map(rounded), latitudes: latitudes.map(rounded))
    #expect(zip(points, back).allSatisfy { $0.distance(to: $1) < 0.001 })
  }

  @Test(
    "The grid under other names needs no operation",
    arguments: [
      "EPSG:27700",
      // With heights above Newlyn.
      "EPSG:7405",
      // ESRI's name for it, as a .prj file has it.
      """
      PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,\
      299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],\
      PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],\
      PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]
      """,
      // MapInfo gives it no name, and a transformation of its own.
      """
      PROJCS["unnamed",GEOGCS["unnamed",DATUM["OSGB_1936",SPHEROID["Airy 1930",6377563.396,299.3249646],\
      TOWGS84[375,-111,431,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],\
      PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],\
      PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],\
      UNIT["metre",1]]
      """,
    ])
  func gridByOtherNames(system: String) throws {
    let transformation = try GridTransformation(from: system)
    #expect(transformation.isIdentity)
    #expect(transformation.sentence == "Coordinates are on the British National Grid (EPSG:27700) as they stand.")
    #expect(try transformation.points(x: [485_000], y: [308_000]) == [Point(easting: 485_000, northing: 308_000)])
  }

  @Test(
    "A system that nobody knows, and one with no operation to the grid, are refused",
    arguments: [
      ("EPSG:999999", "does not know"), ("", "does not know"), ("nonsense", "does not know"),
      ("EPSG:2154", "no operation from RGF93 v1 / Lambert-93 to EPSG:27700"),
    ])
  func refused(system: String, words: String) {
    let error = #expect(throws: TransformationError.self) { try GridTransformation(from: system) }
    #expect(error?.problem.contains(words) == true)
  }

  @Test("Latitude first, and eastings as degrees, are refused with what they look like")
  func axisOrder() throws {
    let rutland = try GridTransformation(from: "EPSG:4258")
    let error = #expect(throws: TransformationError.self) { try rutland.points(x: [52.66], y: [-0.7]) }
    #expect(error?.problem.hasSuffix("but is with the two changed over") == true)
    #expect(throws: TransformationError.self) { try rutland.points(x: [485_000], y: [308_000]) }
    #expect(throws: TransformationError.self) { try rutland.points(x: [.nan], y: [.infinity]) }
  }

  @Test("The sentence says when a grid that is missing would be more accurate, with both accuracies")
  func sentenceOfAMissingGrid() {
    let missing = GridTransformation.MissingGrid(
      operation: "Inverse of OSGB36 to ETRS89 (2)", accuracyMetres: 0.03, file: "uk_os_OSTN15_NTv2_OSGBtoETRS.tif")
    #expect(
      transformationSentence("ETRS89", "By way of WGS 84", 3, missing)
        == "Coordinates were transformed between ETRS89 and EPSG:27700 by \"By way of WGS 84\" (stated accuracy 3 m). "
        + "\"Inverse of OSGB36 to ETRS89 (2)\" would be accurate to 0.03 m, but its grid "
        + "uk_os_OSTN15_NTv2_OSGBtoETRS.tif is not on this machine.")
    #expect(
      transformationSentence("WGS 84", "Helmert", nil, nil)
        == "Coordinates were transformed between WGS84 and EPSG:27700 by \"Helmert\" (accuracy not stated).")
  }

  @Test("Either the OSTN15 grid is used, or the sentence says that it is missing")
  func ostn15() throws {
    for (system, accuracy) in [("EPSG:4326", 1.0), ("EPSG:4258", 0.03)] {
      let made = try GridTransformation(from: system)
      if let missing = made.missingGrid {
        #expect(missing.file == "uk_os_OSTN15_NTv2_OSGBtoETRS.tif" && missing.accuracyMetres == accuracy)
        #expect(try #require(made.accuracyMetres) > accuracy)
        #expect(made.sentence.contains(missing.file))
      } else {
        #expect(made.accuracyMetres == accuracy)
      }
    }
    // Nothing is missing where the datum stays the same.
    #expect(try GridTransformation(from: "EPSG:4277").missingGrid == nil)
  }

  /// Points over Great Britain, the same on every machine.
  private func britishPoints(_ count: Int) -> [Point] {
    var state: UInt64 = 27700
    func share() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
    return (0..<count).map { _ in Point(easting: 100_000 + 550_000 * share(), northing: 10_000 + 1_200_000 * share()) }
  }
}
