"""A source phrase as a whole: what a model leaves of it, and what it should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.attribution.quotes import Quotations
from reportedly.attribution.readings import read
from reportedly.attribution.sources import completed, is_clause, is_nobody, is_told, nearer, subject
from reportedly.attribution.tree import Tree
from reportedly.language import parse
from reportedly.records import Article, BlockClass, Range, Reading, lay_out

# The sentence, the words that were read as its source, those of its cue, and the source as it should be.
SOURCES = [
    ("Norrland and Karsova said the bridge was open.", "Norrland and", "said", "Norrland and Karsova"),
    ("The fishermen of Sulev said no.", "of Sulev", "said", "The fishermen of Sulev"),
    ("Traders in Sulev said no.", "Traders in", "said", "Traders in Sulev"),
    ("The minister would say that all is well.", "The minister would", "say", "The minister"),
    ("Lind was saying that all is well.", "Lind was", "saying", "Lind"),
    ("Mara Lind said no.", "Mara Lind", "said", "Mara Lind"),
    ("Lind's claim that all is well was denied.", "Lind's", "claim", "Lind's"),
]


# The sentence, the words that were read as its source, those of its cue, and the nearer subject.
SUBJECTS = [
    (
        "The report comes as Norrland and Sulev condemned the raid.",
        "The report",
        "condemned",
        "Norrland and Sulev",
    ),
    ("The minister spoke while Lind warned of frost.", "The minister", "warned", "Lind"),
    (
        "The report came as Sulev and Norrland had grown wary of the raids and have condemned the last.",
        "The report",
        "have condemned",
        "Sulev and Norrland",
    ),
    ("The minister spoke as prices rose and warned of frost.", "The minister", "warned", "The minister"),
    ("The minister, as expected, warned of frost.", "The minister", "warned", "The minister"),
    ("The minister left after the vote and warned of frost.", "The minister", "warned", "The minister"),
]


def tree(text: str) -> Tree:
    article = Article("a", "s", "r", 0, lay_out([(Range(0, len(text)), BlockClass.BODY)]), text)
    return Tree(article, next(parse([article])))


def tokens(made: Tree, words: str) -> set[int]:
    start = made.text.index(words)
    end = start + len(words)
    return {t for t in range(len(made.words)) if start <= made.starts[t] and made.ends[t] <= end}


# What a model read as the content besides what follows the cue, and whether it belongs there.
SHREDS = [
    ("Most alarmingly for Sulev, the report said that ships had met.", "Most", False),
    ("Still, the report said that ships had met.", "Still", True),
    ("“Most” of the ships, the report said, had met.", "“Most”", True),
]


@pytest.mark.parametrize(("text", "first", "kept"), SHREDS)
def test_a_lone_word_torn_from_its_phrase_is_not_said(text: str, first: str, kept: bool) -> None:
    made = tree(text)
    source, cue = tokens(made, "the report"), tokens(made, "said")
    content = tokens(made, first) | set(range(max(cue) + 1, len(made.words) - 1))
    roles = (tuple(sorted(part)) for part in (cue, source, content))
    (draft,) = read(made, Quotations(made), [Reading(*roles, 0.9)])
    assert tokens(made, first).issubset(draft.content) is kept


@pytest.mark.parametrize(("text", "source", "cue", "whole"), SOURCES)
def test_a_source_is_a_whole_phrase(text: str, source: str, cue: str, whole: str) -> None:
    made = tree(text)
    assert completed(made, tokens(made, source), tokens(made, cue)) == tokens(made, whole)


@pytest.mark.parametrize(("text", "source", "cue", "subject"), SUBJECTS)
def test_the_subject_of_another_clause_is_nearer(text: str, source: str, cue: str, subject: str) -> None:
    made = tree(text)
    assert nearer(made, tokens(made, source), tokens(made, cue)) == tokens(made, subject)


@pytest.mark.parametrize(
    ("text", "said", "cue", "found"),
    [
        (
            "The bakers of Sulev expect to be told last.",
            "The bakers of Sulev| to be told last",
            "expect",
            True,
        ),
        ("The bakers of Sulev are expected to come.", "The bakers of Sulev| to come", "are expected", False),
        (
            "Mara Lind was quoted as saying that all is well.",
            "Mara Lind| that all is well",
            "was quoted",
            True,
        ),
        ("The bakers, Lind expects, will come.", "The bakers|will come", "expects", False),
        ("The bakers of Sulev expect.", "The bakers of Sulev", "expect", False),
    ],
)
def test_the_subject_of_an_active_verb_says_it(text: str, said: str, cue: str, found: bool) -> None:
    made = tree(text)
    first, _, rest = said.partition("|")
    all_ = tokens(made, first) | (tokens(made, rest.strip()) if rest else set())
    assert subject(made, all_, tokens(made, cue)) == (tokens(made, first) if found else set())


@pytest.mark.parametrize(
    ("text", "source", "cue", "told"),
    [
        ("Users were advised to wait.", "Users", "were advised", True),
        ("We have been told that it is over.", "We", "have been told", True),
        ("Lind was quoted as saying that it is over.", "Lind", "was quoted as saying", False),
        ("Lind advised us to wait.", "Lind", "advised", False),
        ("The board was worried that it is over.", "The board", "was worried", False),
        ("Asked whether the ferry was full, Lind laughed.", "Lind", "Asked", True),
        ("Told that the ferry was full, the users left.", "the users", "Told", True),
        ("“The ferry was full,” warned Lind.", "Lind", "warned", False),
        ("Warned Lind: “The ferry was full.”", "Lind", "Warned", False),
    ],
)
def test_who_is_told_says_nothing(text: str, source: str, cue: str, told: bool) -> None:
    made = tree(text)
    assert is_told(made, sorted(tokens(made, source)), sorted(tokens(made, cue))) is told


@pytest.mark.parametrize(
    ("text", "source", "nobody"),
    [
        (
            "We heard every five years since I was a pilot that it ends.",
            "five years since I was a pilot",
            True,
        ),
        ("We heard for weeks that it ends.", "weeks", True),
        ("The pilots of the year said that it is over.", "The pilots of the year", False),
        ("The Week said that it is over.", "The Week", False),
    ],
)
def test_a_span_of_time_says_nothing(text: str, source: str, nobody: bool) -> None:
    made = tree(text)
    assert is_nobody(made, sorted(tokens(made, source))) is nobody


@pytest.mark.parametrize(
    ("text", "source", "clause"),
    [
        ("The phrase, which it is credited with, is old.", "which it is credited", True),
        ("The board, which said that it is over, left.", "which", False),
        ("The board said that it is over.", "The board", False),
    ],
)
def test_a_relative_clause_says_nothing(text: str, source: str, clause: bool) -> None:
    made = tree(text)
    assert is_clause(made, sorted(tokens(made, source))) is clause


MADE = tree(
    "The fishermen of Sulev, Norrland and the minister of fogs would say no.\nNothing in it was said."
)


@given(st.sets(st.integers(0, len(MADE.words) - 1)), st.sets(st.integers(0, len(MADE.words) - 1)))
def test_a_source_takes_no_word_of_the_cue_and_leaves_no_line(source: set[int], cue: set[int]) -> None:
    found = completed(MADE, source - cue, cue)
    assert not found & cue
    lines = {MADE.line(t) for t in source - cue}
    assert {MADE.line(t) for t in found} <= lines
