"""Everything that `reportedly` raises on purpose.

    ReportedlyError
    ├── InputError        something that the user gave cannot be used: a path, a date, an option
    ├── CaseError         the case folder cannot be used as it is
    │   └── CaseLocked    another process writes to it; the message names the holder
    ├── UnreadableSource  one source cannot be read; becomes a row in `errors`, the run goes on
    ├── StageFailed       a stage cannot be done; what is done stays
    └── ModelError        a model file is missing or is not the one that this version was made with

Each message says what is wrong, where, and what to do next.
"""


class ReportedlyError(Exception):
    """Base of every error that is meant for a reader; its text is one complete message."""


class InputError(ReportedlyError):
    """Something that the user gave cannot be used."""


class CaseError(ReportedlyError):
    """The case folder cannot be used as it is."""


class CaseLocked(CaseError):
    """Another process is writing to the case."""


class UnreadableSource(ReportedlyError):
    """One source cannot be read.

    `code` is a stable slug such as ``binary``, `why` a sentence, and `todo` what a person can do about it.
    """

    def __init__(self, code: str, why: str, todo: str) -> None:
        super().__init__(f"{why} {todo}")
        self.code = code
        self.why = why
        self.todo = todo

    def __reduce__(self) -> tuple[type["UnreadableSource"], tuple[str, str, str]]:
        return (type(self), (self.code, self.why, self.todo))


class StageFailed(ReportedlyError):
    """A stage cannot be done: a fault of this program or of the machine, not of one input."""


class ModelError(ReportedlyError):
    """A model is missing or is not the one that this version was made with."""
