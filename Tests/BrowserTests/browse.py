"""Goes through the web page as a councillor would, in headless Chromium, and ends with 1 at the first thing that is not as it should be.

    python3 Tests/BrowserTests/browse.py .build/debug/placeplan-serve STUDY [--draws N] [--pictures FOLDER]

STUDY is copied and stays as it is. Every page is opened at 1280 and 375 px: axe-core's rules for WCAG 2.2 AA and its best
practices find no violation, nothing is wider than the screen, and nothing is asked of another machine.

Wants:  apt-get install chromium chromium-driver libjs-leaflet
        pip install selenium; pip install --no-deps axe-selenium-python
"""

import argparse
import base64
import contextlib
import importlib.util
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Fault(Exception):
    pass


def expect(what, *words):
    if not what:
        raise Fault(" ".join(map(str, words)))


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    """The server as a child process that can be killed and started again."""

    def __init__(self, program, folder):
        self.program, self.folder, self.port, self.process = program, folder, free_port(), None

    def start(self):
        self.process = subprocess.Popen(
            [self.program, str(self.folder), "--port", str(self.port)], stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        expect(self.address in line, "the server did not start:", line)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"


class Reader:
    """A browser and what a reader does with it."""

    def __init__(self, address, downloads, pictures):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        options.add_experimental_option(
            "prefs", {"download.default_directory": str(downloads), "download.prompt_for_download": False}
        )
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
        self.address, self.pictures = address, pictures
        self.axe = next(iter(axe_sources())).read_text()
        self.width(1280)

    def width(self, pixels):
        self.pixels = pixels
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        )

    def open(self, path):
        self.driver.get(self.address + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.address)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="main"):
        for _ in range(10):
            with contextlib.suppress(StaleElementReferenceException):
                return self.find(selector).text
        raise Fault(selector, "never stands still at", self.path)

    def wait(self, what, seconds=60, every=0.1):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(Exception):
                if what():
                    return
            time.sleep(every)
        raise Fault("waited", seconds, "seconds in vain at", self.path, "\n", self.text()[:1500])

    def press(self, words):
        """The button or link that says so; a page that follows a run may put a fresh one in its place just then."""
        for _ in range(10):
            with contextlib.suppress(StaleElementReferenceException):
                return self.press_once(words)
        raise Fault("the button", words, "never stands still at", self.path)

    def press_once(self, words):
        for found in self.all("button, a.button, a"):
            if found.is_displayed() and " ".join(found.text.split()).startswith(words):
                self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
                found.click()
                return
        raise Fault("no button says", words, "at", self.path)

    def fill(self, selector, text):
        found = self.find(selector)
        found.clear()
        found.send_keys(text)

    def map_ready(self):
        self.wait(lambda: self.find("#map").get_attribute("data-ready") == "yes", 120)

    def look(self, name):
        """No fault that a checker can see at either width, and a picture if they are wanted."""
        for pixels in (1280, 375):
            self.width(pixels)
            time.sleep(0.3)
            wide = self.driver.execute_script("return document.documentElement.scrollWidth")
            expect(wide <= pixels, name, "is", wide, "px wide on a screen of", pixels)
            self.driver.execute_script(self.axe)
            found = self.driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations'],"
                "rules: {'color-contrast': {enabled: arguments[1]}}})"
                ".then(result => done(result.violations), error => done([{id: String(error), nodes: []}]));",
                AXE_TAGS,
                # Colours are the same at either width, and the rule is by far the slowest.
                pixels == 1280,
            )
            faults = [f"{fault['id']}: {[node['target'] for node in fault['nodes'][:3]]}" for fault in found]
            expect(not faults, name, f"at {pixels} px:", *faults)
            if self.pictures:
                self.picture(f"{name}-{pixels}")
        self.width(1280)
        outside = self.driver.execute_script(
            "return performance.getEntriesByType('resource').map(found => found.name).filter(name => !name.startsWith(location.origin))"
        )
        expect(not outside, name, "asked another machine:", outside)
        # A file that a page may lack is no fault; anything that the policy stopped or a script threw is one.
        said = [line["message"] for line in self.driver.get_log("browser") if line["level"] == "SEVERE"]
        said = [line for line in said if "422" not in line and "404" not in line]
        expect(not said, name, "said:", said)

    def picture(self, name):
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        shot = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot",
            {
                "captureBeyondViewport": True,
                "clip": {"x": 0, "y": 0, "width": self.pixels, "height": min(height, 3200), "scale": 1},
            },
        )
        (self.pictures / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def axe_sources():
    # Found, not imported: either package carries axe-core.
    for package, file in (
        ("axe_playwright_python", "axe.min.js"), ("axe_selenium_python", "node_modules/axe-core/axe.min.js"),
    ):
        found = importlib.util.find_spec(package)
        if found:
            path = pathlib.Path(found.submodule_search_locations[0]) / file
            if path.exists():
                yield path


def first_open(reader, study):
    reader.open("/")
    expect("There is no finished run yet" in reader.text(), "the first page does not say that there is no run")
    reader.look("home-empty")
    reader.press("Start a full run")
    expect(reader.path == f"/studies/{study}#full-run", "at", reader.path)
    reader.look("study")


def full_run(reader, study):
    """A full run from the study's page, watched to its end."""
    reader.open(f"/studies/{study}")
    reader.press("Start the run")
    reader.wait(lambda: reader.path.startswith("/jobs/"))
    reader.wait(lambda: reader.all("progress") or "Finished" in reader.text(), 120)
    reader.look("job")
    reader.wait(lambda: "Finished" in reader.text(".state"), 240)
    reader.press("Open the run")
    expect("overview" in reader.text("h1"), "no overview")
    return reader.path.removeprefix("/runs/")


def pages(reader, run, study):
    for name in ("", "/compare", "/need", "/transport", "/assumptions", "/reports"):
        reader.open(f"/runs/{run}{name}")
        expect(reader.all("nav a[aria-current=page]"), "no page is marked as the current one at", name)
        reader.look("run" + name.replace("/", "-"))
    reader.open(f"/studies/{study}/assumptions")
    rows = len([row for row in reader.all("#figures tbody tr") if row.is_displayed()])
    reader.fill("#filter", "transport")
    shown = len([row for row in reader.all("#figures tbody tr") if row.is_displayed()])
    expect(0 < shown < rows, "the filter shows", shown, "of", rows)
    reader.open(f"/runs/{run}/need")
    reader.press("Split the growth")
    reader.wait(lambda: "New plans a child" in reader.text())


def map_page(reader, run):
    reader.open(f"/runs/{run}/map")
    reader.map_ready()
    labels = lambda: set(reader.driver.execute_script(
        "return [...document.querySelectorAll('#map .area-label')].map(found => found.textContent)"))
    areas = lambda: set(reader.driver.execute_script(
        "return [...document.querySelectorAll('#area-table tbody tr')].map(found => found.dataset.words)"))
    expect(areas() and areas() <= labels(), "the map shows", labels(), "and the table", areas())
    reader.look("map")
    before = reader.text("#tables h2")
    Select(reader.find("#metric")).select_by_value("ehcp")
    reader.wait(lambda: reader.text("#tables h2") != before)
    expect("metric=ehcp" in reader.path, "the address does not say what is shown")
    reader.wait(lambda: areas() <= labels(), 10)
    # By keyboard: the button of a row shows its place on the map.
    button = reader.find("[data-find-setting]")
    button.send_keys(Keys.ENTER)
    reader.wait(lambda: reader.all(".leaflet-popup-content"))
    name = button.find_element(By.XPATH, "ancestor::tr").find_element(By.TAG_NAME, "th").text
    expect(name in reader.text(".leaflet-popup-content"), "the popup is not of", name)
    isochrones = Select(reader.find("#isochrones"))
    if len(isochrones.options) > 1:
        shapes = len(reader.all("#map path"))
        isochrones.select_by_index(1)
        reader.wait(lambda: len(reader.all("#map path")) > shapes)
    reader.driver.execute_script("document.getElementById('show-worth').click(); document.getElementById('show-others').click()")


def estimated(reader, act):
    """Does something and waits for the estimate that follows it."""
    before = reader.find("#estimate").get_attribute("data-turn")
    act()
    reader.wait(lambda: reader.find("#estimate").get_attribute("data-turn") != before, 60)
    return reader.text("#estimate")


def option_page(reader, study):
    """Switches on a proposal, changes it, moves it by mouse and by key, saves, and finds it again."""
    reader.open(f"/studies/{study}/options/new")
    reader.map_ready()
    first = reader.find("[data-proposal]")
    name = first.get_attribute("data-proposal")
    nothing = reader.text("#estimate")
    one = estimated(reader, first.find_element(By.CSS_SELECTOR, "input[name=include]").click)
    expect(one != nothing and "estimate" in one.lower(), "a proposal switched on does not move the estimate")
    first.find_element(By.TAG_NAME, "summary").click()
    places = first.find_element(By.CSS_SELECTOR, f"[name='places.{name}']")
    two = estimated(reader, lambda: places.send_keys("4"))
    expect(two != one, "places do not move the estimate")
    reader.look("option")
    easting = lambda: first.find_element(By.CSS_SELECTOR, f"[name='easting.{name}']").get_property("value")
    marker = reader.find("#map .pin:not(.out)")
    reader.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", marker)
    # With pauses, as a hand moves: the map follows a pointer from one frame to the next.
    drag = ActionChains(reader.driver).click_and_hold(marker)
    for step in ((20, 4), (20, 4), (5, 2)):
        drag = drag.move_by_offset(*step).pause(0.2)
    estimated(reader, drag.release().perform)
    dragged = int(easting())
    expect(dragged > int(float(first.get_attribute("data-east"))), "dragging east gives easting", dragged)
    estimated(reader, lambda: first.find_element(By.CSS_SELECTOR, f"[name='easting.{name}']").send_keys(Keys.ARROW_DOWN))
    moved = int(easting())
    expect(dragged - 50 <= moved < dragged, "an arrow key moves from", dragged, "to", moved)
    reader.fill("#name", "Smaller & <moved>")
    reader.press("Save")
    reader.wait(lambda: "Saved as options/smaller-moved.yaml" in reader.text())
    reader.driver.refresh()
    reader.map_ready()
    expect("Smaller & <moved>" in reader.text("h1"), "the name did not come back:", reader.text("h1"))
    expect(reader.find(f"[name='places.{name}']").get_property("value") == "4", "the places did not come back")
    expect(reader.find(f"[name='easting.{name}']").get_property("value") == str(moved), "the site did not come back")


def keyboard_only(reader, study):
    """From the first page to a saved option without a mouse."""
    reader.open("/")
    active = lambda: reader.driver.switch_to.active_element

    def tab_to(is_it, most=400):
        for _ in range(most):
            ActionChains(reader.driver).send_keys(Keys.TAB).perform()
            if is_it(active()):
                return
        raise Fault("nothing to tab to at", reader.path)

    tab_to(lambda found: found.text == "Skip to main content", 1)
    ActionChains(reader.driver).send_keys(Keys.ENTER).perform()
    tab_to(lambda found: found.text == "Try an option", 20)
    ActionChains(reader.driver).send_keys(Keys.ENTER).perform()
    reader.wait(lambda: reader.path.endswith("/options/new"))
    reader.map_ready()
    tab_to(lambda found: found.get_attribute("name") == "include")
    estimated(reader, lambda: ActionChains(reader.driver).send_keys(Keys.SPACE).perform())
    tab_to(lambda found: found.get_attribute("id") == "name")
    ActionChains(reader.driver).send_keys("By keyboard").perform()
    tab_to(lambda found: found.text == "Save", 3)
    ActionChains(reader.driver).send_keys(Keys.ENTER).perform()
    reader.wait(lambda: "Saved as options/by-keyboard.yaml" in reader.text())


def run_of_an_option(reader, study):
    """The saved option in a full run, then beside the study's own."""
    reader.open(f"/studies/{study}/options/by-keyboard")
    reader.press("Save and run in full")
    reader.wait(lambda: reader.path.startswith("/jobs/"))
    reader.wait(lambda: "Finished" in reader.text(".state"), 240)
    reader.press("Open the run")
    run = reader.path.removeprefix("/runs/")
    reader.press("Compare options")
    expect("By keyboard" in reader.text(), "the option is not compared")
    expect("Change against doing nothing" in reader.text(), "no differences are shown")
    return run


def report(reader, run, downloads):
    reader.open(f"/runs/{run}/reports")
    reader.press("success_measures.csv")
    reader.wait(lambda: list(downloads.glob("*success_measures.csv")), 20)
    reader.press("Make Excel")
    reader.wait(lambda: "is made" in reader.text(), 60)
    reader.press("Download Excel")
    reader.wait(lambda: list(downloads.glob("*.xlsx")), 20)
    expect(next(downloads.glob("*.xlsx")).read_bytes()[:2] == b"PK", "the workbook is none")
    reader.open(f"/runs/{run}/reports")
    reader.press("Read")
    reader.wait(lambda: reader.path.endswith(".html"))
    colour = reader.driver.execute_script("return getComputedStyle(document.querySelector('main a')).color")
    expect(colour == "rgb(18, 67, 109)", "the report has lost its style:", colour)


def failing_run(reader, study, folder):
    settings = folder / study / "settings.csv"
    good = settings.read_bytes()
    settings.write_bytes(good.replace(b"easting_m", b"eastings", 1))
    reader.open(f"/studies/{study}")
    reader.press("Start the run")
    reader.wait(lambda: "Failed" in reader.text(".state"), 60)
    expect("settings.csv" in reader.text("pre"), "the page does not say which file is wrong")
    reader.look("job-failed")
    settings.write_bytes(good)
    reader.press("Try again")
    reader.wait(lambda: "Failed" not in reader.text(".state"), 30)
    reader.press("Cancel the run")
    reader.wait(lambda: "Cancelled" in reader.text(".state") or "Finished" in reader.text(".state"), 120)


def killed_server(reader, server, study):
    """A server killed during a run is started again, and the run comes to its end."""
    reader.open(f"/studies/{study}")
    reader.fill("#draws", "60")
    reader.press("Start the run")
    reader.wait(lambda: reader.path.startswith("/jobs/"))
    job = reader.path
    reader.wait(lambda: "Running" in reader.text(".state"), 30)
    server.kill()
    time.sleep(0.5)
    server.start()
    reader.open(job)
    reader.wait(lambda: "Finished" in reader.text(".state"), 240)


def main():
    parser = argparse.ArgumentParser(description="Goes through the web page in a browser.")
    parser.add_argument("server", help="placeplan-serve, beside placeplan and placeplan-workbook")
    parser.add_argument("study", type=pathlib.Path)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--pictures", type=pathlib.Path, help="where to put pictures of the pages")
    asked = parser.parse_args()
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        folder, downloads = pathlib.Path(made) / "served", pathlib.Path(made) / "downloads"
        downloads.mkdir()
        study = asked.study.name
        shutil.copytree(asked.study, folder / study)
        about = folder / study / "study.yaml"
        about.write_text(re.sub(r"^draws: .*", f"draws: {asked.draws}", about.read_text(), flags=re.M))
        server = Server(asked.server, folder)
        server.start()
        reader = None
        step = "the browser's start"
        try:
            reader = Reader(server.address, downloads, asked.pictures)
            begun = time.monotonic()

            def done(name):
                nonlocal step
                print(f"{time.monotonic() - begun:6.1f} s  {name}", flush=True)

            step = "first open"
            first_open(reader, study)
            done(step)
            step = "a full run with progress"
            run = full_run(reader, study)
            done(step)
            step = "each page, at two widths, by axe"
            reader.open("/")
            reader.look("home")
            pages(reader, run, study)
            done(step)
            step = "the map"
            map_page(reader, run)
            done(step)
            step = "an option: switch, estimate, move, save, reload"
            option_page(reader, study)
            done(step)
            step = "keyboard only"
            keyboard_only(reader, study)
            done(step)
            step = "a full run of the option, compared"
            compared = run_of_an_option(reader, study)
            done(step)
            step = "a report made and downloaded"
            report(reader, compared, downloads)
            done(step)
            step = "a run that fails"
            failing_run(reader, study, folder)
            done(step)
            step = "the server killed and started again"
            killed_server(reader, server, study)
            done(step)
            print("All is as it should be.")
            return 0
        except Exception as fault:
            print(f"{step}: {type(fault).__name__}: {fault}")
            if reader and asked.pictures:
                reader.picture("fault")
            return 1
        finally:
            if reader:
                reader.driver.quit()
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
