"""What an analyst corrects: an input that survives every re-run, never an edit of a derived row."""

from enum import StrEnum

from msgspec import Struct

from reportedly.records.identity import content_id
from reportedly.records.span import Span


class Action(StrEnum):
    """What a ruling does at its place.

    `CLASS` gives the block there another class (`value`: one of BlockClass; a kept class restores it, any
    other drops it); `SPLIT` begins a new article there, `JOIN` undoes a split there; `SET` sets a field of
    the article that holds the place (`value`: ``date=2031-05-09``, ``outlet=The Example Post``).
    """

    CLASS = "class"
    SPLIT = "split"
    JOIN = "join"
    SET = "set"


class Ruling(Struct, frozen=True):
    """One line of ``rulings.jsonl``: a correction pinned to a source and to exact words of its text.

    `words` is a span of the **source's** text. When the text or the blocks have moved, the place is found
    again by its words; a ruling that cannot be found is listed in `errors` and never dropped. `undoes` names
    an earlier ruling that this one takes back.
    """

    id: str
    source: str
    words: Span
    action: Action
    value: str
    author: str
    time: str
    why: str = ""
    undoes: str | None = None


def ruling(
    source: str,
    words: Span,
    action: Action,
    value: str,
    *,
    author: str,
    time: str,
    why: str = "",
    undoes: str | None = None,
) -> Ruling:
    """A ruling with its id, which depends on what it says and when, so that the same can be ruled again."""
    name = content_id("u", source, words.start, words.end, action.value, value, time, undoes)
    return Ruling(name, source, words, action, value, author, time, why, undoes)
