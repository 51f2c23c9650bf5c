"""What a worker process says to its executor: one JSON line a message."""

from msgspec import Struct


class Message(Struct, frozen=True, omit_defaults=True):
    """From worker to executor: `at` an item, `done` with the task, or `failed` with a traceback."""

    at: str | None = None
    done: bool = False
    failed: str | None = None
