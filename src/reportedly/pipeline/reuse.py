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
NAMES = pa.dictionary(pa.int32(), pa.string())
FINGERPRINTS = pa.schema([("article", NAMES), ("hash", pa.uint64()), ("quotation", pa.uint8())])
COUNTS = ("seeds", "furniture", "quoted", "shorter", "least")
SHARED = pa.schema([("a", NAMES), ("b", NAMES), *((name, pa.int32()) for name in COUNTS)])


def fingerprints(task: Task, report: Report) -> dict[str, pa.Table]:
    """The shard's articles -> hashes with the lengths of the quotations around them, a table a bucket."""
    found = read_articles(task)
    ids = pa.array([article.id for article in found], pa.string())
    parts = [FINGERPRINTS.empty_table()]
    done = 0
    for prints in lineage.prints([article.text for article in found]):
        report(found[done].id)
        names = pa.DictionaryArray.from_arrays(pa.array(prints.owners + np.int32(done)), ids)
        parts.append(pa.table([names, prints.hashes, prints.quotations], schema=FINGERPRINTS))
        done += len(prints.sketches)
    rows = pa.concat_tables(parts)
    bucket = rows["hash"].to_numpy() % np.uint64(BUCKETS)
    return {bucket_name(number): rows.filter(pa.array(bucket == number)) for number in range(BUCKETS)}


def shared(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of all shards -> the pairs of articles that share hashes, and how many."""
    files = [folder / f"{bucket_name(task.bucket)}.parquet" for folder in task.folders("fingerprints")]
    rows = codec.read(files)
    ids, outlets = _outlets(task)
    hashes, quotations = (rows[name].to_numpy() for name in ("hash", "quotation"))
    found = lineage.shared(hashes, _places(rows["article"], ids), quotations, outlets)
    names = (pa.DictionaryArray.from_arrays(pa.array(side), ids) for side in (found.a, found.b))
    return {"shared": pa.table([*names, *(getattr(found, name) for name in COUNTS)], schema=SHARED)}


def passages(task: Task, report: Report) -> dict[str, pa.Table]:
    """What all buckets share -> passages, pair by pair."""
    rows = codec.read([folder / "shared.parquet" for folder in task.folders("shared")])
    articles = sorted(read_articles(task), key=lambda article: article.id)
    ids = pa.array([article.id for article in articles], pa.string())
    numbers = (rows[name].to_numpy() for name in COUNTS)
    found = lineage.together([lineage.Shared(_places(rows["a"], ids), _places(rows["b"], ids), *numbers)])
    made = lineage.aligned(articles, found, report)
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


def _outlets(task: Task) -> tuple[pa.Array, NDArray[np.int32]]:
    """The ids of all articles in order, and a number for the outlet of each."""
    files = [folder / "articles.parquet" for folder in task.folders("articles")]
    rows = codec.read(files, ["id", "outlet"]).sort_by("id")
    return rows["id"].combine_chunks(), lineage.numbered(rows["outlet"].to_pylist())


def _places(names: pa.ChunkedArray, ids: pa.Array) -> NDArray[np.int32]:
    """The rank of each name among the ids."""
    places: NDArray[np.int32] = (
        pc.index_in(names.cast(pa.string()), value_set=ids).to_numpy().astype(np.int32)
    )
    return places
