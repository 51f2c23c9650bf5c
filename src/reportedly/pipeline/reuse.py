"""The stages that compare articles with each other: fingerprints, what they share, passages, stories.

Fingerprints are columns of numbers, too many to be records: one file a bucket, so that a bucket stage
reads only its own. Articles go by their ids in all files, and by their rank among them within a stage.
"""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from reportedly import lineage
from reportedly.pipeline import codec
from reportedly.pipeline.stages import read_articles
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import BUCKETS, Task
from reportedly.records import Passage, Story

Report = Callable[[str], None]
FINGERPRINTS = pa.schema([("article", pa.string()), ("hash", pa.uint64()), ("start", pa.int32())])
SHARED = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("a_start", pa.int32()),
        ("b_start", pa.int32()),
        ("count", pa.int32()),
    ]
)


def fingerprints(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's articles -> hashes with their places, a table a bucket."""
    parts = [FINGERPRINTS.empty_table()]
    for article in read_articles(task):
        report(article.id)
        found = lineage.fingerprints(article.text)
        names = pa.array([article.id] * len(found.hashes), pa.string())
        parts.append(pa.table([names, found.hashes, found.starts], schema=FINGERPRINTS))
    rows = pa.concat_tables(parts)
    bucket = rows["hash"].to_numpy() % np.uint64(BUCKETS)
    return {bucket_name(number): rows.filter(pa.array(bucket == number)) for number in range(BUCKETS)}


def shared(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of all shards -> the places of hashes that stand in two articles or more."""
    files = [folder / f"{bucket_name(task.bucket)}.parquet" for folder in task.folders("fingerprints")]
    rows = codec.read(files)
    ids, owners = _ranked(rows["article"])
    found = lineage.shared(rows["hash"].to_numpy(), owners, rows["start"].to_numpy())
    columns = [
        ids.take(pa.array(found.a)),
        ids.take(pa.array(found.b)),
        found.a_start,
        found.b_start,
        found.count,
    ]
    return {"shared": pa.table(columns, schema=SHARED)}


def passages(task: Task, report: Report) -> dict[str, pa.Table]:
    """What all buckets share -> passages, pair by pair."""
    rows = codec.read([folder / "shared.parquet" for folder in task.folders("shared")])
    articles = {article.id: article for article in read_articles(task)}
    ids = pa.array(sorted(articles), pa.string())
    a, b = _places(rows["a"], ids), _places(rows["b"], ids)
    numbers = (rows[name].to_numpy() for name in ("a_start", "b_start", "count"))
    made: list[Passage] = []
    for (left, right), seeds in lineage.seeds_of(lineage.Shared(a, b, *numbers)).items():
        one, other = articles[ids[left].as_py()], articles[ids[right].as_py()]
        report(f"{one.id} {other.id}")
        made.extend(lineage.align(one, other, seeds))
    return {"passages": codec.to_table(TABLES["passages"].record, made)}


def stories(task: Task, report: Report) -> dict[str, pa.Table]:
    """All articles and passages -> stories."""
    rows = codec.read([folder / "passages.parquet" for folder in task.folders("passages")])
    texts = [
        lineage.StoryText(article.id, article.title or "", article.text, article.date)
        for article in read_articles(task)
    ]
    made: list[Story] = lineage.stories(texts, codec.to_records(Passage, rows))
    return {"stories": codec.to_table(TABLES["stories"].record, made)}


def bucket_name(number: int) -> str:
    """The table of one bucket of fingerprints."""
    return f"bucket-{number:02d}"


def _ranked(names: pa.ChunkedArray) -> tuple[pa.Array, NDArray[np.int32]]:
    """The distinct names in order, and for each row the rank of its name."""
    ids = pc.unique(names)
    ids = ids.take(pc.array_sort_indices(ids))
    return ids, _places(names, ids)


def _places(names: pa.ChunkedArray, ids: pa.Array) -> NDArray[np.int32]:
    places: NDArray[np.int32] = pc.index_in(names, value_set=ids).to_numpy().astype(np.int32)
    return places
