"""One writer at a time, by a lock that the system takes back when its holder dies and that names it."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from reportedly.errors import CaseLocked


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the case's lock. Raises CaseLocked, with the holder's name, when another process has it."""
    lock = FileLock(folder / "case.lock")
    holder = folder / "case.holder.json"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise CaseLocked(
            f"The case {str(folder)!r} is being written by {_named(holder)}. "
            "Wait until it is done, or stop it."
        ) from None
    try:
        holder.write_text(json.dumps(_myself()), "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _myself() -> dict[str, str | int]:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    started = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return {"pid": os.getpid(), "host": socket.gethostname(), "command": command, "since": started}


def _named(holder: Path) -> str:
    try:
        who = json.loads(holder.read_text("utf-8"))
        return f"process {who['pid']} on {who['host']} since {who['since']} ({who['command']})"
    except (OSError, ValueError, KeyError):
        return "another process"
