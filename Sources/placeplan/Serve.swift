import ArgumentParser
import Foundation

/// Hands over to `placeplan-serve`, which is built by itself.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows a folder's studies and runs in a browser, where a board can play with options.",
    discussion: """
      Takes the place of this program with placeplan-serve, which make serve builds:

        placeplan serve .
        placeplan serve . --port 8050

      Its own help, once it is built, lists how other machines may come in.
      """, helpNames: [])

  @Argument(parsing: .captureForPassthrough, help: "As placeplan serve --help lists.") var arguments: [String] = []

  func run() throws {
    let server = SiblingProgram.server.url
    guard FileManager.default.isExecutableFile(atPath: server.path) else {
      if arguments.contains("--help") || arguments.contains("-h") { Terminal.say(Self.helpMessage()) }
      Terminal.complain(
        "The web page is not built. Build it: make serve (or swift build -c release --product placeplan-serve)")
      throw ExitCode.toolMissing
    }
    let words = [server.path] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    execv(server.path, &pointers)
    Terminal.complain("\(server.path): could not be started.")
    throw ExitCode.cannotReadOrWrite
  }
}
