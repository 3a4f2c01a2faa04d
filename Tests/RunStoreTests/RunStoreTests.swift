import Foundation
import RunStore
import Testing

@Suite struct RunStoreTests {
  private let file = FileManager.default.temporaryDirectory.appending(path: "draws-\(UUID().uuidString)/.run.draws")

  @Test func whatIsKeptIsThereAgain() throws {
    do {
      let store = try RunStore(at: file, identity: "one")
      #expect(store.keptBefore == 0)
      try store.keep([1, 2, 3], of: 7, in: "")
      try store.keep([4], of: 7, in: "dearer")
      try store.keep([9], of: 7, in: "dearer")
    }
    #expect(try RunStore.identity(of: file) == "one")
    let store = try RunStore(at: file, identity: "one")
    #expect(store.keptBefore == 2)
    #expect(try store.record(of: 7, in: "") == [1, 2, 3])
    #expect(try store.record(of: 7, in: "dearer") == [9])
    #expect(try store.record(of: 8, in: "") == nil)
    try store.remove()
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try RunStore.identity(of: file) == nil)
  }

  @Test func anotherRunIsRefused() throws {
    do { _ = try RunStore(at: file, identity: "one") }
    #expect(throws: RunStoreError.otherRun(file)) { try RunStore(at: file, identity: "two") }
  }

  @Test func aSecondHolderIsRefused() throws {
    let store = try RunStore(at: file, identity: "one")
    #expect(throws: RunStoreError.inUse(file)) { try RunStore(at: file, identity: "one") }
    #expect(throws: RunStoreError.inUse(file)) { try RunStore.identity(of: file) }
    try store.keep([1], of: 0, in: "")
    #expect(try store.count() == 1)
  }

  @Test func aFileOfAnotherKindIsRefused() throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("not a database, and longer than any head of one would be".utf8).write(to: file)
    #expect(throws: RunStoreError.damaged(file)) { try RunStore(at: file, identity: "one") }
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
    let place = URL(fileURLWithPath: "/proc/draws/.run.draws")
    #expect {
      try RunStore(at: place, identity: "one")
    } throws: {
      "\($0)".hasPrefix("/proc/draws/.run.draws: cannot be written")
    }
  }
}
