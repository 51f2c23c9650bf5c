"""Posts of a channel that were copied from a messenger. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import articles, sources
from reportedly.articles.lines import lines_of
from reportedly.articles.posts import find_posts
from reportedly.records import arrival

PORT = """The harbour authority of Selwick said on Tuesday that it would close the northern basin to foreign
tankers from next month, after inspectors found that three of eleven ships had switched off their transponders
while they lay at anchor. The owners of two of the tankers denied that anything had been switched off and said
that a storm had damaged their antennas. The ministry in Tarnholm said that it had asked for the inspectors'
notes and would decide within two weeks whether the closure was lawful, and that it had not been told of the
plan beforehand.""".replace("\n", " ")
HAIL = """Growers in the province of Tarn lost about a third of their wheat to hail in the first week of June,
the farmers' union said on Wednesday, and prices at the exchange of Orlo rose by four percent. The insurers'
association replied that it had sent forty assessors to the province, twice as many as in any year before, and
that claims would be paid before the end of July. The union said that some fields had been ploughed under
before anybody saw them, and that whoever waits for the insurer has no second crop.""".replace("\n", " ")


@pytest.mark.parametrize(
    ("line", "is_head"),
    [
        ("Velm Monitor, [05.03.2031 09:12]", True),
        ("Velm Monitor, [5 Mar 2031 at 09:12:44]:", True),
        ("Вельм, [2031-03-05 09:12]", True),
        ("Velm Monitor, [05.03.2031]", False),
        ("The minister, [who resigned at 9:12], said:", False),
        ("Velm Monitor [05.03.2031 09:12]", False),
        (", [05.03.2031 09:12]", False),
    ],
)
def test_the_head_of_a_post(line: str, is_head: bool) -> None:
    assert bool(find_posts(lines_of(f"{line}\nThe tide is out.\n{line}"))) is is_head
    assert find_posts(lines_of(f"{line}\nThe tide is out.")) == []


def _cut(text: str) -> list[tuple[str | None, str]]:
    rendering = sources.read(text.encode())
    found = articles.find(rendering, arrival(rendering.source.id, "paste.txt")).articles
    return [(article.date, article.body) for article in found]


def test_posts_are_pieces_with_their_own_days() -> None:
    text = f"Velm Monitor, [05.03.2031 09:12]\n{PORT}\nVelm Monitor, [06.03.2031 18:02]\n{HAIL}\n"
    assert _cut(text) == [("2031-03-05", PORT), ("2031-03-06", HAIL)]


def test_short_messages_are_no_pieces() -> None:
    text = f"Ada, [05.03.2031 09:12]\n{PORT}\nBo, [05.03.2031 09:15]\nThey never answer on the radio.\n"
    assert len(_cut(text)) == 1


@given(st.lists(st.sampled_from(["Velm, [05.03.2031 09:12]", PORT, "", "]", "[", ":", "a, [:]"]), max_size=8))
def test_no_text_is_too_odd(parts: list[str]) -> None:
    lines = lines_of("\n".join(parts))
    assert set(find_posts(lines)) <= set(range(len(lines)))
