"""Records: ids come from content, and articles are laid out without a character twice."""

import dataclasses
import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import (
    BlockClass,
    Range,
    Span,
    arrival,
    article_id,
    block,
    block_ids,
    content_id,
    lay_out,
    mention,
    passage,
    problem,
    source_id,
    span,
    statement_id,
    story,
)

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
PARTS = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=8)
SOURCE = source_id(b"The council met on Monday.")
WORDS = Span(4, 11, "council")


@given(st.lists(PARTS, max_size=5))
def test_the_same_parts_give_the_same_id(parts):
    assert content_id("a", *parts) == content_id("a", *parts)
    assert len(content_id("a", *parts)) == 18


@given(st.lists(st.text(st.characters(exclude_categories=[])), max_size=4), st.data())
def test_other_parts_give_another_id(parts, data):
    others = data.draw(st.lists(st.text(st.characters(exclude_categories=[])), max_size=4))
    assert (content_id("a", *parts) == content_id("a", *others)) == (parts == others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", "b"), (("a", "b"),)),
        (("1",), (1,)),
        ((None,), ("null",)),
        ((True,), (1,)),
        (((1, 2), 3), (1, (2, 3))),
        ((), ("",)),
        (("é",), ("e\u0301",)),
    ],
)
def test_parts_do_not_run_together(one, other):
    assert content_id("a", *one) != content_id("a", *other)
    assert content_id("a", *one) != content_id("b", *one)


def test_an_id_is_the_same_on_every_machine():
    digest = hashlib.blake2b(b'["ab",1,[null,true]]', digest_size=8).hexdigest()
    assert content_id("a", "ab", 1, (None, True)) == f"a_{digest}"


@pytest.mark.parametrize("parts", [(0.5,), ("a", (1, 2.0)), (((("x", (float("nan"),)),),),), ("a", [1.5])])
def test_no_float_names_anything_however_deep(parts):
    with pytest.raises(TypeError, match="float"):
        content_id("a", *parts)


def test_a_source_is_its_bytes():
    assert hashlib.sha256(b"The council met on Monday.").hexdigest() == SOURCE


def test_a_hundred_arrivals_of_one_source_are_a_hundred_articles():
    kept = lay_out([(Range(0, 26), BlockClass.BODY)])
    arrivals = [arrival(SOURCE, f"copies/{number}.txt") for number in range(100)]
    assert len({article_id(SOURCE, kept, a.id) for a in arrivals}) == 100


def test_an_arrival_is_named_by_its_url_else_by_its_path():
    named = arrival(SOURCE, "a.txt", url="https://strait.example/1")
    assert named.id == arrival(SOURCE, "moved/b.txt", url="https://strait.example/1").id
    assert named.id != arrival(SOURCE, "a.txt").id
    assert named.id != arrival(SOURCE, "a.txt", url="https://strait.example/2").id


def test_what_the_user_says_later_corrects_the_same_arrival():
    said = arrival(SOURCE, "a.txt", outlet="The Strait Courier", date="2031-04-02")
    assert said.id == arrival(SOURCE, "a.txt").id


def test_an_article_is_named_by_its_ranges_and_not_by_their_class():
    body = lay_out([(Range(0, 11), BlockClass.BODY)])
    title = lay_out([(Range(0, 11), BlockClass.TITLE)])
    longer = lay_out([(Range(0, 12), BlockClass.BODY)])
    assert article_id(SOURCE, body, "r") == article_id(SOURCE, title, "r") != article_id(SOURCE, longer, "r")


def test_a_statement_is_named_by_the_places_of_its_three_roles():
    ids = {
        statement_id("a", *roles) for roles in [((WORDS,), (), ()), ((), (WORDS,), ()), ((), (), (WORDS,))]
    }
    assert len(ids) == 3
    assert statement_id("a", (WORDS,), (), ()) not in {statement_id("b", (WORDS,), (), ())}


def test_a_passage_is_the_same_from_both_sides():
    other = Span(0, 7, "council")
    assert passage("a_1", WORDS, "a_2", other, 0.98765) == passage("a_2", other, "a_1", WORDS, 0.98765)
    assert passage("a_2", other, "a_1", WORDS, 0.98765).likeness == 0.988


def test_a_story_is_its_members_in_any_order():
    one = story("Yearbook", ("a_1", "a_2"), None, None)
    assert one.id == story("Another title", ("a_2", "a_1"), "2031-04-02", None).id
    assert one.id != story("Yearbook", ("a_1",), None, None).id


def test_a_confidence_is_rounded_and_names_nothing():
    sure, unsure = (block(SOURCE, WORDS, BlockClass.BODY, 0, "rule", c) for c in (0.98765, 0.1))
    assert sure.confidence == 0.988
    assert sure.id == unsure.id == block_ids(SOURCE)(WORDS.start, WORDS.end)


@pytest.mark.parametrize(
    "record",
    [
        WORDS,
        Range(0, 1),
        arrival(SOURCE, "a.txt"),
        block(SOURCE, WORDS, BlockClass.BODY, None, "rule", 1),
        mention("a_1", WORDS, "ORG", "maker"),
        problem("sources", "a.txt", "empty", "It is empty.", "Leave it out."),
        story("Yearbook", ("a_1",), None, None),
    ],
    ids=lambda record: type(record).__name__,
)
def test_records_are_frozen_and_hashable_and_survive_storage(record):
    with pytest.raises((AttributeError, dataclasses.FrozenInstanceError)):
        setattr(record, record.__struct_fields__[0], "other")
    assert hash(record) == hash(msgspec.json.decode(msgspec.json.encode(record), type=type(record)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 5), (5, 6)])
def test_a_span_lies_inside_its_text(start, end):
    with pytest.raises(ValueError, match="outside"):
        span("café", start, end)


@given(st.text(), st.data())
def test_a_span_holds_its_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert span(text, start, end).text == text[start:end]


@pytest.mark.parametrize(
    ("ranges", "places"),
    [
        ([], []),
        ([(0, 4)], [(0, 4, 0)]),
        ([(9, 12), (0, 4)], [(0, 4, 0), (9, 12, 5)]),
        ([(0, 4), (4, 6)], [(0, 4, 0), (4, 6, 5)]),
    ],
)
def test_ranges_are_laid_out_in_source_order_one_newline_apart(ranges, places):
    kept = lay_out([(Range(*r), BlockClass.BODY) for r in ranges])
    assert [(k.start, k.end, k.at) for k in kept] == places


@pytest.mark.parametrize("ranges", [[(0, 5), (4, 8)], [(0, 9), (2, 3)], [(2, 3), (2, 3)]])
def test_no_character_stands_in_an_article_twice(ranges):
    with pytest.raises(ValueError, match="overlap"):
        lay_out([(Range(*r), BlockClass.BODY) for r in ranges])
