"""Rulings in a case: they move their own shard alone, and outlive whatever happens to the tables."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from case_state import is_sound, outputs, rows
from reportedly import articles as cutting
from reportedly.articles.labelled import Labelled
from reportedly.case import Case, RulingState
from reportedly.cli.gathering import gather
from reportedly.dossier import render
from reportedly.errors import CaseError, InputError
from reportedly.pipeline import plan as planning
from reportedly.records import Action, Block, BlockClass, Range, Rendering, Ruling, ruling, source_id

CLASS, SPLIT, JOIN, SET = Action.CLASS, Action.SPLIT, Action.JOIN, Action.SET
SAILOR = "A sailor watches the pier at dusk as the last ferry of the day leaves for the outer islands."
PAGE = f"""Ferry line to close
By A. Writer
March 3, 2031

PORT ELVANE - The harbour board said on Monday that the ferry would stop in May, and that
nobody on the outer islands had been asked about it before the vote was taken.

{SAILOR}

The mayor said on Friday that the ferry would go on, whatever the board had decided behind closed doors.

The council put off its vote on the bridge for a year, and said that it would hear the islanders first.
"""
OTHER = PAGE.replace("ferry", "bridge").replace("Ferry", "Bridge").replace("harbour", "river")
SETTINGS = "format = 1\n\n[settings]\nshard_files = 1\n"


def by_line(rendering: Rendering) -> list[Labelled]:
    """A line a block: what a classifier might find, so that these tests hold whatever is learned."""
    kinds = {"By": BlockClass.BYLINE, "March": BlockClass.DATELINE}
    found, at = [], 0
    for line in rendering.source.text.split("\n"):
        if line:
            kind = kinds.get(line.split()[0], BlockClass.BODY) if at else BlockClass.TITLE
            found.append(Labelled(at, at + len(line), kind, 0, "by line", 0.7))
        at += len(line) + 1
    return found


@pytest.fixture(scope="module", autouse=True)
def classifier() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", by_line)
        yield


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two files, a shard each."""
    folder = tmp_path_factory.mktemp("ruled")
    for name, text in (("ferry.txt", PAGE), ("bridge.txt", OTHER)):
        (folder / "pile").mkdir(exist_ok=True)
        (folder / "pile" / name).write_text(text, "utf-8")
    (folder / "case").mkdir()
    (folder / "case" / "case.toml").write_text(SETTINGS)
    with Case(folder / "case") as case:
        assert not case.read(folder / "pile", workers=0).errors
    return folder


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Case:
    shutil.copytree(read / "case", tmp_path / "case")
    return Case(tmp_path / "case", create=False)


def block_of(case: Case, words: str) -> Block:
    source = case.source_of("ferry.txt")
    return next(block for block in case.blocks(source) if words in block.text)


def rule(case: Case, action: Action, words: str, value: str = "", **more: object) -> Ruling:
    block = block_of(case, words)
    at = Range(block.start, block.end)
    return case.rule("ferry.txt", at, action, value, author="Ada", workers=0, **more)


def ferry(case: Case) -> list[str]:
    return [article.body for article in case.articles(case.source_of("ferry.txt"))]


def kept(case: Case) -> list[tuple[str, str]]:
    """What a case holds of the ferry, to compare two cases by."""
    return [(a.id, msgspec.json.encode(a).decode()) for a in case.articles(case.source_of("ferry.txt"))]


def state(case: Case) -> list[RulingState]:
    return [row.state for row in case.rulings()]


def test_a_ruling_is_a_line_and_changes_the_articles(case):
    assert SAILOR in ferry(case)[0]
    made = rule(case, CLASS, "sailor", "caption", why="it stands under a picture")
    (article,) = case.articles(case.source_of("ferry.txt"))
    assert SAILOR in article.text and SAILOR not in article.body
    assert (block_of(case, "sailor").kind, block_of(case, "sailor").rule) == (BlockClass.CAPTION, "ruling")
    (line,) = (case.path / "rulings.jsonl").read_text("utf-8").splitlines()
    assert msgspec.json.decode(line, type=Ruling) == made
    assert (made.words.text, made.author, made.why) == (SAILOR, "Ada", "it stands under a picture")
    (row,) = case.rulings()
    assert (row.id, row.state, row.path) == (made.id, RulingState.APPLIED, "pile/ferry.txt")
    assert is_sound(case.path)


def test_only_the_shard_of_the_source_moves(case):
    tasks = {(task.stage, task.slot): task.key for task in case._tasks()}
    before = outputs(case.path)
    rule(case, CLASS, "sailor", "caption")
    after = {(task.stage, task.slot): task.key for task in case._tasks()}
    (shard,) = [task.slot for task in case._tasks() if task.rulings]
    shards = {slot for stage, slot in tasks if stage == "articles"}
    assert len(shards) == 2
    moved = {(stage, slot) for (stage, slot), key in after.items() if tasks[stage, slot] != key}
    by_shard = {stage.name for stage in planning.STAGES if stage.kind == planning.StageKind.SHARD}
    assert {(stage, slot) for stage, slot in moved if slot in shards} == {(name, shard) for name in by_shard}
    assert {name: data for name, data in outputs(case.path).items() if name in before} == before


def test_undo_is_a_line_and_gives_back_what_was(case):
    whole = rows(case.path)
    made = rule(case, CLASS, "sailor", "caption")
    stages = outputs(case.path)
    line = case.unrule(made.id[:8], author="Bo", why="it is body after all", workers=0)
    assert (line.undoes, line.author) == (made.id, "Bo")
    assert state(case) == [RulingState.UNDONE]
    assert outputs(case.path) == stages
    left = rows(case.path)
    assert len(left.pop("rulings")) == 2
    assert left == {name: found for name, found in whole.items() if name != "rulings"}
    again = rule(case, CLASS, "sailor", "caption")
    assert again.id != made.id and SAILOR not in ferry(case)[0]


def test_a_split_a_date_and_a_join(case):
    rule(case, SPLIT, "The council")
    rule(case, SET, "The council", "date=2031-05-09")
    first, second = case.articles(case.source_of("ferry.txt"))
    assert second.body.startswith("The council") and second.date == "2031-05-09"
    assert first.date == "2031-03-03"
    rule(case, JOIN, "The council")
    (whole,) = case.articles(case.source_of("ferry.txt"))
    assert whole.date == "2031-05-09"
    assert state(case) == [RulingState.APPLIED] * 3


def test_rulings_outlive_runs_databases_and_stages(case, read):
    rule(case, CLASS, "sailor", "caption")
    ruled = kept(case)
    case.read(read / "pile", workers=0)
    assert kept(case) == ruled
    case.rebuild()
    assert kept(case) == ruled and state(case) == [RulingState.APPLIED]
    case.close()
    shutil.rmtree(case.path / "stages")
    for file in case.path.glob("case.sqlite*"):
        file.unlink()
    with Case(case.path, create=False) as opened:
        opened.process(workers=0)
        assert kept(opened) == ruled and state(opened) == [RulingState.APPLIED]
    assert is_sound(case.path)


def test_the_same_file_from_another_path_comes_in_ruled(case, tmp_path):
    rule(case, CLASS, "sailor", "caption")
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "copy.txt").write_text(PAGE, "utf-8")
    case.read(tmp_path / "copies", workers=0)
    found = case.articles(case.source_of("copies/copy.txt"))
    assert len(found) == 2 and all(SAILOR not in article.body for article in found)
    rule(case, SET, "The mayor", "date=2031-05-09")
    assert {a.date for a in case.articles(case.source_of("ferry.txt"))} == {"2031-05-09"}


def test_a_forgotten_source_takes_its_rulings_along(case):
    made = rule(case, CLASS, "sailor", "caption")
    case.unrule(made.id, author="Ada", workers=0)
    kept_one = case.rule("bridge.txt", Range(0, 11), SET, "byline=Bo", author="Ada", workers=0)
    case.forget(made.source)
    text = (case.path / "rulings.jsonl").read_text("utf-8")
    assert "sailor" not in text and made.source not in text and kept_one.id in text
    assert made.source in (case.path / "forgotten.jsonl").read_text("utf-8")
    assert [row.id for row in case.rulings()] == [kept_one.id]
    assert is_sound(case.path)


def test_a_forget_that_was_killed_is_ended_by_the_next_read(case, read, monkeypatch):
    made = rule(case, CLASS, "sailor", "caption")
    monkeypatch.setattr(type(case._rulings), "strike", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        case.forget(made.source)
    monkeypatch.undo()
    case.process(workers=0)
    assert is_sound(case.path)
    case.read(read / "pile", workers=0)
    assert (case.path / "rulings.jsonl").read_bytes() == b""


def test_another_classifier_keeps_what_was_ruled(case, monkeypatch):
    rule(case, CLASS, "sailor", "caption")
    rule(case, SPLIT, "The council")

    def newer(rendering: Rendering) -> list[Labelled]:
        """Two blocks for the whole text, whose seam is none of the old ones."""
        text = rendering.source.text
        cut = text.index("on Friday")
        made = [Labelled(0, cut - 1, BlockClass.BODY, 0, "newer", 0.6)]
        return [*made, Labelled(cut, len(text.rstrip()), BlockClass.BODY, 0, "newer", 0.6)]

    monkeypatch.setattr(cutting, "_labels", newer)
    later = tuple(msgspec.structs.replace(s, version=99) for s in planning.STAGES)
    monkeypatch.setattr(planning, "STAGES", later)
    case.process(workers=0)
    first, second = case.articles(case.source_of("ferry.txt"))
    assert SAILOR in first.text and SAILOR not in first.body
    assert second.body.startswith("The council")
    assert {block.rule for block in case.blocks(first.source)} == {"newer", "ruling"}
    assert state(case) == [RulingState.APPLIED] * 2


def test_a_ruling_whose_words_are_gone_is_listed_and_comes_back(case, monkeypatch):
    made = rule(case, CLASS, "sailor", "caption")
    moved = msgspec.structs.replace(made.words, text="A sailor watches no pier.")
    path = case.path / "rulings.jsonl"
    line = path.read_bytes()
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(made, words=moved)) + b"\n")
    case.process(workers=0)
    assert state(case) == [RulingState.NOT_FOUND]
    (row,) = case.problems()
    assert (row.code, row.where, row.source) == ("ruling-not-found", "pile/ferry.txt", made.source)
    assert SAILOR in ferry(case)[0]
    path.write_bytes(line)
    case.process(workers=0)
    assert state(case) == [RulingState.APPLIED] and not case.problems()


def test_an_unreadable_source_lists_its_rulings(case):
    made = rule(case, CLASS, "sailor", "caption")
    (case.path / "case.toml").write_text(SETTINGS + "max_bytes = 10\n")
    with Case(case.path, create=False) as opened:
        opened.process(workers=0)
        codes = sorted(row.code for row in opened.problems() if row.source == made.source)
        assert codes == ["ruling-not-found", "too-large"]


def test_rulings_can_wait(case):
    made = rule(case, CLASS, "sailor", "caption", now=False)
    assert state(case) == [RulingState.WAITING] and SAILOR in ferry(case)[0]
    case.process(workers=0)
    assert state(case) == [RulingState.APPLIED] and SAILOR not in ferry(case)[0]
    case.unrule(made.id, author="Ada", now=False)
    assert state(case) == [RulingState.UNDONE]


def test_rulings_of_a_source_that_has_not_come_in_wait_for_it(case, tmp_path):
    text = PAGE.replace("ferry", "tram").replace("Ferry", "Tram")
    made = rule(case, CLASS, "sailor", "caption", now=False)
    page = msgspec.structs.replace(
        made.words, text=made.words.text.replace("ferry", "tram"), end=made.words.end - 1
    )
    early = ruling(source_id(text.encode()), page, CLASS, "caption", author="Bo", time="2031-05-09")
    (case.path / "rulings.jsonl").write_bytes(msgspec.json.encode(early) + b"\n")
    case.process(workers=0)
    assert state(case) == [RulingState.WAITING] and is_sound(case.path)
    (tmp_path / "tram.txt").write_text(text, "utf-8")
    case.read(tmp_path / "tram.txt", workers=0)
    assert state(case) == [RulingState.APPLIED]


def test_a_line_that_was_not_ended_is_passed_over_and_written_over(case):
    path = case.path / "rulings.jsonl"
    path.write_bytes(b'{"id":"u_1","source":"5')
    assert case.rulings() == []
    rule(case, CLASS, "sailor", "caption")
    assert len(path.read_bytes().splitlines()) == 1 and state(case) == [RulingState.APPLIED]


def test_a_line_that_is_no_ruling_is_named(case):
    rule(case, CLASS, "sailor", "caption")
    with (case.path / "rulings.jsonl").open("a") as file:
        file.write('\n{"id": 5}\n')
    with pytest.raises(CaseError, match=r"rulings\.jsonl, line 3"):
        case.rulings()


BAD = [
    (Range(0, 0), CLASS, "body", "no words"),
    (Range(0, 100_000), CLASS, "body", "no words"),
    (Range(-4, 3), CLASS, "body", "no words"),
    (Range(0, 5), CLASS, "photo", "is no class"),
    (Range(0, 5), SET, "date=yesterday", "is no date"),
    (Range(0, 5), SPLIT, "here", "takes no value"),
]


@pytest.mark.parametrize(("at", "action", "value", "said"), BAD)
def test_what_makes_no_sense_is_not_written(case, at, action, value, said):
    with pytest.raises(InputError, match=said):
        case.rule("ferry.txt", at, action, value, author="Ada")
    assert not (case.path / "rulings.jsonl").exists()


def test_a_ruling_bears_a_name(case):
    with pytest.raises(InputError, match="--author"):
        case.rule("ferry.txt", Range(0, 5), CLASS, "body", author=" ")


def test_undoing_what_cannot_be_undone(case):
    with pytest.raises(InputError, match="No ruling begins"):
        case.unrule("u_", author="Ada")
    made = rule(case, CLASS, "sailor", "caption", now=False)
    undone = case.unrule(made.id, author="Ada", now=False)
    with pytest.raises(InputError, match="undone already"):
        case.unrule(made.id, author="Ada")
    with pytest.raises(InputError, match="No ruling begins"):
        case.unrule(undone.id, author="Ada")


def test_the_white_space_around_words_is_no_part_of_a_ruling(case):
    made = case.rule("ferry.txt", Range(19, 33), CLASS, "byline", author="Ada", now=False)
    assert made.words.text == "By A. Writer"


@pytest.mark.parametrize("name", ["pile/ferry.txt", "ferry.txt", "/home/ada/pile/ferry.txt", "fer"])
def test_a_source_goes_by_its_path(case, name):
    assert case.source_of(name) == case.arrivals()[1].source


def test_a_source_goes_by_its_hash_and_its_article(case):
    source = case.source_of("pile/ferry.txt")
    (article,) = case.articles(source)
    assert case.source_of(source[:10].upper()) == case.source_of(article.id[:10]) == source


@pytest.mark.parametrize(
    ("name", "said"), [("", "No source"), ("erry.txt", "No source"), ("a_", "2 sources")]
)
def test_a_name_of_none_or_of_several_is_said_so(case, name, said):
    with pytest.raises(InputError, match=said):
        case.source_of(name)


def test_every_line_is_json_of_its_own(case):
    rule(case, CLASS, "sailor", "caption", now=False)
    rule(case, SET, "The mayor", "byline=Ægir Ö.", now=False)
    lines = (case.path / "rulings.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["caption", "byline=Ægir Ö."]


def test_the_dossier_says_what_an_analyst_ruled(case):
    rule(case, SET, "The mayor", "date=")
    rule(case, CLASS, "sailor", "title")
    page = " ".join(render(gather(case, "Ferries", None)).split())
    assert '<td data-label="Value">none <span class="tick">' in page
    assert f"ruled by an analyst <q>{SAILOR}</q>" in page
