"""What states do to, with and beside each other: events -> one row for each pair of states in each."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from msgspec import Struct

from reportedly.records import HAPPENED, Article, Event, EventMention, Involved, Root, Span, Status, span
from reportedly.records.relation import Bearing, Dealing, Direction, Indicator, dealing_id, pair_of
from reportedly.relations.days import month_of
from reportedly.relations.fates import settled
from reportedly.relations.naming import BOTH, NAMED, OPENS, leading, the_two
from reportedly.relations.signs import Sign, bearing, signs, undone
from reportedly.text import sentence_around

# An event that names more states than this is a meeting of many, and tells of no pair of them.
MOST = 12
# A sign further from the trigger than so many characters is of another clause.
NEAR = 60
OTHER_TIMES = frozenset({"after", "since", "following", "before", "despite", "amid", "until"})
# Done by two and to nobody these are done with each other.
WITH = frozenset({Root.AGREE, Root.SUPPORT, Root.CONSULT, Root.COOPERATE})
SURE = HAPPENED | {Status.PLANNED}


class Spot(Struct, frozen=True):
    """Where a mention stands, and the sign of military cooperation nearest to it in its sentence.

    `undone`: a word of the sentence undoes it, such as "suspended". `two` is the pair that the text opens
    with, and `says_two` that the sentence speaks of "the two countries".
    """

    mention: str
    article: str
    trigger: Span
    sentence: Span
    sign: Sign | None
    undone: bool
    two: tuple[str, str] | None
    says_two: bool


def spots(article: Article, mentions: Iterable[EventMention]) -> list[Spot]:
    """What is seen of mentions of the article, in their order. Linear."""
    two = leading(article)
    return [_spot(article.text, mention, two) for mention in mentions]


def _spot(text: str, mention: EventMention, two: tuple[str, str] | None) -> Spot:
    start, end = mention.trigger[0].start, mention.trigger[-1].end
    low, high = sentence_around(text, start, end)
    seen = [
        one
        for one in signs(text, low, high)
        if mention.root and _is_near(text, one, start, end, mention.root)
    ]
    sign = min(seen, key=lambda one: (_apart(one.words, start, end), one.words.start), default=None)
    lost = sign is not None and undone(text, low, high)
    return Spot(
        mention.id,
        mention.article,
        span(text, start, end),
        span(text, low, high),
        sign,
        lost,
        two,
        the_two(text, low, high) is not None,
    )


def may_be_of_two(event: Event) -> bool:
    """Whether states take part that are not named: "a joint patrol", "the two navies sailed"."""
    named = any(one.country for one in (*event.sources, *event.targets))
    return not named and (event.reciprocal or not event.targets)


def states_of(event: Event) -> dict[str, Direction]:
    """Each pair of states in an event, with its direction; what they do to each other goes before what they
    do together. None where very many take part."""
    sources, targets = _states(event.sources), _states(event.targets)
    if len(sources) + len(targets) > MOST:
        return {}
    mutual = event.reciprocal or (not event.targets and event.root in WITH)
    found: dict[str, Direction] = {}
    for one, other in combinations(sources, 2):
        found[pair_of(one, other)] = Direction.MUTUAL if mutual else Direction.TOGETHER
    for one, other in product(sources, targets):
        if one != other:
            found[pair_of(one, other)] = Direction.FORTH if one < other else Direction.BACK
    return found


def dealings(events: Iterable[Event], spots: Mapping[str, Spot]) -> list[Dealing]:
    """The rows of all events, in their order, each event's by pair, and plans with what became of them.
    `spots` are those of their mentions, by id.

    An event counts once for each pair, however many tell it. One of which no mention is known is left out.
    """
    return settled(list(_dealings(events, spots)))


def _dealings(events: Iterable[Event], spots: Mapping[str, Spot]) -> Iterator[Dealing]:
    for event in events:
        told = [spots[name] for name in (event.witness, *event.mentions) if name in spots]
        if told:
            # The first that has a sign is shown, since the reader is to see why.
            shown = next((one for one in told if one.sign), told[0])
            for pair, direction in sorted(states_of(event).items()):
                yield _dealing(event, pair, direction, NAMED, shown)
            if may_be_of_two(event) and shown.two and (shown.says_two or event.reciprocal):
                basis = BOTH if shown.says_two else OPENS
                yield _dealing(event, pair_of(*shown.two), Direction.MUTUAL, basis, shown)


def _states(involved: Iterable[Involved]) -> list[str]:
    return sorted({one.country for one in involved if one.country})


def _is_near(text: str, one: Sign, start: int, end: int, root: Root) -> bool:
    """Whether a sign is what the trigger speaks of: it stands near, and no word between says that it is of
    another time ("met after the drills"). What only brings a thing nearer goes before it ("agreed on")."""
    kind = bearing(one.indicator, root)
    behind = one.words.end > start
    if kind is None or _apart(one.words, start, end) > NEAR or (kind is Bearing.AHEAD and not behind):
        return False
    between = text[end : one.words.start] if behind else text[one.words.end : start]
    return not OTHER_TIMES.intersection(between.lower().replace(",", " ").split())


def _apart(words: Span, start: int, end: int) -> int:
    """How many characters lie between a sign and the trigger; none where they overlap."""
    return max(words.start - end, start - words.end, 0)


def _dealing(event: Event, pair: str, direction: Direction, basis: str, shown: Spot) -> Dealing:
    return Dealing(
        dealing_id(event.id, pair),
        pair,
        event.id,
        direction,
        event.root,
        event.mode,
        event.status,
        event.date,
        event.day,
        event.reported,
        month_of(event.date, event.day),
        len(event.ahead),
        len(event.against),
        len(event.apart),
        len(event.origins),
        basis,
        shown.article,
        shown.trigger,
        shown.sentence,
        shown.sign.indicator if shown.sign else None,
        _bears(event, shown.sign.indicator, shown.undone) if shown.sign else None,
        shown.sign.words if shown.sign else None,
    )


def _bears(event: Event, indicator: Indicator, is_undone: bool) -> Bearing:
    """What the event says of an indicator. Only what happened can be the thing itself, and only a plan or an
    agreement brings it nearer; a charge or a supposition is unsure; a denial speaks against it."""
    kind = bearing(indicator, event.root)
    if event.status is Status.DENIED or kind is Bearing.AGAINST or is_undone:
        return Bearing.AGAINST
    if event.status is Status.PLANNED:
        return Bearing.AHEAD
    return kind if kind and event.status in SURE else Bearing.UNSURE
