"""One speaker, like contents, opposite polarity: what a reader wants to see side by side.

Contents are compared as sets of words, each weighed by how rare it is in news prose, so that "the" and
"government" tell little. Words of negation are no part of it, for they are what differs. A demand is compared
with demands only. The order of words is not looked at: who attacks whom is for the reader to see.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2, sqrt

from reportedly.knowledge import load
from reportedly.records import Conflict, Modality, Statement, conflict

WORD = re.compile(r"[^\W_]+")
# Below this, two contents of one speaker speak of the same affair and of different things in it.
LIKE = 0.6
# A word tells something if fewer than every fourth text has it; two contents share at least so many of those.
TELLING, SHARED = 2.0, 2
SHOWN = 6
# Their contents are no assertions: a question, a silence, the thing that is praised.
NEITHER = frozenset({"ask", "not-say", "praise", "criticize"})
ENDINGS = ("ing", "ed", "es", "s", "e")
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with the telling stems of its content, and what they weigh together."""

    row: Statement
    stems: frozenset[str]
    weight: float


def conflicts(statements: Iterable[Statement]) -> list[Conflict]:
    """The conflicts among statements, the likest first; each statement is in one of them at most."""
    groups: dict[tuple[str, bool], list[_Said]] = defaultdict(list)
    for row in statements:
        said = _said(row)
        if row.speaker and row.act not in NEITHER and len(said.stems) >= SHARED:
            groups[row.speaker.casefold(), row.modality is Modality.RECOMMENDED].append(said)
    found = [x for members in groups.values() for x in _of_one(members)]
    return sorted(found, key=lambda x: (-x.likeness, x.id))


def _of_one(members: Sequence[_Said]) -> Iterator[Conflict]:
    """The conflicts of one speaker: statements that are opposed, directly or through others, are one."""
    root: dict[int, int] = {}
    best: dict[int, float] = {}
    for said, denied, likeness in _pairs(members):
        low, high = sorted((_top(root, said), _top(root, denied)))
        root[high] = low
        best[denied] = max(likeness, best.get(denied, 0.0))
    together: dict[int, list[int]] = defaultdict(list)
    for number in sorted(root):
        together[_top(root, number)].append(number)
    for numbers in together.values():
        yes = [members[n] for n in numbers if not members[n].row.negated]
        no = [members[n] for n in numbers if members[n].row.negated]
        shared = {stem for x in yes for stem in x.stems} & {stem for x in no for stem in x.stems}
        likeness = max(best.get(n, 0.0) for n in numbers)
        ids = [tuple(x.row.id for x in side) for side in (yes, no)]
        yield conflict(yes[0].row.speaker or "", ids[0], ids[1], _spelt(shared, yes), likeness)


def _pairs(members: Sequence[_Said]) -> Iterator[tuple[int, int, float]]:
    """Affirmed and denied statements with like contents; only those that share words are looked at."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(members):
        for stem in () if one.row.negated else one.stems:
            holding[stem].append(number)
    for number, one in enumerate(members):
        if not one.row.negated:
            continue
        common: Counter[int] = Counter()
        weights: dict[int, float] = defaultdict(float)
        for stem in sorted(one.stems & holding.keys()):
            common.update(holding[stem])
            for other in holding[stem]:
                weights[other] += _weight(stem)
        for other, count in common.items():
            likeness = weights[other] / sqrt(one.weight * members[other].weight)
            alike = count >= SHARED and likeness >= LIKE
            if alike and not _nested(one.row, members[other].row):
                yield other, number, likeness


def _top(root: dict[int, int], number: int) -> int:
    while root.setdefault(number, number) != number:
        root[number] = root[root[number]]
        number = root[number]
    return number


def _nested(a: Statement, b: Statement) -> bool:
    """Whether the words of one are words of the other: "she said that she had promised not to go"."""
    pairs = ((x, y) for x in a.content for y in b.content)
    return a.article == b.article and any(x.start < y.end and y.start < x.end for x, y in pairs)


def _said(row: Statement) -> _Said:
    apart = _negations()
    stems = frozenset(stem for word, stem in _words(row) if word not in apart and _weight(stem) >= TELLING)
    return _Said(row, stems, sum(_weight(stem) for stem in sorted(stems)))


def _words(row: Statement) -> Iterator[tuple[str, str]]:
    for piece in row.content:
        for word in WORD.findall(piece.text.casefold()):
            yield word, _stem(word)


def _stem(word: str) -> str:
    """ "closing", "closed", "closes" and "close" are one word."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _spelt(stems: Iterable[str], said: Sequence[_Said]) -> tuple[str, ...]:
    """The rarest stems as the first of the statements spells them."""
    forms: dict[str, str] = {}
    for one in said:
        for word, stem in _words(one.row):
            forms.setdefault(stem, word)
    rarest = sorted(stems, key=lambda stem: (-_weight(stem), stem))[:SHOWN]
    return tuple(forms[stem] for stem in rarest)


def _weight(stem: str) -> float:
    """How rare a stem is, in bits; one that is not listed is as rare as if one text of them all had it."""
    known, unknown = _rarity()
    return known.get(stem, unknown)


@cache
def _rarity() -> tuple[dict[str, float], float]:
    """Stem -> inverse document frequency of its commonest form, and that of a word that is not listed."""
    content = load("word_frequencies")
    total = content["scale"]["documents"] + 1
    known: dict[str, float] = {}
    for group in content["group"]:
        rarity = log2(total / (group["documents"] + 1))
        for word in group["words"].split():
            stem = _stem(word)
            known[stem] = min(rarity, known.get(stem, rarity))
    return known, log2(total / 2)


@cache
def _negations() -> frozenset[str]:
    return frozenset(load("hedges")["negation"]["words"])
