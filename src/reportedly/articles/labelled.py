"""A labelled run of source text: what the two classifiers, for plain text and for pages, both give."""

from msgspec import Struct

from reportedly.records import BlockClass


class Labelled(Struct, frozen=True, gc=False):
    """``source.text[start:end]`` is a `kind` and belongs to article number `piece` (None: to no article).

    `rule` names what decided, for the reader of `reportedly blocks`; `path` is the node in a page.
    """

    start: int
    end: int
    kind: BlockClass
    piece: int | None
    rule: str
    confidence: float
    path: str | None = None
