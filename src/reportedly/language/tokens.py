"""Text -> chunks of tokens: lines, the over-long cut at sentence ends, each cut into tokens.

No token and no chunk crosses a line end, and no token is white space.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from reportedly.language.tokenizer import Place, tokenize
from reportedly.records import Range

# Longer lines are cut before they are tokenized, so that no run of characters costs more than its length.
LONGEST = 4000
# A chunk is what the encoder sees at once: nearly every paragraph of a newspaper is shorter.
WORDS = 180
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+")
ENDING = re.compile(r"[.!?…]+|[\"'”’)\]]+")
# Nothing that a person wrote as a word: the tokenizer peels marks off one by one, and takes long for it.
NO_WORD = re.compile(r"\S{120,}|([^\w\s])\1{9,}")
SURROGATE = re.compile("[\ud800-\udfff]")


class Chunk(Struct, frozen=True):
    """Neighbouring tokens of one line: their places in the text, in code points."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]


def chunks(text: str) -> Iterator[Chunk]:
    """The tokens of a `readable` text in order, at most `WORDS` together and never across a line end.

    Linear time.
    """
    for line in lines(text):
        words = tokenize(text, line.start, line.end)
        for first, last in _windows(text, words):
            starts, ends = zip(*words[first:last], strict=True)
            yield Chunk(starts, ends)


def lines(text: str) -> Iterator[Range]:
    """The lines of `text` that hold anything, the over-long cut at sentence ends, else white space."""
    start = 0
    for line in text.split("\n"):
        stop = start + len(line)
        if line.strip():
            yield from _cut(text, start, stop)
        start = stop + 1


def _windows(text: str, words: list[Place]) -> Iterator[tuple[int, int]]:
    """Numbers of the first and behind the last token of each chunk, cut behind a sentence where one ends."""
    first = 0
    while len(words) - first > WORDS:
        last = _sentence_end(text, words, first + WORDS // 2, first + WORDS)
        yield first, last
        first = last
    if first < len(words):
        yield first, len(words)


def _sentence_end(text: str, words: list[Place], low: int, high: int) -> int:
    for at in range(high, low, -1):
        if ENDING.fullmatch(text[slice(*words[at - 1])]) and not ENDING.fullmatch(text[slice(*words[at])]):
            return at
    return high


def _cut(text: str, start: int, stop: int) -> Iterator[Range]:
    while stop - start > LONGEST:
        middle = _break(text, start, start + LONGEST)
        yield Range(start, middle)
        start = middle
    yield Range(start, stop)


def _break(text: str, start: int, stop: int) -> int:
    """Where to cut ``text[start:stop]``: after its last sentence, else its last word, else at its end."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, start, stop)]
    if ends:
        return ends[-1]
    blank = max(text.rfind(" ", start, stop), text.rfind("\t", start, stop))
    return blank + 1 if blank > start else stop


def readable(text: str) -> str:
    """The text as tokenizers may see it, of the same length: they read UTF-8, which knows no lone surrogates,
    and stumble over endless words.
    """
    return NO_WORD.sub(lambda run: "x" * len(run.group()), SURROGATE.sub("\ufffd", text))
