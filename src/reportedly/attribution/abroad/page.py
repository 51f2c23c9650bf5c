"""An article as the script rules see it: sentences in which every quotation is blotted out.

A quotation becomes as many `BLOT` characters, so that rules find verbs and names outside of what is quoted,
full stops inside end no sentence, and every place stays where it was.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load
from reportedly.records import Article, BlockClass, Range
from reportedly.text import quoted

# A private character that no text of ours holds: `Page` takes it out first.
BLOT = "\ue000"
HEADLINES = frozenset({BlockClass.TITLE, BlockClass.STANDFIRST})
# Where a sentence ends, by language; in Russian not behind an initial or a short form.
ENDS = {
    "ja": re.compile(r"[。．！？!?]+"),
    "zh": re.compile(r"[。！？!?…]+"),
    "ru": re.compile(r"(?<!\b\w)(?<!\bим)(?<!\bгг)(?<!\bтыс)(?<!\bруб)[.!?…]+(?=\s+[«„“\"—А-ЯЁA-Z\ue000])"),
}
# What may stand between a quotation and the words that it belongs to, and how much of it.
BESIDE = " 　\n:：,，、。"
GAP = 8
# "… said: “We go.”Then": in Chinese the full stop inside ends the sentence that led to the quotation.
LAST = re.compile(r"[。！？…]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence ``[start, end)`` with its blotted text; `headline` where it stands in a title."""

    start: int
    end: int
    blotted: str
    headline: bool

    def place(self, start: int, end: int) -> Range:
        """A place of the sentence as one of the article's text."""
        return Range(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Find:
    """What a rule finds: places of the three roles, the act, and how sure the rule is.

    Without a `source` the speaker is the one who spoke before.
    """

    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    act: str
    confidence: float


class Page:
    """The text of an article, its quotations and its sentences."""

    def __init__(self, article: Article, language: str) -> None:
        self.text, self.language = article.text, language
        self.quotations = quoted(article.text)
        self.starts = [q.start for q in self.quotations]
        self.ends = [q.end for q in self.quotations]
        self.blotted = self._blot(article.text)
        self.sentences = list(self._sentences(article))

    def quotations_in(self, sentence: Sentence) -> tuple[Range, ...]:
        """The quotations that begin in the sentence."""
        return self.quotations[
            bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)
        ]

    def quotation_before(self, end: int) -> Range | None:
        """The quotation that ends right before `end`, full stops and blanks aside."""
        place = bisect_right(self.ends, end) - 1
        if place < 0 or end - self.ends[place] > GAP or self.text[self.ends[place] : end].strip(BESIDE):
            return None
        return self.quotations[place]

    def quotation_at(self, start: int) -> Range | None:
        """The quotation that begins at `start` or behind blanks and a colon or comma."""
        place = bisect_left(self.starts, start)
        if place == len(self.starts) or self.starts[place] - start > GAP:
            return None
        return None if self.text[start : self.starts[place]].strip(BESIDE) else self.quotations[place]

    def trimmed(self, start: int, end: int) -> Range | None:
        """The place without blanks and punctuation at its edges; None where no word is left."""
        while start < end and not self._edge(start):
            start += 1
        while start < end and not self._edge(end - 1):
            end -= 1
        return Range(start, end) if start < end else None

    def _edge(self, at: int) -> bool:
        return self.text[at].isalnum() or self.blotted[at] == BLOT or self.text[at] in "%％)）〕］]"

    def _blot(self, text: str) -> str:
        parts, at = [], 0
        for place in self.quotations:
            parts += [text[at : place.start].replace(BLOT, " "), BLOT * (place.end - place.start)]
            at = place.end
        return "".join([*parts, text[at:].replace(BLOT, " ")])

    def _sentences(self, article: Article) -> Iterator[Sentence]:
        start = 0
        kinds = iter(article.kept)
        kept = next(kinds, None)
        following = next(kinds, None)
        for line in self.blotted.split("\n"):
            while following is not None and following.at <= start:
                kept, following = following, next(kinds, None)
            kind = kept.kind if kept is not None else BlockClass.BODY
            if line.strip() and kind != BlockClass.CAPTION:
                yield from self._cut(start, start + len(line), kind in HEADLINES)
            start += len(line) + 1

    def _cut(self, start: int, end: int, headline: bool) -> Iterator[Sentence]:
        stops = {m.end() for m in ENDS[self.language].finditer(self.blotted, start, end)}
        if self.language == "zh":
            stops |= set(self._led(start, end))
        at = start
        for stop in sorted({*stops, end}):
            if self.blotted[at:stop].strip():
                yield Sentence(at, stop, self.blotted[at:stop], headline)
            at = stop

    def _led(self, start: int, end: int) -> Iterator[int]:
        """The ends of quotations behind a colon whose last words end a sentence."""
        for place in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            quotation = self.quotations[place]
            led = self.text[max(quotation.start - 1, start) : quotation.start] in ("：", ":", "，")
            if led and LAST.search(self.text, quotation.start, quotation.end - 1):
                yield quotation.end


@cache
def words(language: str, *keys: str) -> tuple[str, ...]:
    """A list of ``sayings.toml``, such as ``words("ja", "speakers", "ends")``."""
    part = load("sayings")[language]
    for key in keys:
        part = part[key]
    return tuple(part)


@cache
def acts(language: str, *keys: str) -> dict[str, str]:
    """The words of one table of ``sayings.toml`` with their acts, the longest first."""
    part = load("sayings")[language]
    for key in keys:
        part = part[key]
    listed = [(word, act) for act, group in part.items() if act != "openers" for word in group]
    return dict(sorted(listed, key=lambda pair: (-len(pair[0]), pair[0])))


def either(listed: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda w: (-len(w), w)))
