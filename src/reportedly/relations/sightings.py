"""An event mention boiled down to what tells whether another one is of the same happening.

Mentions are many, so a sighting keeps no span but its place, and of its sentence the beginnings of words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from reportedly.events.words import bases
from reportedly.knowledge import load
from reportedly.lineage.frequency import setting, weights
from reportedly.lineage.words import words as words_of
from reportedly.records import COUNTS_FROM, HAPPENED, Article, EventMention, Involved, Party, Root, Status
from reportedly.relations.days import ALWAYS, Days, days
from reportedly.text import sentence_around

_STEM = 5
_SHORTEST = 4
# What stands between a wire's place and name and its first sentence.
_DATELINE = ") — "
# So many words behind a verb that says nothing of its own.
_BEHIND = 3
_GUESSED = "guess"
PENDING = frozenset({Status.PLANNED, Status.HEADLINE_MODAL})
"""Yet to come, by somebody's word: what was planned may be done later."""
OPEN = frozenset({Status.FORECAST, Status.CONDITIONAL, Status.RECOMMENDED, Status.HYPOTHETICAL})
"""Not said to come: such a mention is of no happening, and joins its like alone."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One mention. `sources`, `targets` and `places` are whom it names; `doers` and `others` the states or
    bodies among them that are no guess, by code. `told` are the days that it says, `window` those in which it
    can lie at all. `stems` are those of its trigger, `spots` the names of
    its places, but for states; `words` the beginnings of its sentence's words with their bits of rarity.
    `order` puts sightings in the order in which they were published. `involved` are all who take part,
    `weight` is the rarity of all words.
    """

    id: str
    article: str
    order: tuple[str, str, int]
    end: int
    sentence: tuple[int, int]
    root: Root
    status: Status
    negated: bool
    headline: bool
    reciprocal: bool
    statement: str | None
    sources: tuple[Involved, ...]
    targets: tuple[Involved, ...]
    places: tuple[Involved, ...]
    doers: frozenset[str]
    others: frozenset[str]
    date: str | None
    told: Days | None
    window: Days
    reported: str | None
    trigger: str
    stems: frozenset[str]
    spots: frozenset[str]
    words: dict[str, float]
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    involved: frozenset[str] = field(init=False)
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        # Each is asked for once for every other sighting that it is held against.
        object.__setattr__(self, "involved", self.doers | self.others)
        object.__setattr__(self, "weight", sum(self.words.values()))

    @property
    def start(self) -> int:
        """Where its trigger begins in the article's text."""
        return self.order[2]


def sightings(article: Article, mentions: Iterable[EventMention]) -> list[Sighting]:
    """The sightings of an article's mentions, in text order. Attitudes are no events, and what was hardly
    read at all makes none.
    """
    sure = [m for m in mentions if m.root and m.status is not Status.ATTITUDE and m.confidence >= COUNTS_FROM]
    made = [_sighting(article, mention, root) for mention in sure if (root := mention.root)]
    return sorted(made, key=lambda one: (one.order, one.id))


def _sighting(article: Article, mention: EventMention, root: Root) -> Sighting:
    start, end = mention.trigger[0].start, mention.trigger[-1].end
    sentence = sentence_around(article.text, start, end)
    told = days(mention.date)
    return Sighting(
        id=mention.id,
        article=article.id,
        order=(article.date or "9999", article.id, start),
        end=end,
        sentence=sentence,
        root=root,
        status=mention.status,
        negated=mention.negated,
        headline=mention.headline,
        reciprocal=mention.reciprocal,
        statement=mention.statement,
        sources=_involved(mention.sources),
        targets=_involved(mention.targets),
        places=_involved(mention.places),
        doers=_codes(mention.sources),
        others=_codes(mention.targets),
        date=mention.date,
        told=told,
        window=told or _window(mention, article.date),
        reported=article.date,
        trigger=" … ".join(piece.text for piece in mention.trigger),
        stems=_stems(mention, article.text[end : sentence[1]]),
        spots=_spots(mention.places),
        words=_words(article.text[slice(*sentence)]),
        confidence=mention.confidence,
        mode=mention.mode,
        contexts=mention.contexts,
    )


def _window(mention: EventMention, reported: str | None) -> Days:
    """The days in which an event lies that the text gives no day: plans lie ahead, deeds behind."""
    day = days(reported)
    if day is None:
        return ALWAYS
    if mention.status in PENDING:
        return day[0], ALWAYS[1]
    if mention.status in HAPPENED and not mention.negated:
        return ALWAYS[0], day[1]
    return ALWAYS


def _involved(parties: Sequence[Party]) -> tuple[Involved, ...]:
    return tuple(dict.fromkeys(Involved(p.actor, p.name or _plain(p.words.text), p.country) for p in parties))


def _plain(words: str) -> str:
    return " ".join(words.split())


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    sure = (p for p in parties if not (p.reason or "").startswith(_GUESSED))
    return frozenset(code for p in sure if (code := p.country or p.actor))


def _stems(mention: EventMention, behind: str) -> frozenset[str]:
    """The beginnings of a trigger's words, and what they have in common with other words for the same: "met",
    "the talks". Of a verb that lends itself to any noun those of the words behind it: what was held.
    """
    words = " ".join(piece.text for piece in mention.trigger).split()
    return _beginnings(words) or _beginnings(behind.split()[:_BEHIND])


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    plain = [word.strip(",.;:!?'\"“”‘’()").lower() for word in words]
    own = {w[:_STEM] for w in plain if len(w) >= _SHORTEST and not _is_light(w)}
    return frozenset(own).union(*map(_alike, plain))


@lru_cache(maxsize=20_000)
def _alike(word: str) -> frozenset[str]:
    """The first words of those lists of ``joining.toml`` that have a word, in whatever form."""
    return frozenset(f"={family[0]}" for base in bases(word) for family in _families().get(base, ()))


@cache
def _families() -> Mapping[str, tuple[Sequence[str], ...]]:
    found: dict[str, tuple[Sequence[str], ...]] = {}
    for family in load("joining")["words"]["alike"]:
        for word in family:
            found[word] = (*found.get(word, ()), family)
    return found


def _spots(places: Sequence[Party]) -> frozenset[str]:
    """The names of towns, seas and the like: "in Busan, South Korea" is Busan."""
    found = {word.strip(",.()'’") for place in places for word in place.words.text.split()}
    return frozenset(w.lower() for w in found - _naming_states() if len(w) >= _SHORTEST and w.istitle())


@cache
def _naming_states() -> frozenset[str]:
    """The words of the names of states and peoples."""
    rows = load("states")["states"].values()
    named = (name for row in rows for name in (row["name"], *row.get("forms", ()), *row["adjectives"]))
    return frozenset(word for name in named for word in name.split())


def _words(sentence: str) -> dict[str, float]:
    """The words that tell a sentence's events apart: neither states, nor days, nor what every report has."""
    _, dash, told = sentence.partition(_DATELINE)
    sentence = told if dash else sentence
    read = words_of(sentence)
    bits, scenery = weights(read.hashes).tolist(), setting(read.hashes).tolist()
    found: dict[str, float] = {}
    for start, end, weight, known in zip(
        read.starts.tolist(), read.ends.tolist(), bits, scenery, strict=True
    ):
        word = sentence[start:end].lower()
        if not known and len(word) >= _SHORTEST and word not in _listed("empty"):
            found[word[:_STEM]] = max(weight, found.get(word[:_STEM], 0.0))
    return found


def _is_light(word: str) -> bool:
    return word in _listed("light")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("joining")["words"][name])
