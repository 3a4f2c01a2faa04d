import Foundation
import TestSupport
import Testing

/// The web page in a real browser, from first open to a server killed and started again, with axe-core on every page.
@Suite(
  "The web page in Chromium",
  .enabled(
    if: (try? python([
      "-c",
      "import selenium, shutil, importlib.util as util; assert shutil.which('chromium') and shutil.which('chromedriver'); assert util.find_spec('axe_selenium_python') or util.find_spec('axe_playwright_python')",
    ]).status) == 0,
    "no selenium, axe or Chromium: python3 -m pip install selenium; python3 -m pip install --no-deps axe-selenium-python; apt-get install chromium chromium-driver libjs-leaflet"
  ))
struct BrowserTests {
  @Test func aCouncillorGetsThrough() throws {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    try TinyStudy.assessable().withFolder { study in
      setenv("PLACEPLAN_MODELS", projectFolder().appendingPathComponent("Models").path, 1)
      let result = try python([
        projectFolder().appendingPathComponent("Tests/BrowserTests/browse.py").path,
        bundle.appendingPathComponent("placeplan-serve").path, study.path,
      ])
      #expect(result.status == 0, "\(result.output)")
    }
  }
}
