#!/usr/bin/env python3
"""Builds a study of any English authority from public data, in a folder outside the project.

    authority_study.py SHARED_DATA MODELS_STUDY OUTPUT [LA_CODE [JANUARY]]

Rutland (857) and 2025 when left out. SHARED_DATA holds the published files (sen2/, schools/, geography/, pupils/, and roads/ where
there are any); MODELS_STUDY is a study of the project whose illustrative assumptions stand in for local ones. Its transport figures give
way to the shared suggested ones, whose level is set by England's mean and by no authority. Standard library only; the same inputs give
the same bytes.

Real: roads and paths where a file is given (Rutland, OpenStreetMap 2022; elsewhere the straight line x circuity), residences (LSOA
population-weighted centroids and mid-2020 ages), planning areas (wards stand in; one rectangle where no boundary is published here),
schools with their positions and rolls, the January stock by age and placement, need by placement (England's where an authority's own is
withheld), children of independent schools who board (SEN2).
Made here, because no public file holds it, and said in SOURCES.md: where a child lives (a postcode of its LSOA, or a point around its
centre) and which school it goes to (`school_flows.py`), hosts of base places, places at each school, further-education sites, bell
times, and the three proposals.
"""
import collections
import csv
import gzip
import json
import math
import pathlib
import shutil
import sys

from school_flows import drawn, flows, Place

AGES_BY_BAND = [(0, 4), (5, 10), (11, 15), (16, 25)]
KIND = {
    "mainstream_la_maintained": "mainstream", "mainstream_academy": "mainstream", "mainstream_free_school": "mainstream",
    "mainstream_la_maintained_resourced_provision": "specialist_base", "mainstream_la_maintained_senunit": "specialist_base",
    "mainstream_academy_resourced_provision": "specialist_base", "mainstream_academy_senunit": "specialist_base",
    "mainstream_free_school_resourced_provision": "specialist_base", "mainstream_free_school_senunit": "specialist_base",
    "mainstream_independent": "independent_mainstream", "special_la_maintained": "special",
    "special_academy_free": "special", "special_independent": "independent_special", "special_non_maintained": "nmss",
    "ap_pru_academy": "ap", "ap_pru_free_school": "ap", "ap_pru_la_maintained": "ap",
    "general_fe_tertiary_colleges": "fe", "ukrlp_provider": "fe", "specialist_post_16_institutions": "specialist_post16",
    "elective_home_education": "ehe", "other_arrangements_la": "eotas", "other_arrangements_parents": "elsewhere",
    "online_provider": "elsewhere", "w_settings": "elsewhere", "other_schools": "elsewhere",
    "other_placement_settings": "elsewhere", "neet": "elsewhere", "neet_ntci": "elsewhere", "neet_other": "elsewhere",
    "neet_other_csa": "elsewhere", "nm_early_years": "early_years", "placement_unknown": "not_recorded",
}
NEEDS = ["ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI"]
# Boundaries, postcodes and roads by authority; any other has none here.
FILES = {"857": ("rutland", "rutland", "rutland-20220720.osm.pbf"), "893": ("shropshire", "shropshire_telford", None),
         "894": ("telford", "shropshire_telford", None), "331": ("coventry", "coventry", None)}
# Year groups of a special school that does not take all; the colleges that an authority's learners go to.
NC_YEARS = {"120355": (-1, 6)}
COLLEGES = {"857": [("fe-stamford", "College site at Stamford (made for this test)", 503500, 307500, "925", "no"),
                    ("fe-melton", "College site at Melton Mowbray (made for this test)", 475300, 318800, "855", "no")]}
REGION = 100_000
NEED_COLUMN = {"mainstream": "Mainstream school (no base)", "specialist_base": "Inclusion base (RP + SEN unit)",
               "independent_mainstream": "Mainstream independent", "special": "State special", "nmss": "NMSS",
               "independent_special": "Independent special", "ap": "AP/PRU", "fe": "FE (general, UKRLP)",
               "specialist_post16": "Specialist post-16", "early_years": "Non-maintained early years", "not_recorded": "Not recorded"}
BAND = {"mainstream": 1, "independent_mainstream": 1, "early_years": 1, "fe": 1, "specialist_base": 2, "special": 3,
        "nmss": 4, "independent_special": 4, "specialist_post16": 3}


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig") if str(path).endswith(".gz") else open(path, encoding="utf-8-sig")
    with opened as file:
        yield from csv.DictReader(file)


def whole(text):
    return int(float(text)) if text and text not in "cxz" and text != "low" else 0


def spread(weights, count):
    """`count` indices in proportion to weights, by largest remainder at every step: deterministic and even."""
    taken = [0] * len(weights)
    total = sum(weights)
    for step in range(1, count + 1):
        best = max(range(len(weights)), key=lambda i: (weights[i] * step / total - taken[i], -i))
        taken[best] += 1
        yield best


def write(folder, name, header, lines):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(lines)


def number(r, key):
    return whole(r[key]) if r[key].strip().isdigit() else 0


def at(r):
    return (float(r["easting"]), float(r["northing"]))


def read_schools(data):
    """Open schools with a position, by kind of placement they serve."""
    schools = [r for r in rows(data / "schools/england_schools_2022-23_ehcp_easting_northing.csv.gz")
               if r["easting"] and not r["close_date"]]
    for r in schools:
        r["la"] = r["la_code"].split(".")[0]
        own = r["school_type_2023"]
        r["kind"] = {"State-funded special school": "special", "Non-maintained special school": "nmss",
                     "State-funded primary": "primary", "State-funded secondary": "secondary"}.get(own)
        if own == "Independent school" and number(r, "ehcp_pupils_2023") > 0.5 * number(r, "pupils_2023") > 0:
            r["kind"] = "independent_special"
    return schools


def read_places(data, schools, own):
    """LSOAs of the region: [Place], and of the authority: {code: ages}. An LSOA is of the authority in which most schools of its
    district stand; where districts have changed, of that of its nearest primary school."""
    by_district = collections.defaultdict(collections.Counter)
    for r in schools:
        by_district[r["district"]][r["la"]] += 1
    district = {d: c.most_common(1)[0][0] for d, c in by_district.items()}
    primary = [(at(r), r["la"]) for r in schools if r["kind"] == "primary"]
    points = {r["lsoa11_code"]: (float(r["easting"]), float(r["northing"]))
              for r in rows(data / "geography/lsoa11_population_weighted_centroids_ew.csv.gz")}
    la = {}
    for r in rows(data / "geography/lookup_lsoa11_lsoa21_ltla22.csv.gz"):
        code = r["lsoa11_code"]
        la[code] = district.get(r["ltla22_code"])
    mine = [points[c] for c in la if la[c] == own and c in points]
    if not mine:
        raise SystemExit(f"no neighbourhood of authority {own}")
    west, south = (min(p[i] for p in mine) - REGION for i in (0, 1))
    east, north = (max(p[i] for p in mine) + REGION for i in (0, 1))
    places, ages = [], {}
    for r in rows(data / "geography/lsoa11_population_mid2020_age0_25_england.csv.gz"):
        code = r["lsoa11_code"]
        if code not in la or code not in points:
            continue
        point = points[code]
        if not (west < point[0] < east and south < point[1] < north):
            continue
        years = [whole(r[str(a)]) for a in range(26)]
        place = Place(code, point, la[code] or min(primary, key=lambda s: math.dist(s[0], point))[1], sum(years[5:16]))
        places.append(place)
        if place.la == own:
            ages[code] = years
    return places, ages


def read_stock(data, period, own):
    """Plans by age and kind of the authority, and of the three kinds that the model places, by authority."""
    stock, by_la = collections.Counter(), collections.defaultdict(collections.Counter)
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["geographic_level"] != "Local authority" or r["breakdown_topic"] != "All EHC plans" and r["old_la_code"] != own:
            continue
        if r["time_period"] == period and r["breakdown_topic"] == "Child or young persons age":
            age = int(r["breakdown"].split()[1])
            for column, kind in KIND.items():
                stock[(age, kind)] += whole(r.get(column, "0"))
        elif r["breakdown_topic"] == "All EHC plans" and r["time_period"] in (period, "202324"):
            found = {k: sum(whole(r.get(c, "0")) for c, kind in KIND.items() if kind == k) for k in ("special", "independent_special", "nmss")}
            # The year asked for where it is published, else January 2024: others only take seats.
            if sum(found.values()) and (r["time_period"] == period or r["old_la_code"] not in by_la):
                by_la[r["old_la_code"]] = found
    if not stock:
        raise SystemExit(f"January {period} of authority {own} is not published by age")
    return stock, by_la


def read_needs(data, period, own):
    """Needs by kind of placement: the authority's own, else England's."""
    names = {"Mainstream - academy": "mainstream", "Mainstream - LA maintained": "mainstream", "Special - independent": "independent_special",
             "Mainstream - academy (SEN unit)": "specialist_base", "Mainstream - academy (resourced provision)": "specialist_base",
             "Special - Academy/free schools": "special", "Special - LA maintained": "special", "Special - non-maintained": "nmss",
             "Mainstream - independent": "independent_mainstream", "FE - general FE and tertiary colleges": "fe",
             "FE - specialist post-16 institutions": "specialist_post16", "Educated elsewhere - total": "elsewhere"}
    mix = collections.defaultdict(collections.Counter)
    for r in rows(data / "sen2/sen_needs_all_plans.csv.gz"):
        if r["old_la_code"] == own and r["time_period"] == period and r["breakdown_topic"] == "Type of placement" and r["breakdown"] in names:
            for need in NEEDS:
                mix[names[r["breakdown"]]][need] += whole(r[f"number_{need.lower()}"])
    mix = {kind: needs for kind, needs in mix.items() if sum(needs.values())}
    england = collections.defaultdict(collections.Counter)
    for r in rows(data / "sen2/national_2025_need_by_placement_pct.csv"):
        for kind in set(KIND.values()) if r["need"].upper() in NEEDS else ():
            england[kind][r["need"].upper()] = float(r["plans"]) * float(r[NEED_COLUMN.get(kind, "Educated elsewhere")])
    other = mix.get("elsewhere")
    return {kind: mix.get(kind) or (england[kind] if kind in NEED_COLUMN or not other else other) for kind in england}


def suggested_assumptions(models):
    """The study's illustrative assumptions, with the shared suggested transport figures in place of its own."""
    shared = models.parent.parent / "Models/assumptions"
    def blocks(path):
        text = path.read_text(encoding="utf-8")
        return ["- id:" + part for part in ("\n" + text).split("\n- id:")[1:]]
    kept = [b for b in blocks(models / "assumptions.yaml") if not b.startswith("- id: transport.")]
    for name in ("transport.yaml", "transport-fleet.yaml"):
        for block in blocks(shared / name):
            if "usable_as_default: false" in block and "value: null" not in block:
                lines = [line for line in block.split("\n") if not line.strip().startswith("usable_as_default")]
                kept.append("\n".join("  status: illustrative" if line.startswith("  status:") else line for line in lines))
    return "\n".join(block.rstrip("\n") + "\n" for block in kept)


def ring_contains(ring, x, y):
    inside, (px, py) = False, ring[-1][:2]
    for cx, cy, *_ in ring:
        if (cy > y) != (py > y) and x < cx + (y - cy) / (py - cy) * (px - cx):
            inside = not inside
        px, py = cx, cy
    return inside


def planning_areas(data, own, name, ages):
    """GeoJSON features and {LSOA: area}. Wards stand in, because nobody publishes planning-area boundaries."""
    lonlat = {r["lsoa11_code"]: (float(r["lon"]), float(r["lat"]))
              for r in rows(data / "geography/lsoa11_population_weighted_centroids_ew.csv.gz") if r["lsoa11_code"] in ages}
    if own not in FILES:
        (west, east), (south, north) = ((min(p[i] for p in lonlat.values()) - 0.1, max(p[i] for p in lonlat.values()) + 0.1) for i in (0, 1))
        box = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return [{"type": "Feature", "properties": {"area_id": own, "name": name, "phase": "all", "rural_urban": "urban"},
                 "geometry": {"type": "Polygon", "coordinates": [box]}}], dict.fromkeys(ages, own)
    wards = json.loads(gzip.open(data / f"geography/{FILES[own][0]}_ward.geojson.gz", "rt", encoding="utf-8").read())
    features = [{
        "type": "Feature",
        "properties": {"area_id": f["properties"]["WD25CD"], "name": f["properties"]["WD25NM"], "phase": "all",
                       "rural_urban": "urban" if own != "857" or f["properties"]["WD25NM"].startswith("Oakham") else "rural"},
        "geometry": f["geometry"]} for f in wards["features"]]
    def area_of(code):
        x, y = lonlat[code]
        for f in features:
            g = f["geometry"]
            polygons = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
            if any(sum(ring_contains(r, x, y) for r in p) % 2 for p in polygons):
                return f["properties"]["area_id"]
        raise SystemExit(f"{code} lies in no ward")
    return features, {code: area_of(code) for code in ages}


def home_points(data, own, centre, area):
    """Endless points in each LSOA: its postcodes where they are published here, else a spiral half-way to the next LSOA."""
    found = collections.defaultdict(list)
    if own in FILES:
        wards = set(area.values())
        for r in rows(data / f"geography/postcodes_{FILES[own][1]}.csv.gz"):
            if r["ward"] in wards and r["easting"]:
                point = (int(float(r["easting"])), int(float(r["northing"])))
                inside = [c for c in centre if area[c] == r["ward"]]
                found[min(inside, key=lambda c: (math.dist(centre[c], point), c))].append(point)
    def endless(code):
        listed, step = found.get(code), 0
        near = min((math.dist(centre[code], p) for c, p in centre.items() if c != code), default=1000) / 2
        while True:
            step += 1
            if listed:
                yield listed[step * 97 % len(listed)] if len(listed) % 97 else listed[step * 89 % len(listed)]
            else:
                away, turn = near * math.sqrt(step * 0.754877666 % 1), step * 2.39996323
                yield (round(centre[code][0] + away * math.cos(turn)), round(centre[code][1] + away * math.sin(turn)))
    return {code: endless(code) for code in centre}


def shuffled(items):
    """A fixed order that has nothing to do with the one given: every golden-section-th."""
    step = max(1, round(len(items) * 0.618034))
    while len(items) and math.gcd(step, len(items)) != 1:
        step += 1
    return [items[i * step % len(items)] for i in range(len(items))]


def main(data, models, out, own="857", january="2025"):
    out.mkdir(parents=True, exist_ok=True)
    (out / "proposals").mkdir(exist_ok=True)
    period = f"{int(january) - 1}{january[2:]}"
    base_year = f"{period[:4]}/{period[4:]}"
    name = next(r["la_name"] for r in rows(data / "sen2/caseload.csv.gz") if r["old_la_code"] == own)
    slug = "-".join(name.lower().replace(",", "").split())
    roads = FILES[own][2] if own in FILES else None
    if roads:
        shutil.copyfile(data / "roads" / roads, out / "roads.osm.pbf")
    (out / "assumptions.yaml").write_text(suggested_assumptions(models), encoding="utf-8")

    schools = read_schools(data)
    by_urn = {r["URN"]: r for r in schools}
    places, ages = read_places(data, schools, own)
    centre = {p.code: p.point for p in places if p.la == own}
    order = sorted(centre)
    features, area = planning_areas(data, own, name, ages)
    (out / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    write(out, "residences.csv",
          ["residence_id", "area_id", "easting_m", "northing_m", "weight_0_4", "weight_5_10", "weight_11_15", "weight_16_25",
           "point_kind"],
          [[c, area[c], *map(int, centre[c]), *[sum(ages[c][a:b + 1]) for a, b in AGES_BY_BAND], "lsoa_centroid"]
           for c in order])

    # Pupils: the published authority series by year group, spread to areas by residents of that age; forecast by the door.
    by_year = collections.defaultdict(dict)
    label = {"reception": 0, **{f"year_group_{n}": n for n in range(1, 15)}}
    for r in rows(data / "pupils/la_pupils_by_nc_year_2011_2022.csv.gz"):
        if r["old_la_code"] == own and r["nc_year"] in label:
            by_year[r["time_period"]][label[r["nc_year"]]] = whole(r["headcount"])
    resident = collections.defaultdict(lambda: [0] * 26)
    for c in order:
        resident[area[c]] = [a + b for a, b in zip(resident[area[c]], ages[c])]
    total = [max(1, sum(resident[a][n] for a in resident)) for n in range(26)]
    write(out, "pupils.csv", ["area_id", "year", "nc_year", "pupils", "basis"],
          [[a, f"{p[:4]}/{p[4:]}", n, round(pupils * resident[a][n + 4] / total[n + 4], 2), "actual"]
           for a in sorted(resident) for p in sorted(by_year)[-4:] for n, pupils in sorted(by_year[p].items())])

    stock, by_la = read_stock(data, period, own)
    need_mix = read_needs(data, period, own)
    used = collections.Counter()
    for (age, kind), n in stock.items():
        used[kind] += n
    history(data, out, own, period)
    write(out, "expected_opening_stock.csv", ["nc_year", "kind", "plans"],
          [[age - 4, kind, n] for (age, kind), n in sorted(stock.items()) if n])

    # Which school each child with a plan goes to, and so where it lives.
    def table(kind, kinds, totals):
        near = [(r["URN"], at(r), r["la"], number(r, "ehcp_pupils_2023") or 0.5) for r in schools if r["kind"] in kinds
                and (kind != "mainstream" or r["la"] == own or any(math.dist(at(r), p) < 20_000 for p in centre.values()))
                and all(abs(at(r)[i] - middle[i]) < span[i] for i in (0, 1))]
        return flows(kind, places, near, totals, own)
    middle = [(min(p[i] for p in centre.values()) + max(p[i] for p in centre.values())) / 2 for i in (0, 1)]
    span = [(max(p[i] for p in centre.values()) - min(p[i] for p in centre.values())) / 2 + REGION for i in (0, 1)]
    special = table("special", {"special"}, {la: s["special"] for la, s in by_la.items()})
    independent = table("independent_special", {"independent_special", "nmss"},
                        {la: s["independent_special"] + s["nmss"] for la, s in by_la.items()})
    phases = {"primary": range(-4, 7), "secondary": range(7, 30)}
    mainstream = {phase: table("mainstream", {phase}, {own: 1000}) for phase in phases}

    # About one base for every eleven plans, as in England; the schools with most pupils with plans host them.
    mine = [r for r in schools if r["la"] == own and r["kind"] in ("primary", "secondary")]
    hosts, base = {}, {}
    for phase, years in phases.items():
        n = sum(n for (a, k), n in stock.items() if k == "specialist_base" and a - 4 in years)
        most = sorted((r for r in mine if r["kind"] == phase and phase_of(r) != (12, 14)), key=lambda r: (-number(r, "ehcp_pupils_2023"), r["URN"]))
        hosts[phase] = most[:max(1, round(n / 11))]
        base[phase] = flows("specialist_base", [p for p in places if p.la == own],
                            [(r["URN"], at(r), own, 1) for r in hosts[phase]], {own: 1000}, own)
    tables = {("special", None): special,
              ("independent_special", None): {p: v for p, v in independent.items() if by_urn[p[1]]["kind"] != "nmss"},
              ("nmss", None): {p: v for p, v in independent.items() if by_urn[p[1]]["kind"] == "nmss"}}
    for phase in phases:
        tables[("mainstream", phase)] = mainstream[phase]
        tables[("specialist_base", phase)] = base[phase]

    # Caseload: one row a plan, in order of age and kind.
    board = boarders(data, period, own)
    points = home_points(data, own, centre, area)
    picks, children, gone = {}, [], collections.Counter()
    for (age, kind) in sorted(stock):
        for _ in range(stock[(age, kind)]):
            if kind not in picks:
                picks[kind] = spread([need_mix[kind][n] for n in NEEDS], 10 ** 6)
            children.append({"nc": age - 4, "kind": kind, "need": NEEDS[next(picks[kind])], "school": None, "home": None})
    for (kind, phase), flow in tables.items():
        group = shuffled([c for c in children if c["kind"] == kind and (phase is None or c["nc"] in phases[phase])])
        chosen = drawn(flow, len(group), lambda p: math.dist(centre[p[0]], at(by_urn[p[1]])))
        # A school that takes few year groups chooses first.
        chosen = list(enumerate(chosen))
        far = {i for i, _ in chosen[len(chosen) - board.get(kind, 0):]} if board.get(kind) else set()
        for i, (home, urn) in sorted(chosen, key=lambda c: (c[1][1] not in NC_YEARS, c[0])):
            low, high = NC_YEARS.get(urn, (-4, 30))
            child = next((c for c in group if c["school"] is None and low <= c["nc"] <= high), None) \
                or next((c for c in group if c["school"] is None), None)
            if child:
                child.update(school=urn, home=home, boards=i in far)
    lines, taken, span_of = [], collections.Counter(), {}
    prefix = {"special": "special", "independent_special": "independent", "nmss": "nmss", "mainstream": "mainstream", "specialist_base": "base"}
    colleges = COLLEGES.get(own) or [
        (f"fe-{i + 1}", f"College site beside {r['name']} (made for this test)", *map(int, at(r)), own, "yes") for i, r in
        enumerate(sorted((r for r in mine if r["kind"] == "secondary"), key=lambda r: (-number(r, "pupils_2023"), r["URN"]))[:2])]
    college = {}
    for serial, c in enumerate(children, 1):
        age, kind, urn = c["nc"] + 4, c["kind"], c["school"]
        home = c["home"]
        if home is None:
            if ("home", age) not in picks:
                picks[("home", age)] = spread([ages[o][min(age, 25)] + 0.01 for o in order], 10 ** 6)
            home = order[next(picks[("home", age)])]
        pid = ""
        low, high = phase_of(by_urn[urn]) if kind == "mainstream" and urn else (-4, 30)
        if urn and low <= c["nc"] <= high:
            pid = f"{prefix[kind]}-{urn}"
            taken[pid] += 1
            span_of.setdefault(kind, [c["nc"], c["nc"]])
            span_of[kind] = [min(span_of[kind][0], c["nc"]), max(span_of[kind][1], c["nc"])]
        point = next(points[home])
        if kind == "fe" and c["nc"] >= 12:
            pid = min(colleges, key=lambda s: math.dist(s[2:4], point))[0]
        lines.append([f"R{serial:04d}", c["nc"], c["need"], BAND.get(kind, 1 if kind != "eotas" else 4), *point, pid, kind, "",
                      "yes" if c.get("boards") else ""])
    write(out, "caseload.csv",
          ["child_id", "nc_year", "need", "band", "easting_m", "northing_m", "provision_id", "kind", "year_from", "residential"], lines)

    # Provision. Places: a little more than the authority uses of each school; schools that most expect a pupil have room too.
    provision, needed = [], {r["URN"] for r in mine}
    for kind, flow, room in (("special", special, 1), ("independent_special", tables[("independent_special", None)], 2),
                             ("nmss", tables[("nmss", None)], 1)):
        expected = collections.Counter()
        for (_, urn), n in flow.items():
            expected[urn] += n
        for urn in sorted(expected):
            pid = f"{prefix[kind]}-{urn}"
            if not taken[pid] and expected[urn] < 0.5:
                continue
            needed.add(urn)
            low, high = NC_YEARS.get(urn) or span_of.get(kind, [-1, 14])
            phases_in = "0;7;12" if high == 6 else "0;12"
            provision.append([pid, urn, kind, "", low, high, base_year, taken[pid] + room, 1 if kind == "special" else 0, "", "", phases_in])
    for pid in sorted(p for p in taken if p.startswith("mainstream-")):
        needed.add(pid.split("-")[1])
    for urn in sorted(u for u in needed if by_urn[u]["kind"] in ("primary", "secondary")):
        low, high = phase_of(by_urn[urn])
        provision.append([f"mainstream-{urn}", urn, "mainstream", "", low, high, base_year, "", 0, "", "", "0;7;12"])
    for phase, group in hosts.items():
        low, high = (-1, 6) if phase == "primary" else (7, max(14, span_of.get("specialist_base", [0, 14])[1]))
        for r in group:
            pid = f"base-{r['URN']}"
            provision.append([pid, r["URN"], "specialist_base", "", low, high, base_year, taken[pid] + 2, 0, "", "", "0;7;12"])
    for site in colleges:
        provision.append([site[0], site[0], "fe", "", 12, 21, base_year, "", 0, "", "", "12"])
    write(out, "provision.csv",
          ["provision_id", "setting_id", "kind", "needs", "nc_year_low", "nc_year_high", "year_from", "places", "over_places",
           "annual_cost_pence", "cost_basis", "transfer_nc_years"], provision)

    code = {"primary": "1", "secondary": "34", "special": "7", "independent_special": "10", "nmss": "8"}
    settings = []
    for urn in sorted(needed, key=lambda u: (by_urn[u]["la"] != own, u)):
        r = by_urn[urn]
        settings.append([urn, urn, r["name"], code[r["kind"]], r["la"], "not recorded", *map(int, at(r)), number(r, "pupils_2023") or "",
                         number(r, "pupils_2023") or "", "", "yes" if r["la"] == own else "no", "08:50", "15:20"])
    for sid, label_, e, n, la, inside in colleges:
        settings.append([sid, "", label_, "18", la, "not recorded", e, n, "", "", "", inside, "09:00", "16:00"])
    write(out, "settings.csv",
          ["setting_id", "urn", "name", "type_code", "la_code", "responsible_body", "easting_m", "northing_m",
           "net_capacity_places", "roll", "roll_forecast", "in_area", "bell_start", "bell_end"], settings)

    opening = int(january) + 1
    options = proposals(out, hosts, [r for r in schools if r["la"] == own and r["kind"] == "special"], opening)
    files = "areas: areas.geojson, residences: residences.csv, pupils: pupils.csv, settings: settings.csv, provision: provision.csv,\n  " \
        "caseload: caseload.csv, history: history.csv" + (", roads: roads.osm.pbf" if roads else "")
    (out / "study.yaml").write_text(f"""name: {slug}
la_code: "{own}"
la_name: {json.dumps(name)}
base_year: {base_year}
horizon_years: 6
draws: 100
seed: {own}
assumptions: [assumptions.yaml]
inputs: {{{files}}}
options:
{options}
excessive_travel_minutes: {{primary: 45, secondary: 75}}
disclosure_threshold: 5
""", encoding="utf-8")
    print(f"{len(children)} plans, {used['special']} in state special, {len(settings)} settings, {len(order)} residences")


def phase_of(r):
    """Year groups of a mainstream school; sixth forms are not told apart but for one that is nothing else."""
    if r["name"].startswith("Harington"):
        return (12, 14)
    return (0, 6) if r["kind"] == "primary" else (7, 11)


def boarders(data, period, own):
    """Children of independent and non-maintained special schools who board, by kind."""
    names = {"Special - independent": "independent_special", "Special - non-maintained": "nmss"}
    return {names[r["breakdown"]]: whole(r["Res_tot"]) for r in rows(data / "sen2/residential_settings.csv.gz")
            if r["old_la_code"] == own and r["time_period"] == period and r["breakdown_topic"] == "Type of placement"
            and r["breakdown"] in names}


def history(data, out, own, period):
    """Stock and flows of every January to the one asked for."""
    flow = collections.defaultdict(lambda: ["", "", ""])
    for r in rows(data / "sen2/newplans.csv.gz"):
        if r["old_la_code"] == own and r["breakdown_topic"] == "New EHC plans":
            flow[int(r["time_period"])][0] = whole(r["new_ehc_plans"])
    for r in rows(data / "sen2/ceased_plans.csv.gz"):
        if r["old_la_code"] == own and r["breakdown_topic"] == "All ceased EHC plans":
            flow[int(r["time_period"])][1:] = [whole(r["total_ceased"]) - whole(r["transfer"]), whole(r["transfer"])]
    lines = []
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["old_la_code"] == own and r["breakdown_topic"] == "All EHC plans" and r["time_period"] <= period:
            year = r["time_period"]
            new, ceased, left = flow[int(year[:4])] if int(year[:4]) in flow else ["", "", ""]
            lines.append([own, f"{year[:4]}/{year[4:]}", "all", "all", "all", whole(r["ehcplans"]), new, ceased, "", left])
    write(out, "history.csv", ["la_code", "year", "nc_year", "need", "kind", "stock", "new", "ceased", "moved_in", "moved_out"],
          sorted(lines, key=lambda line: line[1]))


def proposals(out, hosts, special, opening):
    """Two bases, and an expansion of the authority's first special school where it has one; the options of study.yaml."""
    year = [f"{opening + n}/{(opening + n + 1) % 100:02d}" for n in range(3)]
    def proposal(pid, name, kind, urn, provision_kind, needs, low, high, places, capital):
        (out / "proposals" / f"{pid}.yaml").write_text(f"""id: {pid}
name: {name}
kind: {kind}
setting_id: "{urn}"
provisions:
  - {{kind: {provision_kind}, needs: [{needs}], nc_year_low: {low}, nc_year_high: {high}, places: {{{places}}}}}
capital: {{profile_pence: {{{opening}-{(opening + 1) % 100:02d}: {capital}}}, price_base: 2026 Q1, optimism_bias_percent: 24, funding: high needs capital}}
decisions: {{consent: {opening}-02-01, statutory: {opening}-03-01, place_change: {opening}-03-15, naming: {opening}-03-31}}
engagement: made for this test
mitigations: [shared vehicles]
illustrative: true
""", encoding="utf-8")
    proposal("primary-base", "Primary communication base, made for this test", "expand_base", hosts["primary"][0]["URN"], "specialist_base",
             "ASD, SLCN, MLD", 0, 6, f"{year[0]}: 6, {year[1]}: 12", 60000000)
    proposal("secondary-base", "Secondary SEMH base, made for this test", "new_base", hosts["secondary"][0]["URN"], "specialist_base",
             "SEMH, ASD", 7, 11, f"{year[0]}: 8, {year[1]}: 16", 80000000)
    options = "  - {id: bases, name: Both bases, proposals: [primary-base, secondary-base]}"
    if special:
        first = min(special, key=lambda r: r["URN"])
        proposal("special-expansion",
                 f"{first['name']} through Year 11, made for this test", "special_expansion", first["URN"], "special",
                 "ASD, SLD, SLCN, MLD, PMLD", 0, 11, f"{year[1]}: 10, {year[2]}: 20", 180000000)
        last = "special-expansion"
        options += f"\n  - {{id: all-three, name: Bases and a special school, proposals: [primary-base, secondary-base, {last}]}}"
    return options


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 6:
        raise SystemExit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:4]), *sys.argv[4:])
