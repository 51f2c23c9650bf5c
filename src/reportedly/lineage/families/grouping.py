"""Which quotations tell one utterance: candidates by rare runs of words, then alignment, who, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from reportedly.lineage.families.plain import names_around, names_of
from reportedly.lineage.families.wordings import Wording, Wordings
from reportedly.records import Kind, Quotation

SHARE = 0.6
"""Of the bits of the shorter wording, how many the two must have in common, in order."""
SURE, NEAR, SPOKEN, SHORT = 55.0, 30.0, 22.0, 14.0
"""How much two wordings must have in common: so much that it is nobody's habit of speech; less where the
two are told within a month; less where the same speaker or paper is named; least where they are also the same
to the word, of one speaker, within a month."""
PER_WORD = 2.0
"""Bits that a word counts beside its own: ten common words in one order are no common thing."""
NEAR_DAYS = 31
RETOLD, RETOLD_SHARE = 18.0, 0.5
"""The same without marks of one speaker or paper, within a month, where a share of the bits agrees."""
_BESIDE = 2  # words between a word that agrees and those before it
_SHORT = 4  # words of a wording in which a single one counts
_WHOLE = 0.999
_ONLY_NEAR = "beside "  # a name beside the words says something only of tellings of one month


@dataclass(frozen=True, slots=True)
class Common:
    """What two wordings have in common: bits, words, and the share of the bits of the shorter one."""

    bits: float
    words: int
    share: float


def groups(told: Sequence[Quotation]) -> list[list[int]]:
    """The numbers of the quotations that belong together, each in exactly one group.

    A quotation alone is a group. The order of the input changes nothing but the order of the groups. Time
    grows with the number of quotations and of pairs of wordings that share a rare run of words.
    """
    roots = list(range(len(told)))
    read = Wordings(told)
    bearers: list[list[int]] = [[] for _ in read.wordings]
    for number, wording in enumerate(read.of):
        bearers[wording].append(number)
    for one, other in _candidates(read):
        found = common(read.wordings[one], read.wordings[other])
        numbers = bearers[one] if one == other else bearers[one] + bearers[other]
        for a, b in _together(told, numbers, found):
            _join(roots, a, b)
    _under_headlines(told, roots)
    together: dict[int, list[int]] = {}
    for number in range(len(told)):
        together.setdefault(_top(roots, number), []).append(number)
    return list(together.values())


def common(a: Wording, b: Wording) -> Common:
    """What two wordings share in the same order; in long ones a word alone by itself does not count, but
    where it stands near others: "become allies", "become military allies".
    """
    bits, count = 0.0, 0
    least = 1 if min(len(a.forms), len(b.forms)) < _SHORT else 2
    until = (-_BESIDE - 1, -_BESIDE - 1)
    for start, other, size in SequenceMatcher(None, a.forms, b.forms, autojunk=False).get_matching_blocks():
        if size >= least or (size and max(start - until[0], other - until[1]) <= _BESIDE):
            bits += sum(a.bits[start : start + size])
            count += size
            until = (start + size, other + size)
    whole = min(a.weight, b.weight)
    return Common(bits, count, bits / whole if whole else 0.0)


def _candidates(read: Wordings) -> Iterator[tuple[int, int]]:
    """Pairs of wordings that share a rare run of words, and each with itself."""
    yield from ((number, number) for number in range(len(read.wordings)))
    yield from zip(*(column.tolist() for column in read.pairs), strict=True)


def _together(told: Sequence[Quotation], numbers: list[int], found: Common) -> Iterator[tuple[int, int]]:
    """Neighbours among the bearers of two wordings that belong together. A thousand copies make a chain of
    a thousand links and not a million pairs.
    """
    strength = found.bits + PER_WORD * found.words
    if found.share >= RETOLD_SHARE and strength >= RETOLD:
        yield from _retold(told, numbers)
    if found.share < SHARE or strength < SHORT:
        return
    if strength >= SURE:
        yield from pairwise(numbers)
        return
    if strength >= NEAR:
        yield from (pair for pair in _in_time(told, numbers) if _near(told, *pair))
    if strength >= SPOKEN or found.share > _WHOLE:
        for name, members in _by_name(told, numbers).items():
            surely = strength >= SPOKEN and not name.startswith(_ONLY_NEAR)
            yield from (pair for pair in _in_time(told, members) if surely or _near(told, *pair))


def _retold(told: Sequence[Quotation], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbours in time of one speaker or paper, one of which at least has no marks."""
    for name, members in _by_name(told, numbers).items():
        if not name.startswith(_ONLY_NEAR):
            for a, b in _in_time(told, members):
                if Kind.INDIRECT in (told[a].kind, told[b].kind) and _near(told, a, b):
                    yield a, b


def _by_name(told: Sequence[Quotation], numbers: list[int]) -> dict[str, list[int]]:
    """The bearers of each name: of the speaker or the paper, else any that stands in the sentence around."""
    found: dict[str, list[int]] = {}
    for number in numbers:
        one = told[number]
        for name in dict.fromkeys(names_of(one) or _beside(one)):
            found.setdefault(name, []).append(number)
    return found


@lru_cache(maxsize=100_000)
def _beside(one: Quotation) -> tuple[str, ...]:
    return tuple(_ONLY_NEAR + name for name in names_around(one))


def _in_time(told: Sequence[Quotation], numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbours in order of their days; those without one stand at the end."""
    return pairwise(sorted(numbers, key=lambda n: (told[n].date is None, told[n].date or "", told[n].id)))


def _near(told: Sequence[Quotation], a: int, b: int) -> bool:
    """Whether a month lies between two at most; days that are not known are taken to be near."""
    one, other = (_day(told[n].date) for n in (a, b))
    return one is None or other is None or abs(one - other) <= NEAR_DAYS


def _day(written: str | None) -> int | None:
    """The number of an ISO day."""
    try:
        return date.fromisoformat((written or "")[:10]).toordinal()
    except ValueError:
        return None


def _under_headlines(told: Sequence[Quotation], roots: list[int]) -> None:
    """A headline belongs to what it tells of its own article's body."""
    places = {one.id: number for number, one in enumerate(told)}
    for number, one in enumerate(told):
        if one.below in places:
            _join(roots, number, places[one.below])


def _join(roots: list[int], a: int, b: int) -> None:
    low, high = sorted((_top(roots, a), _top(roots, b)))
    roots[high] = low


def _top(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number
