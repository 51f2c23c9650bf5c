"""The contract of every executor: the same tables, whatever happens to the workers."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from reportedly.errors import StageFailed
from reportedly.pipeline.executors import Executor, InlineExecutor, LocalExecutor
from reportedly.pipeline.task import Task
from reportedly.records import Settings, arrival

MAKERS = {
    "inline": InlineExecutor,
    "1 worker": lambda: LocalExecutor(1),
    "2 workers": lambda: LocalExecutor(2),
    "9 workers": lambda: LocalExecutor(9),
}
ISOLATED = [name for name in MAKERS if name != "inline"]


@pytest.fixture(autouse=True)
def _workers_find_the_fake_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


@pytest.fixture(params=MAKERS)
def hands(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with MAKERS[request.param]() as made:
        yield made


@pytest.fixture(params=ISOLATED)
def isolated(request: pytest.FixtureRequest) -> Iterator[Executor]:
    with MAKERS[request.param]() as made:
        yield made


def task(folder: Path, slot: str, *paths: str, function: str = "measure", seconds: int = 30) -> Task:
    return Task(
        stage="measure",
        function=f"fake_stages:{function}",
        slot=slot,
        key=slot,
        output=str(folder / "measure" / slot),
        arrivals=tuple(arrival("0" * 64, path) for path in paths),
        settings=Settings(item_seconds=seconds),
    )


def lengths(done: Task) -> list[tuple[str, int, str]]:
    table = pq.read_table(Path(done.output) / "lengths.parquet")
    return [tuple(row.values()) for row in table.to_pylist()]


def test_a_task_waits_until_it_is_ready(hands: Executor, tmp_path: Path) -> None:
    tasks = [task(tmp_path, str(n), "a" * n) for n in range(1, 6)]
    done: list[str] = []
    for one in hands.run(tasks, lambda waits: waits.slot == "5" or "5" in done):
        done.append(one.slot)
    assert done[0] == "5" and sorted(done) == ["1", "2", "3", "4", "5"]


def test_tasks_that_wait_for_ever_fail(hands: Executor, tmp_path: Path) -> None:
    done = []
    with pytest.raises(StageFailed, match="measure"):
        for one in hands.run([task(tmp_path, "1"), task(tmp_path, "2")], lambda waits: waits.slot == "1"):
            done.append(one.slot)
    assert done == ["1"]


def test_every_task_is_done_once(hands: Executor, tmp_path: Path) -> None:
    tasks = [task(tmp_path, str(n), "a" * n, "b") for n in range(1, 6)]
    done = list(hands.run(tasks))
    assert sorted(t.slot for t in done) == [t.slot for t in tasks]
    assert lengths(tasks[2]) == [("aaa", 3, ""), ("b", 1, "")]


def test_no_task_is_no_work(hands: Executor) -> None:
    assert list(hands.run([])) == []


def test_an_executor_can_be_used_again(hands: Executor, tmp_path: Path) -> None:
    for slot in "xyz":
        assert [t.slot for t in hands.run([task(tmp_path, slot, "p")])] == [slot]


def test_the_bytes_do_not_depend_on_the_executor(tmp_path: Path) -> None:
    written = []
    for name, make in MAKERS.items():
        tasks = [task(tmp_path / name, str(n), *["p" * k for k in range(n)]) for n in range(1, 5)]
        with make() as hands:
            list(hands.run(tasks))
        written.append([(Path(t.output) / "lengths.parquet").read_bytes() for t in tasks])
    assert all(one == written[0] for one in written)


def test_a_killed_worker_is_replaced_and_its_shard_done(isolated: Executor, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    tasks = [task(tmp_path, "0", "a", f"once {mark}", "b"), task(tmp_path, "1", "c")]
    list(isolated.run(tasks))
    assert [row[1] for row in lengths(tasks[0])] == [1, len(f"once {mark}"), 1]
    assert lengths(tasks[1]) == [("c", 1, "")]


def test_what_kills_every_worker_is_left_out(isolated: Executor, tmp_path: Path) -> None:
    poisoned = task(tmp_path, "0", "a", "kill", "b")
    list(isolated.run([poisoned]))
    assert lengths(poisoned) == [("a", 1, ""), ("kill", -1, "crashed"), ("b", 1, "")]


def test_what_stands_still_is_left_out(tmp_path: Path) -> None:
    slow = task(tmp_path, "0", "a", "hang", "b", seconds=1)
    with LocalExecutor(1) as hands:
        list(hands.run([slow]))
    assert lengths(slow) == [("a", 1, ""), ("hang", -1, "too-slow"), ("b", 1, "")]


def test_what_takes_too_much_work_is_left_out_and_not_tried_again(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    slow = task(tmp_path, "0", "a", f"spin {runs}", "b", seconds=1)
    with LocalExecutor(1) as hands:
        list(hands.run([slow]))
    assert [(row[1], row[2]) for row in lengths(slow)] == [(1, ""), (-1, "too-slow"), (1, "")]
    assert runs.read_text() == "x"


def test_each_part_of_an_item_has_its_time(tmp_path: Path) -> None:
    long = task(tmp_path, "0", "parts", seconds=1)
    with LocalExecutor(1) as hands:
        list(hands.run([long]))
    assert lengths(long) == [("parts", 5, "")]


def test_a_fault_of_the_stage_ends_the_run_and_names_it(isolated: Executor, tmp_path: Path) -> None:
    with pytest.raises(StageFailed, match="no item is to blame"):
        list(isolated.run([task(tmp_path, "0", "a", function="broken")]))
    assert not (tmp_path / "measure" / "0").exists()


def test_what_is_there_is_not_done_again(hands: Executor, tmp_path: Path) -> None:
    once = task(tmp_path, "0", "a")
    list(hands.run([once]))
    before = (Path(once.output) / "lengths.parquet").stat().st_mtime_ns
    list(hands.run([once]))
    assert (Path(once.output) / "lengths.parquet").stat().st_mtime_ns == before
