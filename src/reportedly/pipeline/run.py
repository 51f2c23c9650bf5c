"""Bringing a plan's outputs about: what is there is left alone, the rest is done as soon as it can be."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from reportedly.pipeline.executors import Executor
from reportedly.pipeline.plan import is_done
from reportedly.pipeline.task import Task

Progress = Callable[[str, int, int], None]
"""Called as ``progress(stage, done, total)`` with the weights of what a stage has to do in this run."""


def run(tasks: Sequence[Task], executor: Executor, progress: Progress = lambda *_: None) -> int:
    """Do all tasks whose output is missing; the number that was done. Raises StageFailed.

    A task begins when what it reads is there: stages that rest on nothing of each other share the workers.
    """
    todo = [task for task in tasks if not is_done(task)]
    missing = {task.output for task in todo}
    total, done = Counter[str](), Counter[str]()
    for task in todo:
        total[task.stage] += task.weight
    for task in executor.run(todo, lambda task: missing.isdisjoint(folder for _, folder in task.inputs)):
        missing.discard(task.output)
        done[task.stage] += task.weight
        progress(task.stage, done[task.stage], total[task.stage])
    return len(todo)


def leftovers(root: Path, tasks: Sequence[Task]) -> list[Path]:
    """Outputs below `root` that the plan does not name, half-written ones included."""
    named = {task.output for task in tasks}
    return [
        folder
        for stage in sorted(root.glob("*"))
        for folder in sorted(stage.iterdir())
        if str(folder) not in named
    ]


def prune(root: Path, tasks: Sequence[Task]) -> int:
    """Delete what the plan does not name; the number of bytes that it took."""
    freed = 0
    for folder in leftovers(root, tasks):
        freed += sum(file.stat().st_size for file in folder.iterdir())
        shutil.rmtree(folder)
    return freed
