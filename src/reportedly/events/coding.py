"""Codes for other people's tables: PLOVER's folding of what has not happened, and short codes of actors."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from reportedly.records import COUNTS_FROM, HAPPENED, Coded, EventMention, Party, Root, Status

# PLOVER codes what is yet to come as a promise or, where it would do harm, as a threat.
HARMFUL = frozenset({Root.SANCTION, Root.MOBILIZE, Root.COERCE, Root.ASSAULT, Root.PROTEST, Root.REJECT})
# Acts of a people towards its state and of a state towards its people, unless somebody else is named.
WITHIN = frozenset({Root.PROTEST, Root.CONCEDE, Root.COERCE})
# Of these the codebook codes somebody unnamed by the land of the place.
UNNAMED = frozenset({Root.ASSAULT, Root.PROTEST})
# So many characters around an event its source's other deeds are looked at: a sentence or two.
BESIDE = 300
BODY, PERSON = "body:", "person:"
ANY_BODY = "IGO"


def coded(mention: EventMention, any_body: bool = False) -> Coded | None:
    """A mention in PLOVER's own coding; None for what it does not code or where nobody acts.

    What happened keeps its root; the doer's own plans become AGREE or THREATEN; what somebody else says
    should be done becomes that speaker's REQUEST. Forecasts, hypotheses, denials and charges are no events
    there. Who attacks or riots is often not named and is coded as of the land where it happens. Where no
    target is named, the land of the place is one,
    and for what a state does at home, itself; so it is for a target of no known state.
    """
    root = _folded(mention)
    sources, targets = (_codes(side, any_body) for side in (mention.sources, mention.targets))
    if not sources and mention.root in UNNAMED:
        sources = _codes(mention.places, any_body)
    if not targets and not mention.reciprocal:
        at_home = mention.root in WITHIN or bool(mention.targets)
        targets = _codes(mention.places, any_body) or (sources if at_home else ())
    if root is Root.REQUEST and mention.status is Status.RECOMMENDED:
        sources, targets = _codes((mention.attributed,) if mention.attributed else (), any_body), sources
    return Coded(root, sources, targets) if root and sources else None


def exported(mentions: Iterable[EventMention], any_body: bool = False) -> list[Coded]:
    """Mentions in PLOVER's own coding, each event once. One that is aimed at nobody is left out beside one of
    the same source that is: it mostly tells of the same.
    """
    sure = (mention for mention in mentions if mention.confidence >= COUNTS_FROM)
    found = [(mention.trigger[0].start, one) for mention in sure if (one := coded(mention, any_body))]
    aimed = sorted((place, code) for place, one in found if one.targets for code in one.sources)
    return list(
        dict.fromkeys(one for place, one in found if one.targets or not _is_beside(place, one, aimed))
    )


def _is_beside(place: int, one: Coded, aimed: Sequence[tuple[int, str]]) -> bool:
    """Whether a source of an event does something to somebody near by."""
    near = aimed[bisect_left(aimed, (place - BESIDE,)) : bisect_left(aimed, (place + BESIDE,))]
    return any(code in one.sources for _, code in near)


def _folded(mention: EventMention) -> Root | None:
    if mention.status in HAPPENED:
        return mention.root
    if mention.status is Status.RECOMMENDED:
        return Root.REQUEST
    if mention.status is not Status.PLANNED:
        return None
    return Root.THREATEN if mention.root in HARMFUL or mention.root is Root.THREATEN else Root.AGREE


def code(party: Party, any_body: bool = False) -> str | None:
    """A party's state by ISO 3166-1 alpha-3, else its body in capitals (IGO for `any_body`); or None."""
    if party.country:
        return party.country
    actor = party.actor or ""
    if any_body and actor.startswith((BODY, PERSON)):
        return ANY_BODY  # a person of the registry who serves no state serves a body
    return actor.removeprefix(BODY).upper() if actor.startswith(BODY) else None


def _codes(parties: tuple[Party, ...], any_body: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for party in parties if (found := code(party, any_body))))
