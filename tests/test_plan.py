"""The plan: an output's name follows from all that decides its content, and from nothing else."""

import ast
from pathlib import Path

import msgspec
import pytest

import reportedly
from reportedly import knowledge
from reportedly.pipeline import plan as planning
from reportedly.pipeline.plan import STAGES, Stage, StageKind, plan
from reportedly.pipeline.task import BUCKETS, Batch, Task
from reportedly.records import Settings, arrival

PACKAGE = Path(str(reportedly.__file__)).parent
# The packages whose algorithms a stage runs; what these load, the stage must declare.
RUNS = {
    "articles": ("sources", "articles"),
    "statements": ("language", "actors", "attribution", "events"),
    "fingerprints": ("lineage",),
    "passages": ("lineage",),
    "stories": ("lineage",),
    "descent": ("lineage/derivation",),
    "variants": ("lineage/families", "lineage/mutations", "lineage/spelling.py"),
    "origins": ("lineage/origins_offices.py",),
}
# What other stages or the pages run inside a package.
NO_STAGE = {
    "derivation",
    "drafts",
    "families",
    "mutations",
    "namesakes.py",
    "origins_offices.py",
    "spelling.py",
}


def batch(name: str, *paths: str) -> Batch:
    return Batch(name, tuple(arrival("5" * 64, path) for path in paths))


def tasks(*batches: Batch, settings: Settings | None = None) -> dict[tuple[str, str], Task]:
    made = plan(batches, Path("stages"), Path("sources"), settings or Settings())
    return {(task.stage, task.slot): task for task in made}


def keys(*batches: Batch, settings: Settings | None = None) -> dict[tuple[str, str], str]:
    return {place: task.key for place, task in tasks(*batches, settings=settings).items()}


ONE, TWO = batch("b1", "x.txt"), batch("b2", "y.txt")


def test_no_batch_is_no_work() -> None:
    assert tasks() == {}


def test_a_shard_reads_its_own_and_a_global_stage_reads_all() -> None:
    made = tasks(ONE, TWO)
    assert [name for name, _ in made["statements", "b1"].inputs] == ["articles"]
    assert made["statements", "b1"].inputs[0][1] == made["articles", "b1"].output
    assert [name for name, _ in made["shared", "00"].inputs] == ["gathered"] + ["fingerprints"] * 2
    assert [name for name, _ in made["gathered", "all"].inputs] == ["articles"] * 2
    assert len(made["pairs", "all"].inputs) == 1 + BUCKETS
    assert made["articles", "b2"].arrivals == TWO.arrivals


def test_every_stage_comes_after_those_that_it_reads() -> None:
    names = [stage.name for stage in STAGES]
    for stage in STAGES:
        assert all(names.index(read) < names.index(stage.name) for read in stage.reads)


def test_a_new_batch_touches_no_other_shard() -> None:
    before, after = keys(ONE), keys(ONE, TWO)
    for stage in STAGES:
        if stage.kind == StageKind.SHARD:
            assert after[stage.name, "b1"] == before[stage.name, "b1"]
    assert after["stories", "all"] != before["stories", "all"]


def test_what_the_user_says_of_a_file_touches_its_shard() -> None:
    said = Batch("b1", (arrival("5" * 64, "x.txt", outlet="Post"),))
    assert keys(said)["articles", "b1"] != keys(ONE)["articles", "b1"]


@pytest.mark.parametrize(
    ("settings", "moves"),
    [
        (Settings(max_bytes=7), True),
        (Settings(tier="fast"), True),
        (Settings(events=False), True),
        (Settings(shard_files=7), False),
        (Settings(item_seconds=7), False),
    ],
)
def test_only_a_declared_setting_touches_an_output(settings: Settings, moves: bool) -> None:
    assert (keys(ONE, settings=settings) != keys(ONE)) is moves


@pytest.mark.parametrize("stage", [stage.name for stage in STAGES])
def test_a_new_version_touches_the_stage_and_what_reads_it(
    stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys(ONE)
    newer = tuple(msgspec.structs.replace(s, version=99) if s.name == stage else s for s in STAGES)
    monkeypatch.setattr(planning, "STAGES", newer)
    moved = {name for (name, _), key in keys(ONE).items() if key not in before.values()}
    assert moved == _downstream(stage)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage.name in RUNS], ids=lambda s: s.name)
def test_a_stage_declares_the_knowledge_that_it_loads(stage: Stage) -> None:
    loaded = set()
    for package in RUNS[stage.name]:
        here = PACKAGE / package
        for path in [here] if here.is_file() else here.rglob("*.py"):
            if not NO_STAGE & set(path.relative_to(here).parts):
                loaded |= _loads(path)
    assert sorted(stage.knowledge) == sorted(loaded)
    assert loaded <= set(knowledge.names())


def test_every_file_of_weights_is_declared_by_a_stage() -> None:
    shipped = {
        str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if path.suffix in (".npz", ".onnx")
    }
    declared = {name for stage in STAGES for name in stage.weights}
    assert {name for name in shipped if not name.startswith("language/")} == declared
    assert any(stage.model for stage in STAGES)


def _loads(path: Path) -> set[str]:
    """The names that are given to `knowledge.load` in a file; anything but a plain text is an error."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("load", "knowledge.load"):
            (name,) = node.args
            assert isinstance(name, ast.Constant), f"{path}:{node.lineno} loads by a computed name"
            found.add(name.value)
    return found


def _downstream(stage: str) -> set[str]:
    found = {stage}
    for later in STAGES:
        if found & set(later.reads):
            found.add(later.name)
    return found
