"""For whom somebody speaks, by the phrase that brings him in: "the institute's director".

A body and its director, its spokesman or the author of its paper are one origin where the body is heard in
the same article. Somebody else's director is not: "chairman of the Owners' Forum" says nothing where the
forum is silent.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern

from reportedly.knowledge import load

_POSSESSIVE = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """One who speaks in an article: the name of a body or paper there, where, and the key that it goes by."""

    at: int
    name: str
    key: str
    is_paper: bool


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The forms of the phrase; each but `alone` holds the words for the body or paper in its one group."""

    owned: Pattern[str]
    pronoun: Pattern[str]
    of: Pattern[str]
    verb: Pattern[str]
    alone: Pattern[str]
    papers: frozenset[str]


def spoken_for(phrase: str, at: int, heard: Sequence[Heard]) -> str | None:
    """The key of the one of `heard` for whom the speaker of a source phrase speaks; None where there is none.

    `at` is the phrase's place in the article. "Its" is whoever was heard last before it.
    """
    forms = _phrases()
    if forms.pronoun.search(phrase) or forms.alone.search(phrase):
        before = [one for one in heard if one.at < at]
        return max(before, key=lambda one: (one.at, one.key)).key if before else None
    for form in (forms.owned, forms.of, forms.verb):
        if found := form.search(phrase):
            return _meant(found[1], heard, forms.papers)
    return None


def _meant(words: str, heard: Iterable[Heard], papers: frozenset[str]) -> str | None:
    """The key of the one body or paper that the words name: by its name, its last word or its initials."""
    plain = _plain(words)
    last = plain.split()[-1] if plain else ""
    keys = {one.key for one in heard if _is_named(words, plain, last, one.name)}
    if not keys and last in papers:
        keys = {one.key for one in heard if one.is_paper}
    return keys.pop() if len(keys) == 1 else None


def _is_named(words: str, plain: str, last: str, name: str) -> bool:
    theirs = _plain(name)
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    nouns = [word for word in theirs.split() if word.isalpha()]
    return (
        plain == theirs or words.strip() == initials or (plain == last and bool(nouns) and nouns[-1] == last)
    )


def _plain(words: str) -> str:
    found = words.casefold().replace("’", "'").split()
    while found and found[0] in ("the", "a", "an"):
        found.pop(0)
    return " ".join(found)


@cache
def _phrases() -> _Phrases:
    told = load("speaking_for")
    roles, alone, verbs = (
        "|".join(map(re.escape, sorted(told[table][key], key=len, reverse=True)))
        for table, key in (("roles", "words"), ("roles", "alone"), ("verbs", "words"))
    )
    role = rf"(?:[\w-]+\s+){{0,2}}(?:{roles})\b"
    return _Phrases(
        owned=re.compile(rf"((?:[\w&-]+\s+){{0,7}}[\w&-]+)['’]s\s+{role}", re.IGNORECASE),
        pronoun=re.compile(rf"{_POSSESSIVE.pattern}\s+{role}", re.IGNORECASE),
        of=re.compile(rf"\b(?:{roles})\s+(?:of|at|for)\s+([^,;:()]{{3,90}})", re.IGNORECASE),
        verb=re.compile(rf"\bwho\s+(?:{verbs})\s+([^,;:()]{{3,90}})", re.IGNORECASE),
        alone=re.compile(rf"^(?:a\s+|the\s+)?(?:{alone})\b(?!\s+(?:of|at|for)\b)", re.IGNORECASE),
        papers=frozenset(told["papers"]["words"]),
    )
