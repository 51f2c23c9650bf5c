"""A worker process: tasks as JSON lines on standard input, what happens as JSON lines on standard output.

It is started as ``python -m reportedly.pipeline.executors.worker`` and not by `multiprocessing`, which
would import the user's own script again in every worker. It ends when its standard input ends, also in the
midst of a task: an orphan does no work.
"""

import os
import signal
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

import msgspec

from reportedly.pipeline.executors.limit import Limit
from reportedly.pipeline.executors.messages import Message
from reportedly.pipeline.task import Task
from reportedly.pipeline.work import run_shard


class NoPandas:
    """A finder that finds no pandas: Arrow looks for it at the first list that it is given, and where it is
    there, to load it takes as long as to read three articles. No stage has a use for it, and a worker's
    process is nobody else's.
    """

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """None for whatever is not pandas, as finders say that another may be asked."""
        if name == "pandas":
            raise ModuleNotFoundError("pandas is not loaded in workers", name=name)


def main() -> None:
    """Serve tasks until standard input ends."""
    # Ctrl-C reaches every process of the terminal; the run answers it, and its workers see their input end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.meta_path.insert(0, NoPandas())
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    # Whatever a library prints goes to standard error; standard output belongs to the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tasks: SimpleQueue[Task] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    limit = Limit()
    while True:
        _serve(tasks.get(), replies, limit)


def _listen(stream: BinaryIO, tasks: "SimpleQueue[Task]") -> None:
    for line in stream:
        tasks.put(msgspec.json.decode(line, type=Task))
    os._exit(0)


def _serve(task: Task, replies: BinaryIO, limit: Limit) -> None:
    def say(message: Message) -> None:
        replies.write(msgspec.json.encode(message) + b"\n")

    def at(item: str) -> None:
        say(Message(at=item))
        limit.begin(task.settings.item_seconds)

    try:
        run_shard(task, at)
    except Exception:
        say(Message(failed=traceback.format_exc()))
    else:
        say(Message(done=True))
    finally:
        limit.end()


if __name__ == "__main__":
    main()
