/// What prices of one year say whatever opens: placing costs at least `constant` less, for each start made, its `worth`.
///
/// A price for each group is what one of its need may cost to place. A site earns the price less the cost on what it can
/// take; proposals earn it only if they are open. That holds for any prices, of any year.
struct PriceCut {
  var year: Int
  var constant: Double
  /// `proposal * years + start`; nought for starts after the year.
  var worth: [Double]
}
