"""Records survive Arrow, Parquet, JSON and CSV as they are."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.export import to_csv, to_json
from reportedly.pipeline import codec
from reportedly.pipeline.tables import TABLES
from reportedly.records import (
    BlockClass,
    Evidence,
    Kind,
    Mention,
    Modality,
    Problem,
    Span,
    Statement,
    mention,
    problem,
)
from reportedly.records import block as make_block

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 10**9), TEXTS)
ROLES = st.lists(SPANS, max_size=3).map(tuple)
STATEMENTS = st.builds(
    Statement,
    id=TEXTS,
    article=TEXTS,
    kind=st.sampled_from(Kind),
    source=ROLES,
    cue=ROLES,
    content=ROLES,
    speaker=st.none() | TEXTS,
    speaker_rule=st.none() | TEXTS,
    document=st.none() | TEXTS,
    via=st.lists(TEXTS, max_size=2).map(tuple),
    act=TEXTS,
    modality=st.sampled_from(Modality),
    negated=st.booleans(),
    hedges=ROLES,
    maker=TEXTS,
    confidence=st.floats(0, 1),
)


@given(st.lists(STATEMENTS, max_size=4))
def test_records_survive_arrow(rows: list[Statement]) -> None:
    table = codec.to_table(Statement, rows)
    assert table.schema.equals(codec.schema(Statement))
    assert codec.to_records(Statement, table) == rows


@given(st.lists(st.lists(STATEMENTS, max_size=2), min_size=1, max_size=3))
def test_a_table_in_parts_has_a_row_group_a_part(parts: list[list[Statement]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "statements.parquet"
        codec.write((codec.to_table(Statement, part) for part in parts), path)
        assert codec.load(Statement, [path]) == [row for part in parts for row in part]
        for group, part in enumerate(parts):
            rows = codec.read([path], ["id", "act"], group=group, names=["act"])
            assert rows["id"].to_pylist() == [row.id for row in part]
            assert rows["act"].to_pylist() == [row.act for row in part]


def test_only_the_rows_that_are_asked_for_are_read(tmp_path: Path) -> None:
    parts = [["a", "b"], ["c"], ["a", "d", "c"]]
    named = [
        [problem("articles", name, "empty", f"It is {name}.", "Look.") for name in part] for part in parts
    ]
    path = tmp_path / "errors.parquet"
    codec.write((codec.to_table(Problem, part) for part in named), path)
    for wanted, there in ((["a"], ["a", "a"]), (["d", "b"], ["b", "d"]), (["x"], []), ([], [])):
        found = codec.load(Problem, [path], ("where", pa.array(wanted, pa.string())))
        assert [one.where for one in found] == there


@given(st.lists(STATEMENTS, max_size=4))
def test_records_survive_json(rows: list[Statement]) -> None:
    assert msgspec.json.decode(to_json(rows), type=list[Statement]) == rows


@given(st.lists(STATEMENTS, max_size=4))
def test_csv_has_a_row_a_record_and_the_words_of_every_span(rows: list[Statement]) -> None:
    read = list(csv.DictReader(io.StringIO(to_csv(Statement, rows), newline="")))
    assert len(read) == len(rows)
    for line, row in zip(read, rows, strict=True):
        assert line["content"] == " … ".join(span.text for span in row.content)
        assert line["content_at"] == " ".join(f"{span.start}-{span.end}" for span in row.content)


def test_csv_of_nothing_has_its_head() -> None:
    assert to_csv(Mention, []) == "id,article,span,span_at,label,maker\r\n"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_a_schema_whose_columns_are_the_fields(name: str) -> None:
    record = TABLES[name].record
    assert codec.schema(record).names == list(record.__struct_fields__)


def test_nested_and_missing_values_survive() -> None:
    rows = [
        make_block("s" * 64, Span(3, 8, "words"), BlockClass.CREDIT, None, "tail credit", 0.91239),
        make_block("s" * 64, Span(9, 9, ""), BlockClass.BODY, 2, "", 1.0, "html/body/p[2]"),
    ]
    again = codec.to_records(type(rows[0]), codec.to_table(type(rows[0]), rows))
    assert again == rows
    assert again[0].confidence == 0.912
    assert again[0].piece is None and again[1].kind is BlockClass.BODY


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [problem("intake", f"file {n}", "empty", "Nothing is in it.", "Leave it out.") for n in range(50)]
    for name in ("one", "two"):
        codec.write(codec.to_table(Problem, rows), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_type_without_a_column_is_refused() -> None:
    class Odd(msgspec.Struct):
        things: dict[str, int]

    with pytest.raises(TypeError, match="no column type"):
        codec.schema(Odd)


def test_a_span_inside_an_optional_record_survives() -> None:
    row = Evidence("date", "2031-05-09", "line", 0.5, span=Span(1, 3, "ab"))
    assert codec.to_records(Evidence, codec.to_table(Evidence, [row, Evidence("x", "y", "z", 1.0)]))[0] == row
    assert mention("a", Span(0, 1, "x"), "ORG", "m").span.text == "x"
