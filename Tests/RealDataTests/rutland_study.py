#!/usr/bin/env python3
"""Builds a study of Rutland (LA 857) from public data, in a folder outside the project.

    rutland_study.py SHARED_DATA MODELS_STUDY OUTPUT

SHARED_DATA holds the published files (roads/, sen2/, schools/, geography/, pupils/); MODELS_STUDY is a study whose
illustrative assumptions stand in for local ones. Standard library only; the same inputs give the same bytes.

Real: roads and paths (OpenStreetMap 2022), residences (LSOA population-weighted centroids and mid-2020 ages), planning areas
(wards stand in), schools with their positions and rolls, the January 2025 stock by age and placement, need by placement.
Made here, because no public file holds it, and said in SOURCES.md: which LSOA a child lives in, that a mainstream child goes to
the nearest school of its phase, hosts of base places, places at
each school, further-education sites, bell times, and the three proposals.
"""
import collections
import csv
import gzip
import json
import pathlib
import shutil
import sys

LA, ONS = "857", "E06000017"
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


def main(data, models, out):
    out.mkdir(parents=True, exist_ok=True)
    (out / "proposals").mkdir(exist_ok=True)
    shutil.copyfile(data / "roads/rutland-20220720.osm.pbf", out / "roads.osm.pbf")
    text = (models / "assumptions.yaml").read_text(encoding="utf-8")
    (out / "assumptions.yaml").write_text(text, encoding="utf-8")

    # Planning areas: wards stand in, because nobody publishes planning-area boundaries.
    wards = json.loads(gzip.open(data / "geography/rutland_ward.geojson.gz", "rt", encoding="utf-8").read())
    rural = "rural"
    areas = [{
        "type": "Feature",
        "properties": {"area_id": f["properties"]["WD25CD"], "name": f["properties"]["WD25NM"], "phase": "all",
                       "rural_urban": "urban" if f["properties"]["WD25NM"].startswith("Oakham") else rural},
        "geometry": f["geometry"]} for f in wards["features"]]
    (out / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": areas}), encoding="utf-8")

    # Residences: LSOA centroids with their own ages; the area is the ward whose centre is nearest (checked by the door).
    lsoas = {r["lsoa11_code"] for r in rows(data / "geography/lookup_lsoa11_lsoa21_ltla22.csv.gz") if r["ltla22_code"] == ONS}
    centroids = {r["lsoa11_code"]: (float(r["easting"]), float(r["northing"]))
                 for r in rows(data / "geography/lsoa11_population_weighted_centroids_ew.csv.gz") if r["lsoa11_code"] in lsoas}
    ages = {r["lsoa11_code"]: [whole(r[str(a)]) for a in range(26)]
            for r in rows(data / "geography/lsoa11_population_mid2020_age0_25_england.csv.gz") if r["lsoa11_code"] in lsoas}
    order = sorted(centroids)
    lsoa_at = gzip.open(data / "geography/rutland_lsoa11.geojson.gz", "rt", encoding="utf-8").read()
    points = {}
    for f in json.loads(lsoa_at)["features"]:
        code = next(v for k, v in f["properties"].items() if k.upper().startswith("LSOA") and k.upper().endswith("CD"))
        points[code] = f["properties"]
    def ring_contains(ring, x, y):
        inside, (px, py) = False, ring[-1][:2]
        for cx, cy, *_ in ring:
            if (cy > y) != (py > y) and x < cx + (y - cy) / (py - cy) * (px - cx):
                inside = not inside
            px, py = cx, cy
        return inside
    lonlat = {r["lsoa11_code"]: (float(r["lon"]), float(r["lat"]))
              for r in rows(data / "geography/lsoa11_population_weighted_centroids_ew.csv.gz") if r["lsoa11_code"] in lsoas}
    def area_of(code):
        x, y = lonlat[code]
        for f in areas:
            g = f["geometry"]
            polygons = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
            if any(sum(ring_contains(r, x, y) for r in p) % 2 for p in polygons):
                return f["properties"]["area_id"]
        raise SystemExit(f"{code} lies in no ward")
    area = {code: area_of(code) for code in order}
    write(out, "residences.csv",
          ["residence_id", "area_id", "easting_m", "northing_m", "weight_0_4", "weight_5_10", "weight_11_15", "weight_16_25",
           "point_kind"],
          [[c, area[c], *map(int, centroids[c]), *[sum(ages[c][a:b + 1]) for a, b in AGES_BY_BAND], "lsoa_centroid"]
           for c in order])

    # Pupils: the published authority series by year group, spread to wards by residents of that age; forecast by the door.
    by_year = collections.defaultdict(dict)
    label = {"reception": 0, **{f"year_group_{n}": n for n in range(1, 15)}}
    for r in rows(data / "pupils/la_pupils_by_nc_year_2011_2022.csv.gz"):
        if r["old_la_code"] == LA and r["nc_year"] in label:
            by_year[r["time_period"]][label[r["nc_year"]]] = whole(r["headcount"])
    resident = collections.defaultdict(lambda: [0] * 26)
    for c in order:
        resident[area[c]] = [a + b for a, b in zip(resident[area[c]], ages[c])]
    total = [sum(resident[a][n] for a in resident) for n in range(26)]
    lines = []
    for a in sorted(resident):
        for period in sorted(by_year)[-4:]:
            for n, pupils in sorted(by_year[period].items()):
                lines.append([a, f"{period[:4]}/{period[4:]}", n, round(pupils * resident[a][n + 4] / total[n + 4], 2), "actual"])
    write(out, "pupils.csv", ["area_id", "year", "nc_year", "pupils", "basis"], lines)

    # Settings: real schools and their positions; FE sites, hosts of base places and all places are made here.
    schools = [r for r in rows(data / "schools/england_schools_2022-23_ehcp_easting_northing.csv.gz")
               if r["easting"] and not r["close_date"]]
    centre = (490000, 308000)
    def away(r):
        return ((float(r["easting"]) - centre[0]) ** 2 + (float(r["northing"]) - centre[1]) ** 2) ** 0.5
    def number(r, key):
        return whole(r[key]) if r[key].strip().isdigit() else 0
    own = [r for r in schools if r["la_code"].split(".")[0] == LA]
    special = sorted((r for r in schools if r["school_type_2023"] == "State-funded special school" and away(r) < 32000), key=away)[:12]
    independent = sorted((r for r in schools if r["school_type_2023"] == "Independent school" and away(r) < 30000
                          and number(r, "ehcp_pupils_2023") > 0.8 * number(r, "pupils_2023") > 0), key=away)[:6]
    mainstream = [r for r in own if r["school_type_2023"] in ("State-funded primary", "State-funded secondary")]
    chosen = {r["URN"]: r for r in mainstream + special + independent}
    code = {"State-funded primary": "1", "State-funded secondary": "34", "State-funded special school": "7", "Independent school": "10"}
    settings = []
    for r in chosen.values():
        type_code = "10" if r in independent else code[r["school_type_2023"]]
        settings.append([r["URN"], r["URN"], r["name"], type_code, r["la_code"].split(".")[0], "not recorded",
                         int(float(r["easting"])), int(float(r["northing"])), number(r, "pupils_2023") or "", number(r, "pupils_2023") or "", "",
                         "yes" if r["la_code"].split(".")[0] == LA else "no", "08:50", "15:20"])
    for sid, name, e, n, la, inside in [
            ("fe-stamford", "College site at Stamford (made for this test)", 503500, 307500, "925", "no"),
            ("fe-melton", "College site at Melton Mowbray (made for this test)", 475300, 318800, "855", "no")]:
        settings.append([sid, "", name, "18", la, "not recorded", e, n, "", "", "", inside, "09:00", "16:00"])
    write(out, "settings.csv",
          ["setting_id", "urn", "name", "type_code", "la_code", "responsible_body", "easting_m", "northing_m",
           "net_capacity_places", "roll", "roll_forecast", "in_area", "bell_start", "bell_end"], settings)

    # January 2025 by single year of age and placement, exactly as published.
    stock = collections.Counter()
    need_mix = collections.defaultdict(collections.Counter)
    history = []
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["old_la_code"] != LA:
            continue
        if r["time_period"] == "202425" and r["breakdown_topic"] == "Child or young persons age":
            age = int(r["breakdown"].split()[1])
            for column, kind in KIND.items():
                stock[(age, kind)] += whole(r.get(column, "0"))
        if r["breakdown_topic"] == "All EHC plans":
            period = r["time_period"]
            history.append([LA, f"{period[:4]}/{period[4:]}", "all", "all", "all", whole(r["ehcplans"]), "", "", "", ""])
    names = {"Mainstream - academy": "mainstream", "Mainstream - LA maintained": "mainstream", "Special - independent": "independent_special",
             "Mainstream - academy (SEN unit)": "specialist_base", "Mainstream - academy (resourced provision)": "specialist_base",
             "Special - Academy/free schools": "special", "Special - LA maintained": "special", "Special - non-maintained": "nmss",
             "Mainstream - independent": "independent_mainstream", "FE - general FE and tertiary colleges": "fe",
             "FE - specialist post-16 institutions": "specialist_post16", "Educated elsewhere - total": "elsewhere"}
    for r in rows(data / "sen2/sen_needs_all_plans.csv.gz"):
        if r["old_la_code"] == LA and r["time_period"] == "202425" and r["breakdown_topic"] == "Type of placement" \
                and r["breakdown"] in names:
            for need in NEEDS:
                need_mix[names[r["breakdown"]]][need] += whole(r[f"number_{need.lower()}"])
    flows = collections.defaultdict(lambda: ["", ""])
    for r in rows(data / "sen2/newplans.csv.gz"):
        if r["old_la_code"] == LA and r["breakdown_topic"] == "New EHC plans":
            flows[int(r["time_period"])][0] = whole(r["new_ehc_plans"])
    for r in rows(data / "sen2/ceased_plans.csv.gz"):
        if r["old_la_code"] == LA and r["breakdown_topic"] == "All ceased EHC plans":
            flows[int(r["time_period"])][1] = whole(r["total_ceased"]) - whole(r["transfer"])
            flows[(int(r["time_period"]), "out")] = whole(r["transfer"])
    for line in history:
        calendar = int(line[1][:4])  # flows of calendar 2024 lead to January 2025, inside 2024/25
        if calendar in flows:
            line[6], line[7] = flows[calendar]
            line[9] = flows.get((calendar, "out"), "")
    write(out, "history.csv",
          ["la_code", "year", "nc_year", "need", "kind", "stock", "new", "ceased", "moved_in", "moved_out"], sorted(history, key=lambda l: l[1]))

    write(out, "expected_opening_stock.csv", ["nc_year", "kind", "plans"],
          [[age - 4, kind, n] for (age, kind), n in sorted(stock.items()) if n])

    # Provision. Places: state special and independent at the nearest schools, a little more than Rutland uses of each.
    used = collections.Counter()
    for (age, kind), n in stock.items():
        used[kind] += n
    share = list(spread([number(r, "pupils_2023") / (1 + away(r) / 8000) for r in special], used["special"]))
    at_special = collections.Counter(share)
    parks = next(i for i, r in enumerate(special) if r["URN"] == "120355")
    provision, choices = [], collections.defaultdict(list)
    for i, r in enumerate(special):
        places = 8 if i == parks else at_special[i] + 1
        ages_served = (-1, 6) if i == parks else (-1, 15)  # one pupil is 19 on 31 August
        provision.append([f"special-{r['URN']}", r["URN"], "special", "", *ages_served, "2024/25", places, 1, "", "", "0;7;12" if i == parks else "0;12"])
        choices["special"].append((f"special-{r['URN']}", ages_served, places))
    at_independent = collections.Counter(spread([number(r, "pupils_2023") / (1 + away(r) / 8000) for r in independent], used["independent_special"]))
    for i, r in enumerate(independent):
        places = at_independent[i] + 2
        provision.append([f"independent-{r['URN']}", r["URN"], "independent_special", "", 0, 14, "2024/25", places, 0, "", "", "0;12"])
        choices["independent_special"].append((f"independent-{r['URN']}", (0, 14), places))
    for r in mainstream:
        low, high = (0, 6) if r["school_type_2023"] == "State-funded primary" else (7, 11)
        if r["name"].startswith("Harington"):
            low, high = 12, 14
        provision.append([f"mainstream-{r['URN']}", r["URN"], "mainstream", "", low, high, "2024/25", "", 0, "", "", "0;7;12"])
    hosts = {"primary": sorted((r for r in mainstream if r["school_type_2023"] == "State-funded primary"), key=lambda r: -number(r, "ehcp_pupils_2023"))[:3],
             "secondary": sorted((r for r in mainstream if r["school_type_2023"] == "State-funded secondary" and number(r, "pupils_2023") > 500), key=lambda r: r["URN"])[:2]}
    in_base = {"primary": sum(n for (a, k), n in stock.items() if k == "specialist_base" and a < 11),
               "secondary": sum(n for (a, k), n in stock.items() if k == "specialist_base" and a >= 11)}
    for phase, group in hosts.items():
        span = (-1, 6) if phase == "primary" else (7, 14)
        for i, r in enumerate(group):
            places = -(-in_base[phase] // len(group)) + 1
            provision.append([f"base-{r['URN']}", r["URN"], "specialist_base", "", *span, "2024/25", places, 0, "", "", "0;7;12"])
            choices["specialist_base"].append((f"base-{r['URN']}", span, places))
    for sid in ("fe-stamford", "fe-melton"):
        provision.append([sid, sid, "fe", "", 12, 21, "2024/25", "", 0, "", "", "12"])
        choices["fe"].append((sid, (12, 21), 10 ** 6))
    write(out, "provision.csv",
          ["provision_id", "setting_id", "kind", "needs", "nc_year_low", "nc_year_high", "year_from", "places", "over_places",
           "annual_cost_pence", "cost_basis", "transfer_nc_years"], provision)

    # Which mainstream school a child with a plan attends is not published: the nearest of its phase.
    def nearest_mainstream(home, nc):
        x, y = centroids[home]
        fitting = [p for p in provision if p[2] == "mainstream" and p[4] <= nc <= p[5]]
        place = {str(s[0]): (s[6], s[7]) for s in settings}
        def distance(p):
            e, n = place[str(p[1])]
            return ((e - x) ** 2 + (n - y) ** 2, p[0])
        return min(fitting, key=distance)[0] if fitting else ""

    # Caseload: one row a plan. Need follows placement; home follows residents of the age; provision fills the places above.
    taken = collections.Counter()
    picks = {}
    lines, serial = [], 0
    for (age, kind) in sorted(stock):
        for _ in range(stock[(age, kind)]):
            serial += 1
            source = kind if kind in need_mix else "elsewhere"
            if kind not in picks:
                mix = need_mix[source]
                picks[kind] = spread([mix[n] for n in NEEDS], 10 ** 6)
            need = NEEDS[next(picks[kind])]
            if ("home", age) not in picks:
                picks[("home", age)] = spread([ages[c][min(age, 25)] + 0.01 for c in order], 10 ** 6)
            home = order[next(picks[("home", age)])]
            nc, pid = age - 4, ""
            if kind == "mainstream":
                pid = nearest_mainstream(home, nc)
            for option, (low, high), places in choices.get(kind, []):
                if low <= nc <= high and taken[option] < places:
                    pid = option
                    taken[option] += 1
                    break
            lines.append([f"R{serial:04d}", nc, need, BAND.get(kind, 1 if kind != "eotas" else 4), *map(int, centroids[home]), pid, kind, ""])
    write(out, "caseload.csv",
          ["child_id", "nc_year", "need", "band", "easting_m", "northing_m", "provision_id", "kind", "year_from"], lines)

    primary, secondary = hosts["primary"][0], hosts["secondary"][0]
    def proposal(pid, name, kind, urn, provision_kind, needs, low, high, places, capital):
        (out / "proposals" / f"{pid}.yaml").write_text(f"""id: {pid}
name: {name}
kind: {kind}
setting_id: "{urn}"
provisions:
  - {{kind: {provision_kind}, needs: [{needs}], nc_year_low: {low}, nc_year_high: {high}, places: {{{places}}}}}
capital: {{profile_pence: {{2026-27: {capital}}}, price_base: 2026 Q1, optimism_bias_percent: 24, funding: high needs capital}}
decisions: {{consent: 2026-02-01, statutory: 2026-03-01, place_change: 2026-03-15, naming: 2026-03-31}}
engagement: made for this test
mitigations: [shared vehicles from Oakham]
illustrative: true
""", encoding="utf-8")
    proposal("primary-base", "Primary communication base, made for this test", "expand_base", primary["URN"], "specialist_base",
             "ASD, SLCN, MLD", 0, 6, "2026/27: 6, 2027/28: 12", 60000000)
    proposal("secondary-base", "Secondary SEMH base, made for this test", "new_base", secondary["URN"], "specialist_base",
             "SEMH, ASD", 7, 11, "2026/27: 8, 2027/28: 16", 80000000)
    proposal("parks-expansion", "The Parks School through Year 11, made for this test", "special_expansion", "120355", "special",
             "ASD, SLD, SLCN, MLD, PMLD", 0, 11, "2027/28: 10, 2028/29: 20", 180000000)
    (out / "study.yaml").write_text(f"""name: rutland
la_code: "{LA}"
la_name: Rutland
base_year: 2024/25
horizon_years: 6
draws: 100
seed: 857
assumptions: [assumptions.yaml]
inputs: {{areas: areas.geojson, residences: residences.csv, pupils: pupils.csv, settings: settings.csv, provision: provision.csv,
  caseload: caseload.csv, history: history.csv, roads: roads.osm.pbf}}
options:
  - {{id: bases, name: Both bases, proposals: [primary-base, secondary-base]}}
  - {{id: all-three, name: Bases and The Parks, proposals: [primary-base, secondary-base, parks-expansion]}}
excessive_travel_minutes: {{primary: 45, secondary: 75}}
disclosure_threshold: 5
""", encoding="utf-8")
    print(f"{sum(stock.values())} plans, {used['special']} in state special, {len(settings)} settings, {len(order)} residences")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
