"""Best routes of a road network by igraph's Dijkstra, for comparison: python3 road_pairs.py FILE

FILE holds, a line each: `segment FROM TO MS MM DIRECTIONS` (1 forward, 2 backward, 3 both), `rule POINT ONLY SEGMENT...`,
`place SEGMENT MS MM` (from the segment's start), `pair PLACE PLACE MS MM` with the answer to be checked. Prints how many
pairs there are and how many differ.

Independent of the engine: a vertex is a segment in one direction, an arc is the step from one to the next, and the rules
on turns are checked step by step as they are written. Times and distances are one whole number in a double: milliseconds
times 2^29 and millimetres.
"""

import sys
from collections import defaultdict

import igraph

SHIFT = 1 << 29

segments, rules, places, pairs = [], [], [], []
with open(sys.argv[1], encoding="ascii") as file:
    for line in file:
        kind, *cells = line.split()
        cells = [int(cell) for cell in cells]
        if kind == "segment":
            segments.append(cells)
        elif kind == "rule":
            rules.append((cells[0], bool(cells[1]), cells[2:]))
        elif kind == "place":
            places.append(cells)
        else:
            pairs.append(cells)


def start(step):
    segment, forward = step
    return segments[segment][0 if forward else 1]


def end(step):
    return start((step[0], not step[1]))


def travelled(step):
    return segments[step[0]][4] & (1 if step[1] else 2)


def cost(step):
    return segments[step[0]][2] * SHIFT + segments[step[0]][3]


leaving, entering, degree = defaultdict(list), defaultdict(list), defaultdict(int)
for index, (a, b, _, _, _) in enumerate(segments):
    degree[a] += 1
    degree[b] += 1
    for step in ((index, True), (index, False)):
        if travelled(step):
            leaving[start(step)].append(step)
            entering[end(step)].append(step)

# Rules as steps; those that cannot be travelled have no effect but that one may turn round there.
words, ruled, turning = [], set(), set()
for point, only, path in rules:
    steps = [(path[0], segments[path[0]][1] == point)]
    points = [point]
    for segment in path[1:]:
        steps.append((segment, segments[segment][0] == points[-1]))
        points.append(end(steps[-1]))
    turning.update(points[:-1])
    if all(travelled(step) for step in steps):
        words.append((tuple(steps), only))
        ruled.update(points[:-1])
only_after = defaultdict(set)
never = set()
for steps, only in words:
    if only:
        for length in range(1, len(steps)):
            only_after[steps[:length]].add(steps[length])
    else:
        never.add(steps)
longest = max([len(steps) for steps, _ in words], default=1)
prefixes = {steps[:length] for steps, _ in words for length in range(2, len(steps))}


def bends(point):
    """Whether a road merely goes on here, so that nobody turns round."""
    if degree[point] != 2 or point in turning:
        return False
    return len(leaving[point]) == len(entering[point]) and (
        len(leaving[point]) == 2 or leaving[point][0][0] != entering[point][0][0]
    )


def may(history, step):
    last = history[-1]
    if step == (last[0], not last[1]):
        point = end(last)
        others = [other for other in leaving[point] if other != step]
        if bends(point) or (point in ruled and others):
            return False
    for length in range(1, longest):
        tail = history[-length:]
        if len(tail) < length:
            break
        if tail + (step,) in never or (tail in only_after and step not in only_after[tail]):
            return False
    return True


def longest_state(history):
    """The part of a history that a rule of three steps or more goes on from, else its last step."""
    for length in range(len(history), 1, -1):
        if history[-length:] in prefixes:
            return history[-length:]
    return history[-1:]


number, states = {}, []


def vertex(state):
    if state not in number:
        number[state] = len(states)
        states.append(state)
    return number[state]


for point in list(leaving):
    for step in leaving[point]:
        vertex((step,))
arcs, weights, done = [], [], 0
while done < len(states):
    state = states[done]
    for step in leaving[end(state[-1])]:
        if may(state, step):
            arcs.append((done, vertex(longest_state(state + (step,)))))
            weights.append(cost(state[-1]))
    done += 1

by_last = defaultdict(list)
for index, state in enumerate(states):
    by_last[state[-1]].append(index)


def part(place, forward):
    segment, ms, mm = place
    before = ms * SHIFT + mm
    return before if forward else cost((segment, True)) - before


count = len(states)
for index, place in enumerate(places):
    for forward in (True, False):
        step = (place[0], forward)
        if not travelled(step):
            continue
        rest = cost(step) - part(place, forward)
        for following in leaving[end(step)]:
            if may((step,), following):
                arcs.append((count + 2 * index, number[longest_state((step, following))]))
                weights.append(rest)
        for state in by_last[step]:
            arcs.append((state, count + 2 * index + 1))
            weights.append(part(place, forward))
graph = igraph.Graph(n=count + 2 * len(places), edges=arcs, directed=True)

by_source = defaultdict(list)
for pair in pairs:
    by_source[pair[0]].append(pair)
different = 0
for source, wanted in by_source.items():
    targets = sorted({pair[1] for pair in wanted})
    found = graph.distances(count + 2 * source, [count + 2 * target + 1 for target in targets], weights=weights)[0]
    distances = dict(zip(targets, found))
    for _, target, ms, mm in wanted:
        distance = distances[target]
        here, there = places[source], places[target]
        if here[0] == there[0]:
            between = part(there, True) - part(here, True)
            if between == 0 or travelled((here[0], between > 0)):
                distance = min(distance, abs(between))
        answer = ms * SHIFT + mm if ms >= 0 else float("inf")
        assert distance == float("inf") or distance < 2**53, "too far for whole numbers in a double"
        if distance != answer:
            different += 1
            print("differs", source, target, answer, distance, file=sys.stderr)
print(len(pairs), different, len(states), len(words))
