"""Noun phrases by tags alone: the part that names somebody, its head, and who owns it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.actors.lexicon import kindred
from reportedly.actors.tokens import Tokens

CLOSING = ("IN", "TO", "WDT", "WP", "WRB", "MD", "VBD", "VBZ", "VBP", "EX")
PARTICIPLES = ("VBN", "VBG")
POSSESSIVE = frozenset({"'s", "'"})
INNER = frozenset({"-", "–", "&", "/", ".", "“", "”", '"', "‘", "’", "``", "''"})
ENDING = frozenset({",", "(", ")", ";", ":", "—", "--", "…"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens ``[start, stop)`` of a phrase without what is hung on behind; `head` is its last noun.

    `owner` is the last token of who owns it ("the ministry" of "the ministry's report"), `joined` says that
    "and" adds somebody else. A phrase that is nothing but an owner ("its", "the study's") has it as its head.
    """

    start: int
    stop: int
    head: int
    owner: int | None = None
    joined: bool = False


def phrase(tokens: Tokens, source: Sequence[int], names: dict[int, int]) -> Phrase | None:
    """The core of a source phrase, given as token numbers; None where it has no word.

    `names` gives, for each first token of a name, the token behind its last, so that names stay whole.
    """
    inside = [t for t in source if t < len(tokens)]
    while inside and not tokens.is_word(inside[0]):
        inside = inside[1:]
    if not inside:
        return None
    return _Core(tokens, names).read(inside[0], _unbroken(inside))


def _unbroken(source: Sequence[int]) -> int:
    """The token behind the first run of neighbours."""
    stop = source[0] + 1
    for token in source[1:]:
        if token != stop:
            break
        stop += 1
    return stop


class _Core:
    """Reads one phrase from left to right."""

    def __init__(self, tokens: Tokens, names: dict[int, int]) -> None:
        self.tokens, self.names = tokens, names
        self.head: int | None = None
        self.owner: int | None = None
        self.joined = False

    def read(self, start: int, limit: int) -> Phrase:
        at, tokens = start, self.tokens
        while at < limit:
            if at in self.names:
                at = min(self.names[at], limit)
                self.head = at - 1
                continue
            if tokens.words[at] in POSSESSIVE and at > start and self.head is not None:
                self.owner, self.head = self.head, None
            elif self._ends(at, start, limit):
                break
            elif (
                tokens.is_noun(at)
                or (kindred(tokens.words[at]) and not tokens.tags[at].startswith("V"))
                or (tokens.tags[at] in ("PRP", "PRP$", "CD") and at + 1 == limit)
            ):
                self.head = at
            at += 1
        if self.head is None and self.owner is not None:
            return Phrase(start, at, self.owner, None, self.joined)
        head = self.head if self.head is not None else self._last_word(start, at)
        return Phrase(start, at, head, self.owner, self.joined)

    def _ends(self, at: int, start: int, limit: int) -> bool:
        tokens, tag, word = self.tokens, self.tokens.tags[at], self.tokens.words[at]
        if word in ENDING:
            return at > start
        if word in INNER or at == start:
            return False
        if self.head is None and tag not in ("WDT", "WP", "MD", "VBD"):
            return False
        if word in ("and", "or", "but"):
            self.joined = word != "but" and at + 1 < limit
            return True
        if kindred(word) and not tag.startswith("V"):
            return False
        touching = tokens.words[at - 1] in INNER and tokens.starts[at] == tokens.ends[at - 1]
        return not touching and (tag in CLOSING or tag in PARTICIPLES or tag in ("RB", "WP$", "DT", "PRP"))

    def _last_word(self, start: int, stop: int) -> int:
        words = [t for t in range(start, stop) if self.tokens.is_word(t)]
        return words[-1] if words else start
