"""Rulings on labels: what an analyst says holds, and nothing of the source is lost over it."""

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import articles as cutting
from reportedly import sources
from reportedly.articles import find, rulings
from reportedly.articles.labelled import Labelled
from reportedly.records import (
    KEPT,
    Action,
    Arrival,
    BlockClass,
    Cut,
    Range,
    Rendering,
    Ruling,
    Span,
    arrival,
    ruling,
    span,
)
from reportedly.text import text_of

CLASS, SPLIT, JOIN, SET = Action.CLASS, Action.SPLIT, Action.JOIN, Action.SET
T, B, C, J = BlockClass.TITLE, BlockClass.BODY, BlockClass.CAPTION, BlockClass.JUNK
# One line each: class, piece, words. What a classifier might have made of a pasted page.
LINES = [
    (J, None, "Menu"),
    (T, 0, "Ferry line to close"),
    (B, 0, "The board said the ferry would stop in May. Nobody was asked."),
    (B, 0, "A sailor watches the pier at dusk."),
    (J, 0, "Share this"),
    (B, 0, "The mayor said on Friday that the ferry would go on."),
    (J, 0, "Bridge vote delayed"),
    (B, 0, "The council put off its vote on the bridge for a year."),
    (J, None, "Menu"),
]
TEXT = "\n\n".join(words for *_, words in LINES)
LEARNED = cutting._labels


def labels(lines: list[tuple[BlockClass, int | None, str]]) -> list[Labelled]:
    made, at = [], 0
    for kind, piece, words in lines:
        made.append(Labelled(at, at + len(words), kind, piece, "learned", 0.7))
        at += len(words) + 2
    return made


@pytest.fixture(autouse=True)
def classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels above instead of the learned ones, so that the tests hold whatever is learned."""
    monkeypatch.setattr(cutting, "_labels", lambda rendering: labels(LINES))


def rendered(text: str = TEXT) -> Rendering:
    return sources.read_text(text)


def came(source: str) -> Arrival:
    return arrival(source, "pile/page.txt", outlet="The Pier Post")


def rule(action: Action, words: str, value: str = "", *, at: int | None = None, text: str = TEXT) -> Ruling:
    """A ruling on words of the text, the first that are so if no place is given."""
    start = text.index(words) if at is None else at
    return ruling(
        rendered(text).source.id,
        Span(start, start + len(words), words),
        action,
        value,
        author="Ada",
        time="2031-05-09T10:00:00+00:00",
    )


def cut(*ruled: Ruling, text: str = TEXT) -> Cut:
    page = rendered(text)
    return find(page, came(page.source.id), ruled)


def bodies(found: Cut) -> list[list[str]]:
    """The first two words of each kept block, an article a list."""
    return [[" ".join(line.split()[:2]) for line in article.text.split("\n")] for article in found.articles]


PLAIN = ["Ferry line", "The board", "A sailor", "The mayor", "The council"]
TOLD = [
    ("nothing", [], [PLAIN]),
    (
        "a caption in the body stays, as caption",
        [(CLASS, "A sailor watches the pier at dusk.", "caption")],
        [PLAIN],
    ),
    (
        "a block is dropped",
        [(CLASS, "A sailor watches the pier at dusk.", "junk")],
        [["Ferry line", "The board", "The mayor", "The council"]],
    ),
    (
        "a block is restored",
        [(CLASS, "Share this", "body")],
        [["Ferry line", "The board", "A sailor", "Share this", "The mayor", "The council"]],
    ),
    (
        "a block outside any article is restored to the one above it",
        [(CLASS, "Menu", "body", len(TEXT) - 4)],
        [[*PLAIN, "Menu"]],
    ),
    (
        "what heads a text goes to the one below it",
        [(CLASS, "Menu", "standfirst", 0)],
        [["Menu", *PLAIN]],
    ),
    (
        "a part of a block",
        [(CLASS, "Nobody was asked.", "junk")],
        [["Ferry line", "The board", "A sailor", "The mayor", "The council"]],
    ),
    (
        "the middle of a block",
        [(CLASS, "the ferry would stop", "junk", TEXT.index("the ferry would stop"))],
        [["Ferry line", "The board", "in May.", "A sailor", "The mayor", "The council"]],
    ),
    (
        "the later of two rulings holds",
        [(CLASS, "Share this", "body"), (CLASS, "Share this", "form")],
        [PLAIN],
    ),
    (
        "a split at a body block",
        [(SPLIT, "The council put", "")],
        [["Ferry line", "The board", "A sailor", "The mayor"], ["The council"]],
    ),
    (
        "a split at a dropped headline that is restored, in either order",
        [(SPLIT, "Bridge vote delayed", ""), (CLASS, "Bridge vote delayed", "title")],
        [["Ferry line", "The board", "A sailor", "The mayor"], ["Bridge vote", "The council"]],
    ),
    (
        "a split within a block",
        [(SPLIT, "Nobody was asked.", "")],
        [["Ferry line", "The board"], ["Nobody was", "A sailor", "The mayor", "The council"]],
    ),
    ("a split where an article begins", [(SPLIT, "Ferry line", "")], [PLAIN]),
    ("a split behind all body", [(SPLIT, "Menu", "", len(TEXT) - 4)], [PLAIN]),
    (
        "two splits",
        [(SPLIT, "The council put", ""), (SPLIT, "The mayor said", "")],
        [["Ferry line", "The board", "A sailor"], ["The mayor"], ["The council"]],
    ),
    (
        "a split, joined again",
        [(SPLIT, "The council put", ""), (JOIN, "The council put", "")],
        [PLAIN],
    ),
    (
        "joined at the headline above the body",
        [(SPLIT, "The council put", ""), (JOIN, "Bridge vote delayed", "")],
        [PLAIN],
    ),
    ("a join inside an article", [(JOIN, "The mayor said", "")], [PLAIN]),
    (
        "an article whose body is dropped is none",
        [
            (SPLIT, "The council put", ""),
            (CLASS, "The council put off its vote on the bridge for a year.", "junk"),
        ],
        [["Ferry line", "The board", "A sailor", "The mayor"]],
    ),
]


@pytest.mark.parametrize(("ruled", "expected"), [row[1:] for row in TOLD], ids=[row[0] for row in TOLD])
def test_articles_are_as_ruled(ruled, expected):
    made = [rule(action, words, value, at=at[0] if at else None) for action, words, value, *at in ruled]
    found = cut(*made)
    assert bodies(found) == expected
    assert not [row for row in found.problems if row.code == "ruling-not-found"]
    assert [article.piece for article in found.articles] == list(range(len(expected)))


def test_what_was_ruled_says_so_and_nothing_else_does():
    found = cut(rule(CLASS, "Nobody was asked.", "junk"), rule(SPLIT, "The council", ""))
    ruled = {block.text: (block.kind, block.confidence) for block in found.blocks if block.rule == "ruling"}
    assert ruled == {
        "Nobody was asked.": (J, 1.0),
        "The council put off its vote on the bridge for a year.": (B, 0.7),
    }
    joined = cut(rule(SPLIT, "The council", ""), rule(JOIN, "The council", ""))
    assert [block.text[:11] for block in joined.blocks if block.rule == "ruling"] == ["The council"]


SAID = [
    (["date=2031-05-09"], {"date": "2031-05-09"}),
    (["date=2031-05-09", "date=2031-05-10"], {"date": "2031-05-10"}),
    (["outlet=The Lock Herald"], {"outlet": "The Lock Herald"}),
    (["outlet="], {"outlet": None}),
    (["agency=Moorgate Wire", "byline=A. Writer"], {"agency": "Moorgate Wire", "byline": "A. Writer"}),
    (["title=a = b", "url=https://x.example/?a=b"], {"title": "a = b", "url": "https://x.example/?a=b"}),
]


@pytest.mark.parametrize(("values", "expected"), SAID)
def test_a_field_is_as_ruled_with_its_evidence_first(values, expected):
    made = [rule(SET, "The mayor said", value) for value in values]
    (article,) = cut(*made).articles
    assert {field: getattr(article, field) for field in expected} == expected
    for field in expected:
        first = next(e for e in article.evidence if e.field == field)
        last = [x for x in made if x.value.startswith(f"{field}=")][-1]
        assert (first.rule, first.confidence, first.markup) == ("ruling", 1.0, f"rulings/{last.id}")
        assert first.value == (expected[field] or "")


def test_a_field_is_set_for_the_article_that_holds_the_words_alone():
    split = rule(SPLIT, "Bridge vote delayed")
    first, second = cut(split, rule(SET, "The council", "date=2031-05-09")).articles
    assert (first.date, second.date) == (None, "2031-05-09")
    first, second = cut(split, rule(SET, "Menu", "date=2031-05-09")).articles
    assert (first.date, second.date) == ("2031-05-09", None)
    assert first.outlet == second.outlet == "The Pier Post"


def test_a_ruled_title_is_the_title():
    dull, new = rule(CLASS, "Share this", "title"), rule(CLASS, "Bridge vote delayed", "title")
    assert cut().articles[0].title == "Ferry line to close"
    assert cut(dull).articles[0].title == "Share this"
    assert cut(new, rule(SPLIT, "Bridge vote delayed")).articles[1].title == "Bridge vote delayed"
    assert cut(dull, rule(SET, "Ferry line", "title=Ferry")).articles[0].title == "Ferry"


FOUND = [
    ("at its place", "a b c", (2, "b"), (2, 3)),
    ("moved ahead", "xx a word", (2, "word"), (5, 9)),
    ("moved back", "word xx", (5, "word"), (0, 4)),
    ("the nearest of two", "word xxxxx word", (9, "word"), (11, 15)),
    ("two as near", "word  word", (3, "wo"), None),
    ("its lines broken anew", "x two\n  words y", (1, "two words"), (2, 13)),
    ("gone", "nothing here", (0, "word"), None),
    ("blank", "a  b", (1, "  "), None),
    ("beyond the text", "word", (900, "word"), (0, 4)),
    ("before the text", "a word", (-5, "word"), (2, 6)),
]


@pytest.mark.parametrize(("text", "words", "expected"), [row[1:] for row in FOUND], ids=[r[0] for r in FOUND])
def test_words_are_found_again(text, words, expected):
    start, said = words
    place = rulings.place_of(Span(start, start + len(said), said), text)
    assert place == (expected and Range(*expected))


def test_a_ruling_that_cannot_be_found_is_a_row_each():
    page = rendered()
    lost = [
        msgspec.structs.replace(rule(CLASS, "Menu", value), words=Span(0, 5, words), id=words)
        for words, value in (("Meny!", "body"), ("Munu!", "body"))
    ]
    found = find(page, came(page.source.id), lost)
    rows = [row for row in found.problems if row.code == "ruling-not-found"]
    assert len({row.id for row in rows}) == 2
    assert {row.where for row in rows} == {"pile/page.txt"}
    assert "“Meny!”" in rows[0].why and f"--undo {lost[0].id}" in rows[0].todo
    assert msgspec.structs.replace(found, problems=()) == msgspec.structs.replace(cut(), problems=())


def test_a_field_without_an_article_is_not_found(monkeypatch):
    monkeypatch.setattr(cutting, "_labels", lambda rendering: labels([(J, None, "Menu")]))
    found = cut(rule(SET, "Menu", "date=2031-05-09", text="Menu"), text="Menu")
    assert [row.code for row in found.problems] == ["no-article", "ruling-not-found"]
    made = cut(
        rule(CLASS, "Menu", "body", text="Menu"),
        rule(SET, "Menu", "date=2031-05-09", text="Menu"),
        text="Menu",
    )
    assert [article.date for article in made.articles] == ["2031-05-09"] and not made.problems


def test_rulings_on_other_sources_are_passed_over():
    other = msgspec.structs.replace(rule(CLASS, "Share this", "body"), source="0" * 64)
    assert cut(other) == cut()


@pytest.mark.parametrize(
    ("action", "value", "expected"),
    [
        (CLASS, "caption", None),
        (CLASS, "photo", "'photo' is no class"),
        (SPLIT, "", None),
        (JOIN, "x", "takes no value"),
        (SET, "date=2031-05-09", None),
        (SET, "date=", None),
        (SET, "date=9 May 2031", "is no date"),
        (SET, "date=20310509", "is no date"),
        (SET, "place=Tarn Bay", "sets nothing"),
        (SET, "date", "sets nothing"),
    ],
)
def test_values(action, value, expected):
    said = cutting.fault(action, value)
    assert said is None if expected is None else expected in said


def test_a_bad_value_changes_nothing_and_is_listed():
    found = cut(rule(CLASS, "Share this", "photo"))
    assert [row.code for row in found.problems] == ["ruling-not-found"]
    assert found.articles == cut().articles


MOVED = [
    ("the classifier sees it now", [(k, p, w) if "sailor" not in w else (C, 0, w) for k, p, w in LINES]),
    ("it drops more", [(J, 0, w) if "mayor" in w else (k, p, w) for k, p, w in LINES]),
    ("it splits by itself", [(k, 1 if "council" in w else p, w) for k, p, w in LINES]),
]


@pytest.mark.parametrize("lines", [row[1] for row in MOVED], ids=[row[0] for row in MOVED])
def test_rulings_hold_under_another_classifier(lines, monkeypatch):
    monkeypatch.setattr(cutting, "_labels", lambda rendering: labels(lines))
    found = cut(
        rule(CLASS, "A sailor watches the pier at dusk.", "caption"),
        rule(SPLIT, "The council put"),
        rule(SET, "The council put", "date=2031-05-09"),
    )
    first, second = found.articles
    assert "sailor" in first.text and "sailor" not in first.body
    assert second.body.startswith("The council") and second.date == "2031-05-09"
    assert not found.problems


def test_rulings_on_a_long_file_cost_little():
    lines = [(B, 0, f"The board said so on Monday, for the {n}th time.") for n in range(10_000)]
    long, text = labels(lines), "\n\n".join(words for *_, words in lines)
    made = [rule(CLASS, lines[n][2], "junk", text=text) for n in range(0, 10_000, 1_000)]
    began = time.process_time()
    found = rulings.relabel(long, text, rulings.place_rulings(made, made[0].source, text))
    assert time.process_time() - began < 3
    assert sum(label.kind is J for label in found) == 10


WORDS = st.lists(
    st.sampled_from(["pier", "said", "Ferry", "the", "–", "2031", "日本"]), min_size=1, max_size=9
)
LINE = st.tuples(st.sampled_from([T, B, B, C, J]), st.sampled_from([None, 0, 1]), WORDS.map(" ".join))


@st.composite
def ruled_texts(draw: st.DrawFn) -> tuple[list[tuple[BlockClass, int | None, str]], list[Ruling]]:
    lines = draw(st.lists(LINE, min_size=1, max_size=8))
    # Pieces stand one behind the other, as both classifiers give them.
    half = draw(st.integers(0, len(lines)))
    lines = [
        (kind, None if piece is None else int(n >= half), words)
        for n, (kind, piece, words) in enumerate(lines)
    ]
    text = "\n\n".join(words for *_, words in lines)
    made = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        action = draw(st.sampled_from([CLASS, SPLIT, JOIN, SET]))
        value = {
            CLASS: draw(st.sampled_from(BlockClass)).value,
            SET: "date=2031-05-09",
            SPLIT: "",
            JOIN: "",
        }[action]
        made.append(
            ruling(rendered(text).source.id, span(text, start, end), action, value, author="A", time="t")
        )
    return lines, made


@settings(max_examples=250, deadline=None)
@given(ruled_texts())
def test_no_ruling_loses_a_character_or_moves_a_span(drawn):
    lines, made = drawn
    text = "\n\n".join(words for *_, words in lines)
    page = rendered(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", lambda rendering: labels(lines))
        found = find(page, came(page.source.id), made)
    holds(found, text)
    for x in made:
        place = rulings.place_of(x.words, text)
        assert (place is None) == (not x.words.text.strip())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 400), st.sampled_from(Action)), max_size=5))
def test_the_learned_labels_bear_any_ruling(places):
    text = "\n".join(f"{words} {n}." for n in range(12) for *_, words in LINES)
    name = rendered(text).source.id
    made = [
        ruling(
            name,
            span(text, min(start, len(text) - 1), min(start + size, len(text))),
            action,
            {CLASS: "body", SET: "outlet=Post"}.get(action, ""),
            author="A",
            time="t",
        )
        for start, size, action in places
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", LEARNED)
        holds(cut(*made, text=text), text)


def holds(found: Cut, text: str) -> None:
    """The promises of every cut, whatever was ruled."""
    covered = [False] * len(text)
    for block in found.blocks:
        assert text[block.start : block.end] == block.text == block.text.strip() != ""
        assert not any(covered[block.start : block.end])
        covered[block.start : block.end] = [True] * (block.end - block.start)
    assert "".join(c for c, seen in zip(text, covered, strict=True) if not seen).strip() == ""
    assert [a.piece for a in found.articles] == list(range(len(found.articles)))
    kept = []
    for article in found.articles:
        assert text_of(text, article.kept) == article.text
        assert article.body
        kept += [(k.start, k.end) for k in article.kept]
        for evidence in article.evidence:
            if evidence.span:
                assert text[evidence.span.start : evidence.span.end] == evidence.span.text
    stands = {(b.start, b.end) for b in found.blocks if b.kind in KEPT and b.piece is not None}
    assert sorted(kept) == sorted(stands)
