"""Looks for homes, children and routes of a study in everything a run hands out, and ends with 1 where it finds one.

    python3 Tests/PageChecks/find_planted.py STUDY FILE_OR_FOLDER...

Child and route ids are looked for as words in the text of every file; homes as pairs of numbers in text and as vertices of
every geometry: GeoPackage (each layer and table decoded), GeoJSON (longitude and latitude), well-known text in CSV, and maps
in pages (points of the picture brought back to the grid). Workbooks and Word files are unpacked, PDF text is read with
pdftotext where it is installed (apt-get install poppler-utils).

Homes that stand exactly where a setting or a proposal does cannot be told from it and are left out; so are vertices on whole
ten metres, which are corners of the squares that isochrones are made of.
"""

import csv
import json
import math
import pathlib
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile


def rows(file):
    if not file.exists():
        return []
    with open(file, newline="", encoding="utf-8-sig") as text:
        return list(csv.DictReader(text))


def point(row):
    try:
        return float(row["easting_m"]), float(row["northing_m"])
    except (KeyError, ValueError):
        return None


class Secrets:
    """What must not be found."""

    def __init__(self, study):
        caseload = rows(study / "caseload.csv")
        self.ids = {row["child_id"] for row in caseload} | {row["route_id"] for row in rows(study / "contracts.csv")}
        public = {point(row) for row in rows(study / "settings.csv")}
        homes = {point(row) for row in caseload + rows(study / "residences.csv")} - public - {None}
        self.homes = {home for home in homes if not (home[0] % 10 == 0 and home[1] % 10 == 0)} or homes
        self.metres = {(round(east), round(north)) for east, north in self.homes}
        self.by_cell = {}
        for home in self.homes:
            at = degrees(*home)
            self.by_cell.setdefault((int(at[0] / 1.6e-4), int(at[1] / 1e-4)), []).append(at)

    def is_home(self, east, north):
        if east % 10 == 0 and north % 10 == 0 and (east, north) not in self.homes:
            return False
        return any((round(east) + de, round(north) + dn) in self.metres for de in (-1, 0, 1) for dn in (-1, 0, 1))

    def is_home_in_degrees(self, longitude, latitude):
        # About ten metres each way.
        column, row = int(longitude / 1.6e-4), int(latitude / 1e-4)
        near = (home for x in (-1, 0, 1) for y in (-1, 0, 1) for home in self.by_cell.get((column + x, row + y), ()))
        return any(abs(latitude - at[1]) < 1e-4 and abs(longitude - at[0]) < 1.6e-4 for at in near)


def degrees(east, north):
    """WGS84 longitude and latitude of a point of the national grid, good to about five metres."""
    a, b, f0 = 6377563.396, 6356256.909, 0.9996012717
    lat0, lon0, e0, n0 = math.radians(49), math.radians(-2), 400000, -100000
    e2, n = 1 - (b * b) / (a * a), (a - b) / (a + b)
    lat, arc = lat0, 0.0
    while True:
        lat += (north - n0 - arc) / (a * f0)
        less, more = lat - lat0, lat + lat0
        arc = b * f0 * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(less) * math.cos(more)
            + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * less) * math.cos(2 * more)
            - 35 / 24 * n**3 * math.sin(3 * less) * math.cos(3 * more)
        )
        if abs(north - n0 - arc) < 1e-4:
            break
    sine, tangent = math.sin(lat), math.tan(lat)
    nu = a * f0 / math.sqrt(1 - e2 * sine**2)
    rho = a * f0 * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    eta2, d = nu / rho - 1, east - e0
    latitude = lat - tangent / (2 * rho * nu) * d**2 + tangent / (24 * rho * nu**3) * (
        5 + 3 * tangent**2 + eta2 - 9 * tangent**2 * eta2) * d**4
    longitude = lon0 + d / (nu * math.cos(lat)) - d**3 / (6 * nu**3 * math.cos(lat)) * (nu / rho + 2 * tangent**2)
    # Airy 1830 to WGS84 by the seven parameters of the national grid.
    nu = a / math.sqrt(1 - e2 * math.sin(latitude) ** 2)
    x, y, z = (
        nu * math.cos(latitude) * math.cos(longitude), nu * math.cos(latitude) * math.sin(longitude),
        nu * (1 - e2) * math.sin(latitude),
    )
    s, rx, ry, rz = 1 - 20.4894e-6, *(math.radians(part / 3600) for part in (0.1502, 0.2470, 0.8421))
    x, y, z = (
        446.448 + s * x - rz * y + ry * z, -125.157 + rz * x + s * y - rx * z, 542.060 - ry * x + rx * y + s * z)
    a2, e2 = 6378137.0, 0.00669437999014
    p, latitude = math.hypot(x, y), math.atan2(z, math.hypot(x, y) * (1 - e2))
    for _ in range(8):
        nu = a2 / math.sqrt(1 - e2 * math.sin(latitude) ** 2)
        latitude = math.atan2(z + e2 * nu * math.sin(latitude), p)
    return math.degrees(math.atan2(y, x)), math.degrees(latitude)


NUMBER = r"-?\d+(?:\.\d+)?"


def text_faults(text, secrets):
    for word in sorted(set(re.findall(r"[\w-]+", text)) & secrets.ids):
        yield f"the id {word}"
    # Neighbouring numbers, whichever stands first.
    before, end = None, 0
    for found in re.finditer(r"(\d+)(?:\.\d+)?", text):
        number = int(found[1]) if len(found[1]) < 8 else None
        if before is not None and number is not None and 1 <= found.start() - end <= 24:
            for east, north in {(before, number), (number, before)} & secrets.metres:
                yield f"the home {east}, {north}"
        before, end = number, found.end()


def wkb_points(data, at=0):
    """Every vertex of a well-known binary geometry, and where it ends."""
    order = "<" if data[at] else ">"
    kind = struct.unpack_from(order + "I", data, at + 1)[0]
    size, kind, at = 2 + (kind // 1000 in (1, 2)) + 2 * (kind // 1000 == 3), kind % 1000, at + 5
    found = []

    def vertices(count):
        nonlocal at
        for _ in range(count):
            found.append(struct.unpack_from(order + "2d", data, at))
            at += 8 * size

    def whole():
        nonlocal at
        at += 4
        return struct.unpack_from(order + "I", data, at - 4)[0]

    if kind == 1:
        vertices(1)
    elif kind == 2:
        vertices(whole())
    elif kind == 3:
        for _ in range(whole()):
            vertices(whole())
    elif kind in (4, 5, 6, 7):
        for _ in range(whole()):
            inner, at = wkb_points(data, at)
            found += inner
    else:
        raise ValueError(f"geometry of type {kind}")
    return found, at


def geopackage_faults(file, secrets):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
        words = []
        for row in database.execute(f'select * from "{table}"'):
            for value in row:
                if isinstance(value, bytes) and value[:2] == b"GP":
                    envelope = [0, 32, 48, 48, 64][value[3] >> 1 & 7]
                    if value[3] & 16:
                        continue
                    for east, north in wkb_points(value, 8 + envelope)[0]:
                        if secrets.is_home(east, north):
                            yield f"table {table}: the home {east}, {north}"
                elif value is not None:
                    words.append(str(value))
        for fault in text_faults("\n".join(words), secrets):
            yield f"table {table}: {fault}"
    database.close()


def geojson_faults(value, secrets):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(part, (int, float)) for part in value):
            if secrets.is_home_in_degrees(*value) or secrets.is_home(*value):
                yield f"the home at {value[0]}, {value[1]}"
        else:
            for part in value:
                yield from geojson_faults(part, secrets)


def map_faults(html, secrets, areas):
    """Points of maps, brought back from the picture to the grid by the bounds of the areas that are drawn.

    Small maps (isochrones of a proposal) are left out: one unit of theirs is hundreds of metres, and their corners are those of
    the squares in the GeoPackage, which are looked at there.
    """
    vertices = [vertex for ring in areas for vertex in ring]
    if not vertices:
        return
    west, east = min(v[0] for v in vertices), max(v[0] for v in vertices)
    south, north = min(v[1] for v in vertices), max(v[1] for v in vertices)

    def homes_drawn(margin):
        margin *= max(east - west, north - south)
        scale = 720 / (east - west + 2 * margin)
        return [((e - west + margin) * scale, (north + margin - n) * scale, e, n) for e, n in secrets.homes]

    # The margin round the areas: that of maps with circles at settings, and that of shaded areas.
    homes_of = {True: homes_drawn(0.06), False: homes_drawn(0.04)}
    for svg in re.findall(r"<svg[^>]*class=\"map\".*?</svg>", html, re.S):
        homes = homes_of["vehicle-map" in svg[:600]]
        drawn = {(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}) ({NUMBER})", svg)}
        drawn |= {(float(x), float(y)) for x, y in re.findall(rf"x=\"({NUMBER})\" y=\"({NUMBER})\"", svg)}
        drawn |= {(float(x), float(y)) for x, y in re.findall(rf"cx=\"({NUMBER})\" cy=\"({NUMBER})\"", svg)}
        for x, y, e, n in homes:
            if any(abs(x - at[0]) < 0.12 and abs(y - at[1]) < 0.12 for at in drawn):
                yield f"the home {e}, {n} on a map"


def areas_of(run):
    for package in run:
        if package.suffix == ".gpkg":
            database = sqlite3.connect(f"file:{package}?mode=ro", uri=True)
            found = database.execute("select geom from planning_areas").fetchall()
            database.close()
            return [wkb_points(blob, 8 + [0, 32, 48, 48, 64][blob[3] >> 1 & 7])[0] for (blob,) in found]
    return []


def faults_of(file, secrets, areas):
    ending = file.suffix.lower()
    if ending == ".gpkg":
        yield from geopackage_faults(file, secrets)
        return
    if ending in (".xlsx", ".docx"):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                text = archive.read(name).decode("utf-8", "replace")
                # Words of a document may be split over runs; cells are not.
                for part in (text, re.sub(r"<[^>]+>", "" if ending == ".docx" else " ", text)):
                    for fault in text_faults(part, secrets):
                        yield f"{name}: {fault}"
        return
    if ending == ".pdf":
        if shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True).stdout
            if len(text) < 500:
                yield "no text could be read"
            yield from text_faults(text, secrets)
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    yield from text_faults(text, secrets)
    if ending in (".geojson", ".json"):
        yield from geojson_faults(json.loads(text), secrets)
    if ending == ".csv" and re.search(r"POINT|POLYGON", text):
        for east, north in re.findall(rf"({NUMBER}) ({NUMBER})(?=[,)])", text):
            if secrets.is_home(float(east), float(north)) or secrets.is_home_in_degrees(float(east), float(north)):
                yield f"the home {east}, {north}"
    if ending == ".html":
        yield from map_faults(text, secrets, areas)


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 64
    secrets = Secrets(pathlib.Path(sys.argv[1]))
    files = []
    for place in map(pathlib.Path, sys.argv[2:]):
        files += sorted(found for found in place.rglob("*") if found.is_file()) if place.is_dir() else [place]
    areas = areas_of(files)
    faults = 0
    for file in files:
        for fault in sorted(set(faults_of(file, secrets, areas))):
            faults += 1
            print(f"{file}: {fault}")
    kinds = {}
    for file in files:
        kinds[file.suffix[1:]] = kinds.get(file.suffix[1:], 0) + 1
    read = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{read}: {len(secrets.ids)} ids and {len(secrets.homes)} homes looked for, {faults} found")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
