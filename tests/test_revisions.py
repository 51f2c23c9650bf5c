"""Versions of one page or file: the latest tells, the earlier ones are kept. All texts are invented."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_state import is_sound
from reportedly import lineage
from reportedly.case import Case
from reportedly.lineage import Edition
from reportedly.records import Article, Order, Revision

HEAD = "Ostrevik approves a second breakwater\n\nOstrevik Post\n1 March 2031\n\n"
LEAD = (
    "The harbour council of Ostrevik approved a second breakwater on Monday after eleven hours of debate. "
    "Engineer Malva Trenning told it that the older wall had moved by nearly forty centimetres since spring. "
)
MIDDLE = (
    "Fishermen on the eastern quay said that the works would close their moorings for two winters. "
    "The council set aside nine million crowns for them, a sum that their guild called an insult. "
)
MENDED = MIDDLE.replace("nine million", "six million")
OTHER = (
    "Residents of the upper town gathered outside the library with lanterns and a brass band. "
    "Nobody counted them, but the square was full until the last tram had gone down the hill. "
    "Pilots at Sundholm had moored their boats in protest by noon, and nobody answered the harbour bell. "
)
REPORT = f"{LEAD}\n\n{MIDDLE}\n"
URL = "https://post.example/wall"


def edition(name: str, **given: object) -> Edition:
    """A version of one page that came in alone."""
    usual = {"path": None, "version": 0, "url": URL, "outlet": None, "captured": None, "updated": None}
    return Edition(id=name, arrival=f"r_{name}", **(usual | given))  # type: ignore[arg-type]


def found(texts: dict[str, str], **given: dict[str, object]) -> list[Revision]:
    editions = [edition(name, **given.get(name, {})) for name in texts]
    return [row for group in lineage.siblings(editions) for row in lineage.revisions(group, texts)]


def ends(rows: list[Revision]) -> set[tuple[str, str]]:
    return {(row.older, row.newer) for row in rows}


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ({"path": "p/x.txt", "version": 0}, {"path": "p/x.txt", "version": 1}, Order.READ),
        (
            {"path": "p/x.txt", "version": 0, "updated": "2031-03-09"},
            {"path": "p/x.txt", "version": 1, "updated": "2031-03-01"},
            Order.READ,
        ),
        ({"captured": "2031-03-01T10:00:00Z"}, {"captured": "2031-03-01T11:00:00Z"}, Order.CAPTURED),
        ({"updated": "2031-03-01T09:00"}, {"updated": "2031-03-02"}, Order.DATED),
        ({}, {}, Order.UNCLEAR),
    ],
    ids=["read again", "reading outranks dates", "captured", "dated", "the longer one"],
)
def test_which_version_is_the_later(a: dict[str, object], b: dict[str, object], order: Order) -> None:
    for names in permutations(("one", "two")):
        texts = {names[0]: REPORT, names[1]: LEAD + MENDED + OTHER}
        (row,) = found(texts, **{names[0]: a, names[1]: b})
        assert (row.older, row.newer, row.order) == (*names, order)
        assert 0.25 <= row.likeness <= 1


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (OTHER, {}),
        (REPORT, {"url": "https://post.example/another"}),
        (REPORT, {"url": None}),
        (REPORT, {"outlet": "Sundholm Mail"}),
    ],
    ids=["another text", "another address", "no address", "another outlet"],
)
def test_what_is_no_version(text: str, given: dict[str, object]) -> None:
    assert found({"one": REPORT, "two": text}, one={"outlet": "Ostrevik Post"}, two=given) == []


def test_versions_make_a_chain_whatever_their_order() -> None:
    texts = {"a": REPORT, "b": LEAD + MENDED, "c": LEAD + MENDED + OTHER}
    given = {name: {"updated": f"2031-03-0{day}"} for day, name in enumerate(texts, 1)}
    for names in permutations(texts):
        rows = found({name: texts[name] for name in names}, **given)
        assert ends(rows) == {("a", "b"), ("b", "c")}
        assert lineage.newest(rows) == {"a": "c", "b": "c"}


def test_an_article_that_one_version_lacks_may_come_again() -> None:
    given = {name: {"path": "p/x.txt", "version": number} for number, name in enumerate("abc")}
    assert ends(found({"a": REPORT, "b": OTHER, "c": LEAD + MENDED}, **given)) == {("a", "c")}


def test_the_pieces_of_a_page_follow_their_own() -> None:
    texts = {"a1": REPORT, "a2": OTHER, "b1": OTHER + LEAD[:60], "b2": LEAD + MENDED}
    of = {name: ("first", 0) if name[0] == "a" else ("again", 1) for name in texts}
    pile = [Edition(name, *(of[name][0], "p/x", of[name][1]), None, None, None, None) for name in texts]
    (group,) = lineage.siblings(pile)
    assert ends(lineage.revisions(group, texts)) == {("a1", "b2"), ("a2", "b1")}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([REPORT, LEAD + MENDED, OTHER, "", "ice"]),
            st.integers(0, 2),
            st.sampled_from([None, URL]),
            st.sampled_from([None, "p/x", "p/y"]),
            st.sampled_from([None, "2031-03-01", "2031-03-02T10:00+09:00", "soon"]),
        ),
        max_size=7,
    )
)
def test_every_article_has_one_successor_at_most_and_none_comes_back(rows: list[tuple]) -> None:  # type: ignore[type-arg]
    pile = [
        Edition(f"a{number}", f"r{number}", path, version, url, None, None, updated)
        for number, (_, version, url, path, updated) in enumerate(rows)
    ]
    texts = {f"a{number}": text for number, (text, *_) in enumerate(rows)}
    groups = lineage.siblings(pile)
    assert all(len(group) > 1 for group in groups)
    made = [row for group in groups for row in lineage.revisions(group, texts)]
    assert len({row.older for row in made}) == len({row.newer for row in made}) == len(made)
    latest = lineage.newest(made)
    assert not latest.keys() & set(latest.values())
    turned = [row for group in lineage.siblings(pile[::-1]) for row in lineage.revisions(group, texts)]
    assert ends(turned) == ends(made)


def test_a_correction_of_today_comes_from_nobody() -> None:
    """The paper that took the first version yesterday is not what the corrected one was taken from."""
    first = Article("a_1", "s", "r", 0, (), REPORT, outlet="Ostrevik Post", date="2031-03-01")
    taken = Article("a_2", "s", "r", 0, (), REPORT, outlet="Sundholm Mail", date="2031-03-02")
    mended = Article("a_3", "s", "r", 0, (), LEAD + MENDED, outlet="Ostrevik Post", date="2031-03-03")
    pile = [first, taken, mended]
    judged = lineage.as_one([lineage.witness(one) for one in pile], {"a_1": "a_3"})
    assert {(one.id, one.published) for one in judged} == {("a_2", "2031-03-02"), ("a_3", "2031-03-01")}
    (edge,) = lineage.derivations(judged, lineage.passages(pile))
    assert (edge.parent, edge.child) == ("a_3", "a_2")


def read(case: Case, pile: Path, **files: str) -> None:
    pile.mkdir(exist_ok=True)
    for name, text in files.items():
        (pile / f"{name}.txt").write_text(text)
    case.read(pile, workers=0)


def test_a_corrected_file_is_a_revision_and_no_second_telling(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    with Case(tmp_path / "case") as case:
        taken = HEAD.replace("Ostrevik Post\n1", "Sundholm Mail\n2") + REPORT
        read(case, pile, first=HEAD + REPORT, taken=taken)
        assert not case.revisions()
        read(case, pile, first=HEAD + f"{LEAD}\n\n{MENDED}\n")
        (row,) = case.revisions()
        assert row.order is Order.READ
        assert "nine million" in case.article(row.older).text
        assert "six million" in case.article(row.newer).text
        (story,) = case.stories()
        (count,) = case.counts()
        assert len(story.articles) == 3
        assert row.newer in count.tellings and len(count.tellings) == 2
        assert count.revisions == (row.older,)
        edges = {(one.parent, one.child): one.revision for one in case.derivations()}
        assert edges[row.older, row.newer] is True
        assert is_sound(case.path)
        before = [one.newer for one in case.revisions()]
        read(case, pile)
        assert [one.newer for one in case.revisions()] == before


def test_a_content_that_comes_back_is_the_latest_again(tmp_path: Path) -> None:
    pile, mended = tmp_path / "pile", HEAD + f"{LEAD}\n\n{MENDED}\n"
    with Case(tmp_path / "case") as case:
        for text in (HEAD + REPORT, mended, HEAD + REPORT):
            read(case, pile, first=text)
        (row,) = case.revisions()
        assert "nine million" in case.article(row.newer).text
        assert sorted(one.version for one in case.arrivals()) == [1, 2]
        # What is read again as it was changes nothing.
        assert case.read(pile, workers=0).new == 0


def test_another_text_under_an_old_name_is_another_article(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        read(case, tmp_path / "pile", first=HEAD + REPORT)
        read(case, tmp_path / "pile", first=OTHER)
        assert len(case.articles()) == 2
        assert not case.revisions()


def test_forgetting_a_version_between_two_leaves_the_others_one_article(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    with Case(tmp_path / "case") as case:
        for text in (REPORT, LEAD + "\n\n" + MENDED, LEAD + "\n\n" + MENDED + "\n\n" + OTHER):
            read(case, pile, first=HEAD + text)
        (middle,) = [one for one in case.arrivals() if one.version == 1]
        case.forget(middle.source)
        (row,) = case.revisions()
        assert "nine million" in case.article(row.older).text
