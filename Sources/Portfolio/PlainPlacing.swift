/// Places need group by group at the least cost, by the cheapest path of displacements: slow, plain, and apart from the search.
struct PlainPlacing {
  private let instance: PortfolioInstance
  private var room: [Int]
  /// By group and its choice, how much is placed there.
  private var placed: [[Int]]
  /// By site, the groups that may be placed there: group and index of the choice.
  private let guests: [[(group: Int, choice: Int)]]

  init(_ instance: PortfolioInstance, _ room: [Int]) {
    self.instance = instance
    self.room = room
    placed = instance.groups.map { Array(repeating: 0, count: $0.choices.count) }
    var guests = Array(repeating: [(group: Int, choice: Int)](), count: room.count)
    for (group, entry) in instance.groups.enumerated() {
      for (index, choice) in entry.choices.enumerated() { guests[choice.site].append((group, index)) }
    }
    self.guests = guests
  }

  /// By site, how much is placed there.
  var load: [Int] {
    var load = Array(repeating: 0, count: room.count)
    for (group, entry) in instance.groups.enumerated() {
      for (index, choice) in entry.choices.enumerated() { load[choice.site] += placed[group][index] }
    }
    return load
  }

  /// How a path came to a site: the group that moves in, and its choice of the site it leaves; nil for the group placed now.
  private struct Step {
    var cost: Int
    var group: Int
    var choice: Int
    var left: (site: Int, choice: Int)?
  }

  /// Places so many of a group, others making way; returns what that adds to the cost.
  mutating func place(_ group: Int, _ amount: Int) -> Int {
    var rest = amount
    var cost = 0
    while rest > 0 {
      var step = Array(repeating: Step?.none, count: room.count)
      for (index, choice) in instance.groups[group].choices.enumerated() {
        step[choice.site] = Step(cost: choice.cost, group: group, choice: index, left: nil)
      }
      relax(&step)
      // A path ends where there is room, or where one who is placed can be left over for less.
      var least = instance.groups[group].overflowCost
      var end: (site: Int, leaver: (group: Int, choice: Int)?)?
      for (site, step) in step.enumerated() {
        guard let step else { continue }
        if room[site] > 0, step.cost < least { (least, end) = (step.cost, (site, nil)) }
        for guest in guests[site] where placed[guest.group][guest.choice] > 0 {
          let entry = instance.groups[guest.group]
          let total = step.cost - entry.choices[guest.choice].cost + entry.overflowCost
          if total < least { (least, end) = (total, (site, guest)) }
        }
      }
      guard let end else { return cost + rest * least }
      let moved = min(rest, most(to: end.site, end.leaver, step))
      move(moved, to: end.site, end.leaver, step)
      rest -= moved
      cost += moved * least
    }
    return cost
  }

  /// Bellman and Ford's rounds over sites: who is placed at one may move on to another.
  private func relax(_ step: inout [Step?]) {
    var isChanging = true
    while isChanging {
      isChanging = false
      for (site, list) in guests.enumerated() {
        guard let here = step[site] else { continue }
        for guest in list where placed[guest.group][guest.choice] > 0 {
          let choices = instance.groups[guest.group].choices
          for (index, choice) in choices.enumerated() where choice.site != site {
            let total = here.cost - choices[guest.choice].cost + choice.cost
            if total < step[choice.site]?.cost ?? .max {
              step[choice.site] = Step(cost: total, group: guest.group, choice: index, left: (site, guest.choice))
              isChanging = true
            }
          }
        }
      }
    }
  }

  /// How much a path can carry.
  private func most(to end: Int, _ leaver: (group: Int, choice: Int)?, _ step: [Step?]) -> Int {
    var most = leaver.map { placed[$0.group][$0.choice] } ?? room[end]
    var site = end
    while let here = step[site], let left = here.left {
      most = min(most, placed[here.group][left.choice])
      site = left.site
    }
    return most
  }

  private mutating func move(_ amount: Int, to end: Int, _ leaver: (group: Int, choice: Int)?, _ step: [Step?]) {
    if let leaver { placed[leaver.group][leaver.choice] -= amount } else { room[end] -= amount }
    var site = end
    while let here = step[site] {
      placed[here.group][here.choice] += amount
      guard let left = here.left else { return }
      placed[here.group][left.choice] -= amount
      site = left.site
    }
  }
}

extension PortfolioInstance {
  /// How much is placed at each site in each year under given starts, at the least cost: `year * sites + site`.
  ///
  /// By plain code, for one portfolio at a time; where several placings cost the same it is one of them.
  public func placed(_ starts: [Int?]) -> [Int] {
    (0..<years).flatMap { year in
      var placing = PlainPlacing(self, (0..<sites).map { room($0, year: year, starts) })
      for group in groups.indices { _ = placing.place(group, groups[group].demand[year]) }
      return placing.load
    }
  }
}
