"""Articles side by side on the page and in the terminal. Articles, outlets and the institute are invented."""

import json
import re
from pathlib import Path

import pytest

from cli_runs import ended, example_case, run  # noqa: F401
from reportedly.dossier.sides import Sides, sides
from reportedly.lineage import clauses
from reportedly.records import Article, BlockClass, Derivation, Kept, Rival, derivation_id

WIRE = (
    "Pilots set a term\nThe northern pilots will stop work at midnight unless the ice is broken, their guild "
    "said on Monday.\nNobody has left the harbour since the storm, and the lamps are out on both quays."
)
COPY = (
    "The northern pilots will stop work at noon unless the ice is broken, their guild said on Monday.\n"
    "Ferries are laid up as well, and the bakers of the old town have sold out of bread since the morning."
)
LATE = (
    "Quoting the guild, the mayor said: nobody has left the harbour since the storm, and the lamps are out."
)
REPORT = "h_guild"


def article(name: str, text: str, date: str | None = None) -> Article:
    title = text.find("\n") if name == "wire" else 0
    kept = (Kept(0, title, 0, BlockClass.TITLE), Kept(title + 1, len(text), title + 1, BlockClass.BODY))
    return Article(name, "s", "r", 0, kept if title else (), text, date=date)


def edge(child: str, parent: str, *rivals: str) -> Derivation:
    named = tuple(Rival(name, 0.3) for name in rivals)
    return Derivation(
        derivation_id(child, parent), child, parent, 0.7, not rivals, False, False, (), named, ()
    )


@pytest.fixture(scope="module")
def shown() -> Sides:
    told = [article("wire", WIRE), article("copy", COPY), article("late", LATE)]
    edges = [edge("copy", "wire"), edge("wire", REPORT), edge("late", REPORT, "wire")]
    return sides(told, clauses(told, edges), {"wire": "Tern Press", REPORT: "a <guild>"}, [4, 7, 9])


def test_every_word_of_an_article_is_shown_in_its_lines(shown: Sides) -> None:
    for column, text in zip(shown.columns, (WIRE, COPY, LATE), strict=True):
        lines = ["".join(one.text for one in line.stretches) for line in column.lines]
        assert lines == [line for line in text.split("\n") if line.strip()]
    assert [line.kind for line in shown.columns[0].lines] == ["title", "body", "body"]


def test_labels_say_where_words_first_stood(shown: Sides) -> None:
    first = shown.columns[1].lines[0].stretches[0]
    assert (first.text, first.label, first.open) == ("The northern pilots will stop work at", "4", False)
    assert first.note == "first in no. 4, Tern Press, by descent"
    own = [one.text.strip() for one in shown.columns[1].lines[0].stretches if not one.place]
    assert "noon" in own
    left = next(one for one in shown.columns[2].lines[0].stretches if one.label)
    assert (left.label, left.open, [one.label for one in left.rivals]) == ("A", True, ["4"])
    assert left.note == "first in a <guild>, or in no. 4: the text does not tell"
    assert [(one.label, one.name, one.slot) for one in shown.outside] == [("A", "a <guild>", None)]


def test_shares_add_up_and_the_bar_fits(shown: Sides) -> None:
    for column in shown.columns:
        assert 98 <= sum(one.percent for one in column.shares) <= 102
        assert all(0 <= one.open <= one.percent for one in column.shares)
        assert sum(bar.size for bar in column.bar) <= 102


def test_a_long_article_is_cut_at_a_line_and_says_so() -> None:
    told = [article("copy", COPY), article("late", LATE)]
    cut = sides(told, clauses(told), {}, most=20)
    assert [len(column.lines) for column in cut.columns] == [1, 1]
    assert [column.unshown for column in cut.columns] == [len(COPY.split("\n")[1]), 0]


def test_the_terminal_marks_each_column_and_json_has_the_clauses(case: Path) -> None:
    names = ("01-kestry-wire.txt", "04-mercury-pasted.txt", "02-varrick.txt")
    done = run("compare", *names, "--case", case, env={"COLUMNS": "150"})
    assert done.exit_code == 0
    for said in ("[1]", "[2]", "[3]", "Port Elvane Mercury · 2031-03-14", "first in [1]", "only here"):
        assert said in done.output
    assert "! “India, Indonesia Will" in done.output  # a headline that is surer than its body
    rows = json.loads(run("compare", *names, "--case", case, "--json").stdout)
    copied = [row for row in rows if "Venn denied that the study" in row["span"]["text"]]
    assert len({row["first"] for row in copied}) == 1
    assert {row["standing"] for row in copied} == {"descent"}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("01-kestry-wire.txt",), "different articles to compare; these are 1"),
        (("01-kestry-wire.txt", "01-kestry-wire.txt"), "different articles to compare; these are 1"),
        (("01-kestry-wire.txt", "nothing.txt"), "goes by 'nothing.txt'"),
        (("01-kestry-wire.txt", "05-notebook-blog.txt"), "Several articles go by"),
        (("01-kestry-wire.txt", "09-members-only.html"), "No article was found"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(case: Path, names: tuple[str, ...], said: str) -> None:
    code, _, message = ended("compare", *names, "--case", case)
    assert code == 2
    assert said in message


def test_the_page_shows_the_columns_with_labels_in_words(case: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("dossier", "--case", case, "--out", page).exit_code == 0
    box = re.search(r'<details class="beside" open>.*?</details>', page.read_text("utf-8"), re.S)
    assert box
    assert box[0].count("<section") == 4
    assert 'aria-label="first in no. 1, Kestry Press, by descent:"' in box[0]
    assert 'class="out open"' in box[0]
    assert "master his business”: re-anchored, sense reversed</p>" in box[0]
