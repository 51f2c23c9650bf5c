"""Who does the work: executors run tasks and know nothing of what a task means.

Every executor begins a task once its caller says that it is ready, and yields each as its output comes to
be; all give the same tables, which `tests/test_executors.py` holds for any of them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, Self

from reportedly.pipeline.executors.inline import InlineExecutor
from reportedly.pipeline.executors.local import LocalExecutor
from reportedly.pipeline.executors.waiting import always
from reportedly.pipeline.task import Task

__all__ = ["Executor", "InlineExecutor", "LocalExecutor", "executor"]


class Executor(Protocol):
    """Runs tasks, within a ``with`` block."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def run(self, tasks: Iterable[Task], ready: Callable[[Task], bool] = always) -> Iterator[Task]:
        """Yield each task when its output is there, in any order.

        `ready` is asked anew of the tasks that wait whenever one was yielded; a task that waits for others
        comes after them. Raises StageFailed for a fault of a stage, and where none of those left is ready.
        """
        ...


def executor(workers: int) -> Executor:
    """Worker processes, or this very process for ``workers=0``, which a debugger can follow."""
    return LocalExecutor(workers) if workers else InlineExecutor()
