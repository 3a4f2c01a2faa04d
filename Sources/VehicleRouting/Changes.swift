// Routes of yesterday: which vehicle carries one on, and whom that leaves on another.
extension Search {
  /// Riders of a vehicle who were on another route yesterday.
  mutating func changesOfRoute(_ vehicle: Int) -> Int {
    let label = routes.label[vehicle]
    var changes = 0
    for slot in vehicle * model.runs..<vehicle * model.runs + Int(routes.runCount[vehicle]) {
      for position in 0..<Int(routes.length[slot]) {
        let yesterday = model.yesterday[Int(routes.rider[slot * model.stride + position])]
        if yesterday >= 0, yesterday != label { changes += 1 }
      }
    }
    return changes
  }

  /// What putting a rider on a vehicle adds for the change of route, micropence.
  @inline(__always)
  func changePrice(_ rider: Int, on label: Int32) -> Int {
    let yesterday = model.yesterday[rider]
    return model.changePrice == 0 || yesterday < 0 || yesterday == label ? 0 : model.changePrice
  }

  /// The label a vehicle of its own would get: the rider's route of yesterday, unless another carries that on.
  @inline(__always)
  func freeLabel(_ rider: Int) -> Int32 {
    let yesterday = model.yesterday[rider]
    return yesterday >= 0 && carriesOn[Int(yesterday)] < 0 ? yesterday : -1
  }
}
