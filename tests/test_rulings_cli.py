"""`blocks`, `rule` and `rulings`: what an analyst types, what is printed, and what each misuse is told."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from reportedly import articles as cutting
from reportedly.articles.labelled import Labelled
from reportedly.case import Case, Ruled
from reportedly.cli import authors, console
from reportedly.cli.app import USAGE, app
from reportedly.errors import InputError
from reportedly.records import Block, BlockClass, Rendering

T, B, J = BlockClass.TITLE, BlockClass.BODY, BlockClass.JUNK
LINES = [
    (J, None, "Menu [bold] of the \x1b[31mday"),
    (T, 0, "Ferry line to close"),
    (B, 0, "The board said on Monday that the ferry would stop in May."),
    (B, 0, "A sailor watches the pier at dusk. Photo: Marlund"),
    (J, 0, "Share this"),
    (B, 0, "The mayor said on Friday that the ferry would go on."),
    (B, 0, "The council put off its vote on the bridge for a year."),
]
PAGE = "\n".join(words for *_, words in LINES) + "\n"


def by_line(rendering: Rendering) -> list[Labelled]:
    """What a classifier might find, so that these tests hold whatever is learned."""
    found, at = [], 0
    for kind, piece, words in LINES if "Ferry" in rendering.source.text else [(J, None, "Menu")]:
        found.append(Labelled(at, at + len(words), kind, piece, "by line", 0.7))
        at += len(words) + 1
    return found


@pytest.fixture(scope="module", autouse=True)
def classifier() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", by_line)
        yield


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ruled")
    (folder / "pile").mkdir()
    (folder / "pile" / "ferry page.txt").write_text(PAGE, "utf-8")
    (folder / "pile" / "empty menu.txt").write_text("Menu", "utf-8")
    with Case(folder / "case") as case:
        case.read(folder / "pile", workers=0)
    return folder / "case"


@pytest.fixture
def case(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(read, tmp_path / "case")
    monkeypatch.setenv("REPORTEDLY_CASE", str(tmp_path / "case"))
    monkeypatch.setenv("REPORTEDLY_AUTHOR", "Ada")
    monkeypatch.setattr(Case, "_process", in_this_process(Case._process))
    for terminal in (console.output, console.errors):
        monkeypatch.setattr(terminal, "_width", 120)
    return tmp_path / "case"


def in_this_process(process):
    return lambda self, workers, progress, *stages: process(self, 0, progress, *stages)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 0, (result.output, result.exception)
    return " ".join(result.output.split())


def rule(*words: object) -> str:
    return done("rule", "ferry page.txt", *words)


def misuse(*words: object) -> str:
    """The message of a command that cannot be used so: one line, exit code 2, by `main`."""
    result = run(*words)
    if isinstance(result.exception, InputError):
        return str(result.exception)
    assert result.exit_code == USAGE
    return " ".join(result.output.split())


def state(case: Path) -> list[str]:
    with Case(case, create=False) as opened:
        return [row.state.value for row in opened.rulings()]


def marks(*words: object) -> list[tuple[str, str]]:
    """The mark and the number of each block that is listed."""
    return re.findall(r"^ ?([+-]) +(\d+)   ", run("blocks", "ferry page.txt", *words).stdout, re.M)


def test_blocks_tell_kept_from_dropped_without_colour(case):
    every = list(zip("-+++-++", "1234567", strict=True))
    assert marks() == every
    assert marks("--kept") == [row for row in every if row[0] == "+"]
    assert marks("--dropped") == [row for row in every if row[0] == "-"]
    shown = done("blocks", "ferry")
    assert "+ 5 kept, - 2 dropped" in shown
    assert "Menu [bold] of the \\x1b[31mday by line" in shown


def test_blocks_for_programs(case):
    found = msgspec.json.decode(run("blocks", "ferry", "--json").stdout, type=list[Block])
    assert [block.kind for block in found] == [kind for kind, *_ in LINES]
    rows = list(csv.DictReader(io.StringIO(run("blocks", "ferry", "--csv", "--dropped").stdout)))
    assert [row["text"] for row in rows] == [words for kind, _, words in LINES if kind is J]


def test_a_class_is_ruled_and_what_changed_is_told(case):
    said = rule("--block", 4, "--class", "caption", "--why", "under a picture")
    assert "is caption: A sailor watches the pier at dusk." in said
    assert "1 article as before" in said
    assert "35 words of body instead of 44" in said
    assert "rulings --undo u_" in said
    shown = done("blocks", "ferry")
    assert "+ 4 caption 0 A sailor watches the pier at dusk. Photo: Marlund ruling" in shown


def test_a_part_of_a_block_is_ruled_by_its_words(case):
    assert "is credit: Photo: Marlund" in rule(
        "--block", 4, "--words", "Photo:  Marlund", "--class", "credit"
    )
    assert "- 5 credit 0 Photo: Marlund ruling" in done("blocks", "ferry")


def test_words_alone_name_a_place(case):
    assert "is junk: A sailor watches" in rule("--words", "A sailor watches", "--class", "junk")


def test_a_block_goes_by_its_id(case):
    (block,) = [x for x in Case(case).blocks(Case(case).source_of("ferry")) if x.text == "Share this"]
    assert "is body: Share this" in rule("--block", block.id, "--class", "body")


def test_a_split_a_date_a_join_and_undo(case):
    said = rule("--block", 7, "--split", "--set", "date=2031-05-09", "--set", "outlet=The Pier Post")
    assert "begins an article: The council" in said and "date=2031-05-09: The council" in said
    assert "2 articles instead of 1" in said and "date 2031-05-09" in said
    assert "takes the last back" in said
    assert "date –" not in rule("--set", "date=2031-05-10", "--piece", 0)
    assert "1 article instead of 2" in rule("--block", 7, "--join")
    assert state(case) == ["applied"] * 5
    listed = done("rulings")
    for words in ("begins an article", "begins no article", "date=2031-05-10", "Ada", "applied"):
        assert words in listed
    rows = msgspec.json.decode(run("rulings", "--json").stdout, type=list[Ruled])
    undone = done("rulings", "--undo", rows[-1].id[:10], "--author", "Bo")
    assert "undone – begins no article: The council" in undone and "2 articles instead of 1" in undone
    assert state(case) == ["applied"] * 4 + ["undone"]


def test_a_field_is_set_where_there_is_one_article(case):
    said = rule("--set", "date=2031-05-09")
    assert "1 article as before" in said and "date 2031-05-09 instead of –" in said
    assert "date – instead of 2031-05-09" in rule("--set", "date=")


def test_a_field_is_set_for_the_article_that_is_named(case):
    rule("--block", 7, "--split")
    second = Case(case).articles(Case(case).source_of("ferry"))[1]
    done("rule", second.id[:12], "--set", "byline=B. Scribe")
    first, second = Case(case).articles(second.source)
    assert (first.byline, second.byline) == (None, "B. Scribe")


def test_a_ruling_for_later(case):
    said = rule("--block", 4, "--class", "caption", "--later")
    assert "Noted." in said and "article" not in said.replace("ferry", "")
    assert state(case) == ["waiting"]
    assert run("read", "--workers", 0).exit_code == 1  # the menu has no article
    assert state(case) == ["applied"]
    assert "Noted." in done("rulings", "--undo", "u_", "--later")
    assert state(case) == ["undone"]


def test_who_rules_is_asked_of_the_machine(case, monkeypatch):
    monkeypatch.delenv("REPORTEDLY_AUTHOR")
    monkeypatch.setattr(authors.getpass, "getuser", lambda: "grace")
    rule("--block", 4, "--class", "caption", "--later")
    assert "grace" in done("rulings")
    monkeypatch.setattr(authors.getpass, "getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    assert "--author" in misuse("rule", "ferry", "--block", 4, "--class", "junk")


def test_no_rulings_yet(case):
    assert "No rulings yet" in done("rulings")


MISUSES = [
    ([], "Say what is to hold"),
    (["--block", 3], "Say what is to hold"),
    (["--class", "body"], "--class needs a place"),
    (["--split"], "--split needs a place"),
    (["--block", 3, "--class", "photo"], "is not one of 'title'"),
    (["--block", 99, "--class", "body"], "There is no block 99: the file has 7 blocks."),
    (["--block", 0, "--class", "body"], "There is no block 0"),
    (["--block", "b_", "--class", "body"], "is no block of that file"),
    (["--block", "first", "--class", "body"], "is no block of that file"),
    (["--block", 7, "--split", "--join"], "exclude each other"),
    (["--block", 2, "--split"], "No body stands before"),
    (["--block", 7, "--join"], "is one article already"),
    (["--block", 3, "--class", "body", "--piece", 0], "--piece says which article --set is about"),
    (["--block", 3, "--set", "byline=Bo", "--piece", 0], "two places"),
    (["--set", "byline=Bo", "--piece", 5], "There is no piece 5"),
    (["--set", "day=2031-05-09"], "sets nothing"),
    (["--set", "date=9 May"], "is no date"),
    (["--words", "tram", "--class", "junk"], "does not hold the words"),
    (["--words", " ", "--class", "junk"], "does not hold the words"),
    (["--words", "ferry", "--class", "junk"], "2 times"),
    (["--block", 3, "--words", "mayor", "--class", "junk"], "Block 3 does not hold"),
    (["--block", 3, "--class", "junk", "--author", " "], "bears a name"),
]


@pytest.mark.parametrize(("words", "said"), MISUSES, ids=[" ".join(map(str, row[0])) for row in MISUSES])
def test_each_misuse_is_told_and_nothing_is_written(case, words, said):
    assert said in misuse("rule", "ferry page.txt", *words)
    assert not (case / "rulings.jsonl").exists()


def test_what_needs_another_state_is_told(case):
    rule("--block", 7, "--split")
    assert "begins there already" in misuse("rule", "ferry", "--block", 7, "--split")
    assert "holds 2 articles" in misuse("rule", "ferry", "--set", "date=2031-05-09")
    assert "Restore a block" in misuse("rule", "empty", "--set", "date=2031-05-09")
    assert "No ruling begins" in misuse("rulings", "--undo", "u_zz")
    assert "exclude each other" in misuse("blocks", "ferry", "--kept", "--dropped")
    for name in ("blocks", "rule"):
        assert "No source of this case" in misuse(
            name, "tram", *(["--set", "url=x"] if name == "rule" else [])
        )


def test_nothing_dropped_is_said(case):
    assert "Nothing of it was kept" in done("blocks", "empty", "--kept")
