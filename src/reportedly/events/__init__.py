"""Article + parse + statements -> event mentions: who did what to whom, and did it happen."""

from reportedly.events.extraction import extract

__all__ = ["extract"]
