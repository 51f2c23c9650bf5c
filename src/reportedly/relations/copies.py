"""Which mentions stand in words that one article has from another: they are one telling."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.records import Passage, Span
from reportedly.relations.sightings import Sighting

# Words are put in and left out of a copy, so that a trigger may have moved by this share of what is before.
_DRIFT, _LEAST = 0.1, 25


def copied(seen: Mapping[str, Sequence[Sighting]], passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Pairs of mentions (ids) whose triggers are the same words at the same place of a shared passage.

    `seen` has the sightings of each article in text order.
    """
    for passage in passages:
        theirs = list(_inside(seen.get(passage.b, ()), passage.b_span))
        for one in _inside(seen.get(passage.a, ()), passage.a_span) if theirs else ():
            at = one.start - passage.a_span.start
            same = [x for x in theirs if x.trigger.casefold() == one.trigger.casefold()]
            best = min(same, key=lambda x: (abs(x.start - passage.b_span.start - at), x.id), default=None)
            if best and abs(best.start - passage.b_span.start - at) <= max(_LEAST, _DRIFT * at):
                yield one.id, best.id


def _inside(seen: Sequence[Sighting], words: Span) -> Iterator[Sighting]:
    for number in range(bisect_left(seen, words.start, key=lambda one: one.start), len(seen)):
        if seen[number].end > words.end:
            return
        yield seen[number]
