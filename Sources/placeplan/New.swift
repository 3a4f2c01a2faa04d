import ArgumentParser
import Foundation
import Inputs
import Units

struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a study's folder with its workbook, and says what to do next.",
    discussion: """
      The folder holds study.yaml (which authority, which years), study.xlsx (the workbook for what no file holds: a sheet a table, \
      drop-downs for every code, unknown as an answer) and a .gitignore that keeps local/ out of version control. The tables come \
      from the imports.

        placeplan new rutland --la-code 857 --la-name Rutland
      """)

  @Argument(help: "The folder to make.") var study: String
  @Option(help: "The authority's three-digit code in DfE's files.") var laCode: String
  @Option(help: "The authority's name.") var laName: String
  @Option(help: "The study's name (the authority's, in small letters, when left out).") var name: String?
  @Option(help: "The academic year whose January is the starting point.") var baseYear = "2025/26"
  @Option(help: "Years to project after it.") var horizon = 8
  @Option(help: "Monte Carlo draws.") var draws = 200
  @Option(help: "Random seed. The same seed gives the same figures.") var seed: UInt32 = 1

  mutating func validate() throws {
    if laCode.count != 3 || !laCode.allSatisfy({ $0.isASCII && $0.isNumber }) {
      throw ValidationError("--la-code must be three digits such as 857, not \(laCode).")
    }
    if laName.allSatisfy(\.isWhitespace) { throw ValidationError("--la-name must not be empty.") }
    if let name, !isFileName(name) {
      throw ValidationError(
        "--name must be small letters, digits and hyphens, because runs are named by it, not \(name).")
    }
    if AcademicYear(baseYear) == nil {
      throw ValidationError("--base-year must be an academic year such as 2025/26, not \(baseYear).")
    }
    if !(1...20).contains(horizon) { throw ValidationError("--horizon must be 1 to 20, not \(horizon).") }
    if !(1...1_000_000).contains(draws) { throw ValidationError("--draws must be 1 to 1000000, not \(draws).") }
  }

  func run() async throws {
    try await Terminal.run {
      let folder = URL(fileURLWithPath: study)
      try checkIsFree(folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(studyFile.utf8).write(to: folder.appendingPathComponent("study.yaml"), options: .atomic)
      try Data("# Homes, children and routes stay on this machine.\nlocal/\n".utf8)
        .write(to: folder.appendingPathComponent(".gitignore"), options: .atomic)
      let isWritten = try writeWorkbook(folder)
      Terminal.say("Made \(study) with study.yaml\(isWritten ? " and study.xlsx" : ", without study.xlsx").")
      Terminal.say()
      Terminal.say(nextSteps(hasWorkbook: isWritten))
      if !isWritten {
        Terminal.complain(
          "study.xlsx was not written: the program that writes it is not built. Build it with: make workbook\n"
            + "Then write the workbook with: \(workbookCommand(folder))")
        throw ExitCode.toolMissing
      }
    }
  }

  /// Stops where the folder holds anything, even a hidden file.
  private func checkIsFree(_ folder: URL) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return }
    let names = isFolder.boolValue ? try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() : []
    if isFolder.boolValue, names.isEmpty { return }
    Terminal.complain(
      isFolder.boolValue
        ? "\(study): the folder holds \(names[0])\(names.count > 1 ? " and more" : ""). Name a new or an empty folder. "
          + "Nothing was written."
        : "\(study): a file of this name is there. Name a new or an empty folder. Nothing was written.")
    throw ExitCode.cannotReadOrWrite
  }

  /// Runs `placeplan-workbook`; false where it is not built beside this program.
  private func writeWorkbook(_ folder: URL) throws -> Bool {
    guard FileManager.default.isExecutableFile(atPath: SiblingProgram.workbook.url.path) else { return false }
    let process = Process()
    process.executableURL = SiblingProgram.workbook.url
    process.arguments = [folder.path]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      // It has said why. The folder goes, so that the same command can be given again.
      try? FileManager.default.removeItem(at: folder)
      throw ExitCode(process.terminationStatus)
    }
    return true
  }

  private func workbookCommand(_ folder: URL) -> String {
    "\(shellWord(SiblingProgram.workbook.url.path)) \(shellWord(folder.path))"
  }
}

extension New {
  /// `study.yaml`, with a comment on every key.
  private var studyFile: String {
    """
    # What the study covers. A line that begins with # is a comment.

    # Names the study in reports and its runs in Runs/<name>-<n>.
    name: \(yamlText(name ?? fileName(laName)))

    # The authority that holds the plans: DfE's three-digit code, and its name.
    la_code: "\(laCode)"
    la_name: \(yamlText(laName))

    # The academic year whose January is the starting point, and the years projected after it.
    base_year: \(AcademicYear(baseYear)?.description ?? baseYear)
    horizon_years: \(horizon)

    # Simulated futures, and the seed that makes them the same on every machine.
    draws: \(draws)
    seed: \(seed)

    # Files of figures that only the authority can give, such as [assumptions.yaml]. The workbook has a sheet for them too.
    assumptions: []

    # A one-way journey above these minutes counts as excessive, to Year 6 and from Year 7: a stated parameter, not a legal limit.
    excessive_travel_minutes: {primary: 45, secondary: 75}

    # Counts of children from 1 to one less than this are suppressed below authority level.
    disclosure_threshold: 5

    # Combinations of proposals to compare. The workbook has a sheet for them too.
    options: []

    """
  }

  /// What to do next, each step as a command to copy.
  private func nextSteps(hasWorkbook: Bool) -> String {
    let program = CommandLine.arguments.first.map { $0.contains("/") ? shellWord($0) : "placeplan" } ?? "placeplan"
    let place = shellWord(study)
    var steps: [(String, String)] = [
      ("areas AREAS", "planning areas, or wards in their place: GeoJSON, Shapefile, GeoPackage"),
      (
        "population POPULATION --centroids CENTROIDS", "residents by small area and age, and the areas' centroids (ONS)"
      ),
      ("schools REGISTER", "schools and their SEN places: the register of schools (GIAS)"),
      ("history SEN2", "plans of past years: the folder of DfE's SEN2 release"),
      ("caseload EXPORT --postcodes POSTCODES", "children with a plan: the case system's export; names are refused"),
      ("forecast FORECAST", "the authority's pupil forecast"),
      ("roads ROADS", "an OpenStreetMap extract of the county and its border, or OS Open Roads"),
      ("contracts CONTRACTS", "transport contracts, where there is a list"),
      ("top-ups TOP-UPS", "top-ups and fees by school, where there is a list"),
      ("appeals APPEALS", "appeal counts, where there is a list"),
    ].map { ("\(program) import \($0.0) --study \(place)", $0.1) }
    if !hasWorkbook {
      steps.append(("make workbook && \(workbookCommand(URL(fileURLWithPath: study)))", "the workbook"))
    }
    steps += [
      ("# fill in \(study)/study.xlsx", "what no file holds; unknown is an answer"),
      ("\(program) check \(place)", "every problem at once"),
      ("\(program) assess \(place)", "the report"),
    ]
    return "Next, in this order. Words in capitals are files as you downloaded or exported them.\n"
      + steps.map { "\n  # \($0.1)\n  \($0.0)" }.joined()
  }
}

/// The authority's name as a study is named: `brighton-and-hove`.
private func fileName(_ text: String) -> String {
  let plain = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  let name = String(plain).split(separator: "-").joined(separator: "-")
  return name.isEmpty ? "study" : name
}

private func isFileName(_ text: String) -> Bool { !text.isEmpty && fileName(text) == text }

/// Text in YAML's double quotes.
private func yamlText(_ text: String) -> String {
  let plain = String(
    String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  return "\"" + plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}

/// A word as a shell takes it.
private func shellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "/._-".utf8.contains(byte)
  }
  return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
