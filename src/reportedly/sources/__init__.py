"""Bytes to a `Rendering`, the text of one source with its layout; and a container to the sources in it."""

from reportedly.sources.containers import LeftOut, Limits, Member, Refused, members
from reportedly.sources.reading import read, read_text

__all__ = ["LeftOut", "Limits", "Member", "Refused", "members", "read", "read_text"]
