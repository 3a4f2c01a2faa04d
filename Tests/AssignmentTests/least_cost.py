"""Least total costs of assignments by OR-Tools' minimum-cost flow, or by SciPy's HiGHS where OR-Tools is absent.

    least_cost.py FILE

A line of FILE is one instance: capacities, supplies, overflow costs, and choices as unit, sink, cost; lists are parted by
bars. Prints the solver's name, then one total a line.
"""
import sys


def by_ortools():
    from ortools.graph.python import min_cost_flow

    def least(capacities, supplies, overflow, choices):
        flow = min_cost_flow.SimpleMinCostFlow()
        sinks, end = len(supplies), len(supplies) + len(capacities)
        for unit, sink, cost in choices:
            flow.add_arc_with_capacity_and_unit_cost(unit, sinks + sink, supplies[unit], cost)
        for unit, supply in enumerate(supplies):
            flow.add_arc_with_capacity_and_unit_cost(unit, end, supply, overflow[unit])
            flow.set_node_supply(unit, supply)
        for sink, room in enumerate(capacities):
            flow.add_arc_with_capacity_and_unit_cost(sinks + sink, end, room, 0)
        flow.set_node_supply(end, -sum(supplies))
        if flow.solve() != flow.OPTIMAL:
            sys.exit("OR-Tools finds no least flow")
        return flow.optimal_cost()

    return "OR-Tools", least


def by_highs():
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    def least(capacities, supplies, overflow, choices):
        columns = len(choices) + len(supplies)
        spill = range(len(choices), columns)
        units = [unit for unit, _, _ in choices] + list(range(len(supplies)))
        placed = csr_array(([1.0] * columns, (units, range(columns))), shape=(len(supplies), columns))
        loads = csr_array(
            ([1.0] * len(choices), ([sink for _, sink, _ in choices], range(len(choices)))),
            shape=(len(capacities), columns))
        costs = [cost for _, _, cost in choices] + [overflow[index - spill.start] for index in spill]
        result = linprog(costs, A_ub=loads, b_ub=capacities, A_eq=placed, b_eq=supplies, method="highs")
        if result.status:
            sys.exit(f"HiGHS: {result.message}")
        return round(result.fun)

    return "HiGHS", least


try:
    name, least = by_ortools()
except ImportError:
    name, least = by_highs()
print(name)
for line in open(sys.argv[1]):
    capacities, supplies, overflow, flat = [[int(word) for word in part.split()] for part in line.split("|")]
    print(least(capacities, supplies, overflow, list(zip(flat[0::3], flat[1::3], flat[2::3]))))
