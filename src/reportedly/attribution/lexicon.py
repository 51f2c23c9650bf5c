"""The knowledge files about cues, hedges and documents, compiled to tables of word forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportedly.knowledge import load

VOWELS = "aeiou"
SPEECH = frozenset({"say", "write", "report", "show", "claim", "announce", "confirm", "answer", "ask"})


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb with its act and the frames that it takes besides a clause or a quotation."""

    act: str
    frames: frozenset[str]
    prepositions: frozenset[str]

    def takes(self, frame: str) -> bool:
        """Whether the verb takes this frame of ``cues.toml``."""
        return frame in self.frames


@cache
def verbs() -> Mapping[str, Verb]:
    """Every form of every reporting verb."""
    cues = load("cues")
    table: dict[str, Verb] = {}
    irregular: dict[str, list[str]] = cues["irregular"]
    for act, bases in cues["acts"].items():
        for base in bases:
            verb = Verb(act, _frames(base), _prepositions(base))
            for form in forms(base, irregular.get(base)):
                table.setdefault(form, verb)
    return table


@cache
def nouns() -> Mapping[str, str]:
    """Reporting nouns, "claim" for one with a clause and "calls for" for one with its preposition -> act."""
    return {noun: act for act, listed in load("cues")["nouns"].items() for noun in listed}


@cache
def words(group: str) -> frozenset[str]:
    """A list of ``documents.toml``, with the plurals of its nouns."""
    listed = load("documents")["words"][group]
    return frozenset(listed) | frozenset(f"{w}s" for w in listed)


@cache
def issuing() -> frozenset[str]:
    """Every form of the verbs by which a body brings out a paper."""
    irregular = load("cues")["irregular"]
    return frozenset(
        f for base in load("documents")["words"]["issuing"] for f in forms(base, irregular.get(base))
    )


def _frames(base: str) -> frozenset[str]:
    frames = load("cues")["frames"]
    return frozenset(name for name, bases in frames.items() if name != "preposition" and base in bases)


def _prepositions(base: str) -> frozenset[str]:
    pairs = (entry.split() for entry in load("cues")["frames"]["preposition"])
    return frozenset(preposition for verb, preposition in pairs if verb == base)


def forms(base: str, past: list[str] | None) -> set[str]:
    """The forms of a verb; `past` are its irregular ones (a doubled consonant counts as irregular)."""
    doubled = bool(past) and any(p.startswith(base + base[-1]) for p in past or ())
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if base.endswith("y") and base[-2] not in VOWELS:
        third, ed = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        ed = base + "d" if base.endswith("ee") else stem + "ed"
    ing = base + base[-1] + "ing" if doubled else stem + "ing"
    return {base, third, ing, *(past or [ed])}
