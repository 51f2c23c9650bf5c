"""A large invented case for `site_speed.py`, put into the database as the stages would put it.

Articles of invented words tell stories, the largest of them some hundreds; those of one story share a
paragraph, descend from each other, and tell the same utterance, some of them bent.
"""

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path

from msgspec import Struct

from reportedly.case.database import Database
from reportedly.records import (
    Arrival,
    Article,
    Basis,
    Block,
    BlockClass,
    Derivation,
    Effect,
    Evidence,
    Family,
    Kept,
    Kind,
    Modality,
    Operation,
    Origin,
    Part,
    Passage,
    Severity,
    Source,
    SourceKind,
    Span,
    Statement,
    Story,
    StoryCount,
    Utterance,
    Variant,
    arrival,
    article_id,
    block,
    content_id,
    passage,
    span,
    statement_id,
    story,
)
from reportedly.records.family import family_id, quotation_id
from reportedly.records.stemma import derivation_id, origin_id

SYLLABLES = ("har", "mer", "lin", "tor", "vel", "kas", "sun", "nor", "bou", "dia", "ta", "en", "ri", "os")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
# Words are as unevenly common as in a language (Zipf).
COMMON = [1 / (rank + 3) for rank in range(len(WORDS))]
SPEAKERS = [f"{word.title()} Institute" for word in WORDS[:400]]
OUTLETS = [f"The {word.title()} Post" for word in WORDS[:60]]
ACTS = ("say", "warn", "deny", "predict")
BENT = (Effect.HEDGE_DROPPED, Effect.RE_ANCHORED, Effect.ANTONYM, Effect.NUMBER_CHANGED)
MOVED = (Severity.SHIFTS, Severity.REVERSES)
TOLD_BY = (1, 1, 1, 2, 3, 5, 8, 40)
LARGEST = 300
TOGETHER = 100
PARAGRAPH, PARAGRAPHS, DROPPED = 60, 8, 4
UTTERANCE = (10, 70)
"""Where in the shared paragraph the utterance stands that all tellings of a story tell."""


class Made:
    """An article with the records that it comes with."""

    def __init__(self, number: int, shared: str, each: int, chance: random.Random) -> None:
        title = some_words(7, chance).capitalize()
        body = "\n".join([shared, *(some_words(PARAGRAPH, chance) for _ in range(PARAGRAPHS - 1))])
        text = f"{title}\n{body} {number}"
        junk = [some_words(12, chance) for _ in range(DROPPED)]
        whole = "\n".join([text, *junk])
        name = sha256(whole.encode()).hexdigest()
        kept = (
            Kept(0, len(title), 0, BlockClass.TITLE),
            Kept(len(title) + 1, len(text), len(title) + 1, BlockClass.BODY),
        )
        self.source = Source(name, "text/plain", "utf-8", len(whole), "text 1", whole)
        self.arrival: Arrival = arrival(name, f"pile/{number:08}.txt")
        self.article = _article(name, kept, self.arrival, text, title, chance)
        self.blocks = list(_blocks(name, whole, kept, junk))
        self.statements = list(_statements(self.article, each, chance))
        self.shared = span(text, len(title) + 1, len(title) + 1 + len(shared))


def some_words(number: int, chance: random.Random) -> str:
    """So many invented words."""
    return " ".join(chance.choices(WORDS, COMMON, k=number))


def fill(case: Path, articles: int, each: int, chance: random.Random) -> list[Article]:
    """Put so many articles with `each` statements into the case, and the stories that they tell."""
    database = Database(case / "case.sqlite", writing=True)
    stories = list(_tellings(articles, each, chance))
    made = [one for told in stories for one in told]
    # They come as they are found in a pile, and not story by story.
    chance.shuffle(made)
    for number in range(0, len(made), TOGETHER):
        add(database, f"b{number}", made[number : number + TOGETHER])
    with database.change():
        database.add(("stories", "all", "made"), _lineage(stories, chance))
    database.close()
    return [one.article for one in made]


def add(database: Database, slot: str, made: Sequence[Made]) -> None:
    """Put articles into the database in one transaction, as `read` does with a shard."""
    tables: dict[str, Sequence[Struct]] = {
        "sources": [one.source for one in made],
        "arrivals": [one.arrival for one in made],
        "blocks": [row for one in made for row in one.blocks],
        "articles": [one.article for one in made],
        "statements": [row for one in made for row in one.statements],
    }
    with database.change():
        database.add(("made", slot, slot), tables)


def _tellings(articles: int, each: int, chance: random.Random) -> Iterator[list[Made]]:
    numbers = count()
    left, size = articles, LARGEST
    while left:
        size = min(size, left)
        shared = some_words(PARAGRAPH, chance)
        yield [Made(next(numbers), shared, each, chance) for _ in range(size)]
        left, size = left - size, chance.choice(TOLD_BY)


def _article(
    source: str, kept: tuple[Kept, ...], came: Arrival, text: str, title: str, chance: random.Random
) -> Article:
    outlet, date = chance.choice(OUTLETS), f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Article(
        article_id(source, kept, came.id),
        source,
        came.id,
        0,
        kept,
        text,
        title=title,
        outlet=outlet,
        date=date,
        language="en",
        evidence=(Evidence("outlet", outlet, "made", 1.0, markup="made"),),
    )


def _blocks(source: str, text: str, kept: Sequence[Kept], junk: Sequence[str]) -> Iterator[Block]:
    for one in kept:
        yield block(source, span(text, one.start, one.end), one.kind, 0, "made", 1.0)
    at = kept[-1].end + 1
    for line in junk:
        yield block(source, span(text, at, at + len(line)), BlockClass.TEASER, 0, "made", 1.0)
        at += len(line) + 1


def _statements(article: Article, each: int, chance: random.Random) -> Iterator[Statement]:
    step = len(article.text) // (each + 1)
    for number in range(each):
        at = number * step + 1
        source, cue = (span(article.text, at, at + 12),), (span(article.text, at + 13, at + 18),)
        content = (span(article.text, at + 19, at + step - 5),)
        yield Statement(
            id=statement_id(article.id, source, cue, content),
            article=article.id,
            kind=chance.choice(list(Kind)),
            source=source,
            cue=cue,
            content=content,
            speaker=chance.choice(SPEAKERS),
            speaker_rule="made",
            document=None,
            via=(article.outlet or "",),
            act=chance.choice(ACTS),
            modality=chance.choice(list(Modality)),
            negated=chance.random() < 0.1,
            hedges=(),
            maker="made",
            confidence=0.9,
        )


def _lineage(stories: Sequence[Sequence[Made]], chance: random.Random) -> dict[str, Sequence[Struct]]:
    """The rows of all stories, and of those that several articles tell what lies between these."""
    tables: dict[str, list[Struct]] = {
        name: []
        for name in ("passages", "stories", "derivations", "origins", "counts", "families", "variants")
    }
    for unordered in stories:
        told = sorted(unordered, key=lambda one: (one.article.date or "", one.article.id))
        names = tuple(one.article.id for one in told)
        made = story(told[0].article.title or "", names, told[0].article.date, told[-1].article.date)
        tables["stories"].append(made)
        if len(told) > 1:
            tables["passages"] += _passages(told, chance)
            tables["derivations"] += _descent(told, chance)
            tables["origins"] += _origins(made, told)
            tables["counts"].append(_count(made, told))
            family, variants = _family(told, chance)
            tables["families"].append(family)
            tables["variants"] += variants
    return dict(tables)


def _passages(told: Sequence[Made], chance: random.Random) -> Iterator[Passage]:
    """Each telling shares its paragraph with a few others; in the largest story with many."""
    many = 20 if len(told) >= LARGEST else 3
    for number, one in enumerate(told):
        for other in chance.sample(told[:number], min(many, number)):
            yield passage(one.article.id, one.shared, other.article.id, other.shared, 1.0)


def _descent(told: Sequence[Made], chance: random.Random) -> Iterator[Derivation]:
    for number, one in enumerate(told[1:], 1):
        parent = told[chance.randint(max(0, number - 12), number - 1)]
        yield Derivation(
            derivation_id(one.article.id, parent.article.id),
            one.article.id,
            parent.article.id,
            round(chance.uniform(0.5, 1), 2),
            chance.random() < 0.8,
            second=False,
            revision=False,
            grounds=(),
            rivals=(),
            passages=(),
            child_words=one.shared,
            parent_words=parent.shared,
        )


def _origins(made: Story, told: Sequence[Made]) -> Iterator[Origin]:
    """One origin behind all of them, and the voices that every fourth one heard alone."""
    names = tuple(one.article.id for one in told)
    rooms = tuple(sorted({one.article.outlet or "" for one in told}))
    said = tuple(one.statements[0].id for one in told)
    yield Origin(
        origin_id(made.id, "all"), made.id, SourceKind.BODY, SPEAKERS[0], None, names, rooms, said, False
    )
    for number, one in enumerate(told[::4]):
        own = (one.article.outlet or "",)
        said = (one.statements[-1].id,)
        key = origin_id(made.id, f"{number}")
        name = one.statements[-1].speaker
        yield Origin(key, made.id, SourceKind.PERSON, name, None, (one.article.id,), own, said, True)


def _count(made: Story, told: Sequence[Made]) -> StoryCount:
    rooms = tuple(sorted({one.article.outlet or "" for one in told}))
    voices = tuple(origin_id(made.id, f"{number}") for number in range(len(told[::4])))
    return StoryCount(
        content_id("n", made.id),
        made.id,
        tuple(one.article.id for one in told),
        (),
        rooms,
        rooms,
        (),
        (origin_id(made.id, "all"),),
        voices,
        (),
    )


def _family(told: Sequence[Made], chance: random.Random) -> tuple[Family, list[Variant]]:
    """The utterance that all of them tell, each compared with the one before, some bent, some reworded."""
    words = [_words(one) for one in told]
    names = tuple(quotation_id(one.article.id, at) for one, at in zip(told, words, strict=True))
    whole = family_id(names)
    witnesses = [None, *(before for before, _ in pairwise(names))]
    variants = []
    for one, at, name, witness in zip(told, words, names, witnesses, strict=True):
        bent = witness is not None and chance.random() < 0.05
        reworded = chance.random() < 0.05
        variants.append(
            Variant(
                id=name,
                family=whole,
                article=one.article.id,
                part=Part.BODY,
                kind=Kind.DIRECT,
                span=at,
                passage=one.shared,
                speaker=SPEAKERS[0],
                statement=None,
                witness=witness,
                basis=Basis.EARLIER if witness else Basis.NONE,
                utterance=Utterance.SAME,
                operations=(Operation.SUBSTITUTE,) if reworded else (),
                effect=chance.choice(BENT) if bent else Effect.NONE,
                severity=chance.choice(MOVED) if bent else Severity.HARMLESS,
                rule="made",
                mutations=(),
                witness_words=(),
                words=(),
            )
        )
    articles = tuple(one.article.id for one in told)
    days = (told[0].article.date, told[-1].article.date)
    return Family(whole, words[0].text, names[0], names, articles, (SPEAKERS[0],), *days), variants


def _words(one: Made) -> Span:
    low, high = UTTERANCE
    return span(one.article.text, one.shared.start + low, one.shared.start + high)
