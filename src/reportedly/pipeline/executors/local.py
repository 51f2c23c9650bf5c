"""Worker processes on this machine: a dead one is replaced, and its shard done again without what killed it.

One thread a worker feeds it and listens. When a worker dies, the thread starts another one and gives it the
same task. An item at which workers died twice is skipped and becomes a row in `errors`; so is one that took
more work than it may, at once, since it would again.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Self

import msgspec

from reportedly.errors import StageFailed
from reportedly.pipeline.executors.limit import ended_itself
from reportedly.pipeline.executors.messages import Message
from reportedly.pipeline.executors.waiting import Ready, Waiting, always
from reportedly.pipeline.task import Skip, Task

CRASHED, TOO_SLOW = "crashed", "too-slow"
GIVEN_UP = {CRASHED, TOO_SLOW}
TRIES_PER_ITEM = 2
TRIES_PER_TASK = 20
# Numeric libraries would each start a thread a core in every worker.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class LocalExecutor:
    """Up to `workers` processes, each with one task at a time; they live until `close`."""

    def __init__(self, workers: int) -> None:
        self._workers = [_Worker() for _ in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, tasks: Iterable[Task], ready: Ready = always) -> Iterator[Task]:
        """Yield each task when its output is there, in the order in which they are finished."""
        waiting = Waiting(tasks, ready)
        begun: SimpleQueue[Task | None] = SimpleQueue()
        finished: SimpleQueue[Task | BaseException] = SimpleQueue()
        threads = [
            Thread(target=_feed, args=(worker, begun, finished), daemon=True)
            for worker in self._workers[: len(waiting)]
        ]
        for thread in threads:
            thread.start()
        under_way = 0
        try:
            while waiting or under_way:
                for task in waiting.take(len(threads) - under_way):
                    begun.put(task)
                    under_way += 1
                if not under_way:
                    raise waiting.stuck()
                yield _result(finished.get())
                under_way -= 1
        except BaseException:
            # Ctrl-C or a failed stage: nobody waits for what the others are at.
            self.close()
            raise
        finally:
            for _ in threads:
                begun.put(None)
            for thread in threads:
                thread.join()

    def close(self) -> None:
        """End the worker processes."""
        for worker in self._workers:
            worker.close()


def _result(result: Task | BaseException) -> Task:
    if isinstance(result, BaseException):
        raise result
    return result


def _feed(
    worker: "_Worker", begun: "SimpleQueue[Task | None]", finished: "SimpleQueue[Task | BaseException]"
) -> None:
    """One thread: do tasks until there is word that no more will come."""
    while task := begun.get():
        try:
            finished.put(_complete(worker, task))
        except BaseException as error:
            finished.put(error)


def _complete(worker: "_Worker", task: Task) -> Task:
    """Do one task, again if a worker dies of it, in the end without the items that workers died of."""
    deaths: Counter[str] = Counter()
    why = ""
    while deaths.total() < TRIES_PER_TASK:
        death = worker.perform(task)
        if death is None:
            return task
        why = death.why
        deaths[death.item] += 1
        if death.item and (death.code == TOO_SLOW or deaths[death.item] >= TRIES_PER_ITEM):
            task = msgspec.structs.replace(task, skip=(*task.skip, death))
        elif deaths[death.item] > TRIES_PER_ITEM:
            break
    raise StageFailed(
        f"The stage {task.stage!r} cannot be done: its worker died {deaths.total()} times ({why}). "
        "Is there enough memory? Run it again with --workers 1; nothing that is done is lost."
    )


class _Worker:
    """One worker process, started when it is needed and again when it died."""

    def __init__(self) -> None:
        self.closed = False
        self.process: subprocess.Popen[bytes] | None = None

    def perform(self, task: Task) -> Skip | None:
        """Give the process a task; None when it is done, else what it died of and at which item."""
        process = self._alive()
        assert process.stdin and process.stdout
        item = ""
        try:
            process.stdin.write(msgspec.json.encode(task) + b"\n")
            process.stdin.flush()
            while True:
                line = process.stdout.readline()
                if not line:
                    return self._autopsy(process, item, task)
                message = msgspec.json.decode(line, type=Message)
                if message.done:
                    return None
                if message.failed:
                    raise StageFailed(_fault(task, message.failed))
                item = message.at or item
        except BrokenPipeError:
            return self._autopsy(process, item, task)

    def close(self) -> None:
        """Kill the process, from any thread, and start none again."""
        self.closed = True
        if self.process:
            self.process.kill()

    def _alive(self) -> "subprocess.Popen[bytes]":
        if self.closed:
            raise StageFailed("The run was stopped.")
        if self.process is None:
            command = [sys.executable, "-m", "reportedly.pipeline.executors.worker"]
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, env={**os.environ, **ONE_THREAD}
            )
        return self.process

    def _autopsy(self, process: "subprocess.Popen[bytes]", item: str, task: Task) -> Skip:
        process.kill()
        process.communicate()
        self.process = None
        if ended_itself(process.returncode):
            why = f"A part of it took more than {task.settings.item_seconds} seconds (setting item_seconds)."
            return Skip(item, TOO_SLOW, why)
        return Skip(item, CRASHED, f"The process that read it died twice (exit {process.returncode}).")


def _fault(task: Task, trace: str) -> str:
    return (
        f"The stage {task.stage!r} failed; this is a fault of reportedly, and nothing that is done is lost. "
        f"Please report it with these lines:\n{trace}"
    )
