#!/usr/bin/env python3
"""Turns a study of January 2025 into one that starts from January 2022 with what was known then, to compare with what came.

    past_january.py SHARED_DATA STUDY OUTPUT

Standard library only; the same inputs give the same bytes. Known in January 2022 and taken as published (SEN2): plans by kind in
January 2022, exactly, and by kind and in all in every January before it; new plans and leavers to calendar 2021. The study's
geography, settings and pupils of 2021/22 stay. Made here, because no file of that time holds it:

- ages and needs of each kind: England's by placement, first published for January 2024 and 2025, never the authority's own later ones;
- places: the January 2022 stock of each kind with the study's own headroom, growing every September as England's stock of the kind grew
  from January 2019 to January 2022. How many places an authority would open in state special schools and bases nobody published: five
  courses stand for it (the 10th to 90th percentile of how all authorities' numbers moved from 2019 to 2022), the lowest as the study's
  provision and the others as the options places-30, -50, -70 and -90;
- complexity bands: of each kind as in the study's caseload;
- homes: spread over residences by their weight for the age.

`actual.csv` holds the plans by kind that came in January 2025; nothing else reads a later January.
"""
import collections
import csv
import math
import pathlib
import shutil
import sys

from authority_study import BAND, KIND, NEEDS, rows, spread, whole, write

THEN, LATER = "202122", "202425"
AREA_FILES = ["areas.geojson", "residences.csv", "settings.csv", "assumptions.yaml", "roads.osm.pbf", "road_nodes.csv", "road_links.csv"]
PERIODS = ["2021/22", "2022/23", "2023/24", "2024/25"]
# One year's scatter of log share, and of counting over the number, among all authorities to January 2022 (least squares as in
# Models/assumptions/placement.yaml, placement.course_inmss).
SPREAD = {"special": (0.042, 0.57), "specialist_base": (0.010, 7.15)}
LOWEST = -1.28
LEVELS = {"places-30": -0.52, "places-50": 0.0, "places-70": 0.52, "places-90": 1.28}
NEED_COLUMN = {"mainstream": "Mainstream school (no base)", "specialist_base": "Inclusion base (RP + SEN unit)",
               "independent_mainstream": "Mainstream independent", "special": "State special", "nmss": "NMSS",
               "independent_special": "Independent special", "ap": "AP/PRU", "fe": "FE (general, UKRLP)",
               "specialist_post16": "Specialist post-16", "early_years": "Non-maintained early years", "not_recorded": "Not recorded"}


def kinds_of(row):
    """Plans by kind; what no column holds (awaiting provision, permanently excluded) is educated elsewhere."""
    found = collections.Counter()
    for column, kind in KIND.items():
        found[kind] += whole(row.get(column, "0"))
    found["elsewhere"] += max(0, whole(row["ehcplans"]) - sum(found.values()))
    return found


def main(data, study, out):
    out.mkdir(parents=True, exist_ok=True)
    for name in AREA_FILES:
        if (study / name).exists():
            shutil.copyfile(study / name, out / name)
    settings = {line.split(":")[0].strip(): line.split(":", 1)[1].strip()
                for line in (study / "study.yaml").read_text(encoding="utf-8").splitlines() if line.startswith(("name", "la_"))}
    la = settings["la_code"].strip('"')

    stock, nation, nation_age, history = {}, {}, collections.defaultdict(collections.Counter), []
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["breakdown_topic"] == "All EHC plans":
            if r["geographic_level"] == "National":
                nation[r["time_period"]] = kinds_of(r)
            elif r["old_la_code"] == la:
                stock[r["time_period"]] = kinds_of(r)
        elif r["breakdown_topic"] == "Child or young persons age" and r["geographic_level"] == "National" \
                and r["time_period"] == "202324" and r["breakdown"].startswith("Age "):
            words = r["breakdown"].split()
            if words[1].isdigit():
                for kind, n in kinds_of(r).items():
                    nation_age[kind][int(words[1])] += n
    flows = collections.defaultdict(dict)
    for r in rows(data / "sen2/newplans.csv.gz"):
        if r["old_la_code"] == la and r["breakdown_topic"] == "New EHC plans":
            flows[int(r["time_period"])]["new"] = whole(r["new_ehc_plans"])
    for period in sorted(stock):
        if period > THEN:
            continue
        year, calendar = f"{period[:4]}/{period[4:]}", int(period[:4])
        history.append([la, year, "all", "all", "all", sum(stock[period].values()), flows[calendar].get("new", ""), "", "", ""])
        for kind, n in sorted(stock[period].items()):
            history.append([la, year, "all", "all", kind, n, "", "", "", ""])
    write(out, "history.csv",
          ["la_code", "year", "nc_year", "need", "kind", "stock", "new", "ceased", "moved_in", "moved_out"], history)
    write(out, "actual.csv", ["kind", "plans"], [[kind, stock[LATER][kind]] for kind in sorted(set(KIND.values()))])

    # Plans of each kind by need, England; what is educated elsewhere is published together.
    mix = collections.defaultdict(dict)
    for r in rows(data / "sen2/national_2025_need_by_placement_pct.csv"):
        for kind in set(KIND.values()):
            mix[kind][r["need"].upper()] = float(r["plans"]) * float(r[NEED_COLUMN.get(kind, "Educated elsewhere")])

    then = stock[THEN]
    provisions = [r for r in rows(study / "provision.csv")]
    places = collections.Counter()
    used = collections.Counter()
    for r in provisions:
        if r["places"]:
            places[r["kind"]] += int(r["places"])
    for r in rows(study / "caseload.csv"):
        if r["provision_id"]:
            used[r["kind"]] += 1
    bands = collections.defaultdict(collections.Counter)
    for r in rows(study / "caseload.csv"):
        bands[r["kind"]][int(r["band"])] += 1
    lines, room, levels = [], {}, collections.defaultdict(list)
    (out / "proposals").mkdir(exist_ok=True)
    for kind in sorted(set(r["kind"] for r in provisions)):
        of_kind = [r for r in provisions if r["kind"] == kind]
        growth = (nation[THEN][kind] / max(1, nation["201819"][kind])) ** (1 / 3)
        sizes = [int(r["places"] or 0) for r in of_kind]
        yearly = math.hypot(SPREAD[kind][0], math.sqrt(SPREAD[kind][1] / max(1, then[kind]))) if kind in SPREAD else 0

        def shared(step, level):
            total = then[kind] * places[kind] / max(1, used[kind]) * growth ** step * math.exp(level * yearly * math.sqrt(step))
            return collections.Counter(spread(sizes, round(total))) if places[kind] else {}

        for name, level in LEVELS.items() if yearly and places[kind] else []:
            for i, r in enumerate(of_kind):
                more = {p: shared(step, level)[i] - shared(step, LOWEST)[i] for step, p in enumerate(PERIODS) if step}
                if max(more.values()) <= 0:
                    continue
                pid = f"{name}-{r['provision_id']}"
                levels[name].append(pid)
                needs = "" if r["needs"] in ("", "all") else f"needs: [{r['needs'].replace(';', ', ')}], "
                (out / "proposals" / f"{pid}.yaml").write_text(f"""id: {pid}
name: {pid}
kind: {"special_expansion" if kind == "special" else "expand_base"}
setting_id: "{r["setting_id"]}"
provisions:
  - {{kind: {kind}, {needs}nc_year_low: {r["nc_year_low"]}, nc_year_high: {r["nc_year_high"]}, places: {{{", ".join(f"{p}: {max(0, n)}" for p, n in more.items())}}}}}
capital: {{profile_pence: {{2022-23: 0}}, price_base: 2022 Q1, optimism_bias_percent: 0, funding: made}}
decisions: {{consent: 2022-02-01, statutory: 2022-03-01, place_change: 2022-03-15, naming: 2022-03-31}}
illustrative: true
""", encoding="utf-8")
        for step, period in enumerate(PERIODS):
            shares = shared(step, LOWEST)
            for i, r in enumerate(of_kind):
                if step and not r["places"]:
                    continue
                number = shares.get(i, 0) if r["places"] else ""
                if not step:
                    room[r["provision_id"]] = number if r["places"] else 10 ** 6
                lines.append([r["provision_id"], r["setting_id"], kind, r["needs"], r["nc_year_low"], r["nc_year_high"], period, number,
                              r["over_places"], r["annual_cost_pence"], r["cost_basis"], r["transfer_nc_years"]])
    write(out, "provision.csv",
          ["provision_id", "setting_id", "kind", "needs", "nc_year_low", "nc_year_high", "year_from", "places", "over_places",
           "annual_cost_pence", "cost_basis", "transfer_nc_years"], lines)

    homes = [(int(r["easting_m"]), int(r["northing_m"]), [float(r[f"weight_{b}"]) for b in ("0_4", "5_10", "11_15", "16_25")])
             for r in rows(out / "residences.csv")]
    where = {r["setting_id"]: (int(r["easting_m"]), int(r["northing_m"])) for r in rows(out / "settings.csv")}
    pickers, caseload, serial = {}, [], 0

    def pick(key, values, weights):
        if key not in pickers:
            pickers[key] = spread(weights, 10 ** 6)
        return values[next(pickers[key])]

    for kind in sorted(then):
        ages = sorted(nation_age[kind]) or list(range(5, 19))
        for _ in range(then[kind]):
            serial += 1
            age = pick(("age", kind), ages, [nation_age[kind][a] or 1 for a in ages])
            need = pick(("need", kind), NEEDS, [mix[kind][n] for n in NEEDS])
            band = 0 if age < 5 else 1 if age < 11 else 2 if age < 16 else 3
            x, y, _ = pick(("home", band), homes, [h[2][band] for h in homes])
            best = ""
            near = None
            for r in provisions:
                if r["kind"] != kind or room[r["provision_id"]] <= 0 or not int(r["nc_year_low"]) <= age - 4 <= int(r["nc_year_high"]):
                    continue
                if r["needs"] not in ("", "all") and need not in r["needs"].split(";"):
                    continue
                e, n = where[r["setting_id"]]
                away = (e - x) ** 2 + (n - y) ** 2
                if near is None or away < near:
                    near, best = away, r["provision_id"]
            if best:
                room[best] -= 1
            caseload.append([f"P{serial:05d}", age - 4, need,
                             pick(("band", kind), [1, 2, 3, 4], [bands[kind][b] or (not bands[kind] and b == BAND.get(kind, 1)) for b in (1, 2, 3, 4)]),
                             x, y, best, kind, ""])
    write(out, "caseload.csv", ["child_id", "nc_year", "need", "band", "easting_m", "northing_m", "provision_id", "kind", "year_from"],
          caseload)
    pupils = [list(r.values()) for r in rows(study / "pupils.csv") if r["year"] <= "2021/22" and r["basis"] == "actual"]
    write(out, "pupils.csv", ["area_id", "year", "nc_year", "pupils", "basis"], pupils)
    (out / "study.yaml").write_text(f"""name: {settings["name"]}-2022
la_code: "{la}"
la_name: {settings["la_name"]}
base_year: 2021/22
horizon_years: 3
draws: 100
seed: 2022
assumptions: [assumptions.yaml]
excessive_travel_minutes: {{primary: 45, secondary: 75}}
disclosure_threshold: 5
options: [{", ".join(f"{{id: {name}, name: {name}, proposals: [{', '.join(ids)}]}}" for name, ids in sorted(levels.items()))}]
""", encoding="utf-8")
    print(f"{len(caseload)} plans in January 2022, {sum(stock[LATER].values())} in January 2025")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
