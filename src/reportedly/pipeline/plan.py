"""The one list of stages, and the plan: which outputs the present arrivals call for.

An output's folder is named by the hash of what decides it (`keys.py`). It is written beside and renamed:
*the folder is there* means *done*.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportedly.errors import InputError
from reportedly.pipeline.keys import key_of
from reportedly.pipeline.stage import Stage, StageKind
from reportedly.pipeline.task import BUCKETS, Batch, Task
from reportedly.records import ON_FILES, ON_STATEMENTS, Ruling, Settings

__all__ = ["ALL", "BY_NAME", "NAMES", "STAGES", "Stage", "StageKind", "is_done", "needed", "plan"]

# Who is meant by a name: the registry of actors.
NAMES = ("cities", "leaders", "offices", "organisations", "regions", "states")

STAGES = (
    Stage(
        name="articles",
        kind=StageKind.SHARD,
        version=3,
        reads=(),
        tables=("sources", "blocks", "articles", "errors"),
        function="reportedly.pipeline.stages:articles",
        knowledge=(
            *("agencies", "bylines", "containers", "exports", "fields", "furniture", "markup", "months"),
            *("outlets", "pages", "printed"),
        ),
        weights=("articles/blocks.npz",),
        settings=("max_bytes",),
        rulings=ON_FILES,
    ),
    Stage(
        name="statements",
        kind=StageKind.SHARD,
        version=4,
        reads=("articles",),
        tables=("mentions", "errors"),
        function="reportedly.pipeline.stages:statements",
        knowledge=(
            *("acts", "certainty", "clauses", "cues", "documents", "estimates", "hedges", "sayings", "times"),
            *("numerals", "sifting", "tokens"),
            # Who speaks: what names are told apart by, and the registry of actors.
            *("agencies", "cities", "figures", "leaders", "offices", "organisations", "outlets"),
            *("regions", "states", "subdivisions"),
            # What happened.
            *("plover", "spells", "statuses"),
        ),
        model=True,
        settings=("tier", "events"),
    ),
    # Apart from what the model reads, so that a ruling costs no more than the articles that it is on.
    Stage(
        name="ruled",
        kind=StageKind.SHARD,
        version=2,
        reads=("articles", "statements"),
        tables=("statements", "event_mentions", "errors"),
        function="reportedly.pipeline.stages:ruled",
        settings=("tier", "events"),
        rulings=ON_STATEMENTS,
    ),
    Stage(
        name="gathered",
        kind=StageKind.GLOBAL,
        version=2,
        reads=("articles",),
        tables=(),
        function="reportedly.pipeline.gathering:articles",
    ),
    Stage(
        name="said",
        kind=StageKind.GLOBAL,
        version=1,
        reads=("ruled",),
        tables=(),
        function="reportedly.pipeline.gathering:statements",
    ),
    Stage(
        name="revisions",
        kind=StageKind.GLOBAL,
        version=1,
        reads=("gathered",),
        tables=("revisions",),
        function="reportedly.pipeline.versions:revisions",
        knowledge=("word_frequencies",),
    ),
    Stage(
        name="fingerprints",
        kind=StageKind.SHARD,
        version=3,
        reads=("articles",),
        tables=(),
        function="reportedly.pipeline.reuse:fingerprints",
        knowledge=("scenery", "word_frequencies"),
    ),
    Stage(
        name="shared",
        kind=StageKind.BUCKET,
        version=4,
        reads=("gathered", "fingerprints"),
        tables=(),
        function="reportedly.pipeline.reuse:shared",
    ),
    Stage(
        name="pairs",
        kind=StageKind.GLOBAL,
        version=3,
        reads=("gathered", "shared"),
        tables=(),
        function="reportedly.pipeline.reuse:pairs",
    ),
    Stage(
        name="passages",
        kind=StageKind.BUCKET,
        version=4,
        reads=("gathered", "pairs"),
        tables=("passages",),
        function="reportedly.pipeline.reuse:passages",
        knowledge=("scenery", "word_frequencies"),
    ),
    Stage(
        name="stories",
        kind=StageKind.GLOBAL,
        version=4,
        reads=("gathered", "passages", "revisions"),
        tables=("stories",),
        function="reportedly.pipeline.reuse:stories",
        knowledge=("scenery", "word_frequencies"),
    ),
    Stage(
        name="kin",
        kind=StageKind.GLOBAL,
        version=4,
        reads=("gathered", "passages"),
        tables=(),
        function="reportedly.pipeline.descent:kin",
    ),
    Stage(
        name="descent",
        kind=StageKind.BUCKET,
        version=4,
        reads=("gathered", "passages", "kin", "revisions"),
        tables=(),
        function="reportedly.pipeline.descent:descent",
        knowledge=("derivation",),
    ),
    Stage(
        name="origins",
        kind=StageKind.BUCKET,
        version=5,
        reads=("gathered", "said", "passages", "stories", "descent", "revisions"),
        tables=("derivations", "hidden", "origins", "counts"),
        function="reportedly.pipeline.descent:origins",
        knowledge=("speaking_for",),
    ),
    Stage(
        name="events",
        kind=StageKind.GLOBAL,
        version=4,
        reads=("articles", "ruled", "passages", "stories", "origins"),
        tables=("events",),
        function="reportedly.pipeline.events:events",
        knowledge=("joining", "plover", "scenery", "states", "word_frequencies"),
    ),
    Stage(
        name="remarks",
        kind=StageKind.SHARD,
        version=1,
        reads=("articles", "ruled"),
        tables=(),
        function="reportedly.pipeline.relating:remarks",
        knowledge=("relations", *NAMES, "cues", "plover"),
    ),
    Stage(
        name="talk",
        kind=StageKind.GLOBAL,
        version=1,
        reads=("remarks",),
        tables=("remarks",),
        function="reportedly.pipeline.relating:talk",
    ),
    Stage(
        name="dealings",
        kind=StageKind.GLOBAL,
        version=2,
        reads=("articles", "ruled", "events"),
        tables=("dealings",),
        function="reportedly.pipeline.relating:dealings",
        knowledge=("relations", "plover"),
    ),
    Stage(
        name="quotations",
        kind=StageKind.SHARD,
        version=2,
        reads=("articles", "ruled"),
        tables=(),
        function="reportedly.pipeline.quotations:quotations",
        knowledge=("quotations", "word_frequencies"),
    ),
    Stage(
        name="families",
        kind=StageKind.GLOBAL,
        version=2,
        reads=("quotations",),
        tables=(),
        function="reportedly.pipeline.quotations:families",
        knowledge=("bends", "word_frequencies"),
    ),
    Stage(
        name="variants",
        kind=StageKind.BUCKET,
        version=5,
        reads=("families",),
        tables=("families", "variants", "mutations", "errors"),
        function="reportedly.pipeline.quotations:variants",
        knowledge=(
            "attitudes",
            "bending",
            "bends",
            "cues",
            "numerals",
            "opposites",
            "places",
            "quotations",
            "spellings",
            "states",
            "synonyms",
            "tone",
        ),
        model=True,
        settings=("tier",),
    ),
    Stage(
        name="claims",
        kind=StageKind.GLOBAL,
        version=2,
        reads=("articles", "origins", "variants"),
        tables=("claims",),
        function="reportedly.pipeline.descent:claims",
    ),
)
BY_NAME = {stage.name: stage for stage in STAGES}
ALL = frozenset(BY_NAME)


def needed(stage: str | None) -> frozenset[str]:
    """A stage and all that it rests on; every stage for None. Raises InputError for a name that is none."""
    if stage is None:
        return ALL
    if stage not in BY_NAME:
        raise InputError(f"There is no stage {stage!r}. The stages are {', '.join(BY_NAME)}.")
    return frozenset({stage}).union(*(needed(name) for name in BY_NAME[stage].reads))


def plan(
    batches: Sequence[Batch], root: Path, sources: Path, settings: Settings, rulings: Sequence[Ruling] = ()
) -> list[Task]:
    """All outputs that the sealed batches call for, each stage after those that it reads.

    `root` is the folder of stage outputs, `sources` that of raw bytes; `rulings` are those that hold, oldest
    first. What is already there is in the list too.
    """
    made: dict[str, dict[str, Task]] = {}
    for stage in STAGES:
        made[stage.name] = {
            slot: _task(
                stage, slot, batch, bucket, _before(stage, slot, made), root, sources, settings, rulings
            )
            for slot, batch, bucket in _slots(stage, batches)
        }
    return [task for tasks in made.values() for task in tasks.values()]


def is_done(task: Task) -> bool:
    """Whether the task's output is there."""
    return Path(task.output).is_dir()


def _slots(stage: Stage, batches: Sequence[Batch]) -> Iterable[tuple[str, Batch | None, int]]:
    if not batches:
        return []
    if stage.kind == StageKind.SHARD:
        return [(batch.id, batch, 0) for batch in batches]
    if stage.kind == StageKind.BUCKET:
        return [(f"{number:02d}", None, number) for number in range(BUCKETS)]
    return [("all", None, 0)]


def _before(stage: Stage, slot: str, made: dict[str, dict[str, Task]]) -> list[Task]:
    """A shard reads its own shard of an upstream stage; a bucket or a global stage reads all of it."""
    if stage.kind == StageKind.SHARD:
        return [made[name][slot] for name in stage.reads]
    return [task for name in stage.reads for task in made[name].values()]


def _task(
    stage: Stage,
    slot: str,
    batch: Batch | None,
    bucket: int,
    before: list[Task],
    root: Path,
    sources: Path,
    settings: Settings,
    rulings: Sequence[Ruling],
) -> Task:
    arrivals = batch.arrivals if batch and (stage.rulings or not stage.reads) else ()
    sources_here = {arrival.source for arrival in arrivals}
    ruled = tuple(row for row in rulings if row.source in sources_here and row.action in stage.rulings)
    key = key_of(stage, settings, [task.key for task in before], arrivals, ruled, bucket)
    return Task(
        stage=stage.name,
        function=stage.function,
        slot=slot,
        key=key,
        output=str(root / stage.name / key),
        inputs=tuple((task.stage, task.output) for task in before),
        sources=str(sources),
        arrivals=arrivals,
        rulings=ruled,
        bucket=bucket,
        settings=settings,
        weight=len(batch.arrivals) if batch else 1,
    )
