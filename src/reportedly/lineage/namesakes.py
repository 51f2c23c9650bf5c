"""One body under two spellings of its name: "Institute of Defence Studies", "Institute for Defense Studies".

Desks translate the name of a foreign body each in its own way, and what differs is mostly the small word
between two nouns and the house's spelling. Two such names are one; all else that differs is another body.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from reportedly.lineage.spelling import american
from reportedly.records import SpeakerKind, Statement

SMALL = frozenset({"of", "for", "on", "the"})
"""What may be told otherwise. "Against", "and", "in", "to" may not: they make another body of it."""
LEAST = 3
"""Words that such a name has beside the small ones: "Bank of Marn" and "Marn Bank" say too little."""


def key(name: str) -> tuple[str, ...]:
    """What two names of one body have in common: their words in order, without small ones, in one spelling.

    The name itself where it is too short to tell.
    """
    words = name.replace("’", "'").casefold().split()
    own = tuple(american(word) for word in words if word not in SMALL)
    return own if len(own) >= LEAST else (name,)


def initials(name: str) -> str:
    """The letters that the name of a body is shortened to: of its words with a capital."""
    return "".join(word[0] for word in name.split() if word[:1].isupper() and word.casefold() not in SMALL)


def spellings(said: Iterable[Statement]) -> dict[str, str]:
    """Each name of a speaking body -> the commonest name of the same body, where that is another one.

    A short form joins a name only where it has its initials and the registry of actors knows both as one.
    """
    counts: dict[str, int] = {}
    actors: dict[str, str | None] = {}
    for row in said:
        if row.speaker and row.speaker_kind is SpeakerKind.BODY:
            counts[row.speaker] = counts.get(row.speaker, 0) + 1
            actors[row.speaker] = actors.get(row.speaker) or row.actor
    found: dict[str, str] = {}
    for _, group in groupby(sorted(counts, key=lambda name: (key(name), name)), key):
        names = sorted(group, key=lambda name: (-counts[name], name))
        found |= dict.fromkeys(names[1:], names[0])
    return found | _shortened(counts, found, actors)


def _shortened(
    counts: Mapping[str, int], found: Mapping[str, str], actors: Mapping[str, str | None]
) -> dict[str, str]:
    whole: dict[tuple[str, str | None], set[str]] = {}
    for name in counts:
        whole.setdefault((initials(name), actors[name]), set()).add(found.get(name, name))
    joined = {}
    for name in counts:
        meant = whole.get((name, actors[name]), set()) - {name}
        if name.isupper() and " " not in name and actors[name] and len(meant) == 1:
            joined[name] = meant.pop()
    return joined
