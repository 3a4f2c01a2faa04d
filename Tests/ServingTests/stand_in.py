#!/usr/bin/env python3
"""Stands in for `placeplan` where a test wants estimates without a model: `estimate --lines` answers at once with made figures,
everything else is handed to the program that PLACEPLAN_REAL names."""

import csv
import json
import os
import pathlib
import re
import sys


def facts(study):
    with open(study / "settings.csv", newline="") as file:
        settings = {row["setting_id"]: row for row in csv.DictReader(file)}
    text = (study / "study.yaml").read_text()
    base = int(re.search(r"base_year: (\d{4})", text).group(1))
    horizon = int(re.search(r"horizon_years: (\d+)", text).group(1))
    years = [f"{year}/{year % 100 + 1:02}" for year in range(base, base + horizon + 1)]
    proposals = []
    for file in sorted((study / "proposals").glob("*.yaml")):
        text = file.read_text()

        def word(name):
            found = re.search(rf"^\s*{name}: (.+)$", text, re.M)
            return found.group(1).strip().strip('"') if found else None

        steps = {year: int(count) for year, count in re.findall(r"(\d{4}/\d{2}): (\d+)", word("places") or "")}
        places, now = [], 0
        for year in years:
            now = steps.get(year, now)
            places.append(now)
        opening = next((year for year, count in zip(years, places) if count), None)
        east, north = word("easting_m"), word("northing_m")
        if not east and word("setting_id"):
            east, north = (settings[word("setting_id")][name] for name in ("easting_m", "northing_m"))
        proposals.append(
            {
                "id": word("id"), "name": word("name"), "setting": word("setting_id"), "opening_year": opening,
                "places": places, "needs": re.findall(r"[A-Z]+", word("needs") or ""),
                "easting_m": float(east) if east else None, "northing_m": float(north) if north else None,
            }
        )
    return {
        "ready": True, "study": study.name, "seconds": 0.1, "years": years,
        "basis": "Made figures of a test: twenty children less the places.",
        "metrics": [
            {"name": "unmet_base_demand", "title": "", "unit": "children", "definition": "", "doing_nothing": [100] * len(years)}
        ],
        "areas": [{"id": "a", "name": "Area <A>"}],
        "settings": [{"id": id, "name": row["name"], "kind": "", "area": ""} for id, row in settings.items()],
        "proposals": proposals,
    }


def estimate(study):
    known = facts(study)
    print(json.dumps(known), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        option = asked["option"]
        unknown = [name for name in option["proposals"] if name not in {found["id"] for found in known["proposals"]}]
        fields = [change for change in option.get("changes", []) if change["field"] not in ("delay_years", "places", "needs", "site")]
        if unknown or fields:
            answer = {"id": asked["id"], "error": f"option {option['id']}: {unknown or fields} is not known. Correct it."}
        else:
            places = {found["id"]: found["places"] for found in known["proposals"]}
            for change in option.get("changes", []):
                if change["field"] == "places":
                    places[change["proposal"]] = [change["value"]] * len(known["years"])
            total = [sum(places[name][year] for name in option["proposals"]) for year in range(len(known["years"]))]
            answer = {
                "id": asked["id"], "seconds": 0.05,
                "metrics": [
                    {"name": "unmet_base_demand", "option": [100 - count for count in total], "change": [-count for count in total]}
                ],
                "areas": [{"id": "a", "metrics": {"unmet_base_demand": {"option": [None] * len(total), "change": [None] * len(total)}}}],
                "settings": [], "notes": [],
            }
        print(json.dumps(answer), flush=True)


if sys.argv[1] == "estimate":
    estimate(pathlib.Path(sys.argv[2]))
else:
    os.execv(os.environ["PLACEPLAN_REAL"], [os.environ["PLACEPLAN_REAL"], *sys.argv[1:]])
