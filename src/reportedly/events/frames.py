"""What a line sets for all that follows in it: a day long ago, a chronicle's date, an imagined world."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from reportedly.events.dates import resolve
from reportedly.events.scenes import line_of, near
from reportedly.events.words import Words, bases
from reportedly.records import Article, Mention, Parse, Statement

TIMES = frozenset({"DATE", "TIME"})
# A chronicle's line begins with its date: "August 2030 – Talks break down".
OPENING = 3
# So does a live report's: "08:05 – ", "11.20 ".
HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]m)?(?: GMT)? ?(?:[-–—:] | [A-Z]|[A-Z])")
LONGEST_HOUR = 20
DASHES = frozenset(":–—-,)")


class Frames:
    """The times of an article in text order, and the lines that they stand in."""

    def __init__(
        self, article: Article, words: Words, parse: Parse, statements: Sequence[Statement] = ()
    ) -> None:
        self.words, self.written = words, article.date
        self.denials = {
            line_of(article.text, one.content[0].start) for one in statements if one.act == "deny"
        }
        self.denying = [t for t, word in enumerate(words.words) if word in near("denial")]
        named = sorted((m for m in parse.mentions if m.label in TIMES), key=lambda m: m.span.start)
        dated = [(m, resolve(self._led(m), article.date)) for m in named]
        self.dated = [(m.span.start, m.span.end, value) for m, value in dated if value]
        self.starts = [start for start, _, _ in self.dated]

    def before(self, token: int) -> str | None:
        """The nearest date before a token, in its line."""
        text, place = self.words.text, self.words.starts[token]
        at = bisect_left(self.starts, place) - 1
        if at < 0 or self.starts[at] < text.rfind("\n", 0, place):
            return None
        return self.dated[at][2]

    def chronicle(self, token: int) -> str | None:
        """The date that the token's line begins with, as a chronicle's do; the day of writing, where an hour
        begins it.
        """
        text, place = self.words.text, self.words.starts[token]
        start = text.rfind("\n", 0, place) + 1
        if HOUR.match(text, start, start + LONGEST_HOUR):
            return self.written
        at = bisect_left(self.starts, start)
        if at == len(self.starts) or self.starts[at] > start + OPENING or self.starts[at] > place:
            return None
        after = text[self.dated[at][1] : self.dated[at][1] + 4].strip()
        return self.dated[at][2] if after[:1] in DASHES and after else None

    def is_disputed(self, trigger: Sequence[int]) -> bool:
        """Whether somebody denies something in the trigger's line, or soon calls it a lie or says that it was
        not so: "A says that B fired; B says that it did not fire".
        """
        words, token = self.words, trigger[0]
        if self.denials and line_of(words.text, words.starts[token]) in self.denials:
            return True
        at = bisect_right(self.denying, token)
        here = words.sentence(token)
        if self._is_undone(trigger, range(trigger[-1] + 1, here.stop)):
            return True
        if at == len(self.denying):
            return False
        denial = self.denying[at]
        stop = words.sentence(here.stop).stop if here.stop < len(words) else here.stop
        apart = "\n" in words.text[words.starts[token] : words.starts[denial]]
        return denial < stop and not apart

    def _is_undone(self, trigger: Sequence[int], after: range) -> bool:
        """Whether a verb behind a trigger repeats a word of it and is negated."""
        words = self.words
        said = {base for token in trigger for base in bases(words.words[token])}
        denied = (t for t in after if words.is_verb(t) and words.child(t, "neg") is not None)
        return any(not said.isdisjoint(bases(words.words[t])) for t in denied)

    def is_imagined(self, token: int) -> bool:
        """Whether the token's sentence, or the one before it in its line, speaks of a game or a fancy."""
        words = self.words
        here = words.sentence(token)
        start = words.sentence(here.start - 1).start if here.start else 0
        if "\n" in words.text[words.starts[start] : words.starts[here.start]]:
            start = here.start
        told = words.words[start:token]
        pairs = {" ".join(pair) for pair in pairwise(told)}
        return not near("imagined").isdisjoint(told) or not near("imagined").isdisjoint(pairs)

    def _led(self, named: Mention) -> str:
        """A time with the word before it: "since 2019"."""
        before = self.words.text[max(0, named.span.start - 8) : named.span.start].split()
        return (
            f"{before[-1]} {named.span.text}" if before and before[-1].lower() == "since" else named.span.text
        )
