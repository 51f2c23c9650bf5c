import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.lineage import StoryText, stories
from reportedly.lineage.likeness import Pairs, days
from reportedly.lineage.linkage import average_link
from reportedly.lineage.vectors import vectors
from reportedly.records import Passage, Story, passage
from reportedly.records.span import span

SURVEY = (
    "The Varno Institute's yearly survey warned of quieter naval patrols near the Tallow shoals. Varno "
    "researchers counted radar outages at Port Ellisgrave and interviewed fishing crews about the patrols."
)
ECHO = (
    "Naval patrols around the Tallow shoals have thinned, says a survey by the Varno Institute. Fishing "
    "crews at Port Ellisgrave told the institute's researchers of radar outages lasting several nights."
)
HARVEST = (
    "Almond growers in the Brennick valley expect a thin harvest after the April frost. Beekeepers moved "
    "hives to Brennick early, and cooperative mills have cut their shifts to three days a week."
)
TRAM = (
    "Lorvale's tram drivers ended their walkout when the council agreed to heated cabins. Commuters in "
    "Lorvale queued for the first tram at dawn; the union called the cabins a modest beginning."
)
QUOTE = (
    "“Nobody in this valley will forget the April frost, and nobody should,” Orla Tennick, a grower, said."
)


def texts(*rows: tuple[str, str | None]) -> list[StoryText]:
    """Articles a00, a01 ... of (text, date)."""
    return [StoryText(f"a{n:02}", f"Title {n}", text, date) for n, (text, date) in enumerate(rows)]


def groups(found: list[Story]) -> list[list[str]]:
    return sorted(sorted(one.articles) for one in found)


def quoted(articles: list[StoryText], words: str) -> list[Passage]:
    """A passage of `words` between the first two articles."""
    first, second = articles[:2]
    one, other = (
        span(one.text, one.text.index(words), one.text.index(words) + len(words)) for one in (first, second)
    )
    return [passage(first.id, one, second.id, other, 1.0)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([("", None)], [["a00"]]),
        ([("", None), ("", None), ("…", "2031-02-02")], [["a00"], ["a01"], ["a02"]]),
        ([("One sentence.", None), (SURVEY, None)], [["a00"], ["a01"]]),
        ([(SURVEY, None), (ECHO, None), (TRAM, None)], [["a00", "a01"], ["a02"]]),
        ([(SURVEY, "2031-02-01"), (ECHO, "2031-02-02"), (TRAM, "2031-02-02")], [["a00", "a01"], ["a02"]]),
        ([(SURVEY, "2031-02-01"), (SURVEY, "2031-02-01"), (SURVEY, None)], [["a00", "a01", "a02"]]),
        ([(SURVEY, "2031-02-01"), (HARVEST, "2031-02-01")], [["a00"], ["a01"]]),
        ([(SURVEY, "soon"), (ECHO, "2031")], [["a00", "a01"]]),
    ],
)
def test_who_tells_one_story(rows: list[tuple[str, str | None]], expected: list[list[str]]) -> None:
    assert groups(stories(texts(*rows), [])) == expected


def test_a_story_knows_its_dates_its_middle_and_its_order() -> None:
    (found,) = stories(texts((SURVEY, None), (ECHO, "2031-02-03"), (SURVEY, "2031-02-02")), [])
    assert (found.articles, found.first_date, found.last_date) == (
        ("a02", "a01", "a00"), "2031-02-02", "2031-02-03"
    )  # fmt: skip
    assert found.title in {"Title 0", "Title 2"}


def test_stories_come_by_date_and_the_undated_last() -> None:
    found = stories(texts((SURVEY, None), (HARVEST, "2031-05-01"), (TRAM, "2031-04-01")), [])
    assert [one.first_date for one in found] == ["2031-04-01", "2031-05-01", None]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "\n First line\nSecond", "First line"),
        ("", "", ""),
        ("T " * 200, "x", ("T " * 60)[:119].rstrip() + "…"),
    ],
)
def test_a_story_without_a_proper_title(title: str, text: str, expected: str) -> None:
    assert stories([StoryText("a", title, text)], [])[0].title == expected


def test_a_short_quotation_joins_nothing() -> None:
    pair = texts((f"{HARVEST * 2} {QUOTE}", None), (f"{TRAM * 2} {QUOTE}", None))
    assert groups(stories(pair, quoted(pair, QUOTE))) == [["a00"], ["a01"]]


def test_reused_text_joins_what_the_words_alone_do_not() -> None:
    pair = texts((HARVEST, "2031-01-01"), (f"{TRAM} {SURVEY} {ECHO} {HARVEST[:150]} {SURVEY}", "2033-01-01"))
    assert len(stories(pair, [])) == 2
    assert len(stories(pair, quoted(pair, HARVEST[:150]))) == 1


def test_a_bridge_does_not_chain_two_stories() -> None:
    found = stories(texts(*[(SURVEY, None)] * 4, *[(TRAM, None)] * 4, (SURVEY + TRAM, None)), [])
    joined = [one for one in found if {"a00", "a04"} <= set(one.articles)]
    assert joined == []


def test_a_pile_of_others_changes_no_story() -> None:
    pair = texts((SURVEY, "2031-02-01"), (ECHO, "2031-02-01"))
    crowd = [StoryText(f"b{n}", "", f"{TRAM} {HARVEST} {n}", None) for n in range(50)]
    assert groups(stories(pair, [])) == [one for one in groups(stories(pair + crowd, [])) if "a00" in one]


@pytest.mark.parametrize(
    "dates", [[None] * 100, ["2031-02-01"] * 100, [f"2031-02-{n % 28 + 1:02}" for n in range(100)]]
)
def test_a_hundred_copies_are_one_story(dates: list[str | None]) -> None:
    (found,) = stories([StoryText(f"a{n:03}", "", SURVEY, date) for n, date in enumerate(dates)], [])
    assert len(found.articles) == 100


def test_two_megabytes_are_read() -> None:
    found = stories(texts((SURVEY * 10_000, None), (ECHO, None)), [])
    assert sum(len(one.articles) for one in found) == 2


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.sampled_from([SURVEY, ECHO, HARVEST, TRAM, QUOTE, "防衛研究所", "😀", ""]), max_size=3
            ).map(" ".join)
            | st.text(max_size=30),
            st.sampled_from([None, "", "2031-02-01", "2031-02-20", "2199-12-31", "x"]),
        ),
        max_size=9,
    ),
    st.randoms(),
)
@settings(max_examples=100, deadline=None)
def test_each_article_is_in_one_story_and_the_order_changes_nothing(rows, random) -> None:
    articles = texts(*rows)
    found = stories(articles, [])
    assert sorted(name for one in found for name in one.articles) == [one.id for one in articles]
    random.shuffle(articles)
    assert stories(articles, []) == found


def linked(count: int, *edges: tuple[int, int, int], cut: int = 50) -> list[int]:
    a, b, likeness = (np.array(column, np.int64) for column in zip(*edges, strict=True))
    pairs = Pairs(a.astype(np.int32), b.astype(np.int32), likeness)
    return average_link(pairs, np.ones(count, np.int32), cut).tolist()


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([(0, 1, 60), (1, 2, 40)], [0, 0, 2]),
        ([(0, 1, 90), (1, 2, 60)], [0, 0, 2]),
        ([(0, 1, 60), (1, 2, 90)], [0, 1, 1]),
        ([(0, 1, 90), (1, 2, 60), (0, 2, 45)], [0, 0, 0]),
        ([(0, 1, 50), (1, 2, 50)], [0, 0, 2]),
    ],
)
def test_average_link(edges: list[tuple[int, int, int]], expected: list[int]) -> None:
    assert linked(3, *edges) == expected


def test_days_and_vectors() -> None:
    articles = texts(("shoal", "2031-02-02T09:00"), ("", "2031-02-03"), ("x", "2031"), ("y", None))
    assert np.diff(days(articles)[:2]).tolist() == [1.0]
    assert np.isnan(days(articles)[2:]).all()
    sizes = np.asarray(vectors([one.text for one in articles]).power(2).sum(axis=1)).ravel()
    assert np.allclose(sizes, [1, 0, 1, 1])
