"""A case answers, keeps what it was given, does no work twice, and forgets on demand."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import reportedly
from case_state import PILE, copied, is_sound, outputs, rows
from reportedly.case import Case, Change
from reportedly.case import database as database_module
from reportedly.case.lock import writing
from reportedly.errors import CaseError, CaseLocked, InputError
from reportedly.records import Action, Root, Span
from reportedly.text import text_of, to_article, to_source

NOTE = "TARN BAY (Moorgate Wire) — A harbour board said on Monday that the light would be lit again.\n"


@pytest.fixture
def case(example: Path, tmp_path: Path) -> Case:
    return Case(copied(example, tmp_path / "case"), create=False)


def small(folder: Path, **files: str | bytes) -> Path:
    """A pile of the given files (``_`` in a name stands for the dot)."""
    pile = folder / "small"
    pile.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (pile / name.replace("_", ".")).write_bytes(data)
    return pile


def test_the_pile_fills_every_table(example: Path) -> None:
    with Case(example, create=False) as case:
        assert len(case.arrivals()) == len(list(PILE.iterdir()))
        assert len(case.articles()) >= 10
        for listing in (case.blocks(), case.statements(), case.mentions(), case.passages(), case.stories()):
            assert listing
        assert case.event_mentions()
        assert [row.code for row in case.problems()] == ["no-article"]


def test_every_span_of_every_row_is_its_words(example: Path) -> None:
    with Case(example, create=False) as case:
        sources = {row.id: row for row in case.sources()}
        articles = {row.id: row for row in case.articles()}
        for block in case.blocks():
            assert sources[block.source].text[block.start : block.end] == block.text
        for article in articles.values():
            source = sources[article.source].text
            assert text_of(source, article.kept) == article.text
            for evidence in article.evidence:
                if evidence.span:
                    _holds(source, evidence.span)
        for statement in case.statements():
            for span in (*statement.source, *statement.cue, *statement.content, *statement.hedges):
                _holds(articles[statement.article].text, span)
        for mention in case.mentions():
            _holds(articles[mention.article].text, mention.span)
        for passage in case.passages():
            _holds(articles[passage.a].text, passage.a_span)
            _holds(articles[passage.b].text, passage.b_span)


def test_every_span_of_every_event_mention_is_its_words(example: Path) -> None:
    with Case(example, create=False) as case:
        articles = {row.id: row for row in case.articles()}
        for happened in case.event_mentions():
            parties = (*happened.sources, *happened.targets, *happened.places)
            spoken = [happened.attributed] if happened.attributed else []
            weak = [estimate.words for estimate in happened.estimates]
            named = [party.words for party in (*parties, *spoken)]
            for span in (*happened.trigger, *happened.times, *happened.hedges, *weak, *named):
                _holds(articles[happened.article].text, span)


def test_every_statement_leads_to_the_source_and_back(example: Path) -> None:
    with Case(example, create=False) as case:
        sources = {row.id: row.text for row in case.sources()}
        articles = {row.id: row for row in case.articles()}
        for statement in case.statements():
            article = articles[statement.article]
            for span in (*statement.source, *statement.cue, *statement.content):
                places = to_source(article.kept, span.start, span.end)
                words = "\n".join(sources[article.source][place.start : place.end] for place in places)
                assert words == span.text
                back = [to_article(article.kept, place.start, place.end) for place in places]
                assert (back[0][0].start, back[-1][-1].end) == (span.start, span.end)


def test_no_row_holds_an_absolute_path(example: Path) -> None:
    assert str(PILE.parent) not in repr(rows(example))


def test_the_tables_do_not_depend_on_the_workers(example: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        Case(folder).read(PILE, workers=workers)
        assert outputs(folder) == outputs(example)
        assert rows(folder) == rows(example)


def test_reading_again_does_no_work(case: Case) -> None:
    before = {path: path.stat().st_mtime_ns for path in case.path.rglob("*.parquet")}
    report = case.read(PILE, workers=0)
    assert (report.new, report.known) == (0, len(list(PILE.iterdir())))
    assert {path: path.stat().st_mtime_ns for path in case.path.rglob("*.parquet")} == before
    assert case.process(workers=0) == 0
    assert all(state.done == state.total for state in case.plan())


def test_a_new_file_disturbs_no_sealed_shard(case: Case, tmp_path: Path) -> None:
    before = outputs(case.path)
    case.read(small(tmp_path, a_txt=NOTE * 2), workers=0)
    after = outputs(case.path)
    kept = [name for name in before if name.partition("/")[0] in ("articles", "statements", "fingerprints")]
    assert kept and all(after[name] == before[name] for name in kept)
    assert is_sound(case.path)


def test_copies_stay_copies(tmp_path: Path) -> None:
    text = (PILE / "01-kestry-wire.txt").read_text("utf-8")
    pile = small(tmp_path, **{f"copy{n}_txt": text for n in range(5)})
    with Case(tmp_path / "case") as case:
        case.read(pile, workers=0)
        assert len(case.sources()) == 1
        assert len({article.id for article in case.articles()}) == 5
        assert [len(story.articles) for story in case.stories()] == [5]


def test_what_the_user_says_corrects_the_same_arrival(tmp_path: Path) -> None:
    pile = small(tmp_path, a_txt=(PILE / "07-who-needs-the-alliance.txt").read_bytes())
    with Case(tmp_path / "case") as case:
        case.read(pile, workers=0)
        (before,) = case.articles()
        case.read(pile, outlet="The Tarn Bay Post", date="2031-05-09", workers=0)
        (after,) = case.articles()
        assert (after.id, after.outlet, after.date) == (before.id, "The Tarn Bay Post", "2031-05-09")
        assert before.outlet is None and before.date is None
        assert is_sound(case.path)


def test_bad_input_is_a_row_each_and_the_rest_is_read(tmp_path: Path) -> None:
    good = (PILE / "08-varrick-brief.txt").read_bytes()
    mixed = good + "\n\nThe café said “no”.".encode("cp1252")
    pile = small(
        tmp_path, a_empty=b"", b_bin=bytes(range(256)) * 9, c_big=b"x" * 9000, d_mix=mixed, e_txt=good
    )
    (pile / "loop").symlink_to(pile)
    with Case(tmp_path / "case") as case:
        case.settings = msgspec.structs.replace(case.settings, max_bytes=8000)
        report = case.read(pile, workers=0)
        found = {row.where: row.code for row in report.errors}
        assert found == {
            "small/a.empty": "empty",
            "small/b.bin": "binary",
            "small/c.big": "too-large",
            "small/d.mix": "mixed-encodings",
            "small/loop": "loop",
        }
        assert all(row.why.endswith(".") and row.todo.endswith(".") for row in report.errors)
        assert {article.text[:20] for article in case.articles()} == {"Liaison office denies"[:20]}
        assert len(case.articles()) == 2


def test_a_file_that_can_be_read_at_last_is_no_problem_any_more(tmp_path: Path) -> None:
    pile = small(tmp_path, a_txt="x" * 9000)
    with Case(tmp_path / "case") as case:
        case.settings = msgspec.structs.replace(case.settings, max_bytes=100)
        assert [row.code for row in case.read(pile, workers=0).errors] == ["too-large"]
        (pile / "a.txt").write_text(NOTE)
        assert "too-large" not in [row.code for row in case.read(pile, workers=0).errors]


def test_a_fault_in_one_article_is_one_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.pipeline import stages

    def fails(*_: object) -> None:
        raise RuntimeError("of all things")

    monkeypatch.setattr(stages.attribution, "extract", fails)
    pile = small(tmp_path, a_txt=(PILE / "08-varrick-brief.txt").read_bytes())
    with Case(tmp_path / "case") as case:
        (problem,) = case.read(pile, workers=0).errors
        assert (problem.stage, problem.code) == ("statements", "failed")
        assert "of all things" in problem.why
        assert len(case.articles()) == 1


def test_a_fault_in_the_events_of_an_article_leaves_its_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.pipeline import stages

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("of all things")

    monkeypatch.setattr(stages.events, "extract", fails)
    pile = small(tmp_path, a_txt=(PILE / "08-varrick-brief.txt").read_bytes())
    with Case(tmp_path / "case") as case:
        (problem,) = case.read(pile, workers=0).errors
        assert (problem.stage, problem.code) == ("statements", "failed")
        assert case.statements() and not case.event_mentions()


def test_events_are_read_only_where_they_are_wanted(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        case.settings = msgspec.structs.replace(case.settings, events=False)
        case.read(PILE / "08-varrick-brief.txt", workers=0)
        said = case.statements()
        assert said and not case.event_mentions() and not case.events()
        case.settings = msgspec.structs.replace(case.settings, events=True)
        case.process(workers=0)
        assert case.event_mentions() and case.statements() == said


def test_an_event_stands_in_the_statement_that_was_ruled(case: Case) -> None:
    told = {row.id: row for row in case.statements()}
    linked = [row for row in case.event_mentions() if row.statement]
    assert linked and all(row.statement in told for row in linked)
    one = next(row for row in linked if row.attributed and told[row.statement].source)
    case.correct(one.statement, Change(Action.REJECT), author="Ada", workers=0)
    after = {row.id: row for row in case.event_mentions()}
    assert one.id in after and after[one.id].statement != one.statement
    left = {row.id for row in case.statements()}
    assert all(row.statement in left for row in after.values() if row.statement)


def test_search_finds_words_phrases_and_scripts_without_spaces(case: Case, tmp_path: Path) -> None:
    assert {hit.path for hit in case.search('"traffic center planned"')} == {"pile/08-varrick-brief.txt"}
    assert len(case.search("yearbook")) >= 5
    assert case.search("yearbook zebra") == []
    for odd in ('"', "''", "AND", "a*b", "(", "NEAR(x", "-", "", "x:y", '"unclosed'):
        case.search(odd)
    case.read(
        small(
            tmp_path,
            ja_txt="灯台に関する報告\n\n" + "港の委員会は、灯台が再び点灯されると月曜日に発表した。" * 4,
        ),
        workers=0,
    )
    hits = case.search("灯台")
    assert [hit.path for hit in hits] == ["small/ja.txt"] and "‹灯台›" in hits[0].snippet


def test_forgetting_leaves_a_tombstone_and_no_word(case: Case) -> None:
    (told,) = [row for row in case.arrivals() if row.path.endswith("08-varrick-brief.txt")]
    words = ["denies talks on defense pact", "08-varrick-brief"]
    for word in words:
        assert _files_with(case.path, word)
    assert case.forget(told.source[:12], why="asked by its author") == told.source
    for word in words:
        assert _files_with(case.path, word) == []
    assert told.source in (case.path / "forgotten.jsonl").read_text()
    assert told.id not in {row.id for row in case.arrivals()}
    assert is_sound(case.path)
    (refused,) = [row for row in case.read(PILE, workers=0).errors if row.code == "forgotten"]
    assert refused.where == "pile/08-varrick-brief.txt"
    assert told.id not in {row.id for row in case.arrivals()}


@pytest.mark.parametrize("beginning", ["", "zz", "0123456789abcdef"])
def test_forgetting_what_is_not_there_is_said_so(case: Case, beginning: str) -> None:
    with pytest.raises(InputError, match="No source"):
        case.forget(beginning)


def test_prune_deletes_what_no_plan_names(case: Case) -> None:
    before = outputs(case.path)
    stale = case.path / "stages" / "stories" / "k_0000000000000000"
    half = case.path / "stages" / "articles" / ".k_1111111111111111.77"
    for folder in (stale, half):
        folder.mkdir()
        (folder / "x.parquet").write_bytes(b"12345")
    assert case.prune() == 10
    assert not stale.exists() and not half.exists()
    assert outputs(case.path) == before


def test_the_database_is_made_anew_from_the_stages(case: Case, example: Path) -> None:
    case.close()
    (case.path / "case.sqlite").unlink()
    assert len(case.articles()) >= 10
    assert rows(case.path) == rows(example)


def test_a_database_of_another_version_is_made_anew(case: Case, example: Path) -> None:
    case.close()
    database = database_module.Database(case.path / "case.sqlite", writing=True)
    database.rows("PRAGMA user_version = 99")
    database.close()
    assert rows(case.path) == rows(example)
    assert len(case.stories()) == len(Case(example, create=False).stories())


def test_one_writer_at_a_time_and_its_name(case: Case) -> None:
    with writing(case.path):
        code = f"from reportedly.case import Case; Case({str(case.path)!r}).process(workers=0)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "CaseLocked" in run.stderr
    assert f"process {os.getpid()} on" in run.stderr
    with pytest.raises(CaseLocked, match="Wait until it is done"), writing(case.path):
        case.read(PILE, workers=0)


def test_the_lock_of_a_dead_writer_is_free(case: Case) -> None:
    code = (
        "import os; from pathlib import Path; from reportedly.case.lock import writing\n"
        f"with writing(Path({str(case.path)!r})): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    assert (case.path / "case.holder.json").exists()
    assert case.process(workers=0) == 0


def test_a_reader_sees_a_whole_state_while_another_writes(case: Case, tmp_path: Path) -> None:
    before = len(case.articles())
    writer = Case(case.path, create=False)
    writer.read(small(tmp_path, a_txt=NOTE), workers=0)
    assert len(case.articles()) == before + 1


def test_a_folder_of_other_things_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"x")
    with pytest.raises(CaseError, match="holds other things"):
        Case(tmp_path)
    with pytest.raises(CaseError, match="makes one"):
        Case(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "text", ["format = 2", "[settings]\nmax_bites = 5", "[settings]\nmax_bytes = 'many'", "not toml"]
)
def test_a_bad_case_file_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "case.toml").write_text(text)
    with pytest.raises(CaseError, match=r"case\.toml"):
        Case(tmp_path)


def test_a_new_case_is_empty_and_answers(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        assert case.articles() == [] and case.search("word") == []
        assert all(state.total == 0 for state in case.plan())


def test_lists_open_into_arrow(example: Path) -> None:
    with Case(example, create=False) as case:
        statements = case.statements()
        table = statements.to_arrow()
        assert table.num_rows == len(statements)
        assert table.column_names == list(statements.record.__struct_fields__)
        assert len(statements.to_pandas()) == len(statements)
        assert statements.to_polars().height == len(statements)


def test_the_doors_work_without_a_case() -> None:
    (article,) = reportedly.clean((PILE / "08-varrick-brief.txt").read_bytes(), outlet="Post")
    assert article.outlet == "Post"
    found = reportedly.statements(article)
    assert found == reportedly.statements(article)
    (page,) = reportedly.clean(
        "Drill\n\nMay 4, 2033\n\n" + "Chile and Peru held a joint exercise on Tuesday. " * 3
    )
    happened = reportedly.happenings(page)
    assert happened and happened == reportedly.happenings(page) and happened[0].root is Root.COOPERATE
    assert reportedly.happenings(page, tier="fast")
    assert "Sela Korrin" in {row.speaker for row in found}


def _holds(text: str, span: Span) -> None:
    assert text[span.start : span.end] == span.text


def _files_with(folder: Path, word: str) -> list[Path]:
    """Files that hold a word as plain bytes; Parquet is compressed, so its tables are read."""
    found = [path for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
    for path in folder.rglob("*.parquet"):
        import pyarrow.parquet as pq

        if word in repr(pq.read_table(path).to_pylist()):
            found.append(path)
    return found


def test_a_read_may_stop_at_a_stage_and_go_on_later(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case:
        report = case.read(PILE, workers=0, until="articles")
        assert report.articles > 0 and report.statements == 0
        case.process(workers=0)
        assert len(list(case.statements())) > 0 and len(list(case.stories())) > 0


def test_a_stage_that_is_none_is_named(tmp_path: Path) -> None:
    with Case(tmp_path / "case") as case, pytest.raises(InputError, match="The stages are articles"):
        case.read(PILE, workers=0, until="states")
