"""Families: the witnesses that hang together by passages, cut into parts small enough to be judged as one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reportedly.records import Passage

MOST = 160
"""How many witnesses are judged together: time grows with the third power of it."""


def grouped(passages: Sequence[Passage], most: int = MOST) -> list[list[str]]:
    """The ids of each family in order, the families by their first id.

    A family with more than `most` members is cut where it hangs together by the fewest characters. One that
    holds together by nearly whole texts (a thousand copies with small changes) is dealt out in id order, and
    the member with the most partners goes into every hand.
    """
    weights: Counter[tuple[str, str]] = Counter()
    for found in passages:
        if found.a != found.b:
            weights[found.a, found.b] += len(found.a_span.text)
    parts = [part for whole in _connected(weights) for part in _small(whole, weights, most)]
    return sorted(parts)


def _small(members: list[str], weights: Counter[tuple[str, str]], most: int) -> list[list[str]]:
    if len(members) <= most:
        return [members]
    inside = set(members)
    own = Counter({pair: size for pair, size in weights.items() if pair[0] in inside and pair[1] in inside})
    least = 2 * min(own.values())
    strong = Counter({pair: size for pair, size in own.items() if size >= least})
    if not strong:
        return _dealt(members, own, most)
    return [part for whole in _connected(strong) for part in _small(whole, strong, most)]


def _dealt(members: list[str], weights: Iterable[tuple[str, str]], most: int) -> list[list[str]]:
    degree = Counter(name for pair in weights for name in pair)
    hub = min(members, key=lambda name: (-degree[name], name))
    others = [name for name in members if name != hub]
    return [sorted([hub, *others[at : at + most - 1]]) for at in range(0, len(others), most - 1)]


def _connected(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected parts of a graph, each in order of ids."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for a, b in pairs:
        above[top(a)] = top(b)
    parts: dict[str, list[str]] = {}
    for name in sorted(above):
        parts.setdefault(top(name), []).append(name)
    return list(parts.values())
