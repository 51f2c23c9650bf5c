"""What states do to, with and beside each other: events -> one row for each pair of states in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from reportedly.records import HAPPENED, Article, Event, EventMention, Involved, Span, Status, span
from reportedly.records.relation import Bearing, Dealing, Direction, Indicator, dealing_id, pair_of
from reportedly.relations.signs import Sign, bearing, signs, undone
from reportedly.text import sentence_around

# An event that names more states than this is a meeting of many, and tells of no pair of them.
MOST = 12
SURE = HAPPENED | {Status.PLANNED}
Pair = tuple[str, Direction]


def dealings(
    events: Iterable[Event], mentions: Mapping[str, EventMention], articles: Mapping[str, Article]
) -> Iterator[Dealing]:
    """The rows of events, in their order, each event's by pair. `mentions` and `articles` by their ids.

    An event counts once for each pair, however many tell it. One of which no mention is known is left out.
    """
    for event in events:
        witness = mentions.get(event.witness)
        if witness is None or witness.article not in articles:
            continue
        pairs = sorted(_pairs(event).items())
        if pairs:
            told = [mentions[name] for name in (event.witness, *event.mentions) if name in mentions]
            sign, where = _sign(told, articles)
            for pair in pairs:
                yield _dealing(event, pair, where or witness, sign, articles)


def _pairs(event: Event) -> dict[str, Direction]:
    """Each pair of states in an event, with its direction; what they do to each other goes before what they
    do together."""
    sources, targets = _states(event.sources), _states(event.targets)
    if len(sources) + len(targets) > MOST:
        return {}
    found: dict[str, Direction] = {}
    for one, other in combinations(sources, 2):
        found[pair_of(one, other)] = Direction.MUTUAL if event.reciprocal else Direction.TOGETHER
    for one, other in product(sources, targets):
        if one != other:
            found[pair_of(one, other)] = Direction.FORTH if one < other else Direction.BACK
    return found


def _states(involved: Iterable[Involved]) -> list[str]:
    codes = [one.country for one in involved]
    return sorted({code for code in codes if code})


def _sign(
    told: Sequence[EventMention], articles: Mapping[str, Article]
) -> tuple[Sign | None, EventMention | None]:
    """The first sign of military cooperation in the sentences that tell an event, with the mention."""
    for mention in told:
        article = articles.get(mention.article)
        if article is None or mention.root is None:
            continue
        start, end = _place(mention)
        found = [
            x
            for x in signs(article.text, *sentence_around(article.text, start, end))
            if bearing(x.indicator, mention.root)
        ]
        if found:
            return min(found, key=lambda x: (_apart(x.words, start, end), x.words.start)), mention
    return None, None


def _place(mention: EventMention) -> tuple[int, int]:
    return mention.trigger[0].start, mention.trigger[-1].end


def _apart(words: Span, start: int, end: int) -> int:
    """How many characters lie between a sign and the trigger; none where they overlap."""
    return max(words.start - end, start - words.end, 0)


def _dealing(
    event: Event, pair: Pair, mention: EventMention, sign: Sign | None, articles: Mapping[str, Article]
) -> Dealing:
    text = articles[mention.article].text
    start, end = _place(mention)
    sentence = sentence_around(text, start, end)
    indicator = sign.indicator if sign else None
    return Dealing(
        dealing_id(event.id, pair[0]),
        pair[0],
        event.id,
        pair[1],
        event.root,
        event.mode,
        event.status,
        event.date,
        event.day,
        event.reported,
        len(event.ahead),
        len(event.against),
        len(event.apart),
        len(event.origins),
        mention.article,
        span(text, start, end),
        span(text, *sentence),
        indicator,
        _bears(event, indicator, undone(text, *sentence)) if indicator else None,
        sign.words if sign else None,
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
