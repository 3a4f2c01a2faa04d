import ArgumentParser
import Foundation
import Serving

@main
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placeplan serve",
    abstract: "Shows the studies and runs of a folder in a browser, where a board can play with options.",
    discussion: """
      DIR holds studies (folders with study.yaml) and finished runs, at most two levels down. Open the address that is
      printed. Switch proposals on and off, see an estimate at once, save the option, run it in full, compare and download
      reports. Nothing is sent anywhere: the pages need no internet, and only this machine can open them.

        placeplan serve .
        placeplan serve ~/place-planning --port 8050

      Other machines need the token in a file that nobody else can read, and TLS by a certificate or by a reverse proxy:

        openssl rand -hex 24 > token; chmod 600 token
        placeplan serve . --address 0.0.0.0 --name send.example.gov.uk --token-file token \\
          --tls-cert cert.pem --tls-key key.pem
        placeplan serve . --behind-proxy --name send.example.gov.uk --token-file token

      Options are saved as STUDY/options/<id>.yaml, which placeplan assess reads unchanged. Runs go to DIR/Runs, the server's
      own files to DIR/.placeplan, and DIR/.placeplan/settings.yaml may name map tiles and the folder of DfE's SEN2 release:

        tiles: {address: "https://tiles.example.org/{z}/{x}/{y}.png", attribution: "Map data by its maker"}
        sen2: /data/sen2

      Only the public edition is shown: small counts are suppressed, and no page holds a home, a child or a route.
      """)

  @Argument(help: ArgumentHelp("The folder of studies and runs.", valueName: "dir")) var folder: String
  @Option(help: "The port to listen on.") var port = 8040
  @Option(help: "The address to listen on; other than this machine's own it asks for a token and TLS.")
  var address = "127.0.0.1"
  @Option(help: "The name that browsers use, where it is not the address.") var name: String?
  @Option(help: ArgumentHelp("A file that holds the token for signing in.", valueName: "file")) var tokenFile: String?
  @Option(help: ArgumentHelp("The certificate, PEM.", valueName: "file")) var tlsCert: String?
  @Option(help: ArgumentHelp("The certificate's key, PEM.", valueName: "file")) var tlsKey: String?
  @Flag(help: "A reverse proxy in front speaks TLS and hands the requests on.") var behindProxy = false

  func validate() throws {
    if !(1...65_535).contains(port) { throw ValidationError("--port must be 1 to 65535, not \(port).") }
  }

  func run() async throws {
    func file(_ path: String?) -> URL? { path.map { URL(fileURLWithPath: $0) } }
    let own = (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).resolvingSymlinksInPath()
    var options = ServerOptions(
      folder: URL(fileURLWithPath: folder), program: own.deletingLastPathComponent().appending(path: "placeplan"))
    (options.port, options.address, options.name, options.isBehindProxy) = (port, address, name, behindProxy)
    (options.tokenFile, options.certificate, options.key) = (file(tokenFile), file(tlsCert), file(tlsKey))
    if !FileManager.default.fileExists(atPath: options.leaflet.path) {
      complain("No maps, only their tables: Leaflet is not installed. Install it: apt-get install -y libjs-leaflet")
    }
    do {
      let server = try Server(options)
      try await server.run {
        print("Open \(server.address) (Ctrl-C stops the server; a run that is going goes on at the next start)")
        fflush(nil)
      }
    } catch let refusal as ServerRefusal {
      complain(refusal.description)
      throw ExitCode(refusal.exitCode)
    } catch {
      complain(
        "The server cannot listen on \(address), port \(port): \(error). Give another --port, or end what uses it.")
      throw ExitCode(74)
    }
  }

  private func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
