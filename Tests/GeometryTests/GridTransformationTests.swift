import Geometry
import Testing

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
    #expect(error?.description == "longitude 52.708, latitude -2.753 is not on the British National Grid")
  }

  @Test("No points give no points")
  func empty() throws {
    #expect(try transformation.points(longitudes: [], latitudes: []).isEmpty)
  }
}
