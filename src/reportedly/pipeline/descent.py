"""The stages that tell how a story travelled: who took it from whom, and who stands at the root."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct
from numpy.typing import NDArray

from reportedly import lineage
from reportedly.lineage.components import components
from reportedly.pipeline import codec
from reportedly.pipeline.reuse import Text, bucket_name
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import BUCKETS, Task, bucket_of
from reportedly.pipeline.versions import read_revisions
from reportedly.records import Article, Derivation, Family, Origin, Passage, Statement, Story, Variant
from reportedly.records.claim import Claim

Report = Callable[[str], None]
Record = TypeVar("Record", bound=Struct)


def kin(task: Task, report: Report) -> dict[str, pa.Table]:
    """All articles and passages -> the articles that share words with any, those that hang together in one
    bucket: no edge leads from one bucket to another."""
    ids, same = _texts([folder / "articles.parquet" for folder in task.folders("gathered")])
    parts = [codec.read([folder / "passages.parquet"], ["a", "b"]) for folder in task.folders("passages")]
    sides = pa.concat_tables(parts)
    a, b = (pc.index_in(sides[name], value_set=ids).to_numpy() for name in ("a", "b"))
    left, right = same
    group = components(np.append(a, left), np.append(b, right), len(ids))
    # A group goes where its passages are, so that the next stage finds them in one file.
    bucket = np.full(len(ids), BUCKETS)
    np.minimum.at(bucket, group[a], np.repeat(np.arange(len(parts)), [len(part) for part in parts]))
    alone = np.bincount(group, minlength=len(ids)) == 1
    bucket = np.where((bucket == BUCKETS) & ~alone, np.arange(len(ids)) % BUCKETS, bucket)[group]
    return {
        bucket_name(number): pa.table({"article": ids.take(np.flatnonzero(bucket == number))})
        for number in range(BUCKETS)
    }


def descent(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of articles that hang together, and their passages -> the edges between them, which the
    next stage reads. Of the versions of an article the latest is judged, since all are one telling."""
    (folder,) = task.folders("kin")
    ids = codec.read([folder / f"{bucket_name(task.bucket)}.parquet"])["article"].combine_chunks()
    articles = _among(task, "gathered", "articles", Article, ("id", ids))
    passages = _among(task, "passages", "passages", Passage, ("a", ids))
    latest = lineage.newest(read_revisions(task))
    witnesses = lineage.as_one((lineage.witness(article) for article in articles), latest)
    made = lineage.derivations(witnesses, passages)
    return {"edges": codec.to_table(Derivation, made)}


def origins(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of stories, with their edges, passages and statements -> stemmas with hidden sources,
    origins and counts."""
    stories = [one for one in _records(task, "stories", "stories", Story) if bucket_of(one.id) == task.bucket]
    told = pa.array([name for one in stories for name in one.articles], pa.string())
    made = lineage.stemmas(
        stories,
        _among(task, "gathered", "articles", Article, ("id", told)),
        _among(task, "said", "statements", Statement, ("article", told)),
        _among(task, "descent", "edges", Derivation, ("child", told)),
        _among(task, "passages", "passages", Passage, ("a", told)),
        read_revisions(task),
    )
    rows: dict[str, Sequence[Struct]] = {
        "derivations": [row for one in made for row in one.derivations],
        "hidden": [row for one in made for row in one.hidden],
        "origins": [row for one in made for row in one.origins],
        "counts": [one.count for one in made],
    }
    return {name: codec.to_table(TABLES[name].record, part) for name, part in rows.items()}


def claims(task: Task, report: Report) -> dict[str, pa.Table]:
    """Families, their variants, origins and edges -> who stands behind each claim that several tell."""
    files = [folder / "articles.parquet" for folder in task.folders("articles")]
    rows = codec.read(files, ["id", "agency", "outlet"]).to_pylist() if files else []
    made = lineage.claims(
        _records(task, "variants", "families", Family),
        _records(task, "variants", "variants", Variant),
        _records(task, "origins", "origins", Origin),
        _records(task, "origins", "derivations", Derivation),
        [lineage.Teller(row["id"], row["agency"] or row["outlet"]) for row in rows],
    )
    return {"claims": codec.to_table(Claim, made)}


def _records(task: Task, stage: str, table: str, record: type[Record]) -> list[Record]:
    return codec.load(record, [folder / f"{table}.parquet" for folder in task.folders(stage)])


def _among(
    task: Task, stage: str, table: str, record: type[Record], among: tuple[str, pa.Array]
) -> list[Record]:
    """The rows of a table of a stage that are about some articles."""
    paths = [folder / f"{table}.parquet" for folder in task.folders(stage)]
    return codec.load(record, paths, among) if len(among[1]) else []


def _texts(paths: Sequence[Path]) -> tuple[pa.Array, tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """The ids of all articles in order, and the places of articles next to each other of one text."""
    marks = {
        row.id: blake2b(row.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        for row in codec.each(Text, paths)
    }
    ids = sorted(marks)
    _, which = np.unique(np.array([marks[name] for name in ids], "S16"), return_inverse=True)
    order = np.argsort(which, kind="stable")
    next_to = np.flatnonzero(np.diff(which[order]) == 0)
    return pa.array(ids, pa.string()), (order[next_to], order[next_to + 1])
