#!/usr/bin/env python3
"""Fits what Models/assumptions/placement.yaml says of all authorities from DfE's published years, and prints it as JSON.

    placement_fits.py SHARED_DATA

SHARED_DATA holds sen2/caseload.csv.gz and sen2/residential_settings.csv.gz as published. Standard library only; the same inputs
give the same bytes. `PlacementFitsTests` compares the result with the rows.

courses    placement.course_<kind>. Next January's log share of plans less this one's = drift + trend x the authority's mean yearly
           growth over the last two years (one, where the file begins) + level x its distance from England's log share. Squared shock =
           spread squared + turnover over the plans in the kind. Least squares over the authorities of 150 plans or more, one plan added to
           each; a residual beyond two shocks counts as two in the coefficients, and beyond four as four in the shock. Both are found
           in turn until neither moves. The fit of January 2022 sees the steps to 2021 and 2022, that of 2025 the step to 2025 too, which
           is published for four authorities; those to 2023 and 2024 are left out, because the collection changed in 2023 and the
           placements not recorded that year came back the next. A spread below 0.01 is held there.
held       share of authorities whose January 2024 lay in the 80% interval from January 2021, under the fit of 2022.
breakdown  placement.breakdown_by_nc_year. Growth of plans in independent and non-maintained special schools (INMSS) within a cohort from
           January 2024 to 2025, over its plans in state mainstream, bases and special in 2024, by the NC year entered.
stay       placement.post16_stay_share: the same cohort at age 16 over age 15 a year before, by kind.
stock      plans by kind in January 2025 of the authorities of the bundled studies.
residential  placement.residential_share: residential placements over all, January 2025, in the kinds that have boarders.
"""
import collections
import json
import math
import pathlib
import sys

from authority_study import KIND, rows, whole

JANUARIES = ["201819", "201920", "202021", "202122", "202223", "202324", "202425"]
STEPS = {"2022": [1, 2], "2025": [1, 2, 5]}
SHARES_OF = {"2022": "202122", "2025": "202425"}
COURSES = {"inmss": ["independent_special", "nmss"],
           **{kind: [kind] for kind in ["independent_mainstream", "ap", "eotas", "ehe", "elsewhere", "specialist_post16", "early_years"]}}
FEWEST_PLANS = 150
HELD_BACK, SPREAD_HELD_BACK, LEAST_SPREAD = 2.0, 4.0, 0.01
# Plans in state kinds from which a placement can break down.
STATE = ["mainstream", "specialist_base", "special"]
INMSS = COURSES["inmss"]
AUTHORITIES = {"893": "shropshire", "894": "telford", "331": "coventry", "857": "rutland"}
BOARDERS = {"Special - non-maintained": "nmss", "Special - independent": "independent_special",
            "FE - specialist post-16 institutions": "specialist_post16"}


def kinds_of(row):
    found = collections.Counter()
    for column, kind in KIND.items():
        found[kind] += whole(row.get(column, "0"))
    return found


def solve(matrix, right):
    """Gauss-Jordan with pivoting: three unknowns at most."""
    a = [list(row) + [value] for row, value in zip(matrix, right)]
    for i in range(len(a)):
        pivot = max(range(i, len(a)), key=lambda r: abs(a[r][i]))
        a[i], a[pivot] = a[pivot], a[i]
        a[i] = [x / a[i][i] for x in a[i]]
        for r in range(len(a)):
            if r != i:
                a[r] = [x - a[r][i] * y for x, y in zip(a[r], a[i])]
    return [row[-1] for row in a]


def least_squares(design, values, weights):
    n = len(design[0])
    matrix = [[sum(w * x[i] * x[j] for w, x in zip(weights, design)) for j in range(n)] for i in range(n)]
    return solve(matrix, [sum(w * x[i] * y for w, x, y in zip(weights, design, values)) for i in range(n)])


def fit(design, growth, held):
    coefficients = least_squares(design, growth, [1.0] * len(growth))
    shape = [(1.0, 1 / n) for n in held]

    def residuals():
        return [y - sum(b * x for b, x in zip(coefficients, row)) for row, y in zip(design, growth)]

    def bounded(found):
        return max(found[0], LEAST_SPREAD ** 2), max(found[1], 0.0)

    square, turnover = bounded(least_squares(shape, [r * r for r in residuals()], [1.0] * len(growth)))
    for _ in range(500):
        before = coefficients + [square, turnover]
        variance = [square + turnover / n for n in held]
        weights = [min(1, HELD_BACK / max(abs(r) / v ** 0.5, 1e-9)) / v for r, v in zip(residuals(), variance)]
        coefficients = least_squares(design, growth, weights)
        squares = [min(r * r / v, SPREAD_HELD_BACK ** 2) * v for r, v in zip(residuals(), variance)]
        square, turnover = bounded(least_squares(shape, squares, [1 / (v * v) for v in variance]))
        if max(abs(a - b) for a, b in zip(before, coefficients + [square, turnover])) < 1e-9:
            break
    return coefficients + [square ** 0.5, turnover]


def main(data):
    stock, nation, by_age = collections.defaultdict(dict), {}, collections.defaultdict(dict)
    for r in rows(data / "sen2/caseload.csv.gz"):
        if r["breakdown_topic"] == "All EHC plans":
            if r["geographic_level"] == "National":
                nation[r["time_period"]] = (whole(r["ehcplans"]), kinds_of(r))
            elif r["old_la_code"]:
                stock[r["old_la_code"]][r["time_period"]] = (whole(r["ehcplans"]), kinds_of(r))
        elif r["geographic_level"] == "National" and r["breakdown_topic"] == "Child or young persons age":
            words = r["breakdown"].split()
            if len(words) == 2 and words[1].isdigit():
                by_age[r["time_period"]][int(words[1])] = kinds_of(r)

    def log_share(years, index, kinds):
        if index < 0 or JANUARIES[index] not in years or not years[JANUARIES[index]][0]:
            return None
        plans, held = years[JANUARIES[index]]
        return math.log((sum(held[kind] for kind in kinds) + 1) / plans)

    def national(period, kinds):
        return sum(nation[period][1][kind] for kind in kinds) / nation[period][0]

    def state(years, index, kinds):
        """Log share now, its mean yearly growth of up to two years, its distance from England's and the plans in the kind."""
        now = log_share(years, index, kinds)
        if now is None or years[JANUARIES[index]][0] < FEWEST_PLANS:
            return None
        for back in (2, 1):
            before = log_share(years, index - back, kinds)
            if before is not None:
                held = sum(years[JANUARIES[index]][1][kind] for kind in kinds)
                return now, (now - before) / back, now - math.log(national(JANUARIES[index], kinds)), held
        return None

    courses, held_in = {}, {}
    for name, kinds in COURSES.items():
        courses[name] = {}
        for january, steps in STEPS.items():
            design, growth, plans = [], [], []
            for _, years in sorted(stock.items()):
                for index in steps:
                    known, later = state(years, index, kinds), log_share(years, index + 1, kinds)
                    if known is not None and later is not None:
                        design.append((1.0, known[1], known[2]))
                        growth.append(later - known[0])
                        plans.append(known[3] + 1)
            drift, trend, level, spread, turnover = fit(design, growth, plans)
            courses[name][january] = {
                "share": round(national(SHARES_OF[january], kinds), 5), "drift": round(drift, 3) + 0.0, "trend": round(trend, 2) + 0.0,
                "level": round(level, 3), "spread": round(spread, 3), "turnover": round(turnover, 2), "steps": len(growth)}
        held_in[name] = coverage(stock, kinds, courses[name]["2022"], state, log_share, national)

    growth, share = {}, {}
    for age in range(5, 16):
        before, after = by_age["202324"][age - 1], by_age["202425"][age]
        more = sum(after[kind] - before[kind] for kind in INMSS)
        growth[age - 4] = more
        share[age - 4] = round(more / sum(before[kind] for kind in STATE), 4)
    stay = {kind: round(by_age["202425"][16][kind] / by_age["202324"][15][kind], 3) for kind in ["nmss", "independent_special"]}
    boarding = collections.Counter()
    for r in rows(data / "sen2/residential_settings.csv.gz"):
        if r["time_period"] == "202425" and r["geographic_level"] == "National" and r["breakdown"] in BOARDERS:
            boarding[BOARDERS[r["breakdown"]]] += whole(r["Res_tot"])
    there = sum(nation["202425"][1][kind] for kind in BOARDERS.values())
    print(json.dumps({
        "courses": courses, "held": held_in, "breakdown": share, "growth": growth,
        "growthInPhase": sum(n for year, n in growth.items() if year != 7), "stay": stay,
        "stock": {name: dict(sorted((+stock[la]["202425"][1]).items())) for la, name in AUTHORITIES.items()},
        "residential": round(sum(boarding.values()) / there, 4)}, indent=1))


def coverage(stock, kinds, terms, state, log_share, national):
    """80% of a Student t of 5 degrees and unit variance lies within 1.143 of its middle."""
    held = tried = 0
    for _, years in sorted(stock.items()):
        known, came = state(years, 2, kinds), log_share(years, 5, kinds)
        if known is None or came is None:
            continue
        now, momentum, _, plans = known
        england = math.log(national("202021", kinds))
        total = years["202021"][0]
        variance = 0.0
        for _ in range(3):
            shock = terms["spread"] ** 2 + terms["turnover"] / max(1, math.exp(now) * total)
            variance = (1 + terms["level"]) ** 2 * variance + shock
            momentum *= terms["trend"]
            now += terms["drift"] + momentum + terms["level"] * (now - england)
            england += terms["drift"]
        tried += 1
        held += abs(came - now) <= 1.143 * variance ** 0.5
    return {"authorities": tried, "share": round(held / tried, 2)}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
