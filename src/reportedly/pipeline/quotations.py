"""The stages that follow a quotation from article to article: where it is told, families, variants."""

from collections.abc import Callable, Iterator, Sequence

import pyarrow as pa
from msgspec import Struct

from reportedly import language, lineage
from reportedly.lineage.families import reader
from reportedly.pipeline import codec
from reportedly.pipeline.stages import read_articles
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import Task, bucket_of
from reportedly.records import (
    Article,
    Family,
    Mutation,
    Parse,
    Problem,
    Quotation,
    Statement,
    Variant,
    problem,
)

Report = Callable[[str], None]


class Member(Struct, frozen=True):
    """A quotation with the family that it is in."""

    family: str
    quotation: Quotation


def quotations(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's articles and statements -> the places where they tell somebody's words."""
    said: dict[str, list[Statement]] = {}
    for row in codec.to_records(Statement, _rows(task, "ruled", "statements")):
        said.setdefault(row.article, []).append(row)
    found: list[Quotation] = []
    for article in read_articles(task):
        report(article.id)
        found += lineage.quotations(article, said.get(article.id, ()))
    return {"quotations": codec.to_table(Quotation, found)}


def families(task: Task, report: Report) -> dict[str, pa.Table]:
    """All quotations -> families, and their members apart, which the next stage reads."""
    told = codec.to_records(Quotation, _rows(task, "quotations", "quotations"))
    found = lineage.quotation_families(told)
    members = [Member(family.id, one) for family, rows in found for one in rows]
    return {
        "families": codec.to_table(Family, [family for family, _ in found]),
        "members": codec.to_table(Member, members),
    }


def variants(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of all families -> these families with their variants, and where the meaning moved.

    The three come from one output, so that no reader sees a variant without its family.
    """
    compare = reader(lambda article: _parse(task, article))
    here: list[Family] = []
    rows: list[Variant] = []
    changes: list[Mutation] = []
    problems: list[Problem] = []
    for family, members in _bucket(task):
        report(family.id)
        here.append(family)
        try:
            made, bent = lineage.variants(family, members, compare)
        except Exception as error:
            problems.append(_failed(family, error))
            made, bent = lineage.variants(family, members)
        rows += made
        changes += bent
    tables: dict[str, Sequence[Struct]] = {
        "families": here,
        "variants": rows,
        "mutations": changes,
        "errors": problems,
    }
    return {name: codec.to_table(TABLES[name].record, part) for name, part in tables.items()}


def _bucket(task: Task) -> Iterator[tuple[Family, list[Quotation]]]:
    """The families that fall into this bucket by their ids, with their members."""
    members: dict[str, list[Quotation]] = {}
    for row in codec.to_records(Member, _rows(task, "families", "members")):
        members.setdefault(row.family, []).append(row.quotation)
    for family in codec.to_records(Family, _rows(task, "families", "families")):
        if bucket_of(family.id) == task.bucket:
            yield family, members[family.id]


def _rows(task: Task, stage: str, table: str) -> pa.Table:
    return codec.read([folder / f"{table}.parquet" for folder in task.folders(stage)])


def _parse(task: Task, article: Article) -> Parse:
    return next(iter(language.parse([article], task.settings.tier)))


def _failed(family: Family, error: Exception) -> Problem:
    why = f"An unforeseen fault while comparing tellings: {type(error).__name__}: {error}".rstrip(": ") + "."
    todo = "Please report it with the files; they were compared by their words alone."
    return problem("variants", family.id, "failed", why, todo)
