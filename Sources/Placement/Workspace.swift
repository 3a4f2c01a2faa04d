import Assignment
import Planning

extension PlacementStage {
  /// Scratch storage for placing cohorts, one a task; holds nothing that one cohort hands to the next.
  public struct Workspace: Sendable {
    /// Children in each provision so far this year.
    var occupancy: [Int32] = []
    /// This year's places, `Int32.max` where there is no limit.
    var places: [Int32] = []
    /// Free places and free over-number places, per provision.
    var free: [Int32] = []
    var over: [Int32] = []
    /// This year's multipliers on the flows into steered kinds.
    var flows: [Double] = []
    var competitors: [Competitor] = []
    /// Per competitor still to be placed: what it gets if no limited place is better.
    var fallback: [Fallback] = []
    /// Choices a child would make of provisions that are full, for the worth of a place there.
    var refused: [Refusal] = []
    var candidates: [Candidate] = []
    /// Sink of the allocation for each provision's places and over-number places; -1 where it has none yet.
    var sink: [Int32] = []
    var overSink: [Int32] = []
    /// The provision behind each sink.
    var provisionOfSink: [Int32] = []
    var instance = AssignmentInstance()
    var solution = AssignmentSolution()
    var solver = AssignmentWorkspace()
    var ties = TieBreak()
    /// What this September is made of, and what is known of it from doing nothing.
    var september = September()
    /// Kinds of which a provision is open here and shut in doing nothing, or the other way round.
    var isReopened: [Bool] = []
    /// Whether another provision has no limit here than in doing nothing.
    var hasOtherLimits = false
    /// Children whose September may differ from doing nothing's, in the order of the cohort.
    var differing: [Int32] = []
    /// Where the search for prices begins, one a sink.
    var start: [Int] = []

    /// Of bases that keep a spread of year groups, who is in which and the sinks of each.
    var yearGroups = YearGroups()
    /// Of provisions that are new, whom they take this September; empty where none is.
    var limits: [Openings.Limit] = []

    /// The allocation in panel order: whose turn it is, what room is left, and each unit's choice, -1 for its fallback.
    var panel: [Turn] = []
    var room: [Int32] = []
    var left: [Int32] = []
    var panelChoice: [Int32] = []

    public init() {}

    struct Turn: Sendable {
      var turn: UInt64
      var unit: Int32
    }

    struct Fallback: Sendable {
      var competitor: Int32
      /// Index of the unit in the allocation, -1 when no limited place could be better.
      var unit: Int32
      var provision: Int32
      var cost: Int32
    }
    struct Refusal: Sendable {
      /// Index into `fallback`.
      var entry: Int32
      var provision: Int32
      var cost: Int32
    }
    struct Candidate: Sendable {
      var provision: Int32
      var cost: Int32
    }

    mutating func reset(_ table: ProvisionTable, year: Int, supply: Supply, flows multipliers: ArraySlice<Double>) {
      let provisions = table.count
      flows.removeAll(keepingCapacity: true)
      flows.append(contentsOf: multipliers)
      occupancy.refill(provisions, 0)
      free.refill(provisions, 0)
      over.refill(provisions, 0)
      sink.refill(provisions, -1)
      overSink.refill(provisions, -1)
      places.removeAll(keepingCapacity: true)
      for provision in 0..<provisions {
        places.append(table.residentPlaces(provision, of: Int32(supply.places(provision, year: year))))
      }
      yearGroups.reset(table)
      table.openings.limits(supply, year: year, into: &limits)
      competitors.removeAll(keepingCapacity: true)
      fallback.removeAll(keepingCapacity: true)
      refused.removeAll(keepingCapacity: true)
      provisionOfSink.removeAll(keepingCapacity: true)
      instance.removeAll()
      september.reset()
      isReopened.refill(ProvisionKind.allCases.count, false)
      hasOtherLimits = false
    }
  }
}

extension Array {
  mutating func refill(_ count: Int, _ value: Element) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
