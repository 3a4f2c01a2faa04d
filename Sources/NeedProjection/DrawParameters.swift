/// The rates of one draw: multipliers on England's rates by year index, and on the authority's by area.
struct DrawParameters: Sendable {
  /// On children, for error in the pupil forecast.
  var children: [Double]
  /// On new plans a child: the nation's movement, the authority's level and scenarios.
  var newPlans: [Double]
  var ceasing: [Double]
  var movingOut: [Double]
  var movingIn: [Double]
  /// On new plans, by area.
  var areas: [Double]
}
