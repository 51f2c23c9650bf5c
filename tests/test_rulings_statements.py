"""Rulings on statements: what an analyst says of one holds, whatever a later model reads."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree, rmtree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_state import is_sound, outputs, rows
from reportedly import articles as cutting
from reportedly import attribution, language
from reportedly.articles.labelled import Labelled
from reportedly.attribution import apply, fault
from reportedly.case import Case, Change, RulingState
from reportedly.case.correcting import Signed, added, corrected
from reportedly.errors import InputError
from reportedly.pipeline import plan as planning
from reportedly.records import (
    Action,
    Article,
    BlockClass,
    Kept,
    Kind,
    Modality,
    Range,
    Rendering,
    Ruling,
    Statement,
    lay_out,
)
from reportedly.text import text_of
from said_words import bare_parse, said, words_of

ADD, AMEND, REJECT, SPAN = Action.ADD, Action.AMEND, Action.REJECT, Action.SPAN
SIGNED = Signed("Ada", "", "2031-05-09T10:00:00+00:00")
LINES = (
    "Menu",
    "Ferry line to close",
    "The harbour board said on Monday that the ferry might stop in May, and the mayor denied it.",
    "Advertisement",
    "“Nobody asked us,” added Ines Halvorsen. “The pier will stay open.”",
    "According to the river office, the bridge is safe.",
)
SOURCE = "\n\n".join(LINES)


def kept(*numbers: int) -> tuple[Kept, ...]:
    at = [SOURCE.index(LINES[n]) for n in numbers]
    return lay_out([(Range(a, a + len(LINES[n])), BlockClass.BODY) for a, n in zip(at, numbers, strict=True)])


def article(*numbers: int) -> Article:
    """An article of these lines of the source; a page whose advertisement was kept has other places."""
    ranges = kept(*(numbers or (1, 2, 4, 5)))
    return Article("a_1", "5" * 64, "r_1", 0, ranges, text_of(SOURCE, ranges), outlet="The Pier Post")


def readings(page: Article) -> list[Statement]:
    might, us = "that the ferry might stop in May", "“Nobody asked us,”"
    found = []
    if might in page.text:
        found.append(said(page, "The harbour board", "said", might, modality=Modality.POSSIBLE))
        found.append(said(page, "the mayor", "denied", "it", act="deny", negated=True))
    if us in page.text:
        found.append(said(page, "Ines Halvorsen", "added", us, kind=Kind.DIRECT))
    return found


def rule(row: Statement, *changes: Change, page: Article | None = None) -> list[Ruling]:
    return corrected(row, page or article(), SOURCE, changes, SIGNED)


def holds(
    rulings: Sequence[Ruling], found: Sequence[Statement], page: Article | None = None
) -> list[Statement]:
    page = page or article()
    made, placed = apply(page, SOURCE, found, rulings, lambda: bare_parse(page))
    assert placed == {line.id for line in rulings}
    for row in made:
        for piece in (*row.source, *row.cue, *row.content, *row.hedges, *row.verbatim):
            assert page.text[piece.start : piece.end] == piece.text
    return made


def words(role: Sequence[object]) -> list[str]:
    return [piece.text for piece in role]


AMENDED = [
    ("speaker=Harbour Institute", "speaker", "Harbour Institute"),
    ("speaker=", "speaker", None),
    ("document=Pier Survey", "document", "Pier Survey"),
    ("via=Belvar > Pier Survey", "via", ("Belvar", "Pier Survey")),
    ("act=warn", "act", "warn"),
    ("act=not-say", "act", "not-say"),
    ("modality=predicted", "modality", Modality.PREDICTED),
    ("negated=yes", "negated", True),
    ("time=", "time", None),
]


@pytest.mark.parametrize(("value", "field", "wanted"), AMENDED)
def test_a_field_is_what_was_ruled(value, field, wanted):
    found = readings(article())
    (line,) = rule(found[0], Change(AMEND, value))
    first, *others = holds([line], found)
    assert getattr(first, field) == wanted
    assert (first.id, first.maker, first.confidence) == (found[0].id, f"ruling {line.id}", 1.0)
    assert {row.id for row in others} == {row.id for row in found[1:]}


def test_a_rejected_statement_is_gone_and_another_stays():
    found = readings(article())
    assert holds(rule(found[1], Change(REJECT)), found) == [found[0], found[2]]


def test_words_of_a_role_are_ruled_and_the_rest_is_read_from_them():
    found = readings(article())
    page = article()
    both = words_of(page, "“The pier will stay open.”")
    first = found[2].content[0]
    pieces = (Range(first.start, first.end), Range(both.start, both.end))
    (line,) = rule(found[2], Change(SPAN, "content", pieces))
    row = next(x for x in holds([line], found) if x.speaker == "Ines Halvorsen")
    assert words(row.content) == ["“Nobody asked us,”", "“The pier will stay open.”"]
    assert row.kind is Kind.DIRECT and row.cue == found[2].cue and row.id != found[2].id


def test_hedges_and_certainty_follow_the_words():
    page = article()
    (row,) = [said(page, "the mayor", "denied", "that the ferry")]
    at = words_of(page, "that the ferry might stop in May")
    (line,) = rule(row, Change(SPAN, "content", (Range(at.start, at.end),)))
    (made,) = holds([line], [row])
    assert words(made.hedges) == ["might"] and made.speaker == "the mayor"


def test_a_source_phrase_names_its_speaker():
    found = readings(article())
    found[0] = msgspec.structs.replace(found[0], speaker="Port Elvane Harbour Board")
    at = words_of(article(), "The harbour board")
    (line,) = rule(found[1], Change(SPAN, "source", (Range(at.start, at.end),)))
    assert [row.speaker for row in holds([line], found)][:2] == ["Port Elvane Harbour Board"] * 2


def add(source: str, cue: str, content: str, *values: str) -> list[Ruling]:
    page = article()
    roles = [[words_of(page, x)] if x else [] for x in (source, cue, content)]
    return added(page, SOURCE, [[Range(x.start, x.end) for x in role] for role in roles], values, SIGNED)


def test_a_statement_is_added_with_what_is_said_of_it():
    lines = add("the river office", "According to", "the bridge is safe", "act=claim")
    row = holds(lines, readings(article()))[-1]
    assert (row.speaker, row.act, row.via) == ("the river office", "claim", ("The Pier Post",))
    assert row.maker == " ".join(f"ruling {line.id}" for line in lines).replace(" ruling", ", ruling")
    assert words(row.content) == ["the bridge is safe"]


def test_what_was_added_stands_once_when_a_model_finds_it():
    lines = add("the river office", "According to", "the bridge is safe")
    later = [*readings(article()), said(article(), "the river office", "According to", "bridge is safe")]
    assert len(holds(lines, later)) == len(later)
    assert words(holds(lines, later)[-1].content) == ["the bridge is safe"]


MOVED = {
    "a longer content": said(article(), "board", "said", "the ferry might stop in May, and the mayor"),
    "a longer cue": said(article(), "The harbour board", "said on Monday", "the ferry might stop"),
    "another cue of the same source": said(
        article(), "The harbour board", "on Monday", "that the ferry might stop in May"
    ),
}


@pytest.mark.parametrize("later", MOVED.values(), ids=MOVED)
def test_a_later_model_reads_other_words_and_the_ruling_still_holds(later):
    (line,) = rule(readings(article())[0], Change(AMEND, "speaker=Harbour Institute"))
    (row,) = holds([line], [later])
    assert (row.id, row.speaker) == (later.id, "Harbour Institute")


def test_what_a_later_model_misses_is_made_again_from_its_words():
    before = readings(article())[0]
    (line,) = rule(before, Change(AMEND, "speaker=Harbour Institute"))
    (row,) = holds([line], [])
    assert (row.id, row.speaker) == (before.id, "Harbour Institute")
    assert holds(rule(before, Change(REJECT)), []) == []


def test_two_statements_of_one_content_are_told_apart_by_their_cues():
    page = article()
    content = "that the ferry might stop in May"
    found = [said(page, "The harbour board", "said", content), said(page, "the mayor", "denied", content)]
    assert holds(rule(found[1], Change(REJECT)), found) == [found[0]]
    assert holds(rule(found[1], Change(REJECT)), found[:1]) == found[:1]


def test_rulings_of_one_command_build_on_each_other():
    page = article()
    found = readings(page)
    cue, content = words_of(page, "denied"), words_of(page, "the ferry")
    lines = rule(
        found[0],
        Change(SPAN, "cue", (Range(cue.start, cue.end),)),
        Change(SPAN, "content", (Range(content.start, content.end),)),
        Change(AMEND, "act=deny"),
    )
    (row,) = holds(lines, found[:1])
    assert (words(row.cue), words(row.content), row.act) == (["denied"], ["the ferry"], "deny")


def test_a_place_moves_with_the_article():
    """The same file, cut otherwise: more is kept above, and the quotation runs over what was dropped."""
    page, other = article(), article(0, 1, 2, 3, 4, 5)
    (line,) = rule(readings(page)[2], Change(AMEND, "act=claim"))
    assert [row.act for row in holds([line], readings(other), other)] == ["say", "deny", "claim"]


def test_words_that_are_no_longer_kept_have_no_place():
    (line,) = rule(readings(article())[2], Change(AMEND, "act=claim"))
    page = article(1, 2)
    assert apply(page, SOURCE, [], [line], lambda: bare_parse(page)) == ([], frozenset())


def test_words_over_two_blocks_are_pinned_in_two_pieces():
    page = article()
    whole = words_of(page, "Ferry line to close\nThe harbour")
    made = added(page, SOURCE, [[], [], [Range(whole.start, whole.end)]], [], SIGNED)
    assert words(made[0].about.content) == ["Ferry line to close", "The harbour"]
    (row,) = holds(made, [])
    assert words(row.content) == ["Ferry line to close", "The harbour"]


def test_nothing_is_parsed_where_no_words_are_ruled():
    found = readings(article())
    lines = rule(found[0], Change(AMEND, "act=warn")) + rule(found[1], Change(REJECT))
    made, _ = apply(article(), SOURCE, found, lines, lambda: pytest.fail("parsed"))
    assert len(made) == 2


PLACES = st.tuples(st.integers(0, len(article().text) - 1), st.integers(1, 40))
CHANGES = st.sampled_from(
    [Change(REJECT), Change(AMEND, "act=warn"), Change(SPAN, "cue"), Change(SPAN, "source")]
)


@given(st.lists(st.tuples(PLACES, PLACES, CHANGES), max_size=5))
def test_no_ruling_moves_a_span_or_repeats_an_id(asked):
    page, lines = article(), []
    for cue, content, change in asked:
        places = [Range(a, min(a + b, len(page.text))) for a, b in (cue, content)]
        if all(page.text[x.start : x.end].strip() for x in places):
            lines += added(page, SOURCE, [[], places[:1], places[1:]], [], SIGNED)
            row = said(page, "", page.text[places[0].start : places[0].end], "Ferry")
            lines += rule(row, change)
    lines = list({line.id: line for line in lines}.values())
    made = holds(lines, readings(page))
    assert len({row.id for row in made}) == len(made)


FAULTS = [
    (AMEND, "act=shrug", "is no act"),
    (AMEND, "modality=surely", "is no modality"),
    (AMEND, "negated=perhaps", "is no negated"),
    (AMEND, "colour=red", "amends nothing"),
    (AMEND, "speaker", "amends nothing"),
    (SPAN, "hedges", "is no role"),
    (REJECT, "now", "takes no value"),
    (ADD, "one", "takes no value"),
]


@pytest.mark.parametrize(("action", "value", "wrong"), FAULTS)
def test_what_makes_no_sense_is_told(action, value, wrong):
    assert wrong in fault(action, value)
    with pytest.raises(InputError, match=wrong):
        rule(readings(article())[0], Change(action, value))


def test_a_statement_keeps_a_content():
    with pytest.raises(InputError, match="Reject it"):
        rule(readings(article())[0], Change(SPAN, "content"))
    with pytest.raises(InputError, match="Say what is said"):
        added(article(), SOURCE, ([], [], []), [], SIGNED)
    with pytest.raises(InputError, match="no words at"):
        added(article(), SOURCE, ([], [], [Range(0, 100_000)]), [], SIGNED)


def by_line(rendering: Rendering) -> list[Labelled]:
    found = []
    for line in LINES:
        at, kind = rendering.source.text.find(line), BlockClass.BODY
        if line == "Advertisement":
            kind = BlockClass.JUNK
        if at >= 0 and line != "Menu":
            found.append(Labelled(at, at + len(line), kind, 0, "by line", 0.7))
    return found


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    """Labels and statements that are known, so that the tests hold whatever is learned."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_labels", by_line)
        patch.setattr(attribution, "extract", lambda page, _: readings(page))
        patch.setattr(language, "parse", lambda pages, *_: (bare_parse(page) for page in pages))
        yield


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    (folder / "pile").mkdir()
    (folder / "pile" / "ferry.txt").write_text(SOURCE, "utf-8")
    (folder / "pile" / "other.txt").write_text(SOURCE.replace("Menu", "Index"), "utf-8")
    with Case(folder / "case") as case:
        assert not case.read(folder / "pile", workers=0).errors
    return folder


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Case:
    copytree(read / "case", tmp_path / "case")
    return Case(tmp_path / "case", create=False)


def ferry(case: Case) -> list[Statement]:
    (page,) = case.articles(case.source_of("ferry.txt"))
    return case.statements(page.id)


def correct(case: Case, *changes: Change, **more: object) -> list[Ruling]:
    return case.correct(ferry(case)[0].id[:12], *changes, author="Ada", workers=0, **more)


def _resting_on(stage: str) -> set[str]:
    above = {one.name for one in planning.STAGES if stage in one.reads}
    return above.union(*(_resting_on(name) for name in above))


def test_a_ruling_changes_the_statements_of_its_file_alone(case):
    keys = {(task.stage, task.slot): task.key for task in case._tasks()}
    before = outputs(case.path)
    (made,) = correct(case, Change(AMEND, "speaker=Harbour Institute"))
    assert ferry(case)[0].speaker == "Harbour Institute"
    assert sum(row.speaker == "Harbour Institute" for row in case.statements()) == 1
    moved = {task.stage for task in case._tasks() if keys[task.stage, task.slot] != task.key}
    assert moved == {"ruled", *_resting_on("ruled")}
    assert {name: data for name, data in outputs(case.path).items() if name in before} == before
    (row,) = case.rulings()
    assert (row.id, row.state, row.about) == (made.id, RulingState.APPLIED, made.about)
    assert is_sound(case.path)


def test_undo_gives_back_what_was(case):
    whole = rows(case.path)
    (made,) = correct(case, Change(REJECT))
    assert len(ferry(case)) == 2
    case.unrule(made.id, author="Ada", workers=0)
    left = rows(case.path)
    assert len(left.pop("rulings")) == 2
    assert left == {name: found for name, found in whole.items() if name != "rulings"}


def test_rulings_outlive_runs_databases_and_stages(case, read):
    correct(case, Change(AMEND, "speaker=Harbour Institute"), Change(AMEND, "act=warn"))
    (page,) = case.articles(case.source_of("ferry.txt"))
    at = words_of(page, "the bridge is safe")
    case.add_statement(page.id, [Range(at.start, at.end)], "speaker=River Office", author="Ada", workers=0)
    ruled = ferry(case)
    assert ruled[-1].speaker == "River Office" and ruled[-1].cue == ()
    case.read(read / "pile", workers=0)
    case.rebuild()
    assert ferry(case) == ruled
    case.close()
    rmtree(case.path / "stages")
    with Case(case.path, create=False) as opened:
        opened.process(workers=0)
        assert ferry(opened) == ruled
        assert {row.state for row in opened.rulings()} == {RulingState.APPLIED}
    assert is_sound(case.path)


def test_a_retrained_model_keeps_what_was_ruled(case, monkeypatch):
    correct(case, Change(AMEND, "speaker=Harbour Institute"))
    longer = "the ferry might stop in May, and the mayor denied it"
    monkeypatch.setattr(
        attribution, "extract", lambda page, _: [said(page, "The harbour board", "said on Monday", longer)]
    )
    later = tuple(msgspec.structs.replace(s, version=99) for s in planning.STAGES)
    monkeypatch.setattr(planning, "STAGES", later)
    case.process(workers=0)
    assert [row.speaker for row in ferry(case)] == ["Harbour Institute"]
    assert words(ferry(case)[0].content) == [longer]


def test_a_ruling_whose_words_were_dropped_is_listed_and_comes_back(case):
    (made,) = correct(case, Change(AMEND, "speaker=Harbour Institute"))
    at = SOURCE.index(LINES[2])
    dropped = case.rule(
        "ferry.txt", Range(at, at + len(LINES[2])), Action.CLASS, "junk", author="Ada", workers=0
    )
    states = {row.id: row.state for row in case.rulings()}
    assert states == {made.id: RulingState.NOT_FOUND, dropped.id: RulingState.APPLIED}
    (problem,) = case.problems()
    assert (problem.code, problem.stage, problem.where) == (
        "ruling-not-found",
        "statements",
        "pile/ferry.txt",
    )
    case.unrule(dropped.id, author="Ada", workers=0)
    assert not case.problems() and ferry(case)[0].speaker == "Harbour Institute"


def test_an_unreadable_source_lists_its_rulings(case):
    correct(case, Change(REJECT))
    (case.path / "case.toml").write_text("format = 1\n\n[settings]\nmax_bytes = 10\n")
    with Case(case.path, create=False) as opened:
        opened.process(workers=0)
        codes = [row.code for row in opened.problems() if row.stage == "statements"]
        assert codes == ["ruling-not-found"]


def test_a_copy_of_the_file_comes_in_ruled(case, tmp_path):
    correct(case, Change(AMEND, "speaker=Harbour Institute"))
    (tmp_path / "copy.txt").write_text(SOURCE, "utf-8")
    case.read(tmp_path / "copy.txt", workers=0)
    assert sum(row.speaker == "Harbour Institute" for row in case.statements()) == 2


def test_a_ruling_can_wait(case):
    correct(case, Change(REJECT), now=False)
    assert len(ferry(case)) == 3 and [row.state for row in case.rulings()] == [RulingState.WAITING]
    case.process(workers=0)
    assert len(ferry(case)) == 2


@pytest.mark.parametrize(
    ("name", "wrong"), [("s_", "Several"), ("s_zz", "No statement"), ("", "No statement")]
)
def test_a_statement_goes_by_the_beginning_of_its_id(case, name, wrong):
    with pytest.raises(InputError, match=wrong):
        case.correct(name, Change(REJECT), author="Ada")


def test_no_article_no_statement(case):
    with pytest.raises(InputError, match="has the id"):
        case.add_statement("a_none", [Range(0, 4)], author="Ada")
