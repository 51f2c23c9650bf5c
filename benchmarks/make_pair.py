"""Make the tables of a large case about one pair of states: invented articles of one year, so many a day.

    python benchmarks/make_pair.py FOLDER [--a-day 200]

FOLDER becomes a case that can be asked and not read on: it has a database and no stages. Each article tells
two events of a pool in which four articles on average tell one, and has two statements, one of a government.
Everything in it is invented; India and Indonesia are scenery.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from reportedly import relations
from reportedly.case import Case
from reportedly.case.database import Database
from reportedly.records import (
    Arrival,
    Article,
    Event,
    EventMention,
    Involved,
    Kind,
    Modality,
    Party,
    Root,
    Source,
    Span,
    Statement,
    Status,
    content_id,
    event_id,
    event_mention_id,
    span,
    statement_id,
)
from reportedly.records.relation import Remark

STATES = {"IND": "India", "IDN": "Indonesia"}
DEEDS = (
    ("held joint drills with", Root.COOPERATE),
    ("received the navy chief of", Root.CONSULT),
    ("sold two patrol boats to", Root.COOPERATE),
    ("signed a fishing accord with", Root.SUPPORT),
    ("accused the coast guard of", Root.ACCUSE),
    ("seized a trawler of", Root.COERCE),
    ("sent rice to", Root.AID),
)
SAYINGS = (
    ("told", "say", "that the strait must stay open to both navies, and that {other} is a partner at sea"),
    ("warned", "warn", "that {other} would answer for the seizure of boats in the strait"),
    ("praised", "praise", "{other} for the calm of its crews during the drills"),
)
FILLER = "The harbour office gave no figures. Pilots waited at the bar until the tide turned. "
STATUSES = (*[Status.DEED] * 8, Status.PLANNED, Status.DENIED, Status.ALLEGED)
TELLINGS = 4


class Piece(Struct):
    """One article with all that was read in it."""

    source: Source
    arrival: Arrival
    article: Article
    mentions: list[EventMention]
    statements: list[Statement]


def make(folder: Path, a_day: int) -> int:
    """Fill a case's database; the number of articles."""
    chance = random.Random(7)
    with Case(folder) as case:
        case.rebuild()
    database = Database(folder / "case.sqlite", writing=True)
    told: list[EventMention] = []
    said: list[Remark] = []
    spots: dict[str, relations.Spot] = {}
    made = 0
    for number in range(365):
        day = date(2031, 1, 1) + timedelta(days=number)
        pieces = [_piece(f"{day}-{n}", day, chance) for n in range(a_day)]
        told += [one for piece in pieces for one in piece.mentions]
        spots |= {x.mention: x for piece in pieces for x in relations.spots(piece.article, piece.mentions)}
        _add(database, f"day {number:03d}", pieces)
        said += [row for x in pieces for row in relations.remarks(x.article, x.statements)]
        made += len(pieces)
    events = list(_events(told, chance))
    dealt = relations.dealings(events, spots)
    rows: dict[str, Sequence[Struct]] = {"events": events, "dealings": dealt, "remarks": relations.once(said)}
    with database.change():
        database.add(("make_pair", "events", "k"), rows)
    database.close()
    return made


def _add(database: Database, slot: str, pieces: list[Piece]) -> None:
    with database.change():
        database.add(
            ("make_pair", slot, "k"),
            {
                "sources": [piece.source for piece in pieces],
                "arrivals": [piece.arrival for piece in pieces],
                "articles": [piece.article for piece in pieces],
                "statements": [one for piece in pieces for one in piece.statements],
                "event_mentions": [one for piece in pieces for one in piece.mentions],
            },
        )


def _piece(name: str, day: date, chance: random.Random) -> Piece:
    codes = chance.sample(list(STATES), 2)
    first, other = (STATES[code] for code in codes)
    deeds = [chance.choice(DEEDS) for _ in range(2)]
    cue, act, words = chance.choice(SAYINGS)
    content = f"{words.format(other=other)}, by notice {name}"
    lines = [f"{first} and {other} at sea, report {name}"]
    lines += [f"{first} {verb} {other} off Sabang on that day." for verb, _ in deeds]
    lines += [f"{first} {cue} {other} {content}.", f"{first} said {other} would call {name}."]
    text = "\n".join([*lines, FILLER * chance.randint(8, 20)])
    source = Source(content_id("z", name), "text/plain", "utf-8", len(text), "made", text)
    arrival = Arrival(content_id("r", name), source.id, f"{name}.txt", None, None, None, day.isoformat())
    article = Article(
        content_id("a", name), source.id, arrival.id, 0, (), text,
        title=lines[0], outlet=f"Gazette {chance.randint(1, 40)}", date=day.isoformat(), language="en",
    )  # fmt: skip
    at = len(lines[0])
    mentions = []
    for verb, root in deeds:
        at = text.index(verb, at)
        mentions.append(_mention(article, span(text, at, at + len(verb.split()[0])), root, codes, chance))
        at += len(verb)
    statements = [_statement(article, first, codes[0], cue, act, content)]
    statements.append(_statement(article, first, codes[0], "said", "say", f"{other} would call {name}"))
    return Piece(source, arrival, article, mentions, statements)


def _mention(
    article: Article, words: Span, root: Root, codes: list[str], chance: random.Random
) -> EventMention:
    parties = [Party(words, code, STATES[code], code, "made") for code in codes]
    return EventMention(
        event_mention_id(article.id, (words,)), article.id, (words,), root, chance.choice(STATUSES), False,
        False, (parties[0],), (parties[1],), (), (), article.date, (), (), None, None, False, "made", "made",
        1.0,
    )  # fmt: skip


def _statement(article: Article, who: str, code: str, cue: str, act: str, content: str) -> Statement:
    text = article.text
    line = text.index(f"{who} {cue} ")
    at = text.index(content, line)
    roles = (
        (span(text, line, line + len(who)),),
        (span(text, line + len(who) + 1, line + len(who) + 1 + len(cue)),),
        (span(text, at, at + len(content)),),
    )
    return Statement(
        id=statement_id(article.id, *roles), article=article.id, kind=Kind.INDIRECT, source=roles[0],
        cue=roles[1], content=roles[2], speaker=who, speaker_rule=None, document=None, via=(), act=act,
        modality=Modality.ASSERTED, negated=False, hedges=(), maker="made", confidence=1.0, actor=code,
    )  # fmt: skip


def _events(told: list[EventMention], chance: random.Random) -> Iterator[Event]:
    """Neighbouring mentions of one root, status and direction as one event."""
    kinds: dict[tuple[str, ...], list[EventMention]] = {}
    for one in told:
        kinds.setdefault((one.root or "", one.status, one.sources[0].country or ""), []).append(one)
    for rows in kinds.values():
        at = 0
        while at < len(rows):
            many = rows[at : at + chance.randint(1, 2 * TELLINGS - 1)]
            at += len(many)
            yield _event(many)


def _event(many: list[EventMention]) -> Event:
    first = many[0]
    ids = tuple(one.id for one in many)
    sides = [
        tuple(Involved(x.actor, x.name or "", x.country) for x in side)
        for side in (first.sources, first.targets)
    ]
    articles = tuple(one.article for one in many)
    return Event(
        event_id(ids), first.root or Root.CONSULT, first.status, False, sides[0], sides[1], (), first.date,
        first.date, first.date, first.trigger[0].text, first.id, ids, (), (), (), articles, articles, (), (),
        articles, 1.0,
    )  # fmt: skip


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--a-day", type=int, default=200)
    given = parser.parse_args()
    print(f"{make(given.folder, given.a_day):,} articles in {given.folder}")


if __name__ == "__main__":
    main()
