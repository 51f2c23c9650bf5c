"""`attribute`: what an analyst types to correct who said what, what is printed, and what misuse is told."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner, Result

from reportedly import articles as cutting
from reportedly import attribution, language
from reportedly.articles.labelled import Labelled
from reportedly.case import Case
from reportedly.cli import console
from reportedly.cli.app import USAGE, app
from reportedly.errors import InputError
from reportedly.records import Article, BlockClass, Rendering, Statement
from said_words import bare_parse, said

PAGE = """The board said on Monday that the ferry might stop in May.
The mayor denied it, and said that the ferry would go on.
According to the river office, the ferry is safe.
"""


def by_line(rendering: Rendering) -> list[Labelled]:
    text = rendering.source.text
    return [Labelled(0, len(text.rstrip()), BlockClass.BODY, 0, "whole", 0.7)]


def readings(page: Article) -> list[Statement]:
    return [
        said(page, "The board", "said", "that the ferry might stop in May"),
        said(page, "The mayor", "denied", "it", act="deny"),
    ]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("said")
    (folder / "ferry.txt").write_text(PAGE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", by_line)
        patch.setattr(attribution, "extract", lambda page, _: readings(page))
        patch.setattr(language, "parse", lambda pages, *_, **__: (bare_parse(page) for page in pages))
        patch.setattr(Case, "_process", in_this_process(Case._process))
        with Case(folder / "case") as case:
            assert not case.read(folder / "ferry.txt").errors
        yield folder / "case"


@pytest.fixture
def case(read: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(read, tmp_path / "case")
    monkeypatch.setenv("REPORTEDLY_CASE", str(tmp_path / "case"))
    monkeypatch.setenv("REPORTEDLY_AUTHOR", "Ada")
    for terminal in (console.output, console.errors):
        monkeypatch.setattr(terminal, "_width", 160)
    return tmp_path / "case"


def in_this_process(process):
    return lambda self, workers, progress, *stages: process(self, 0, progress, *stages)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def done(*words: object) -> str:
    result = run("attribute", *words)
    assert result.exit_code == 0, (result.output, result.exception)
    return " ".join(result.output.split())


def found(case: Path) -> list[Statement]:
    with Case(case, create=False) as opened:
        return opened.statements()


def first(case: Path) -> str:
    return found(case)[0].id[:10]


def misuse(*words: object) -> str:
    result = run("attribute", *words)
    if isinstance(result.exception, InputError):
        return str(result.exception)
    assert result.exit_code == USAGE
    return " ".join(result.output.split())


def test_a_speaker_and_an_act(case):
    out = done(first(case), "--set", "speaker=Ferry Board", "--set", "act=warn", "--why", "it is theirs")
    assert "speaker=Ferry Board: said" in out and "takes the last back" in out
    assert "speaker Ferry Board instead of The board, act warn instead of say" in out
    assert (found(case)[0].speaker, found(case)[0].act) == ("Ferry Board", "warn")
    listed = " ".join(run("rulings").output.split())
    assert "it is theirs" in listed and "applied" in listed


def test_other_words_nearest_to_the_statement(case):
    second = found(case)[1].id[:10]
    out = done(second, "--content", "the  ferry would go on", "--cue", "said")
    assert "has this content" in out and "- s_" in out and "+ s_" in out
    row = found(case)[1]
    assert [x.text for x in (*row.cue, *row.content)] == ["said", "the ferry would go on"]
    assert row.cue[0].start > PAGE.index("mayor")


def test_no_source(case):
    done(first(case), "--source", "")
    assert found(case)[0].source == ()


def test_reject_and_undo(case):
    assert "is no statement" in done(first(case), "--reject")
    assert len(found(case)) == 1
    again = run("rulings", "--undo", "u_")
    assert "undone – is no statement" in again.output and "+ s_" in again.output
    assert len(found(case)) == 2


def test_a_missed_statement(case):
    words = ("--cue", "According to", "--source", "the river office", "--content", "the ferry is safe")
    out = done("ferry.txt", *words, "--set", "speaker=River Office")
    assert "is a statement" in out and "+ s_" in out
    assert found(case)[-1].speaker == "River Office"


def test_for_later(case):
    assert "Noted." in done(first(case), "--reject", "--later")
    assert len(found(case)) == 2


MISUSES = [
    ((), "Say what is to hold"),
    (("--reject", "--set", "act=warn"), "nothing else"),
    (("--set", "act=shrug"), "is no act"),
    (("--content", "no such words"), "does not hold the words"),
    (("--content", " "), "without content is none"),
]


@pytest.mark.parametrize(("words", "wrong"), MISUSES)
def test_misuse_is_told_and_writes_nothing(case, words, wrong):
    assert wrong in misuse(first(case), *words)
    assert not (case / "rulings.jsonl").exists()


def test_misuse_of_a_file(case):
    assert "give its --content" in misuse("ferry.txt", "--set", "act=warn")
    assert "give its --content" in misuse("ferry.txt", "--reject")
    assert "3 times" in misuse("ferry.txt", "--content", "the ferry")
    assert "No article of that file" in misuse("ferry.txt", "--content", "the tram")
    assert "No source" in misuse("tram.txt", "--content", "the ferry")
    assert "No statement begins" in misuse("s_zz", "--reject")


def test_rulings_are_written_as_training_data(case, tmp_path):
    out = tmp_path / "made" / "ruled.jsonl"
    assert "0 documents" in " ".join(run("rulings", "--training", out).output.split())
    done(first(case), "--set", "act=warn")
    done(found(case)[1].id[:10], "--reject")
    done(
        "ferry.txt", "--content", "the ferry is safe", "--source", "the river office", "--cue", "According to"
    )
    assert run("rulings", "--training", out).exit_code == 0
    (line,) = out.read_text("utf-8").splitlines()
    made = json.loads(line)
    text = made["text"]
    told = [
        (" ".join(text[a:b] for a, b in x["content"]), x["act"], x["ruled"]) for x in made["attributions"]
    ]
    assert told == [
        ("that the ferry might stop in May", "warn", True),
        ("the ferry is safe", told[1][1], True),
    ]
    assert [text[a:b] for x in made["rejected"] for a, b in (*x["source"], *x["cue"])] == [
        "The mayor",
        "denied",
    ]
    run("rulings", "--undo", next(x for x in Case(case, create=False).rulings() if x.value).id)
    run("rulings", "--training", out)
    assert [x["ruled"] for x in json.loads(out.read_text("utf-8"))["attributions"]] == [False, True]


def test_training_data_that_cannot_be_written(case, tmp_path):
    result = run("rulings", "--training", tmp_path)
    assert isinstance(result.exception, InputError) and "cannot be written" in str(result.exception)
