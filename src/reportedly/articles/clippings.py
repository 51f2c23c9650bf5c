"""Clippings that somebody put below one another: a head that only a new piece has.

The learned splitter knows web pages, where nearly every headline amid the text points to another story.
Digests, press reviews and cuttings part their pieces in plainer ways: a rule, an address or a count stands
above a headline, and a line below it says where or when it appeared.
"""

import re
from collections.abc import Iterator, Sequence

from reportedly.articles.headers import Head, begins_with_by
from reportedly.articles.lines import Line, has_date
from reportedly.articles.wording import LONG_WORD

HEADLINE_WORDS = range(3, 31)
HEADER_LINES, HEADER_WORDS, HEADER_LENGTH = 4, 16, 120
TEXT_WORDS = 8  # a wrapped line of prose has no fewer
ENOUGH = 80
REACH = 300  # the words of the text in which the headline's are looked for
COMES_BACK = 0.2
_RULE = re.compile(r"([-=_*~#–—─•·])(?: ?\1){2,}")
_PARTING = re.compile(
    rf"{_RULE.pattern}|(?:https?://|www\.)\S+"  # an address
    r"|(?i:document|item|article|story|clipping)\s+#?\d+(?:\s*(?i:of|/)\s*\d+)?:?"
)
_FIRSTS = frozenset("-=_*~#–—─•·hwdDiIıİaAsSſcC")  # what it begins with
_LABEL = re.compile(r"(?:source|author|by ?line|publication|publication info|outlet|date)s?\s?: ?\S", re.I)
_NUMBER = re.compile(r"\d{1,2}[.)]\s")
_IN_BRACKETS = re.compile(r"\((?:[A-Z][\w’'-]*\s?){1,4}\)$")
_STOPS = ".!?…:;,。"


def find_clippings(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> list[Head]:
    """The heads of pieces that are surely new ones, in order: from the headline to its last line, exclusive.

    `words` are the lower-case words of each line. The line above each is what parts it from the text before.
    A crosshead behind a rule is no head, because it does not say whence it is; nor is a pointer to another
    story, because its headline's words do not come back in the text below.
    """
    found: list[Head] = []
    for i in [i for i, line in enumerate(lines[:-1], 1) if line.text[0] in _FIRSTS]:
        if (not found or found[-1].end <= i) and _parts(lines[i - 1].text) and _is_headline(lines, words, i):
            head = _head(lines, words, i)
            if head and _is_text(words, head.end) and _comes_back(words, head):
                found.append(head)
    return found


def _parts(text: str) -> bool:
    """Whether a line is a rule, an address or a count, which part pieces."""
    return len(text) <= HEADER_LENGTH and _PARTING.fullmatch(text) is not None


def _is_headline(lines: Sequence[Line], words: Sequence[Sequence[str]], i: int) -> bool:
    text = lines[i].text
    return (
        len(words[i]) in HEADLINE_WORDS
        and text[-1] not in _STOPS
        and not _parts(text)
        and not _says_whence(text)
    )


def _head(lines: Sequence[Line], words: Sequence[Sequence[str]], i: int) -> Head | None:
    """The head that begins with headline `i`; none where nothing says whence the piece is: a line below it, a
    number before it, an outlet in brackets behind it, or the address or count above it."""
    end = i + 1
    while end < len(lines) and end - i <= HEADER_LINES and _is_header(lines[end].text, words[end]):
        end += 1
    text = lines[i].text
    said = _NUMBER.match(text) or _IN_BRACKETS.search(text) or not _RULE.fullmatch(lines[i - 1].text)
    return Head(i, end) if said or any(_says_whence(x.text) for x in lines[i + 1 : end]) else None


def _is_header(text: str, words: Sequence[str]) -> bool:
    return len(words) <= HEADER_WORDS and (text[-1] not in _STOPS or _says_whence(text))


def _says_whence(text: str) -> bool:
    """Whether a line says who published or wrote something, or when."""
    if len(text) > HEADER_LENGTH:
        return False
    return _LABEL.match(text) is not None or begins_with_by(text) or has_date(text)


def _is_text(words: Sequence[Sequence[str]], start: int) -> bool:
    """Whether enough running text follows, not broken by short lines near its beginning."""
    size = 0
    for line in words[start : start + ENOUGH // TEXT_WORDS + 1]:
        if len(line) < TEXT_WORDS and size < ENOUGH // 2:
            return False
        size += len(line)
    return size >= ENOUGH


def _comes_back(words: Sequence[Sequence[str]], head: Head) -> bool:
    """Whether the headline speaks of the text below it."""
    long = {word for word in words[head.title] if len(word) >= LONG_WORD}
    return len(long.intersection(_near(words, head.end))) >= COMES_BACK * max(len(long), 1)


def _near(words: Sequence[Sequence[str]], start: int) -> Iterator[str]:
    """The words of the lines from `start` on, `REACH` of them at least."""
    size = 0
    for line in words[start : start + REACH]:
        yield from line
        size += len(line)
        if size >= REACH:
            return
