"""Exports of press databases: cut where the export cuts them, and no other text taken for one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docx_maker import docx, p
from export_samples import FACTIVA, FACTIVA_CODES, FEES, HISTORY, NEXIS, NEXIS_NEW, PILOTS, UNION
from reportedly import articles, sources
from reportedly.articles.exports import classify_export
from reportedly.records import Article, BlockClass, Cut, arrival

SAMPLES = (NEXIS, NEXIS_NEW, FACTIVA_CODES, FACTIVA)
TITLE = "Two ports agree to share their pilots"


def cut(text: str) -> Cut:
    rendering = sources.read_text(text)
    return articles.find(rendering, arrival(rendering.source.id, "export.txt"))


def facts(found: Article) -> tuple[str | None, ...]:
    return (found.title, found.outlet, found.date, found.byline, found.language)


EXPECTED = [
    (
        NEXIS,
        [
            (f"{TITLE} from the autumn", "The Example Post", "2031-05-09", "Ada Example", "en"),
            ("Pilots doubt the plan", "Sample Courier", "2031-05-10", None, "en"),
            ("Harbour fees: a short history", "The Narrows Ledger", "2031-05-11", None, "en"),
        ],
    ),
    (
        NEXIS_NEW,
        [
            (TITLE, "The Example Post", "2031-05-09", "Ada Example", "en"),
            ("Pilots doubt the plan", "Sample Courier", "2031-05-10", None, "en"),
        ],
    ),
    (
        FACTIVA_CODES,
        [
            (TITLE, "The Example Post", "2031-05-09", "Ada Example", "en"),
            ("Pilots doubt the plan", "Sample Courier", "2031-05-10", None, "de"),
        ],
    ),
    (
        FACTIVA,
        [
            (TITLE, "The Example Post", "2031-05-09", "Ada Example", "en"),
            ("Pilots doubt the plan", "Sample Courier", "2031-05-10", None, "en"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXPECTED)
def test_each_piece_has_its_fields(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [facts(found) for found in cut(text).articles] == expected


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            NEXIS,
            [
                [
                    PILOTS,
                    '"Document 2 of 9 was never signed," its chairman said of the older papers.',
                    "DOCUMENT",
                    "2 of 9 documents",
                    FEES,
                ],
                [UNION],
                [HISTORY, "Company: the word stands on many doors of the harbour.", "No one there knew why."],
            ],
        ),
        (NEXIS_NEW, [[PILOTS, FEES], [UNION]]),
        (
            FACTIVA_CODES,
            [
                [
                    PILOTS,
                    "IN the autumn the first boats will sail under both flags, the board said.",
                    "RE was the first word of its reply.",
                ],
                [UNION],
            ],
        ),
        (FACTIVA, [[PILOTS, "The Document was signed in 512 words, it added."], [UNION]]),
    ],
)
def test_bodies_hold_no_field(text: str, bodies: list[list[str]]) -> None:
    assert [found.body.split("\n") for found in cut(text).articles] == bodies


def test_what_stands_around_the_pieces_belongs_to_none() -> None:
    outside = [block.text for block in cut(NEXIS).blocks if block.piece is None]
    assert outside == ["Search terms: pilots AND port", "Two documents were left out."]
    outside = [block.text for block in cut(FACTIVA).blocks if block.piece is None]
    assert outside == ["World", "Search Summary", "Text pilots and port"]


def test_fields_are_blocks_with_their_meaning() -> None:
    rules = {block.rule: block.text for block in reversed(cut(NEXIS).blocks) if block.piece == 0}
    assert rules["export-outlet"] == "The Example Post"
    assert rules["export-byline"] == "Ada Example, Port correspondent"
    assert rules["export-date"] == "May 9, 2031 Friday"
    assert rules["export-length"] == "62 words"
    captions = [b.text for b in cut(NEXIS).blocks if b.kind is BlockClass.CAPTION]
    assert captions == ["PHOTO: A pilot boat leaves the harbour."]
    standfirsts = [b.text for b in cut(NEXIS_NEW).blocks if b.kind is BlockClass.STANDFIRST]
    assert standfirsts == ["The board hopes to save money."]


def test_the_day_of_loading_is_not_the_day_of_publication() -> None:
    first = cut(NEXIS).articles[0]
    assert first.date == "2031-05-09"
    best = next(e for e in first.evidence if e.field == "date" and e.role == "published")
    assert (best.rule, best.span and best.span.text) == ("export-date", "May 9, 2031")


def test_an_export_in_a_word_file_keeps_its_nodes() -> None:
    rendering = sources.read(docx("".join(p(line) for line in NEXIS_NEW.split("\n") if line)))
    found = articles.find(rendering, arrival(rendering.source.id, "export.docx"))
    assert [facts(each)[:3] for each in found.articles] == [e[:3] for e in EXPECTED[1][1]]
    assert all(block.markup and block.markup.startswith("docx/body/p[") for block in found.blocks)


@pytest.mark.parametrize(
    "gone",
    [
        "BYLINE: Ada Example, Port correspondent\n\n",
        "DATELINE: PORT EXAMPLE\n\n",
        "SECTION: WORLD; Pg. 4\n\n",
        "LOAD-DATE: May 10, 2031\n\n",
        "LANGUAGE: ENGLISH\n\n",
        "                              Final Edition\n",
    ],
)
def test_a_missing_field_moves_nothing_else(gone: str) -> None:
    assert gone in NEXIS
    first = cut(NEXIS.replace(gone, "", 1)).articles[0]
    assert (first.title, first.outlet, first.date) == EXPECTED[0][1][0][:3]
    assert first.body.startswith(PILOTS)
    assert first.body.endswith(FEES)


def test_one_piece_is_an_export_too() -> None:
    single = FACTIVA[: FACTIVA.index("Pilots doubt")]
    assert [facts(found) for found in cut(single).articles] == EXPECTED[3][1][:1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        PILOTS,
        f"{TITLE}\n\n512 words\n\n{PILOTS}\n\nDocument\n",
        f"LENGTH: 512 words\n\n{PILOTS}",
        f"1 of 3 DOCUMENTS\n\n{PILOTS}\n\n2 of 3 DOCUMENTS\n\n{UNION}",
        f"HD\n\nTelevision sets are sold by the harbour.\n\nTD\n\n{PILOTS}",
        f"Byline: the length of a headline\n\n{PILOTS}\n\nEnd of Document",
        f"{TITLE}\nBy Ada Example\n512 words\n\n{PILOTS}\n9 May 2031",
    ],
)
def test_no_other_text_is_an_export(text: str) -> None:
    assert classify_export(text) is None


def _holds(text: str) -> None:
    labels = classify_export(text)
    if labels is None:
        return
    at = 0
    for label in labels:
        assert at <= label.start < label.end <= len(text)
        assert not text[at : label.start].strip()
        assert text[label.start : label.end] == text[label.start : label.end].strip()
        at = label.end
    assert not text[at:].strip()


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False), st.integers(0, 12))
def test_labels_tile_a_text_whatever_happened_to_its_lines(
    text: str, chance: random.Random, times: int
) -> None:
    lines = text.split("\n")
    for _ in range(times):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[at], lines[to] = lines[to], lines[at]
        if chance.random() < 0.4:
            del lines[chance.randrange(len(lines) - 1)]
    _holds("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*NEXIS.split("\n"), *FACTIVA.split("\n"), *FACTIVA_CODES.split("\n"), "\u2028 é🙂"]),
        max_size=40,
    )
)
def test_labels_tile_any_text(lines: list[str]) -> None:
    _holds("\n".join(lines))
