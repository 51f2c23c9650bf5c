"""Signs of military cooperation in a sentence: runs of words in their base form, from ``relations.toml``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from reportedly.events.words import bases
from reportedly.knowledge import load
from reportedly.records.event import Root
from reportedly.records.relation import Bearing, Indicator
from reportedly.records.span import Span

WORD = re.compile(r"[^\W\d_]+")
# "joint naval and air exercises": so many other words may stand within a sign.
BETWEEN = 3
# "a joint statement on exercises" is none: behind these another phrase begins.
PARTING = frozenset({"on", "of", "in", "for", "about", "over", "at", "that", "which", "but"})


class Sign(Struct, frozen=True):
    """An indicator, and the words that tell of it, as a span of the text that the search was made in."""

    indicator: Indicator
    words: Span


def signs(text: str, start: int, end: int) -> list[Sign]:
    """Every sign in ``text[start:end]``, in order; of two that overlap, the longer. Linear."""
    found = sorted(_signs(text, start, end), key=lambda one: (one.words.start, -one.words.end))
    kept: list[Sign] = []
    for one in found:
        if not kept or one.words.start >= kept[-1].words.end:
            kept.append(one)
    return kept


@cache
def weight(root: Root) -> str:
    """How heavy a root is: verbal or material, cooperation or conflict (PLOVER's quad classes)."""
    return str(load("relations")["weights"][root.value])


def bearing(indicator: Indicator, root: Root) -> Bearing | None:
    """How an event of a root that carries a sign bears on it, if it happened; None: not at all."""
    row = load("relations")["indicators"][indicator.value]
    if root.value in load("relations")["against"]["roots"]:
        return Bearing.AGAINST
    if root.value in row["done"]:
        return Bearing.DONE
    return Bearing.AHEAD if root.value in row["ahead"] else None


def undone(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a word that undoes an indicator: "suspended", "called off"."""
    words = [bases(m[0].lower()) for m in WORD.finditer(text, start, end)]
    return any(_runs(phrase, words, at) for phrase in _against() for at in range(len(words)))


def title(indicator: Indicator) -> str:
    """The indicator's name in words."""
    return str(load("relations")["indicators"][indicator.value]["name"])


def stage(indicator: Indicator) -> str:
    """The stage that Korolev puts the indicator in: ``early``, ``moderate`` or ``advanced``."""
    return str(load("relations")["indicators"][indicator.value]["stage"])


def _signs(text: str, start: int, end: int) -> Iterator[Sign]:
    places = list(WORD.finditer(text, start, end))
    words = [bases(m[0].lower()) for m in places]
    for at, forms in enumerate(words):
        for phrase, indicator in {row for base in forms for row in _by_first().get(base, ())}:
            last = _runs(phrase, words, at)
            if last:
                low, high = places[at].start(), places[last - 1].end()
                yield Sign(indicator, Span(low, high, text[low:high]))


def _runs(phrase: Sequence[str], words: Sequence[tuple[str, ...]], at: int) -> int:
    """The word behind the phrase, if it begins at a word; 0 if it does not."""
    if phrase[0] not in words[at]:
        return 0
    stop = at + 1
    for wanted in phrase[1:]:
        near = range(stop, min(stop + BETWEEN + 1, len(words)))
        found = next((i for i in near if wanted in words[i] or words[i][0] in PARTING), None)
        if found is None or wanted not in words[found]:
            return 0
        stop = found + 1
    return stop


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], Indicator], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], Indicator]]] = {}
    for name, row in load("relations")["indicators"].items():
        for phrase in row["signs"]:
            words = tuple(WORD.findall(phrase.lower()))
            rows.setdefault(words[0], []).append((words, Indicator(name)))
    return {first: tuple(found) for first, found in rows.items()}


@cache
def _against() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in load("relations")["against"]["words"])
