"""The states that a stretch of text names: by name, people, capital or seat, or by who holds an office."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.actors.registry import bare, candidates, entries, is_ambiguous, terms_of
from reportedly.knowledge import load
from reportedly.records import Article

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
LONGEST = 5
LEAD = 600
"""Where a text opens: so many characters."""

NAMED, BOTH, OPENS = "named", "the two", "opens with"
"""How a pair was known: its names stand there, or "the two" of a text that opens with two states, or nothing
but that the text opens with two: a guess, and marked as one."""

KINDS = frozenset({"state", "people", "seat", "person"})


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A state's code, and where in the text it is named."""

    start: int
    end: int
    code: str


def named(text: str, date: str | None = None, start: int = 0, end: int | None = None) -> list[Named]:
    """Every naming of a state in ``text[start:end]``, in order; a name that may be two states' is none.

    A person stands for the state of the office held on the day `date` (ISO 8601).
    """
    words = [(m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]
    return list(_found(text, words, date))


def the_two(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch says "the two countries" or the like; None where it does not."""
    found = _two().search(text, start, end)
    return found.span() if found else None


def leading(article: Article) -> tuple[str, str] | None:
    """The two states that a text opens with, if it names just two there: who "the two countries" are."""
    text = article.text
    title = article.title or ""
    end = len(title) if title and text.startswith(title) else 0
    for stop in (end, LEAD):
        states = {x.code for x in named(text, article.date, 0, min(stop, len(text)))}
        if len(states) == 2:
            one, other = sorted(states)
            return one, other
    return None


def _found(text: str, words: Sequence[tuple[int, int]], date: str | None) -> Iterator[Named]:
    at = 0
    while at < len(words):
        first = words[at][0]
        stop = at + 1
        if text[first].isupper():
            for last in range(min(len(words), at + LONGEST), at, -1):
                code = _code(text[first : words[last - 1][1]], date)
                if code:
                    yield Named(first, words[last - 1][1], code)
                    stop = last
                    break
        at = stop


@lru_cache(maxsize=50_000)
def _code(form: str, date: str | None) -> str | None:
    if candidates(form):
        return None
    found = [entry for entry in entries().get(bare(form), ()) if entry.kind in KINDS]
    if len({entry.actor for entry in found}) != 1:
        return None
    entry = found[0]
    if entry.kind == "person":
        return _served(entry.name, date)
    ambiguous = entry.kind == "state" and entry.country and is_ambiguous(entry.country)
    return None if ambiguous else entry.country


def _served(person: str, date: str | None) -> str | None:
    """The state that a person holds an office of on a day; none for those of bodies."""
    homes = {term.home for term in terms_of(person) if date and term.holds(date)}
    home = homes.pop() if len(homes) == 1 else "body:"
    return None if home.startswith("body:") else home


@cache
def _two() -> re.Pattern[str]:
    pair = load("relations")["pair"]
    many = "|".join(
        noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
        for noun in pair["nouns"]
    )
    return re.compile(rf"\b(?:{'|'.join(pair['numbers'])}) (?:[a-z]+ )?(?:{many})\b", re.IGNORECASE)
