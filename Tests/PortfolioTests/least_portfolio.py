"""Least costs of portfolios by SciPy's HiGHS.

    least_portfolio.py FILE

FILE is a JSON list of worlds: years and their weights, places by proposal, start and year, places that exist, start costs,
limits (uses, then the most), and groups (demand by year, overflow cost, sites, costs). Prints one cost a line.
"""
import json, sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


def least(world):
    years, places, starts = world["years"][0], world["open_places"], len(world["start_cost"])
    proposals = starts // years
    costs, upper = list(world["start_cost"]), [1] * starts
    entries, low, high = [], [], []

    def row(terms, least, most):
        entries.extend((len(low), column, value) for column, value in terms)
        low.append(least)
        high.append(most)

    for proposal in range(proposals):
        row([(proposal * years + year, 1) for year in range(years)], 0, 1)
    for *use, most in world["limits"]:
        row([(column, value) for column, value in enumerate(use) if value], -np.inf, most)
    load = {}
    for demand, (overflow,), sites, prices in world["groups"]:
        for year, wanted in enumerate(demand):
            placed = []
            for site, price in [(None, overflow), *zip(sites, prices)]:
                placed.append((len(costs), 1))
                if site is not None:
                    load.setdefault((site, year), []).append((len(costs), 1))
                costs.append(price * world["weights"][year])
                upper.append(wanted)
            row(placed, wanted, wanted)
    for (site, year), terms in load.items():
        if site < proposals:
            cells = [(site * years + start, -places[(site * years + start) * years + year]) for start in range(year + 1)]
            row(terms + [cell for cell in cells if cell[1]], -np.inf, 0)
        else:
            row(terms, -np.inf, world["existing_places"][site - proposals])
    rows, columns, values = zip(*entries)
    matrix = csr_array((values, (rows, columns)), shape=(len(low), len(costs)))
    integral = np.array([1] * starts + [0] * (len(costs) - starts))
    result = milp(costs, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(0, upper), integrality=integral,
                  options=dict(mip_rel_gap=0))
    if result.status:
        sys.exit(f"HiGHS: {result.message}")
    return round(result.fun)


for world in json.load(open(sys.argv[1])):
    print(least(world))
