"""Lists narrowed and counted from memory say what the database says, whatever comes and goes meanwhile."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from reportedly.case import Case, Wanted
from reportedly.case.census import Census, State
from reportedly.case.database import Database
from reportedly.case.wanted import OF_ARTICLE, OF_STATEMENT
from reportedly.records import (
    Article,
    BlockClass,
    Kept,
    Kind,
    Modality,
    Source,
    SpeakerKind,
    Statement,
    arrival,
    article_id,
    source_id,
    span,
    statement_id,
)

OUTLETS = ("The Quarry Post", "Harbour Wire", None)
SPEAKERS = ("Ilse Marr", "the Tidewater Board", None)
BODIES = ("Tidewater Institute", "the Tidewater Institute think tank", "Institute of Tidal Defence Studies",
          "Institute for Tidal Defense Studies")  # fmt: skip
ACTS = ("say", "deny")
DAYS = ("2031-03-01", "2031-03-02T09:00", "2031-03-02", None)


def made(number: int, chance: random.Random) -> dict[str, list[object]]:
    """One file with an article of three statements."""
    text = f"The board met by the quarry, file {number}, and the tide was late again today"
    name = source_id(text.encode())
    came = arrival(name, f"pile/{number}.txt")
    kept = (Kept(0, len(text), 0, BlockClass.BODY),)
    article = Article(
        article_id(name, kept, came.id),
        name,
        came.id,
        0,
        kept,
        text,
        outlet=chance.choice(OUTLETS),
        date=chance.choice(DAYS),
        language="en",
    )
    statements = [said(article, 4 + 3 * n, chance) for n in range(3)]
    source = Source(name, "text/plain", "utf-8", len(text), "text 1", text)
    return {"sources": [source], "arrivals": [came], "articles": [article], "statements": statements}


def said(article: Article, at: int, chance: random.Random) -> Statement:
    words = (span(article.text, at, at + 3),)
    return Statement(
        id=statement_id(article.id, (), (), words),
        article=article.id,
        kind=chance.choice(list(Kind)),
        source=(),
        cue=(),
        content=words,
        speaker=chance.choice(SPEAKERS),
        speaker_rule="made",
        document=None,
        via=(),
        act=chance.choice(ACTS),
        modality=chance.choice(list(Modality)),
        negated=False,
        hedges=(),
        maker="made",
        confidence=0.9,
    )


def put(database: Database, slot: str, number: int, chance: random.Random) -> tuple[str, str, str]:
    output = ("made", slot, f"{slot}-{number}")
    with database.change():
        database.add(output, made(number, chance))
    return output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Case(tmp_path / "case").close()
    database, chance = Database(tmp_path / "case" / "case.sqlite", writing=True), random.Random(4)
    for number in range(30):
        put(database, f"b{number}", number, chance)
    database.close()
    return tmp_path / "case"


def asked() -> Iterator[Wanted]:
    yield Wanted()
    for speaker in SPEAKERS[:2]:
        yield Wanted(speaker=speaker)
        yield Wanted(speaker=speaker, act="deny", outlet=OUTLETS[0])
    yield Wanted(modality="asserted", kind="direct")
    yield Wanted(outlet="nobody's paper")
    yield Wanted(since="2031-03-02")
    yield Wanted(until="2031-03-02")
    yield Wanted(until="2031-03-01", act="say")
    yield Wanted(words="tide", language="en")
    yield Wanted(words="“file 7”")
    yield Wanted(words="no such words")
    yield Wanted(story="t_none")


def test_a_body_is_counted_under_one_name_and_asked_for_under_any(folder: Path) -> None:
    database, chance = Database(folder / "case.sqlite", writing=True), random.Random(1)
    rows = made(50, chance)
    told = [BODIES[n] for n in (0, 1, 1, 2, 2, 3)]
    article = rows["articles"][0]
    rows["statements"] = [
        structs.replace(
            said(article, 4 + 3 * n, chance), speaker=name, speaker_kind=SpeakerKind.BODY, act="warn"
        )
        for n, name in enumerate(told)
    ]
    with Case(folder) as case:
        assert case.statement_counts(Wanted(act="warn"), "speaker") == []
        with database.change():
            database.add(("made", "bodies", "bodies"), rows)
        counts = {x.value: x.rows for x in case.statement_counts(Wanted(act="warn"), "speaker")}
        assert counts == {BODIES[0]: 3, BODIES[2]: 3}
        for name in BODIES:
            assert case.some_statements(Wanted(speaker=name), 0, 9).total == 3
        with database.change():
            database.remove([("made", "bodies", "bodies")])
        assert case.some_statements(Wanted(speaker=BODIES[1]), 0, 9).total == 0
    database.close()


def fits(row: Statement | Article, wanted: Wanted, article: Article) -> bool:
    """Whether a row is asked for, said a second time and without any column of codes."""
    own = all(
        getattr(row, name) == value
        for name in OF_STATEMENT
        if isinstance(row, Statement) and (value := getattr(wanted, name))
    )
    of = all(getattr(article, name) == value for name in OF_ARTICLE if (value := getattr(wanted, name)))
    day = article.date or ""
    since = not wanted.since or day >= wanted.since
    until = not wanted.until or "" < day[:10] <= wanted.until
    words = all(word in article.text for word in (wanted.words or "").strip("“”").split()[:1])
    number = not (wanted.words or "").startswith("“") or "file 7," in article.text
    return own and of and since and until and words and number and not wanted.story


@pytest.mark.parametrize("wanted", list(asked()), ids=str)
def test_what_is_asked_for_is_what_fits(folder: Path, wanted: Wanted) -> None:
    with Case(folder) as case:
        articles = {row.id: row for row in case.articles()}
        fitting = [row for row in case.statements() if fits(row, wanted, articles[row.article])]
        found = case.some_statements(wanted, 0, 1000)
        assert {row.id for row in found.rows} == {row.id for row in fitting}
        assert found.total == len(fitting)
        for field in OF_STATEMENT:
            counts = Counter(value for row in fitting if (value := getattr(row, field)))
            assert {x.value: x.rows for x in case.statement_counts(wanted, field)} == counts
        outlets = Counter(value for row in fitting if (value := articles[row.article].outlet))
        assert {x.value: x.rows for x in case.statement_counts(wanted, "outlet")} == outlets


@pytest.mark.parametrize("wanted", [x for x in asked() if not x.speaker and not x.act], ids=str)
def test_articles_come_the_latest_first(folder: Path, wanted: Wanted) -> None:
    with Case(folder) as case:
        fitting = [row for row in case.articles() if fits(row, wanted, row)]
        fitting.sort(key=lambda row: row.id)
        fitting.sort(key=lambda row: row.date or "", reverse=True)
        found = [case.some_articles(wanted, first, 7).rows for first in range(0, 35, 7)]
        assert wanted.kind or [row for part in found for row in part] == fitting


def test_the_most_frequent_values_come_first_and_equals_by_name(folder: Path) -> None:
    with Case(folder) as case:
        counts = case.statement_counts(Wanted(), "modality")
        assert counts == sorted(counts, key=lambda one: (-one.rows, one.value))
        assert counts[0].rows > counts[-1].rows


def test_a_census_follows_what_comes_and_goes(folder: Path) -> None:
    census, chance = Census(), random.Random(9)
    database = Database(folder / "case.sqlite", writing=True)
    with Case(folder, census=census) as case:
        assert case.some_statements(Wanted(), 0, 0).total == 90
        come = put(database, "later", 77, chance)
        assert case.some_statements(Wanted(), 0, 0).total == 93
        assert "file 77" in case.some_articles(Wanted(words="77"), 0, 1).rows[0].text
        with database.change():
            database.remove([come])
            database.add(("made", "later", "another"), made(78, chance))
        assert case.some_statements(Wanted(), 0, 0).total == 93
        assert case.some_articles(Wanted(words="77"), 0, 1).total == 0
        assert case.some_articles(Wanted(words="78"), 0, 1).total == 1
    database.close()


def test_who_reads_an_older_state_is_told_of_it(folder: Path) -> None:
    """Two connections share a census, and one of them is still in a transaction that began before."""
    census, chance = Census(), random.Random(9)
    writer = Database(folder / "case.sqlite", writing=True)
    one, other = Database(folder / "case.sqlite"), Database(folder / "case.sqlite")
    with one.reading():
        assert len(census.state(one).statements.rowid) == 90
        put(writer, "later", 77, chance)
        assert len(census.state(other).statements.rowid) == 93
        assert len(census.state(one).statements.rowid) == 90
    assert len(census.state(one).statements.rowid) == 93
    for database in (writer, one, other):
        database.close()


def test_what_came_may_be_late_and_what_went_may_not(folder: Path) -> None:
    chance, database = random.Random(9), Database(folder / "case.sqlite", writing=True)
    with Case(folder, census=Census(patience=60)) as case:
        assert case.some_statements(Wanted(), 0, 0).total == 90
        come = put(database, "later", 77, chance)
        assert case.some_statements(Wanted(), 0, 0).total == 90
        with database.change():
            database.remove([("made", "b3", "b3-3")])
        assert case.some_statements(Wanted(), 0, 0).total == 90 - 3 + 3
        with database.change():
            database.remove([come])
        assert case.some_statements(Wanted(), 0, 0).total == 90 - 3
    database.close()


def test_who_asks_while_another_follows_is_shown_what_was_before(folder: Path) -> None:
    begun, wait = threading.Event(), threading.Event()

    class Slow(Census):
        def _moved(self, database: Database, applied: dict[int, str]) -> State:
            if self._state.applied:
                begun.set()
                assert wait.wait(30)
            return super()._moved(database, applied)

    census = Slow(patience=1e-9)
    reading = Database(folder / "case.sqlite")
    before = census.state(reading)
    writing = Database(folder / "case.sqlite", writing=True)
    put(writing, "more", 99, random.Random(5))
    follower = threading.Thread(target=lambda: census.state(Database(folder / "case.sqlite")))
    follower.start()
    assert begun.wait(30)
    assert census.state(reading) is before
    wait.set()
    follower.join()
    assert len(census.state(reading).articles.rowid) == len(before.articles.rowid) + 1
