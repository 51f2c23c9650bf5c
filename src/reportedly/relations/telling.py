"""What the mentions of one happening come to: did it happen, when, and who took part?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reportedly.records import Involved, Root, Status
from reportedly.relations.days import days, length
from reportedly.relations.sightings import OPEN, PENDING, Sighting

# Of what happened, the surest word first; then what is only said, planned, or talked of.
_HAPPENED = (Status.DEED, Status.ONGOING, Status.BACKGROUND)
_ELSE = (Status.PLANNED, Status.HEADLINE_MODAL, *sorted(OPEN))
# Somebody takes part whom at least this share of the mentions names that name anybody.
_SHARE = 1 / 3


def status(own: Sequence[Sighting]) -> Status:
    """It happened where a mention asserts it; of a headline alone that is believed only where no sentence
    below says otherwise. A denial alone makes it denied, a charge beside it alleged.
    """
    body = [one for one in own if not one.headline] or own
    held = {one.status for one in body if not one.negated}
    if found := next((value for value in _HAPPENED if value in held), None):
        return found
    if Status.ALLEGED in held:
        return Status.ALLEGED
    if found := next((value for value in _ELSE if value in held), None):
        return found
    return Status.DENIED


def against(every: Iterable[Sighting]) -> tuple[str, ...]:
    """The mentions that say that it is not so."""
    return tuple(one.id for one in every if one.negated or one.status is Status.DENIED)


def ahead(every: Iterable[Sighting]) -> tuple[str, ...]:
    """The mentions that put it as yet to come."""
    return tuple(one.id for one in every if one.status in PENDING | OPEN)


def witness(own: Sequence[Sighting], value: Status) -> Sighting:
    """The mention to be shown: of the event's own status, from a sentence, with parties, the earliest."""
    return min(own, key=lambda one: (one.status is not value, one.headline, not one.involved, one.order))


def root_of(own: Sequence[Sighting], shown: Sighting) -> Root:
    """The root that most mentions have; the shown one's where there are several."""
    counts = Counter(one.root for one in own)
    return min(counts, key=lambda root: (-counts[root], root is not shown.root, root))


def mode_of(own: Sequence[Sighting], shown: Sighting) -> str | None:
    """How it was done, by most of the mentions that tell; the shown one's where as many tell otherwise."""
    counts = Counter(one.mode for one in own if one.mode)
    return min(counts, key=lambda mode: (-counts[mode], mode != shown.mode, mode), default=None)


def contexts_of(own: Sequence[Sighting]) -> tuple[str, ...]:
    """What it was about, by enough of the mentions that tell; what most tell comes first."""
    telling = [one for one in own if one.contexts]
    counts = Counter(name for one in telling for name in set(one.contexts))
    kept = [name for name in counts if counts[name] >= _SHARE * len(telling)]
    return tuple(sorted(kept, key=lambda name: (-counts[name], name)))


def date_of(own: Sequence[Sighting], value: Status) -> str | None:
    """The narrowest date that a mention of the event's own status says, else any; the one most often told."""
    told = [one for one in own if one.told]
    told = [one for one in told if one.status is value] or told
    counts = Counter(one.date for one in told if one.date)
    return min(counts, key=lambda found: (_length(found), -counts[found], found), default=None)


def _length(date: str) -> int:
    run = days(date)
    return length(run) if run else 0


def parties(
    own: Sequence[Sighting], shown: Sighting
) -> tuple[tuple[Involved, ...], tuple[Involved, ...], tuple[Involved, ...]]:
    """Sources, targets and places: whoever is known to the registry and named by enough of the mentions, on
    the side where most put them; the shown mention's own words where nobody is. A state and its bodies count
    as one, under the name that is told most.
    """
    naming = [one for one in own if one.involved]
    sides: Counter[tuple[str, int]] = Counter()
    names: dict[str, Counter[Involved]] = {}
    for one in naming:
        for who, code, side in _sides(one):
            sides[code, side] += 1
            names.setdefault(code, Counter())[who] += 1
    kept = [code for code in names if sides[code, 0] + sides[code, 1] >= _SHARE * len(naming)]
    kept.sort(key=lambda code: (-sides[code, 0] - sides[code, 1], code))
    sources = tuple(_name(names[code]) for code in kept if sides[code, 0] >= sides[code, 1])
    targets = tuple(_name(names[code]) for code in kept if sides[code, 0] < sides[code, 1])
    places = Counter(place for one in own for place in one.places if place.country)
    return (
        sources or _but(shown.sources, targets),
        targets or _but(shown.targets, sources),
        tuple(sorted(places, key=lambda who: (-places[who], who.name))) or shown.places,
    )


def _sides(one: Sighting) -> Iterator[tuple[Involved, str, int]]:
    """Each known party with its code and side (0: source); all who do it to each other are sources."""
    found: dict[str, tuple[Involved, str, int]] = {}
    for side, codes, number in ((one.sources, one.doers, 0), (one.targets, one.others, 1)):
        for who in side:
            code = who.country or who.actor
            if code and code in codes:
                found.setdefault(code, (who, code, 0 if one.reciprocal else number))
    yield from found.values()


def _name(told: Counter[Involved]) -> Involved:
    """The name told most; the state's own before its bodies'."""
    return min(told, key=lambda who: (-told[who], who.actor != who.country, who.name))


def _but(side: tuple[Involved, ...], known: Sequence[Involved]) -> tuple[Involved, ...]:
    return tuple(who for who in side if who not in known)
