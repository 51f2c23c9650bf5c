"""Which telling each other one is read against: the nearest wording that may have come before it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportedly.lineage.families.plain import forms
from reportedly.records import Basis, Kind, Part, Quotation

FIRST_DAYS = 2
"""Days after the first in which a fuller wording still counts as the better witness: dates of print waver."""
_FEW = 60  # earlier wordings that are looked at, nearest in time
_FULL = 0.8  # of the longest wording's words, what is still the whole of it
_COPIED = 0.5  # of a sentence's words, how many may be new where it is a copy of another one
_MISSING = 0.3  # what a word costs that only the witness has; one that only the relay has costs 1
_FRAME = 0.2  # the same for a word of the sentence around
_KINDS = (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)


@dataclass(frozen=True, slots=True)
class Link:
    """A telling (number in the family) with the one that it is read against; None: it is the first of all."""

    telling: int
    witness: int | None
    basis: Basis


def links(told: Sequence[Quotation]) -> list[Link]:
    """A link for each telling of one family, the family's own witness first, then in order of their days.

    A headline is read against its own article's body. Any other telling is read against the nearest wording
    of those before it in order; where the days do not tell the order, the fuller wording comes first and the
    basis says that descent is not known.
    """
    order = _in_order(told)
    bearers: dict[tuple[tuple[str, ...], str], int] = {}
    distinct: list[int] = []
    found = []
    for number in order:
        one = told[number]
        own = next((n for n in order if told[n].id == one.below), None) if one.below else None
        key = (forms(one.span.text), " ".join(one.passage.text.split()))
        same = bearers.setdefault(key, number)
        if own is not None:
            found.append(Link(number, own, Basis.BELOW))
        elif same != number:
            found.append(Link(number, same, _basis(told[same], one)))
        elif distinct:
            near = _nearest(told, distinct, number)
            found.append(Link(number, near, _basis(told[near], one)))
        else:
            found.append(Link(number, None, Basis.NONE))
        if same == number and one.part is not Part.TITLE:
            distinct.append(number)
    return found


def _in_order(told: Sequence[Quotation]) -> list[int]:
    """The family's witness first, then by day; of one day what most tell first, then the fuller wording."""
    wordings = [forms(one.span.text) for one in told]
    bearers = Counter(wordings)

    def rank(number: int) -> tuple[bool, bool, str, int, int, int, str]:
        one, words = told[number], wordings[number]
        kind = _KINDS.index(one.kind)
        headline = one.part is Part.TITLE
        return headline, one.date is None, one.date or "", kind, -bearers[words], -len(words), one.id

    order = sorted(range(len(told)), key=rank)
    first = told[order[0]]
    early = [n for n in order if _may_be_first(first, told[n])]
    longest = max(len(wordings[n]) for n in early)
    full = [n for n in early if len(wordings[n]) >= _FULL * longest]
    best = min(full, key=lambda n: (*_plainness(told[n]), -bearers[wordings[n]], order.index(n)))
    order.remove(best)
    return [best, *order]


def _plainness(one: Quotation) -> tuple[int, bool, str]:
    """What is told in marks on the earliest day comes first. A bend that many copy is no better for that."""
    return _KINDS.index(one.kind), one.date is None, (one.date or "")[:10]


def _may_be_first(first: Quotation, other: Quotation) -> bool:
    """Of the first days; or without a day, where neither stands within marks: it need not be late."""
    unknown = other.date is None and first.kind is other.kind is Kind.INDIRECT
    return (unknown or _within(first.date, other.date)) and other.part is first.part


def _within(first: str | None, other: str | None) -> bool:
    if first is None or other is None:
        return first is other
    return _day(other) - _day(first) <= FIRST_DAYS


def _day(written: str) -> int:
    """Days in a rough calendar: enough to tell two days from three."""
    year, month, day = (int(part) if part.isdigit() else 1 for part in (written[:10] + "-1-1").split("-")[:3])
    return year * 372 + month * 31 + day


def _nearest(told: Sequence[Quotation], earlier: Sequence[int], number: int) -> int:
    near = [earlier[0], *earlier[1:][-_FEW:]]
    return min(near, key=lambda n: (_distance(told[n], told[number]), near.index(n)))


def _distance(a: Quotation, b: Quotation) -> float:
    """How far the words of `b` are from being those of `a`. In another sentence than `a`'s it need not be
    `a` that was cut, and what is left out costs nothing: the fuller witness is the better one.
    """
    ours, theirs = forms(a.passage.text), forms(b.passage.text)
    around = _apart(ours, theirs)
    copied = around <= _COPIED * len(theirs)
    words = _apart(forms(a.span.text), forms(b.span.text), _MISSING if copied else 0.0)
    return round(words + (_FRAME * around if copied else 0.0), 3)


def _apart(a: tuple[str, ...], b: tuple[str, ...], missing: float = _MISSING) -> float:
    matched = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return (len(b) - matched) + missing * (len(a) - matched)


def _basis(a: Quotation, b: Quotation) -> Basis:
    """Whether the days, or the moments where both are known, tell which was first."""
    if not a.date or not b.date:
        return Basis.UNDATED
    size = min(len(a.date), len(b.date))
    return Basis.EARLIER if a.date[:size] < b.date[:size] else Basis.UNDATED
