"""Where the words of a list stand in a wording. A list is knowledge: words, phrases, ``*`` for any ending."""

from collections.abc import Sequence
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.concepts import base, folded
from reportedly.lineage.mutations.wording import Word

Match = tuple[int, ...]
_Entry = tuple[str, ...]
_KEY = 3  # letters that entries are filed under; `*` never stands before the third


def matches(words: Sequence[Word], section: str, *names: str) -> list[Match]:
    """The places (word numbers) of a list's words and phrases among `words`, longest first, none twice."""
    found, until = [], 0
    listed = _entries(section, *names)
    for at, word in enumerate(words):
        entries = listed.get(word.form[:_KEY])
        if at < until or not entries:
            continue
        size = max((len(e) for e in entries if _fits(words, at, e)), default=0)
        if size:
            found.append(tuple(w.at for w in words[at : at + size]))
            until = at + size
    return found


@cache
def _entries(section: str, *names: str) -> dict[str, list[_Entry]]:
    """The phrases of the lists by the first letters of their first word."""
    found: dict[str, list[_Entry]] = {}
    for phrase in (phrase for name in names for phrase in load("bends")[section][name]):
        entry = tuple(folded(phrase).replace("cannot", "can not").split())
        found.setdefault(entry[0][:_KEY], []).append(entry)
    return found


def _fits(words: Sequence[Word], at: int, entry: _Entry) -> bool:
    return len(words) - at >= len(entry) and all(
        w.form.startswith(part[:-1]) if part.endswith("*") else w.form == part
        for w, part in zip(words[at:], entry, strict=False)
    )


@cache
def leanings() -> dict[str, int]:
    """Words for (+1) and against (-1) what they govern, by base form."""
    table = load("attitudes")["attitudes"]
    sides = ((1, table["for"]), (-1, table["against"]))
    return {base(folded(word)): sign for sign, words in sides for word in words}


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each base form the base forms of its opposites."""
    found: dict[str, set[str]] = {}
    listed = (line.split(":") for line in load("opposites")["opposites"]["words"].split())
    pairs = [(one, other) for one, others in listed for other in others.split(",")]
    for one, other in (*load("attitudes")["opposites"]["pairs"], *pairs):
        one, other = base(folded(one)), base(folded(other))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def tone() -> dict[str, int]:
    """Words that tell of something good (+1) or bad (-1), by base form."""
    table = load("tone")["tone"]
    sides = ((1, table["good"]), (-1, table["bad"]))
    told = {base(word): sign for sign, words in sides for word in words.split()}
    return told | {word: sign for word, sign in leanings().items() if word not in told}


@cache
def acts() -> dict[str, str]:
    """The act of each reporting verb, by base form."""
    return {base(folded(verb)): act for act, verbs in load("cues")["acts"].items() for verb in verbs}


@cache
def naming() -> frozenset[str]:
    """Verbs that call something by a name, by base form."""
    verbs = load("bends")["grammar"]["naming"]
    return frozenset(base(folded(verb)) for verb in verbs)


@cache
def ranks() -> dict[str, str]:
    """The rank of each noun for one who speaks, by base form; the lowest where several list it."""
    levels = load("bends")["source"]["levels"]
    return {base(folded(word)): rank for rank in reversed(RANKS) for word in levels[rank]}


RANKS = ("paper", "person", "chief", "organ", "whole")


@cache
def calendar(kind: str) -> tuple[str, ...]:
    """The ``months``, ``weekdays`` or ``seasons``, in their order."""
    return tuple(load("numerals")["calendar"][kind])
