"""One body under two spellings of its name: "Institute of Defence Studies", "Institute for Defense Studies".

Desks translate the name of a foreign body each in its own way, and what differs is mostly the small word
between two nouns and the house's spelling. One tells what sort of body it is, another takes it as known: "the
Rensa Institute think tank". Such names are one; all else that differs is another body.
"""

from collections.abc import Iterable, Mapping

from reportedly.knowledge import load
from reportedly.lineage.spelling import american
from reportedly.records import SpeakerKind, Statement

SMALL = frozenset({"of", "for", "on", "the"})
"""What may be told otherwise. "Against", "and", "in", "to" may not: they make another body of it."""
LEAST = 3
"""Words that such a name has beside the small ones: "Bank of Marn" and "Marn Bank" say too little."""
BARE = 2
"""Words that a name has before those that tell its sort: of "the Marn bank" it would be a place alone."""
SORT = 2
"""Words that tell the sort of a body, at most: "think tank". More of them go on with its name."""


def bare(name: str) -> str:
    """The name without the words that tell its sort, where one of them may stand for such a body at all, by
    ``documents.toml``; else the name as it is."""
    words = name.split()
    own = words[1:] if words and words[0] in ("the", "The") else words
    size = len(own)
    while size and own[size - 1].islower():
        size -= 1
    if size < BARE or not 1 <= len(own) - size <= SORT:
        return name
    ends = load("documents")["kin"].get(own[-1], ())
    return " ".join(own[:size]) if own[size - 1].casefold() in ends else name


def key(name: str) -> tuple[str, ...]:
    """What two names of one body have in common: their words in order, without small ones, in one spelling.

    The bare name itself where it is too short to tell.
    """
    name = bare(name)
    words = name.replace("’", "'").casefold().split()
    own = tuple(american(word) for word in words if word not in SMALL)
    return own if len(own) >= LEAST else (name,)


def initials(name: str) -> str:
    """The letters that the name of a body is shortened to: of its words with a capital."""
    return "".join(word[0] for word in name.split() if word[:1].isupper() and word.casefold() not in SMALL)


def spellings(said: Iterable[Statement]) -> dict[str, str]:
    """Each name of a speaking body -> the name that `joined` has for it, where that is another one."""
    return joined(
        (row.speaker, row.actor, 1) for row in said if row.speaker and row.speaker_kind is SpeakerKind.BODY
    )


def joined(bodies: Iterable[tuple[str, str | None, int]]) -> dict[str, str]:
    """Each name of a body -> the commonest bare name of the same body, where that is another one.

    A row is a name, the actor that the registry has for it, and how often it stands there. A short form joins
    a name only where it has its initials and the registry of actors knows both as one.
    """
    counts: dict[str, int] = {}
    actors: dict[str, str | None] = {}
    for name, actor, number in bodies:
        counts[name] = counts.get(name, 0) + number
        actors[name] = actors.get(name) or actor
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in counts:
        groups.setdefault(key(name), []).append(name)
    found: dict[str, str] = {}
    for group in groups.values():
        names = sorted(group, key=lambda name: (bare(name) != name, -counts[name], name))
        found |= dict.fromkeys(names[1:], names[0])
    return found | _shortened(counts, found, actors)


def _shortened(
    counts: Mapping[str, int], found: Mapping[str, str], actors: Mapping[str, str | None]
) -> dict[str, str]:
    whole: dict[tuple[str, str | None], set[str]] = {}
    for name in counts:
        whole.setdefault((initials(name), actors[name]), set()).add(found.get(name, name))
    short = {}
    for name in counts:
        meant = whole.get((name, actors[name]), set()) - {name}
        if name.isupper() and " " not in name and actors[name] and len(meant) == 1:
            short[name] = meant.pop()
    return short
