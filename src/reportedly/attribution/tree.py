"""A parse seen as trees: the words of each token, its children, its subtree, its sentence and quotation."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reportedly.records import Article, Parse, Range
from reportedly.text import quoted

# A place in capitals, then a date or an agency in brackets if any, then a dash.
DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z .’'-]{2,30}(?:, ?[A-Z][\w. ]{1,25})?(?:,? ?\w{3,9}\.? \d{1,2})?"
    r"(?: ?\([^)\n]{2,40}\))? ?[—–-]{1,2} ",
    re.MULTILINE,
)
QUOTES = frozenset({"“", "”", '"', "''", "``", "«", "»", "‘", "’", "'", "「", "」"})
ENCLOSING = frozenset("$€£%()[]")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


class Tree:
    """One article's parse with the links that rules follow; all positions are token numbers."""

    def __init__(self, article: Article, parse: Parse) -> None:
        text = article.text
        self.text, self.tags, self.deps, self.heads = text, parse.tags, parse.deps, parse.heads
        self.starts, self.ends = parse.starts, parse.ends
        self.words = [text[s:e].lower() for s, e in zip(parse.starts, parse.ends, strict=True)]
        self._is_word = [word.isalnum() or any(map(str.isalnum, word)) for word in self.words]
        self.children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)
        self.sentences = _sentences(parse)
        self.lines = self._lines()
        self.quotations = quoted(text)
        self.quotation_of = _quotation_of(parse, self.quotations)
        self.datelines = frozenset(self._datelines())

    def _datelines(self) -> Iterator[int]:
        """The tokens of "TOKYO, Nov. 3 (Agency) — " at the head of a line."""
        for match in DATELINE.finditer(self.text):
            token = self.at(match.start())
            while token is not None and token < len(self.starts) and self.starts[token] < match.end():
                yield token
                token += 1

    def _lines(self) -> list[range]:
        """The tokens of each line that has any."""
        firsts = [t for t in range(len(self.words)) if t == 0 or self._line_between(t - 1, t)]
        return [range(a, b) for a, b in pairwise([*firsts, len(self.words)])]

    def line(self, token: int) -> int:
        """The number of the line that holds the token, counting those with tokens only."""
        return bisect_right(self.lines, token, key=lambda line: line.start) - 1

    def sentence(self, token: int) -> int:
        """The number of the sentence that holds the token."""
        return bisect_right(self.sentences, token, key=lambda sentence: sentence.start) - 1

    def at(self, offset: int) -> int | None:
        """The token that holds the character at `offset`, if one does."""
        token = bisect_right(self.starts, offset) - 1
        return token if token >= 0 and offset < self.ends[token] else None

    def child(self, token: int, *deps: str) -> int | None:
        """The first child of `token` in one of these relations."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return None

    def subtree(self, token: int, without: frozenset[int] = frozenset()) -> list[int]:
        """`token` and all below it in text order, not entering the tokens in `without`."""
        found, open_ = [], [token]
        while open_:
            at = open_.pop()
            if at not in without:
                found.append(at)
                open_ += self.children[at]
        return sorted(found)

    def is_word(self, token: int) -> bool:
        """Whether the token holds a letter or a digit."""
        return self._is_word[token]

    def ranges(self, tokens: Iterable[int]) -> list[Range]:
        """The runs of neighbouring tokens as ranges of the text; blank and punctuation at the edges are cut,
        and so is a dateline, which nobody said.
        """
        runs: list[list[int]] = []
        for token in sorted(set(tokens) - self.datelines):
            if runs and runs[-1][-1] == token - 1 and not self._line_between(token - 1, token):
                runs[-1].append(token)
            else:
                runs.append([token])
        trimmed = (self._trim(run) for run in runs)
        return [Range(self.starts[run[0]], self.ends[run[-1]]) for run in trimmed if run]

    def _trim(self, run: list[int]) -> list[int]:
        low, high = 0, len(run)
        while low < high and not self._edge(run[low]):
            low += 1
        while low < high and not self._edge(run[high - 1]):
            high -= 1
        words = any(self.is_word(token) for token in run[low:high])
        return run[low:high] if words else []

    def _edge(self, token: int) -> bool:
        """Whether a span may begin or end here: a word, a sign of money, or a mark that a quotation needs."""
        if self.words[token] in QUOTES:
            return self.quotation_of[token] >= 0
        return self.is_word(token) or self.words[token] in ENCLOSING

    def _line_between(self, left: int, right: int) -> bool:
        return "\n" in self.text[self.ends[left] : self.starts[right]]


def _sentences(parse: Parse) -> list[range]:
    stops = (*parse.sentences[1:], len(parse.starts))
    return [range(start, stop) for start, stop in zip(parse.sentences, stops, strict=bool(parse.sentences))]


def _quotation_of(parse: Parse, quotations: tuple[Range, ...]) -> list[int]:
    """The number of the quotation that each token lies in, -1 outside of any."""
    found, at = [], 0
    for start, end in zip(parse.starts, parse.ends, strict=True):
        while at < len(quotations) and quotations[at].end <= start:
            at += 1
        inside = at < len(quotations) and quotations[at].start < end
        found.append(at if inside else -1)
    return found
