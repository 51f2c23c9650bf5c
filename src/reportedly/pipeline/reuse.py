"""The stages that compare articles with each other: fingerprints, what they share, passages, stories.

Fingerprints are columns of numbers, too many to be records: a row group a bucket, so that a bucket stage
reads only its own. Articles go by their ids in fingerprints, and in what rests on all of them by their rank
among the ids, which no new article can change without changing the stage's name. No stage but `stories` goes
through the texts of a whole pile, and none holds them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct
from numpy.typing import NDArray

from reportedly import lineage
from reportedly.pipeline import codec
from reportedly.pipeline.tables import TABLES
from reportedly.pipeline.task import BUCKETS, Task
from reportedly.pipeline.versions import read_revisions
from reportedly.records import Passage

Report = Callable[[str], None]
NAMES = pa.dictionary(pa.int32(), pa.string())
FINGERPRINTS = pa.schema([("article", NAMES), ("hash", pa.uint64()), ("quotation", pa.uint8())])
COUNTS = ("seeds", "furniture", "quoted", "shorter", "least")
SHARED = pa.schema([(name, pa.int32()) for name in ("a", "b", *COUNTS)])
PAIRS = pa.schema([(name, pa.int32()) for name in ("a", "b", "least", "seeds")])


class Text(Struct, frozen=True):
    """What fingerprints and passages need of an article."""

    id: str
    text: str


class Headed(Struct, frozen=True):
    """What stories need of an article."""

    id: str
    title: str | None
    text: str
    date: str | None


def fingerprints(task: Task, report: Report) -> dict[str, Iterator[pa.Table]]:
    """The shard's articles -> hashes with the lengths of the quotations around them, a row group a bucket."""
    found = codec.load(Text, _files(task, "articles"))
    ids = pa.array([article.id for article in found], pa.string())
    parts = [FINGERPRINTS.empty_table()]
    done = 0
    for prints in lineage.prints([article.text for article in found]):
        report(found[done].id)
        names = pa.DictionaryArray.from_arrays(pa.array(prints.owners + np.int32(done)), ids)
        parts.append(pa.table([names, prints.hashes, prints.quotations], schema=FINGERPRINTS))
        done += len(prints.sketches)
    rows = pa.concat_tables(parts).combine_chunks()
    bucket = rows["hash"].to_numpy() % np.uint64(BUCKETS)
    return {"fingerprints": (rows.take(np.flatnonzero(bucket == number)) for number in range(BUCKETS))}


def shared(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of all shards -> the pairs of articles that share hashes, and how many."""
    files = [folder / "fingerprints.parquet" for folder in task.folders("fingerprints")]
    rows = codec.read(files, group=task.bucket, names=["article"])
    articles = codec.read(_files(task), ["id", "outlet"]).sort_by("id")
    outlets = lineage.numbered(articles["outlet"].to_pylist())
    hashes, quotations = (rows[name].to_numpy() for name in ("hash", "quotation"))
    found = lineage.shared(hashes, _ranks(rows["article"], articles["id"]), quotations, outlets)
    return {"shared": pa.table([found.a, found.b, *(getattr(found, name) for name in COUNTS)], schema=SHARED)}


def pairs(task: Task, report: Report) -> dict[str, pa.Table]:
    """What all buckets share -> the pairs that are worth aligning, dealt into buckets anew."""
    rows = codec.read([folder / "shared.parquet" for folder in task.folders("shared")])
    lengths = _lengths(_files(task))
    columns = (rows[name].to_numpy() for name in SHARED.names)
    found = lineage.candidates(lineage.together([lineage.Shared(*columns)]), lengths)
    bucket = lineage.dealt(found, len(lengths), BUCKETS)
    table = pa.table([found.a, found.b, found.least, found.seeds], schema=PAIRS)
    return {bucket_name(number): table.take(np.flatnonzero(bucket == number)) for number in range(BUCKETS)}


def passages(task: Task, report: Report) -> dict[str, pa.Table]:
    """One bucket of pairs -> their passages."""
    (folder,) = task.folders("pairs")
    rows = codec.read([folder / f"{bucket_name(task.bucket)}.parquet"])
    found = lineage.Pairs(*(rows[name].to_numpy() for name in PAIRS.names))
    ids = codec.read(_files(task), ["id"]).sort_by("id")["id"].combine_chunks()
    wanted = np.unique(np.concatenate([found.a, found.b]))
    texts = codec.load(Text, _files(task), among=("id", ids.take(wanted))) if len(wanted) else []
    texts.sort(key=lambda text: text.id)
    numbered = dict(zip(wanted.tolist(), texts, strict=True))
    made = lineage.aligned(numbered, found, len(ids), report)
    return {"passages": codec.to_table(TABLES["passages"].record, made)}


def stories(task: Task, report: Report) -> dict[str, pa.Table]:
    """All articles, passages and revisions -> stories. What is superseded goes with its latest version."""
    latest = lineage.newest(read_revisions(task))
    dates: dict[str, str | None] = {}

    def texts() -> Iterator[lineage.StoryText]:
        for article in codec.each(Headed, _files(task)):
            dates[article.id] = article.date
            if article.id not in latest:
                yield lineage.StoryText(article.id, article.title or "", article.text, article.date)

    made = lineage.stories(texts(), read_passages(task))
    whole = lineage.with_versions(made, latest, dates)
    return {"stories": codec.to_table(TABLES["stories"].record, whole)}


def read_passages(task: Task) -> Iterator[Passage]:
    """The passages of a task's inputs, a bucket in memory at a time."""
    yield from codec.each(Passage, [folder / "passages.parquet" for folder in task.folders("passages")])


def bucket_name(number: int) -> str:
    """The table of one bucket."""
    return f"bucket-{number:02d}"


def _files(task: Task, stage: str = "gathered") -> list[Path]:
    return [folder / "articles.parquet" for folder in task.folders(stage)]


def _lengths(paths: Sequence[Path]) -> NDArray[np.int32]:
    """The number of characters of each article, in order of ids."""
    parts = (codec.read([path], ["id", "text"], group) for path in paths for group in codec.groups(path))
    sizes = [part.set_column(1, "text", pc.utf8_length(part["text"])) for part in parts]
    lengths: NDArray[np.int32] = pa.concat_tables(sizes).sort_by("id")["text"].to_numpy()
    return lengths


def _ranks(names: pa.ChunkedArray, ids: pa.ChunkedArray) -> NDArray[np.int32]:
    """The rank of each name among the ids, which are in order; each chunk has a dictionary of its own."""
    chunks = [chunk.dictionary for chunk in names.chunks]
    # All at once: the ids are made into a table anew at each call, and a large pile has thousands of chunks.
    known = pc.index_in(pa.chunked_array(chunks, pa.string()), value_set=ids.combine_chunks())
    ranks = known.to_numpy().astype(np.int32)
    before = accumulate(map(len, chunks), initial=0)
    parts = [np.zeros(0, np.int32)]
    for chunk, first in zip(names.chunks, before, strict=False):
        parts.append(ranks[chunk.indices.to_numpy() + first])
    return np.concatenate(parts)
