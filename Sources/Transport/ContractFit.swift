import Planning
import VehicleRouting
import Units

/// Day and mile prices fitted to a table of contracts, and how well they explain it.
///
/// Each vehicle type's price a day is taken as a sum for turning out and a sum a mile. Types with enough contracts of
/// different lengths are fitted on their own; all others keep the shape of the assumed prices, moved by the one factor
/// that fits every contract best. A contract's miles are taken as loaded miles, so the price of a mile is spread over the
/// empty approach too; its price is taken without an assistant, who is priced apart.
public struct ContractFit: Sendable {
  /// One vehicle type's prices.
  public struct Line: Sendable, Equatable {
    public var vehicle: String
    public var contracts: Int
    /// Pence a day, and a loaded mile.
    public var day: Double
    public var mile: Double
    /// Fitted on its own contracts, not moved by the common factor.
    public var isOwn: Bool
  }
  public let lines: [Line]
  /// Share of the variance of prices explained.
  public let explained: Double
  /// Mean absolute error over mean price: of the fit, of a fit without the contract in question, of the assumed prices.
  public let error: Double
  public let heldOutError: Double
  public let assumedError: Double
  public let contracts: Int

  /// Fewer contracts than this leave the assumed prices as they are.
  public static let fewest = 8
  /// Contracts of one type that allow a fit of its own.
  static let fewestOfType = 6

  /// `nil` where there are too few contracts to fit.
  init?(_ contracts: [Contract], fleet: Fleet) {
    let rows = contracts.filter { $0.milesPerDay > 0 && $0.pricePerDay.count > 0 }
    guard rows.count >= ContractFit.fewest else { return nil }
    let points = rows.map {
      Point(type: fleet.type(of: $0), miles: $0.milesPerDay, price: Double($0.pricePerDay.count))
    }
    let assumed = fleet.loadedPrices
    let fitted = ContractFit.prices(points, assumed)
    let total = points.reduce(0) { $0 + $1.price }
    let mean = total / Double(points.count)
    func error(_ price: (Int, Point) -> Double) -> Double {
      points.enumerated().reduce(0) { $0 + abs(price($1.offset, $1.element) - $1.element.price) } / total
    }
    self.contracts = rows.count
    self.error = error { fitted[$1.type].price($1.miles) }
    assumedError = error { assumed[$1.type].price($1.miles) }
    heldOutError = error { index, point in
      var others = points
      others.remove(at: index)
      return ContractFit.prices(others, assumed)[point.type].price(point.miles)
    }
    let around = points.reduce(0) { $0 + ($1.price - mean) * ($1.price - mean) }
    let left = points.reduce(0) { sum, point in
      let miss = fitted[point.type].price(point.miles) - point.price
      return sum + miss * miss
    }
    explained = around > 0 ? 1 - left / around : 1
    lines = fleet.names.enumerated().map { index, name in
      Line(
        vehicle: name, contracts: points.count { $0.type == index }, day: fitted[index].day, mile: fitted[index].mile,
        isOwn: fitted[index].isOwn)
    }
  }

  struct Price: Sendable {
    var day: Double
    var mile: Double
    var isOwn = false
    func price(_ miles: Double) -> Double { day + mile * miles }
  }

  private struct Point {
    var type: Int
    var miles: Double
    var price: Double
  }

  private static func prices(_ points: [Point], _ assumed: [Price]) -> [Price] {
    // Weighted by one over the price, so that a dear route does not drown ten cheap ones.
    var up = 0.0
    var down = 0.0
    for point in points {
      up += assumed[point.type].price(point.miles)
      down += assumed[point.type].price(point.miles) * assumed[point.type].price(point.miles) / point.price
    }
    let factor = down > 0 ? up / down : 1
    return assumed.indices.map { type in
      let moved = Price(day: assumed[type].day * factor, mile: assumed[type].mile * factor)
      let own = points.filter { $0.type == type }
      guard own.count >= fewestOfType, Set(own.map(\.miles)).count > 2 else { return moved }
      var fit = LeastSquares(columns: 2)
      for point in own { fit.add([1, point.miles], point.price, weight: 1 / point.price) }
      let found = fit.coefficients()
      guard found[0] >= 0, found[1] >= 0 else { return moved }
      return Price(day: found[0], mile: found[1], isOwn: true)
    }
  }
}

extension Fleet {
  /// The type a contract's vehicle is: by name, else the smallest that has its seats.
  func type(of contract: Contract) -> Int {
    if let named = names.firstIndex(where: { $0.lowercased() == contract.vehicle.lowercased() }) { return named }
    let fitting = types.indices.filter { types[$0].seats >= contract.seats }
    return fitting.min { (types[$0].seats, $0) < (types[$1].seats, $1) }
      ?? types.indices.max { (types[$0].seats, -$0) < (types[$1].seats, -$1) }!
  }

  /// Pence a day and a loaded mile of each type: the approach's miles are in the price of the loaded ones.
  var loadedPrices: [ContractFit.Price] {
    types.map {
      ContractFit.Price(
        day: Double($0.dayPricePence),
        // Micropence a morning metre hold both runs of a day.
        mile: Double($0.micropencePerMetre) / 2 * Metres.perMile / 1_000_000 * (1 + deadMileageShare))
    }
  }

  /// The same vehicles at fitted prices.
  func priced(by fit: ContractFit) -> Fleet {
    var fleet = self
    fleet.setPrices(
      fit.lines.map { line in
        (
          Int(line.day.rounded()),
          Int((line.mile / (1 + deadMileageShare) * 2 * 1_000_000 / Metres.perMile).rounded())
        )
      })
    return fleet
  }
}
