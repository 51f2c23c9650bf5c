"""The words of a draft against those of an article, without a model: forms, places, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lineage.drafts import Witness, carrying, check, history, telling_words
from reportedly.lineage.drafts.placing import Told, place, quotation_parts
from reportedly.lineage.drafts.tokens import form_of, segments, tokens
from reportedly.records import Article, BlockClass, Kept, span

HARBOUR = (
    "“The harbour may close within a week, if the wind turns,” Ada Brill said. “Nobody will be told,” she "
    "added. The labour council programme cost 20 per cent more than 3,400 crowns."
)


def article(text: str, name: str = "a_1", date: str | None = None) -> Article:
    kept = (Kept(0, len(text), 0, BlockClass.BODY),)
    return Article(name, "s", "r", 0, kept, text, outlet="The Quay", date=date, language="en")


def found(quotation: str, text: str = HARBOUR):
    return place(quotation_parts(quotation, span(quotation, 0, len(quotation))), Told(article(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("centre", "center"),
        ("organised", "organized"),
        ("defence", "Defense"),
        ("labour", "labor"),
        ("programme", "program"),
        ("travelled", "traveled"),
        ("three", "3"),
        ("3,400", "3400"),
        ("per cent", "%"),
        ("don’t", "don't"),
        ("Café", "cafe"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert form_of(one) == form_of(other)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("hour", "her"), ("20", "30"), ("wise", "wize")])
def test_other_words_are_others(one, other):
    assert form_of(one) != form_of(other)


@pytest.mark.parametrize(
    ("quotation", "exact"),
    [
        ("The harbour may close within a week", True),
        ("THE HARBOR MAY CLOSE within a week", True),
        ("harbour may close ... if the wind turns", True),
        ("[it] may close within a week", True),
        ("[T]he harbour may close", True),
        ("The harbour may clos[e]", True),
        ("if the wind turns. Nobody will be told", True),
        ("The harbour will close within a week", False),
        ("The harbour may close, if the wind turns", False),
        ("Nobody will be told. The harbour may close", False),
        ("The harbour may well close within a week", False),
        ("cost 20% more than 3400 crowns", True),
        ("cost 30% more than 3400 crowns", False),
    ],
)
def test_words_stand_there_or_do_not(quotation, exact):
    at = found(quotation)
    assert at is not None
    assert at.exact is exact


def test_words_that_stand_nowhere_have_no_place():
    assert found("a quiet evening among old friends") is None


def test_a_place_begins_and_ends_with_its_words():
    at = found("may close within a week")
    assert HARBOUR[at.start : at.end] == "may close within a week"


def test_dots_tell_what_was_left_out():
    at = found("The harbour may close ... Ada Brill said")
    assert [HARBOUR[t.start : t.end] for t in at.dropped] == [
        "within",
        "a",
        "week",
        "if",
        "the",
        "wind",
        "turns",
    ]


def test_words_in_brackets_are_the_quoters_own():
    text = "[the ships] keep [to] the lane"
    assert [[t.form for t in part] for part in segments(text, 0, len(text))] == [["keep", "the", "lane"]]


def test_a_search_begins_with_the_rarest_words():
    assert telling_words("the harbourmaster said that the", 1) == ["harbourmaster"]


def test_the_earliest_telling_leads_and_copies_are_the_same():
    rows = [
        article(HARBOUR, "a_2", "2031-02-02"),
        article(HARBOUR, "a_1", "2031-02-01"),
        article(HARBOUR, "a_3"),
    ]
    told = history(carrying("Nobody will be told", [Witness(row) for row in rows]))
    assert [(row.article, row.against) for row in told] == [("a_1", None), ("a_2", "a_1"), ("a_3", "a_1")]
    assert [row.basis for row in told] == ["none", "earlier", "undated"]
    assert [row.rule for row in told[1:]] == ["same sentence", "same sentence"]


def test_a_hundred_copies_are_all_named():
    rows = [Witness(article(HARBOUR, f"a_{n}")) for n in range(100)]
    (row,) = check(article("“Nobody will be told” is what she said.", "d"), [], lambda _: rows)
    assert (row.verdict, len(row.articles)) == ("verbatim", 100)


MARKS = ['"', "“", "”", "...", "[", "]", "[it]", "%", "\n", " "]
WORDS = ["“Nobody will be told”", "the harbour may close", "don’t", "said", "12,5"]
ABROAD = ["ハーバー", "「港は閉まる」", "İ", "\u0301", "ß"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ABROAD])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join))


@given(TEXTS)
def test_tokens_lie_in_their_text_in_order(text):
    last = 0
    for token in tokens(text):
        assert last <= token.start < token.end <= len(text)
        last = token.end


@given(TEXTS, TEXTS)
def test_no_draft_and_no_article_raises_and_spans_hold(draft, text):
    witness = Witness(article(text))
    for row in check(article(draft, "d"), [], lambda _: [witness]):
        for one in (row.span, row.passage, *row.words):
            assert draft[one.start : one.end] == one.text
        for one in filter(None, (row.found, row.around, *row.found_words)):
            assert text[one.start : one.end] == one.text


@given(TEXTS, TEXTS)
def test_no_history_raises_and_spans_hold(words, text):
    for row in history(carrying(words, [Witness(article(text)), Witness(article(text, "a_2"))])):
        for one in (row.span, row.passage, *row.words, *row.against_words):
            assert text[one.start : one.end] == one.text


@given(st.text(alphabet="abc “”.", min_size=1, max_size=60))
def test_what_a_text_quotes_of_itself_is_verbatim(text):
    for row in check(article(text, "d"), [], lambda _: [Witness(article(text))]):
        assert not row.fault
