import Randomness
import Testing

@testable import Assignment

@Suite("Optimality certificate")
struct CertificateTests {
  /// Moving any one unit to a dearer allowed choice with room must be noticed.
  @Test func aWorseAssignmentIsRejected() {
    var workspace = AssignmentWorkspace()
    var tried = 0
    for world in 0..<300 {
      var random = NamedRandom(seed: 21, stream: RandomStream("test.certificate"), draw: world)
      let instance = randomInstance(&random, units: 7, sinks: 4, supply: 1, capacity: 3, chance: 0.8, cost: 30)
      var solution = AssignmentSolution()
      workspace.solve(instance, into: &solution)
      for unit in 0..<instance.units where instance.supply[unit] == 1 {
        guard let present = solution.choice(of: unit, in: instance) else { continue }
        let loss = Int(instance.overflowCost[unit]) - Int(instance.cost[present])
        guard loss > 0 else { continue }
        var worse = solution
        worse.shares[Int(worse.shareStart[unit])].choice = -1
        worse.objective += loss
        #expect(!AssignmentCertificate(instance, worse).isAccepted, "world \(world), unit \(unit)")
        tried += 1
      }
    }
    #expect(tried > 500)
  }

  /// Two units exchanged at a loss: every count still adds up, only the prices give it away.
  @Test func anExchangeAtALossIsRejected() {
    var instance = AssignmentInstance(capacities: [1, 1])
    for (near, far) in [(1, 9), (8, 2)] {
      instance.addUnit(overflowCost: 100)
      instance.addChoice(sink: 0, cost: near)
      instance.addChoice(sink: 1, cost: far)
    }
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    #expect(AssignmentCertificate(instance, solution).isAccepted)
    solution.shares = [share(1), share(2)]
    solution.objective = 17
    let certificate = AssignmentCertificate(instance, solution)
    #expect(certificate.fault == .notCheapest(unit: 0))
    #expect(certificate.cost == 17)
    #expect(certificate.lowerBound == 3)
  }

  @Test func eachFaultIsNamed() {
    var instance = AssignmentInstance(capacities: [1])
    for _ in 0..<2 {
      instance.addUnit(overflowCost: 10)
      instance.addChoice(sink: 0, cost: 3)
    }
    var workspace = AssignmentWorkspace()
    var right = AssignmentSolution()
    workspace.solve(instance, into: &right)
    func fault(_ change: (inout AssignmentSolution) -> Void) -> AssignmentCertificate.Fault? {
      var wrong = right
      change(&wrong)
      return AssignmentCertificate(instance, wrong).fault
    }
    #expect(fault { _ in } == nil)
    #expect(fault { $0.shareStart.removeLast() } == .shape)
    #expect(fault { $0.price = [-1] } == .notCheapest(unit: 0) || fault { $0.price = [-1] } == .negativePrice(sink: 0))
    #expect(fault { $0.price = [8] } != nil, "a dual one too high")
    #expect(fault { $0.price = [6] } == .notCheapest(unit: 0), "a dual one too low")
    #expect(fault { $0.objective += 1 } == .objectiveMiscounted)
    #expect(fault { $0.shares[0].choice = 1 } == .shape, "another unit's choice")
    #expect(
      fault {
        $0.shares = [share(0), share(1)]; $0.objective = 6
      } == .sinkOverfull(sink: 0))
    #expect(
      fault {
        $0.shares = [share(-1)]; $0.shareStart = [0, 0, 1]; $0.objective = 10
      } == .supplyNotPlaced(unit: 0))
    #expect(
      fault {
        $0.shares = [share(-1), share(-1)]; $0.objective = 20
      } == .pricedRoom(sink: 0))
  }

  private func share(_ choice: Int32) -> AssignmentSolution.Share {
    AssignmentSolution.Share(choice: choice, amount: 1)
  }
}
