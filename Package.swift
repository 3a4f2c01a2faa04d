// swift-tools-version: 6.2
import PackageDescription

// One row a room. A room may name rooms in the rows above it; vocabulary also those to its left. `ArchitectureTests` reads
// this file and every import line, and fails on a breach.

let vocabulary: [Target] = [
  system("CProj", pkgConfig: "proj", apt: "libproj-dev"),
  system("CGDAL", pkgConfig: "gdal", apt: "libgdal-dev"),
  system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
  system("CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
  room("Units"),
  room("Randomness"),
  room("Geometry", ["CProj"]),
  room("Assumptions"),
  room("Planning", ["Units", "Geometry", "Assumptions"]),
  cxx("OSMReader", links: ["z", "bz2", "expat"]),
  .target(name: "GDALDrivers", dependencies: ["CGDAL"]),
  .target(name: "WideLanes"),
  room(
    "Inputs", ["Units", "Geometry", "Planning", "Assumptions", "OSMReader", "CGDAL", "GDALDrivers", "CCrypto", yams]),
]

/// What makes study folders, out of nothing but the vocabulary.
let studyMakers: [Target] = [
  room("Importing", ["Units", "Geometry", "Planning", "Assumptions", "Inputs", "OSMReader", yams]),
  room("StudyGeneration", ["Units", "Randomness", "Geometry", "Planning"]),
  room("StudyBundle", ["Inputs", yams, grdb]),
  room("StudyWorkbook", ["Units", "Planning", "Assumptions", "Inputs", "CXlsxWriter"]),
]

let engines: [Target] = [
  room("RoadNetwork", ["Geometry", "WideLanes"]),
  room("Assignment"),
  room("VehicleRouting", ["Randomness"]),
  room("Portfolio"),
]

let stages: [Target] = [
  room("NeedProjection", ["Units", "Randomness", "Planning", "Assumptions"]),
  room("Travel", ["Units", "Geometry", "Planning", "Assumptions", "RoadNetwork"]),
  room("Placement", ["Units", "Randomness", "Planning", "Assumptions", "Assignment"]),
  room("Transport", ["Units", "Randomness", "Planning", "Assumptions", "VehicleRouting"]),
]

let runs: [Target] = [
  room("Simulation", ["Planning", "Assumptions", "NeedProjection", "Travel", "Placement", "Transport"]),
  room(
    "Appraisal",
    [
      "Units", "Randomness", "Geometry", "Planning", "Assumptions", "Portfolio", "NeedProjection", "Placement",
      "Transport", "Simulation",
    ]),
  room("Backtesting", ["Units", "Planning", "NeedProjection"]),
  room("RunStore", ["Appraisal", grdb]),
]

let outputs: [Target] = [
  room("Documents"),
  room("ReportWorkbook", ["Documents", "CXlsxWriter"]),
  room("Graphics", ["Geometry", "Documents"]),
  room("Reporting", ["Units", "Geometry", "Planning", "Assumptions", "Inputs", "Appraisal", "Documents", "Graphics"]),
  room(
    "Exports",
    ["Units", "Geometry", "Planning", "Assumptions", "Appraisal", "Documents", "Graphics", "CGDAL", "GDALDrivers"]),
]

/// The local web page: it starts the commands and reads what they wrote; it models nothing.
let servers: [Target] = [
  room(
    "Serving",
    [
      "Planning", "Assumptions", "Inputs", "Appraisal", "Graphics", "Reporting", yams, grdb, httpTypes, hummingbird,
      hummingbirdCore, hummingbirdTLS, mustache,
    ], resources: [.copy("Web")])
]

let commands: [Target] = [
  command(
    "placeplan",
    [
      "Units", "Geometry", "Planning", "Assumptions", "Inputs", "Importing", "NeedProjection", "Travel", "Placement",
      "Transport", "Simulation", "Appraisal", "Backtesting", "RunStore", "StudyBundle", "Documents", "Graphics",
      "Reporting", "Exports",
      argumentParser,
    ]),
  command(
    "placeplan-bench",
    [
      "Units", "Randomness", "Planning", "Assumptions", "Inputs", "RoadNetwork", "Assignment", "VehicleRouting",
      "Portfolio", "Travel", "Placement", "Transport", "Simulation", "Appraisal", argumentParser,
    ]),
  command("placeplan-generate", ["StudyGeneration", argumentParser]),
  command("placeplan-serve", ["Serving", argumentParser]),
  command("placeplan-workbook", ["Inputs", "StudyWorkbook", "Documents", "ReportWorkbook", argumentParser]),
]

let tests: [Target] = [
  support("TestSupport", ["Assumptions", "Inputs"]),
  support("SampleRun", ["Units", "Geometry", "Planning", "Assumptions", "Transport", "Appraisal"]),
  test("ArchitectureTests"),
  test("UnitsTests", ["Units"]),
  test("RandomnessTests", ["Randomness"]),
  test("GeometryTests", ["Geometry"]),
  test("PlanningTests", ["Units", "Geometry", "Planning"]),
  test(
    "InputsTests",
    ["Units", "Geometry", "Planning", "Assumptions", "Inputs", "StudyWorkbook", "TestSupport"]),
  test(
    "ImportingTests", ["Units", "Geometry", "Planning", "Assumptions", "Inputs", "Importing", "CGDAL", "TestSupport"]),
  test("RoadNetworkTests", ["Randomness", "Geometry", "RoadNetwork"]),
  test("AssignmentTests", ["Randomness", "Assignment", "TestSupport"], exclude: ["least_cost.py"]),
  test("VehicleRoutingTests", ["Randomness", "VehicleRouting"]),
  test("PortfolioTests", ["Randomness", "Portfolio", "TestSupport"], exclude: ["least_portfolio.py"]),
  test(
    "NeedProjectionTests",
    ["Units", "Randomness", "Geometry", "Planning", "Assumptions", "Inputs", "NeedProjection", "TestSupport", yams]),
  test(
    "TravelTests",
    ["Units", "Geometry", "Planning", "Assumptions", "Inputs", "RoadNetwork", "Travel", "TestSupport"]),
  test("PlacementTests", ["Units", "Randomness", "Geometry", "Planning", "Assumptions", "Placement", yams]),
  test("TransportTests", ["Units", "Randomness", "Geometry", "Planning", "Assumptions", "Transport", yams]),
  test("SimulationTests", ["Simulation"]),
  test(
    "AppraisalTests",
    [
      "Units", "Randomness", "Geometry", "Planning", "Assumptions", "Inputs", "Travel", "Placement", "Transport",
      "Portfolio", "Simulation", "Appraisal", "TestSupport", yams,
    ]),
  test(
    "BacktestingTests",
    ["Units", "Planning", "Assumptions", "Inputs", "Importing", "NeedProjection", "Backtesting", "TestSupport"]),
  test("RunStoreTests", ["Appraisal", "RunStore", grdb]),
  test("DocumentsTests", ["Documents"]),
  test("ReportWorkbookTests", ["Documents", "ReportWorkbook"]),
  test("GraphicsTests", ["Geometry", "Graphics", "TestSupport"], exclude: ["Snapshots"]),
  test(
    "ReportingTests", ["Planning", "Assumptions", "Inputs", "Appraisal", "Reporting", "SampleRun", "TestSupport"],
    exclude: ["Snapshots"]),
  test("ExportsTests", ["Geometry", "Planning", "Appraisal", "CGDAL", "Exports", "SampleRun", "TestSupport"]),
  test(
    "RealDataTests",
    [
      "Units", "Geometry", "Planning", "Assumptions", "OSMReader", "Inputs", "RoadNetwork", "Travel", "Placement",
      "Transport", "Simulation", "Appraisal", "TestSupport",
    ],
    exclude: [
      "authority_study.py", "past_january.py", "placement_fits.py", "road_pairs.py", "rutland_blades.py",
      "school_flows.py",
    ]),
  test("CommandTests", ["Inputs", "StudyWorkbook", "TestSupport", "placeplan", "placeplan-workbook"]),
  test(
    "BenchTests",
    [
      "Randomness", "Inputs", "RoadNetwork", "Assignment", "VehicleRouting", "Portfolio", "TestSupport",
      "placeplan-bench",
    ]),
  test(
    "ServingTests",
    [
      "Inputs", "Serving", "TestSupport", "placeplan", "placeplan-serve", "placeplan-workbook", httpTypes, hummingbird,
      hummingbirdTesting,
    ],
    exclude: ["stand_in.py"]),
  test(
    "BrowserTests", ["TestSupport", "placeplan", "placeplan-serve", "placeplan-workbook"], exclude: ["browse.py"]),
  test("StudyGenerationTests", ["Units", "Geometry", "Planning", "StudyGeneration"]),
  test("StudyWorkbookTests", ["Units", "Planning", "Assumptions", "Inputs", "CGDAL", "StudyWorkbook", "TestSupport"]),
]

let package = Package(
  name: "placeplan",
  products: [
    .executable(name: "placeplan", targets: ["placeplan"]),
    .executable(name: "placeplan-bench", targets: ["placeplan-bench"]),
    .executable(name: "placeplan-generate", targets: ["placeplan-generate"]),
    .executable(name: "placeplan-serve", targets: ["placeplan-serve"]),
    .executable(name: "placeplan-workbook", targets: ["placeplan-workbook"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: vocabulary + studyMakers + engines + stages + runs + outputs + servers + commands + tests,
  cxxLanguageStandard: .cxx17
)

/// A library: sources in `Sources/<name>`, tests in `Tests/<name>Tests` when there are any.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources)
}

func command(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies)
}

func test(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude)
}

func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Tests/\(name)")
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func cxx(_ name: String, links: [String]) -> Target {
  .target(name: name, linkerSettings: links.map { .linkedLibrary($0) })
}

var argumentParser: Target.Dependency { .product(name: "ArgumentParser", package: "swift-argument-parser") }
var yams: Target.Dependency { .product(name: "Yams", package: "Yams") }
var grdb: Target.Dependency { .product(name: "GRDB", package: "GRDB.swift") }
var httpTypes: Target.Dependency { .product(name: "HTTPTypes", package: "swift-http-types") }
var hummingbird: Target.Dependency { .product(name: "Hummingbird", package: "hummingbird") }
var hummingbirdCore: Target.Dependency { .product(name: "HummingbirdCore", package: "hummingbird") }
var hummingbirdTLS: Target.Dependency { .product(name: "HummingbirdTLS", package: "hummingbird") }
var hummingbirdTesting: Target.Dependency { .product(name: "HummingbirdTesting", package: "hummingbird") }
var mustache: Target.Dependency { .product(name: "Mustache", package: "swift-mustache") }
