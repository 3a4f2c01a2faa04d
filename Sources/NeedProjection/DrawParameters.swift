/// The rates of one draw: what is laid on England's rates by year index, and on the authority's by area.
struct DrawParameters: Sendable {
  /// On children, for error in the pupil forecast.
  var children: [Double]
  var ceasing: [Double]
  var movingOut: [Double]
  var movingIn: [Double]
  /// On new plans, by area.
  var areas: [Double]
  /// Chance of staying to each year index for a child who would then be in each NC year, years x NC years, and the part
  /// of leaving that is ceasing.
  var staying: [Double] = []
  var ceasingShare: [Double] = []
  /// On new plans a child: what the course of the authority's plans asks for, and scenarios on top of it.
  var newPlans: [Double] = []
}
