"""Pins: what their file says, how they stand when the tables move, and how they are written to be printed."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import sources
from reportedly.case import Case, Change
from reportedly.case.pinlines import cited, lines, whole
from reportedly.case.pins import PinFile, moved, noted, standing, tags_of, undone
from reportedly.errors import CaseError, InputError
from reportedly.export.pins_docx import docx
from reportedly.export.pins_markdown import escaped, markdown
from reportedly.export.pins_page import page
from reportedly.records import (
    Action,
    Footnote,
    Kind,
    Pin,
    PinKind,
    PinLine,
    Pinned,
    PinState,
    Range,
    Read,
    Span,
)
from reportedly.text import web_address

BY = "Ada Example"
TEXT = """Harbour board expects the lantern to close

HALDEN, 14 March 2031 (Halden Wire) - The harbour board said on Friday that the lantern may close in autumn.

"Nobody wants the dark," Example Person, its chair, told reporters.
"""


def pinned(name: str, note: str = "", tags: tuple[str, ...] = ()) -> Pinned:
    words = Footnote("0" * 64, "r_1", (Span(0, 4, name),), "The Example Post")
    return Pinned(name, PinKind.WORDS, "a_1", (words,), Read(), BY, "2031-03-14", note, tags)


def order(lines: list[PinLine]) -> str:
    return "".join(pin.id for pin in standing(lines))


ABC: list[PinLine] = [pinned("a"), pinned("b"), pinned("c")]


@pytest.mark.parametrize(
    ("pin", "before", "expected"),
    [("c", "a", "cab"), ("a", None, "bca"), ("a", "c", "bac"), ("b", "b", "acb"), ("a", "a", "bca")],
)
def test_a_pin_is_moved_before_another_or_to_the_end(pin: str, before: str | None, expected: str) -> None:
    assert order([*ABC, moved(ABC, pin, before, BY, "1")]) == expected


def test_what_is_taken_back_can_be_put_back_where_it_was_with_its_note() -> None:
    note = noted(ABC, "b", "ask  again ", ["lead"], BY, "1")
    gone = undone([*ABC, note], "b", BY, "2")
    back = undone([*ABC, note, gone], gone.id, BY, "3")
    assert order([*ABC, note, gone]) == "ac"
    again = standing([*ABC, note, gone, back])
    assert [(x.id, x.note, x.tags) for x in again] == [
        ("a", "", ()),
        ("b", "ask again", ("lead",)),
        ("c", "", ()),
    ]
    assert order([*ABC, undone(ABC, "a", BY, "1"), moved(ABC, "c", "a", BY, "2")]) == "bc"


@pytest.mark.parametrize("name", ["", "x", "n_"])
def test_a_pin_that_there_is_not_is_said(name: str) -> None:
    for line in (lambda: noted(ABC, name, "", [], BY, "1"), lambda: undone(ABC, name, BY, "1")):
        with pytest.raises(InputError, match="No pin begins"):
            line()


@pytest.mark.parametrize(
    ("said", "tags"),
    [
        (["lead", " #check  again ", "lead", ""], ("lead", "check again")),
        (["a,b"], ("a b",)),
        (["  "], ()),
    ],
)
def test_tags_are_tidied(said: list[str], tags: tuple[str, ...]) -> None:
    assert tags_of(said) == tags


@pytest.mark.parametrize("said", [["x" * 61], [str(n) for n in range(21)]])
def test_too_many_or_too_long_tags_are_refused(said: list[str]) -> None:
    with pytest.raises(InputError, match="20 tags at most"):
        tags_of(said)


def test_a_line_that_was_not_written_to_its_end_is_passed_over(tmp_path: Path) -> None:
    file = PinFile(tmp_path)
    file.add(lambda _: ABC[:2])
    path = tmp_path / "pins.jsonl"
    path.write_bytes(path.read_bytes() + b'{"step":"pin","id":"n_')
    assert order(file.lines()) == "ab"
    file.add(lambda _: ABC[2:])
    assert order(file.lines()) == "abc"
    path.write_bytes(b'{"step":"dance"}\n' + path.read_bytes())
    with pytest.raises(CaseError, match="line 1"):
        file.lines()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pins")
    (folder / "harbour.txt").write_text(TEXT, "utf-8")
    with Case(folder / "case") as case:
        case.read(folder / "harbour.txt", workers=0)
    return folder / "case"


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Case:
    shutil.copytree(read, tmp_path / "case")
    return Case(tmp_path / "case")


def test_a_statement_is_pinned_once_and_stands_under_its_footnote(case: Case) -> None:
    row = next(x for x in case.statements() if x.kind is Kind.DIRECT)
    first = case.pin(row.id, author=BY, tags=["lead"])
    assert case.pin(row.id, author=BY, note="ask again", tags=["lead"]).id == first.id
    (pin,) = case.pins()
    (note,) = pin.places
    source = case.sources(note.source)[0].text
    assert all(source[x.start : x.end] == x.text for x in note.words)
    assert pin.words == tuple(x.text for x in note.words)
    text = case.article(note.article or "").text
    assert note.at and text[note.at.start : note.at.end] == " ".join(pin.words)
    assert (pin.state, pin.row, pin.note, pin.tags) == (PinState.SAME, row.id, "ask again", ("lead",))
    assert not case.pins("other") and len(case.pins("lead")) == 1


def test_a_ruling_makes_a_pin_read_otherwise_and_a_rejection_leaves_its_words(case: Case) -> None:
    row = next(x for x in case.statements() if x.kind is Kind.DIRECT)
    case.pin(row.id, author=BY)
    case.correct(row.id, Change(Action.AMEND, "speaker=Example Board"), author=BY, workers=0)
    (pin,) = case.pins()
    assert (pin.state, pin.read.speaker) == (PinState.OTHERWISE, "Example Board")
    assert any("Example Board" in change and str(row.speaker) in change for change in pin.changes)
    case.correct(row.id, Change(Action.REJECT), author=BY, workers=0)
    (pin,) = case.pins()
    assert (pin.state, pin.row) == (PinState.OTHERWISE, None)
    assert pin.changes == ("No statement is read from these words now.",)
    assert pin.read.speaker == row.speaker


def test_words_are_set_right_where_the_place_is_not_exact(case: Case) -> None:
    article = case.articles()[0]
    at = article.text.index("lantern may close")
    made = case.pin(article.id, Range(at + 3, at + 9), words=" lantern  may\nclose", author=BY)
    assert [x.text for x in made.places[0].words] == ["lantern may close"]
    for bad in (Range(0, 0), Range(9_000, 9_001)):
        with pytest.raises(InputError, match="no such words"):
            case.pin(article.id, bad, author=BY)
    with pytest.raises(InputError, match="has the id"):
        case.pin("t_none", author=BY)
    with pytest.raises(InputError, match="bears a name"):
        case.pin(article.id, Range(0, 5), author=" ")


def test_the_count_of_a_story_names_each_article(case: Case) -> None:
    story = case.stories()[0]
    made = case.pin(story.id, author=BY)
    (pin,) = case.pins()
    assert pin.state is PinState.SAME and pin.row == story.id
    assert pin.read.line.startswith(f"“{story.title}”: 1 article")
    assert [x.source for x in made.places] == [case.articles()[0].source]


def test_a_pin_is_listed_where_its_source_is_not_and_goes_with_it_when_it_is_forgotten(
    case: Case, tmp_path: Path
) -> None:
    row = case.statements()[0]
    case.pin(row.id, author=BY)
    with Case(tmp_path / "other") as other:
        (tmp_path / "other.txt").write_text(TEXT.replace("lantern", "beacon"), "utf-8")
        other.read(tmp_path / "other.txt", workers=0)
        (other.path / "pins.jsonl").write_bytes((case.path / "pins.jsonl").read_bytes())
        (pin,) = other.pins()
        assert (pin.state, pin.read.speaker) == (PinState.NOT_FOUND, row.speaker)
        assert pin.places[0].article is None
    case.forget(case.article(row.article).source)
    assert not case.pins()
    assert (case.path / "pins.jsonl").read_bytes() == b""


HOSTILE = 'a "lantern" *may* <b>close</b> & [x](http://x.example) _again_ #1 | `code` \\ ~no~'


def pin(words: str = "the lantern may close", note: str = "", kind: PinKind = PinKind.STATEMENT) -> Pin:
    place = Footnote(
        "ab" * 32,
        "r_1",
        (Span(120, 120 + len(words), words),),
        "The Example Post",
        "Harbour *board*",
        "2031-03-14",
        "https://post.example/harbour_board",
        "a_1",
        Range(80, 101),
    )
    read = Read("Example Board", ("The Example Post", "Halden Wire"), Kind.INDIRECT)
    return Pin(
        "n_1",
        kind,
        PinState.OTHERWISE,
        (words,),
        read,
        (place,),
        ("Now it is read <so>.",),
        note,
        ("lead",),
        BY,
        "1",
    )


def test_a_footnote_has_outlet_date_span_hash_and_addresses() -> None:
    (note,) = pin().places
    assert cited(note) == (
        "The Example Post, “Harbour *board*”, 2031-03-14. "
        "Characters 120–141 of the text of the file with SHA-256 abababababab."
    )
    assert whole(note, "http://127.0.0.1:8710/").endswith(
        " https://post.example/harbour_board http://127.0.0.1:8710/articles/a_1?at=80-101#at"
    )


def test_footnotes_count_on_from_line_to_line() -> None:
    assert [list(line.numbers) for line in lines([pin(), pin(), pin()])] == [[1], [2], [3]]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the lantern may close", "“the lantern may close”"),
        ("it’s the crew’s lantern", "“it’s the crew’s lantern”"),
        ("“the lantern” may close", "“the lantern” may close"),
        ('the "lantern"', 'the "lantern"'),
        ("灯は「消える」", "灯は「消える」"),
    ],
)
def test_words_with_marks_of_their_own_get_no_others(words: str, shown: str) -> None:
    (line,) = lines([pin(words)])
    assert line.quoted.join(line.around) == shown
    assert f"> {shown}" in markdown([pin(words)], "Pins", "http://127.0.0.1:8710/")


def read_again(data: bytes, name: str) -> str:
    return " ".join(sources.read(data, name=name).source.text.split())


@pytest.mark.parametrize(
    "words", ["the lantern may close", HOSTILE, "灯は「消えるかもしれない」", "1. no list"]
)
def test_a_word_document_says_to_our_own_reader_what_was_pinned(words: str) -> None:
    data = docx([pin(words, note="ask\nagain")], "Pins of a case")
    text = read_again(data, "pins.docx")
    assert words.join(lines([pin(words)])[0].around) in text
    assert "Example Board, via The Example Post ← Halden Wire, the article’s words" in text
    assert cited(pin(words).places[0]) in text
    assert "ask again" in text and "Tags: lead" in text
    assert docx([pin(words, note="ask\nagain")], "Pins of a case") == data


def test_a_word_document_is_whole() -> None:
    with ZipFile(BytesIO(docx([pin("\x00\x1b\ud800 x"), pin()], "A & B"))) as package:
        assert package.testzip() is None
        named = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    told = re.findall(r'PartName="/([^"]+)"', named["[Content_Types].xml"])
    linked = re.findall(r'Target="([^"]+)"', named["word/_rels/document.xml.rels"])
    assert {*told, *(f"word/{name}" for name in linked)} <= set(named)
    references = re.findall(r'footnoteReference w:id="(\d+)"', named["word/document.xml"])
    assert references == re.findall(r'<w:footnote w:id="(\d+)"', named["word/footnotes.xml"]) == ["1", "2"]
    used = set(re.findall(r'w:(?:pStyle|rStyle) w:val="(\w+)"', named["word/document.xml"]))
    assert used <= set(re.findall(r'w:styleId="(\w+)"', named["word/styles.xml"]))


@pytest.mark.parametrize("words", ["the lantern may close", HOSTILE, "- no list", "> no quotation"])
def test_markdown_says_to_our_own_reader_what_was_pinned(words: str) -> None:
    text = read_again(markdown([pin(words, note="- ask\n1. again")], "Pins").encode(), "pins.md")
    assert words in text.replace("\\", "") or words.replace("\\", "") in text.replace("\\", "")
    assert "[^1]: The Example Post" in markdown([pin(words)], "Pins")


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_words_become_markup(words: str) -> None:
    plain = escaped(words)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>#|~]", plain)
    assert re.sub(r"\\([!-/:-@\[-`{-~.)])|(?<=\d)\\", r"\1", plain).split() == words.split()
    shown = page([pin(words, note=words)], words)
    assert set(re.findall(r"<(\w+)", shown)) <= TAGS
    assert docx([pin(words, note=words)], words).startswith(b"PK")


TAGS = set(re.findall(r"<(\w+)", page([pin(note="x")], "x")))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://post.example/x", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: bool) -> None:
    assert (web_address(url) == url and url is not None) is link
