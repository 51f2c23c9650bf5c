"""Who a byline names: ``By Ada Example and Bo Sample in Tokyo`` is two people, ``Newsdesk`` is a desk."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.articles.metadata.calendar import days, has_figure
from reportedly.knowledge import load
from reportedly.text.phrases import any_of

LONGEST = 160
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs at ``text[start:end]``; not `person`: a desk or a role."""

    start: int
    end: int
    name: str
    person: bool


def signers(words: str, *, loose: bool = False) -> list[Signer]:
    """The people whom a byline names, in order; else its desk; none where it names neither.

    The line may begin with ``By``. `loose` takes a single word or a nickname in lower case for a name, as
    markup and labels like ``Author:`` do. At most 160 characters are read.
    """
    words = words[:LONGEST]
    if _about().match(words):
        return []
    start = _prefix(words)
    return _named(words, start, _end(words, start), loose=loose or start > 0)


def signed(words: str) -> list[Signer]:
    """Who signs a line that also tells a date or a time: ``Posted on 4 March 2031 by Ada Example``."""
    words = words[:LONGEST]
    times = [] if "(@" in words else _beside_times(words)  # a quoted post is signed by its own writer
    for said in _by_inside().finditer(words):
        phrase = " " in said[0].strip()
        if not times and words[: said.start()].strip():
            continue  # "first published by ...", "approved by the Senate"
        loose = phrase or any(day.year for day in days(words))
        bar = _BAR.search(words, said.end())
        until = min(_end(words, said.end()), bar.start() if bar else len(words))
        found = _named(words, said.end(), until, loose=loose)
        if found:
            return found
    for start, end in times:
        found = _named(words, start, min(end, _end(words, start)), loose=False)
        if found and not found[0].name.isupper() and len(found[0].name.split()) < MOST_WORDS:
            return found[:1]
    return []


def begins_with_by(words: str) -> bool:
    """Whether a line begins as a byline does, also where ``By`` is glued to the name."""
    return _prefix(words[:LONGEST]) > 0


def writes_when(words: str) -> bool:
    """Whether a line says by whom and on which day: ``Posted by Ada Example on 4 March 2031``."""
    words = words[:LONGEST]
    return bool(_by_inside().search(words)) and any(day.year for day in days(words))


def describes(words: str) -> Signer | None:
    """The person whom a note at the foot is about: ``Ada Example is a pilot``, ``About Ada Example``."""
    head = _about().match(words)
    if head and len(words) <= 60:
        found = _named(words, head.end(), len(words), loose=False)
        return found[0] if len(found) == 1 and found[0].person else None
    told = _is_somebody().match(words[:LONGEST])
    found = _named(words, told.start("name"), told.end("name"), loose=False) if told else []
    return found[0] if len(found) == 1 and found[0].person else None


def is_desk(words: str) -> bool:
    """Whether a signature holds a word that makes it a desk's or a role's."""
    return not _desk_words().isdisjoint(re.findall(r"[^\W\d_]+", words.lower()))


def _prefix(words: str) -> int:
    """Where the names begin behind ``By``, also where it is glued to them, else 0."""
    match = _by_first().match(words)
    return match.end() if match else 0


def _end(words: str, start: int) -> int:
    """Where the names end: before a date, a time, an address or a verb of publishing."""
    ends = [day.start for day in days(words) if day.start >= start]
    stop = _stop().search(words, start)
    return min([*ends, stop.start() if stop else len(words)])


def _named(words: str, start: int, end: int, *, loose: bool) -> list[Signer]:
    parts = _parts(words, start, end)
    if len(parts) == 2 and all(" " not in words[a:b] and words[a:b].isalpha() for a, b in parts):
        turned = _turned(words, *parts)
        if turned:
            return [turned]
    people: list[Signer] = []
    for part in parts:
        place = (part[0], part[0] + len(_without_role(words[slice(*part)])))
        name = " ".join(words[slice(*place)].split())
        if is_desk(name):
            continue
        if not _is_name(name, loose=loose and len(parts) == 1):
            break
        people.append(Signer(*place, name, True))
    if people or not parts:
        return people
    name = " ".join(words[slice(*parts[0])].split())
    tokens = name.split()
    plain = len(tokens) <= MOST_WORDS and all(_TOKEN.fullmatch(token) for token in tokens)
    fits = plain and is_desk(name) and (loose or name[:1].isupper())
    return [Signer(*parts[0], name, False)] if fits else []


def _without_role(name: str) -> str:
    """``Ada Example Staff Writer`` without the role behind the name; a role alone stays whole."""
    tokens = list(re.finditer(r"\S+", name))
    roles = load("bylines")["desks"]
    left = len(tokens)
    if left > 2 and tokens[-1][0].lower() in roles["roles"]:
        left -= 1
        while left and tokens[left - 1][0].lower() in {*roles["ranks"], *roles["words"]}:
            left -= 1
    return name[: tokens[left - 1].end()] if 2 <= left < len(tokens) else name


def _turned(words: str, last: tuple[int, int], first: tuple[int, int]) -> Signer | None:
    """``Example, Ada``"""
    if words[last[1] : first[0]].strip() != ",":
        return None
    name = f"{words[slice(*first)]} {words[slice(*last)]}"
    known = _is_name(name, loose=False) and not is_desk(name)
    return Signer(last[0], first[1], name, True) if known else None


def _parts(words: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places between commas and ``and``, without the place or the paper behind a name."""
    found, at = [], start
    for cut in [*_between().finditer(words, start, end), None]:
        stop = cut.start() if cut else end
        part = words[at:stop]
        where = _where().search(part)
        part = part[: where.start()] if where and where.start() else part
        bare = part.strip(" \u00a0\t\n.,;:–—-·|/*()")
        if bare:
            low = at + words[at:stop].index(bare)
            found.append((low, low + len(bare)))
        at = cut.end() if cut else end
    return found


def _is_name(name: str, *, loose: bool) -> bool:
    tokens = name.split()
    if not 1 <= len(tokens) <= MOST_WORDS or not all(_TOKEN.fullmatch(t) for t in tokens):
        return False
    if loose and len(tokens) == 1:
        return len(name) > 1
    if loose and tokens[0].lower() in {"der", "die", "the", "el", "la", "le"} and len(tokens) == 2:
        return tokens[1][0].isupper()
    small = [t for t in tokens if not t[0].isupper()]
    ends = {tokens[0], tokens[-1]}
    return len(tokens) > 1 and ends.isdisjoint(small) and set(small) <= _particles()


_TOKEN = re.compile(r"[^\W\d_][\w.'’‘\-]*")
_BAR = re.compile(r"[|•·]")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b", re.I)


def _beside_times(words: str) -> list[tuple[int, int]]:
    """What stands before, between and after the dates and times of a line, cut at bars and dots."""
    if not has_figure(words):
        return []
    taken = [(day.start, day.end) for day in days(words) if day.year or _CLOCK.search(words)]
    taken += [m.span() for m in _CLOCK.finditer(words)]
    if not taken:
        return []
    taken += [m.span() for m in re.finditer(r"[|•·–—]|\s-\s|\u00a0{1,}\s", words)]
    found, at = [], 0
    for low, high in sorted(taken):
        found.append((at, max(low, at)))
        at = max(high, at)
    found.append((at, len(words)))
    # "New Delhi, 4 March": what a comma parts from the day is a place.
    return [(a, b) for a, b in found if words[a:b].strip() and words[a:b].rstrip()[-1:] != ","]


def _either(which: str, key: str) -> str:
    return "|".join(sorted(map(re.escape, load("bylines")[which][key]), key=len, reverse=True))


@cache
def _by_first() -> re.Pattern[str]:
    glued = r"(?-i:By(?=[A-Z][\w.]*\.? ?[A-Z]))"
    return re.compile(rf"\W*(?:(?:{_either('words', 'by')})(?:\s*:\s*|\s+)|{glued})", re.I)


@cache
def _by_inside() -> re.Pattern[str]:
    words = any_of(load("bylines")["words"]["by"], after=r"[\w-]", fold=True)
    return re.compile(rf"{words}(?:\s*:\s*|\s+)(?=\S)")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_either('words', 'and')})\s+|\s*[,;/|•·&+]\s*|\s[-–—]\s", re.I)


@cache
def _where() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_either('words', 'where')})(?=\s|$)")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(
        rf"\S+@\S+|(?<!\w)@\w+|https?:|\b(?:{_either('words', 'stop')})\b|(?<![\w])\d|[(\[]", re.I
    )


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_either('foot', 'about')})\s*:?\s+", re.I)


@cache
def _is_somebody() -> re.Pattern[str]:
    return re.compile(rf"\W*(?P<name>[^\n,.;:()]{{3,50}}?),? (?:{_either('foot', 'is')})\s")


@cache
def _desk_words() -> frozenset[str]:
    desks = load("bylines")["desks"]
    return frozenset([*desks["words"], *desks["bodies"]])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("bylines")["words"]["particles"])
