"""Which schools an authority's children with plans go to, where only totals are published: a spatial interaction model.

Doubly constrained: every neighbourhood sends the plans its authority has of a kind (SEN2), shared by residents of school age, and
every school receives in proportion to the pupils with plans it had in 2022/23. Between the two, pupils fall off with the straight line
by exp(-d / reach), and a border between authorities counts as BORDER of a place at home. Both are fitted to national publications
alone, over all of England, never to the authority at hand:

- state special, reach 2.0 miles, border 0.05: mean miles by road (x 1.3) cities and towns 4.9, rural towns 9.5, villages 10.6, 90th
  percentile rural 19; EPI 2018 has about 4 for urban areas, 6.7 and 10.1 and over 23 (DOMAIN 2.7). 11% cross a border.
- independent and non-maintained special, reach 6 miles, border 0.3: mean 14.1 miles by road, 3,800 pupils at 20 miles or more in a
  straight line; over 3,300 were published for 2022 (TBIJ, DOMAIN F24). 48% cross a border.
- inclusion bases, reach 2 miles, none over a border, the school's side alone constrained, for its places are filled from around it.
- mainstream, reach 0.6 miles, border 0.3, the neighbourhood's side alone constrained: villages 3.1 miles, rural towns 1.9, cities 1.2;
  EPI 3.8, 2.2 and 0.9.
"""
import collections
import math

MILE = 1609.344
REACH = {"special": 2.0 * MILE, "independent_special": 6.0 * MILE, "mainstream": 0.6 * MILE, "specialist_base": 2.0 * MILE}
BORDER = {"special": 0.05, "independent_special": 0.3, "mainstream": 0.3, "specialist_base": 0.0}
# Beyond this many reaches a pair counts for nothing unless the school is among the nearest.
FAR = 12
NEAREST = 3


class Place:
    """A neighbourhood: where, whose, and how many residents of school age."""

    def __init__(self, code, point, la, pupils):
        self.code, self.point, self.la, self.pupils = code, point, la, pupils


def coarse(places, own, metres=5000):
    """Neighbourhoods of other authorities pooled by squares: they only take seats, so where exactly does not matter."""
    pools = collections.defaultdict(lambda: [0.0, 0.0, 0])
    kept = []
    for place in places:
        if place.la == own:
            kept.append(place)
            continue
        pool = pools[(place.la, place.point[0] // metres, place.point[1] // metres)]
        pool[0] += place.point[0] * place.pupils
        pool[1] += place.point[1] * place.pupils
        pool[2] += place.pupils
    return kept + [Place("", (x / n, y / n), key[0], n) for key, (x, y, n) in sorted(pools.items()) if n]


def flows(kind, places, schools, plans, own, rounds=12):
    """Plans by (neighbourhood of `own`, school): {(code, urn): plans}.

    places: neighbourhoods of a region around `own`; schools: [(urn, point, la, pupils)]; plans: {la: plans of the kind}.
    """
    reach, border = REACH[kind], BORDER[kind]
    places = coarse(places, own)
    residents = collections.Counter()
    for place in places:
        residents[place.la] += place.pupils
    sends = [plans.get(p.la, 0) * p.pupils / residents[p.la] if residents[p.la] else 0 for p in places]
    rows = []
    for place in places:
        found = sorted((math.dist(place.point, s[1]), j) for j, s in enumerate(schools))
        rows.append([(j, math.exp(-d / reach) * (1 if schools[j][2] == place.la else border))
                     for n, (d, j) in enumerate(found) if d < FAR * reach or n < NEAREST])
    rows = [[(j, w) for j, w in row if w > 0] for row in rows]
    if kind == "mainstream":
        pull = [s[3] for s in schools]
    elif kind == "specialist_base":
        draws = [0.0] * len(schools)
        for row, sent in zip(rows, sends):
            for j, w in row:
                draws[j] += sent * w
        return {(place.code, schools[j][0]): schools[j][3] * sent * w / draws[j]
                for place, row, sent in zip(places, rows, sends) for j, w in row}
    else:
        scale = sum(sends) / max(1, sum(s[3] for s in schools))
        seats = [s[3] * scale for s in schools]
        pull = [1.0] * len(schools)
        for _ in range(rounds):
            arrives = [0.0] * len(schools)
            for row, sent in zip(rows, sends):
                total = sum(pull[j] * w for j, w in row)
                if total > 0:
                    for j, w in row:
                        arrives[j] += sent * w / total
            pull = [seat / a if a > 0 else 0 for seat, a in zip(seats, arrives)]
    table = {}
    for place, row, sent in zip(places, rows, sends):
        total = sum(pull[j] * w for j, w in row)
        if place.la == own and total > 0:
            for j, w in row:
                table[(place.code, schools[j][0])] = sent * pull[j] * w / total
    return table


def drawn(table, count, distance):
    """`count` pairs of the table, evenly along its distances, so that a few children keep the distribution of all."""
    pairs = sorted((pair for pair in table if table[pair] > 0), key=lambda p: (distance(p), p))
    total, passed, chosen = sum(table[p] for p in pairs), 0.0, []
    for pair in pairs:
        passed += table[pair]
        while len(chosen) < count and passed > (len(chosen) + 0.5) / count * total - 1e-9 * total:
            chosen.append(pair)
    return chosen
