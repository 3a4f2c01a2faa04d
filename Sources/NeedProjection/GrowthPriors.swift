import Assumptions

/// What is taken of growth before any authority is looked at; `need-growth-priors.yaml` gives each figure and its
/// reason.
///
/// A prior counts for as many authorities as it says, so that a few authorities or years lean on it and England in full
/// hardly feels it.
public struct GrowthPriors: Sendable {
  /// Authorities that every prior counts for.
  var weight: Double
  /// Plans at which an authority counts half of a very large one.
  var halfWeightPlans: Double
  /// Coefficients of each pattern's features, in their order.
  var coefficients: [GrowthPattern: [Double]]
  /// Share of an authority's distance from the others that is left a year on.
  var persistence: Double
  /// Yearly log growth where none can be seen.
  var growth: Double
  /// Weight of the national movement of the index against the plain mean of growth.
  var nationalWeight: Double
  /// Authorities that a published row for England counts for.
  var nationalRows: Double
  /// Standard deviation of the national drift, a year.
  var nationalDeviation: Double
  /// Scale of the log share of an age band in all plans, after one year.
  var ageShare: Double
  /// Degrees of freedom of one-year errors.
  var degrees: Double
  /// Scale of one-year errors, the years it counts for, and the share of a past year's weight that is left a year on.
  var scale: Double
  var scaleYears: Double
  var memory: Double
  /// Share of the variance of growth that a fit leaves.
  var unexplained: Double
  /// Joiners and leavers a plan where new plans are not known, and at least.
  var turnover: Double
  var leastTurnover: Double
  /// Plans at the common rate that a rate is pooled with where too few authorities are there to tell.
  var pooledPlans: Double
  var inmss: Inmss

  /// The same for counts in independent and non-maintained special schools.
  struct Inmss: Sendable {
    /// Share of a year's drift that is left in the next.
    var damping: Double
    /// Added to a count before its logarithm.
    var offset: Double
    /// Squared scale a placement held, a year.
    var turnover: Double
    /// Placements at which an authority counts half.
    var halfWeight: Double
    var scale: Double
    var scaleYears: Double
    var nationalDeviation: Double
  }

  /// - Throws: `AssumptionError` naming a figure that is missing.
  public init(_ assumptions: AssumptionSet) throws {
    let rows = try assumptions.nested("growth.prior_coefficients")
    coefficients = try GrowthPattern.all.reduce(into: [:]) { result, pattern in
      let row = rows.first { $0.key == pattern.code }?.row ?? []
      result[pattern] = try pattern.features.map { feature in
        try Self.field(feature.code, row, "growth.prior_coefficients")
      }
    }
    let priors = try assumptions.table("growth.priors")
    func prior(_ key: String) throws -> Double { try Self.field(key, priors, "growth.priors") }
    weight = try prior("weight")
    halfWeightPlans = try prior("half_weight_plans")
    persistence = try prior("persistence")
    growth = try prior("growth")
    nationalWeight = try prior("national_weight")
    nationalRows = try prior("national_rows")
    pooledPlans = try prior("pooled_plans")
    turnover = try prior("turnover")
    leastTurnover = try prior("least_turnover")
    let errors = try assumptions.table("growth.prior_errors")
    func error(_ key: String) throws -> Double { try Self.field(key, errors, "growth.prior_errors") }
    degrees = try error("degrees")
    scale = try error("scale")
    scaleYears = try error("scale_years")
    memory = try error("memory")
    unexplained = try error("unexplained")
    nationalDeviation = try error("national_deviation")
    ageShare = try error("age_share")
    let small = try assumptions.table("growth.inmss_priors")
    func inmss(_ key: String) throws -> Double { try Self.field(key, small, "growth.inmss_priors") }
    self.inmss = try Inmss(
      damping: inmss("damping"), offset: inmss("offset"), turnover: inmss("turnover"),
      halfWeight: inmss("half_weight_placements"), scale: inmss("scale"), scaleYears: inmss("scale_years"),
      nationalDeviation: inmss("national_deviation"))
  }

  static func field(_ key: String, _ table: [(key: String, value: Double)], _ id: String) throws -> Double {
    guard let value = table.first(where: { $0.key == key })?.value else {
      throw AssumptionError(id: id, problem: "no \(key)", remedy: "Give it in the table.")
    }
    return value
  }
}
