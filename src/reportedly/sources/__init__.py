"""Bytes to a `Rendering`: the text of one source, with the layout and the markup that it came with."""

from reportedly.sources.reading import read, read_text

__all__ = ["read", "read_text"]
