"""The words by which people, bodies, documents and newsrooms are told apart, from the knowledge files."""

from collections.abc import Mapping
from functools import cache

from reportedly.knowledge import load


@cache
def listed(table: str, key: str = "words") -> frozenset[str]:
    """One list of ``offices.toml`` as it stands."""
    return frozenset(load("offices")[table][key])


@cache
def nouns(group: str) -> frozenset[str]:
    """A list of nouns of ``documents.toml``: ``documents``, ``bodies``, ``authors`` ..., with its plurals."""
    return _with_plurals(load("documents")["words"][group])


@cache
def bodies() -> frozenset[str]:
    """Every noun for a body, with its plural: "ministry", "party", "navy"."""
    return nouns("bodies") | _with_plurals(load("offices")["bodies"]["words"])


@cache
def documents() -> frozenset[str]:
    """Every noun for what is written, with its plural: "report", "ruling", "minutes"."""
    return nouns("documents") | _with_plurals(load("offices")["documents"]["words"])


@cache
def abbreviations() -> Mapping[str, str]:
    """Short forms of offices, "pm", and the office in full."""
    return dict(load("offices")["abbreviations"])


@cache
def people() -> frozenset[str]:
    """Every noun for one person: offices, professions, kin."""
    offices = load("offices")
    named = (*offices["people"].values(), offices["unnamed"]["words"], load("documents")["words"]["people"])
    return frozenset(word for words in named for word in words)


@cache
def genders() -> Mapping[str, str]:
    """Nouns and titles that tell a person's gender -> ``m`` or ``f``."""
    told = load("offices")["people"]
    return dict.fromkeys(told["male"], "m") | dict.fromkeys(told["female"], "f")


@cache
def kin(noun: str) -> frozenset[str]:
    """The nouns that `noun` may stand for, itself included: "diplomat" for an ambassador."""
    return frozenset({noun, *load("offices")["kin"].get(noun, ())})


@cache
def holders() -> frozenset[str]:
    """Titles that a person bears: "minister" and not the "defence" before it."""
    return listed("titles") - listed("titles", "bare")


def singular(word: str) -> str:
    """A noun without its plural ending, as far as the lists of nouns need it."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _with_plurals(words: list[str]) -> frozenset[str]:
    plural = {w[:-1] + "ies" if w.endswith("y") and w[-2] not in "aeiou" else f"{w}s" for w in words}
    return frozenset(words) | plural


@cache
def _groups() -> Mapping[str, str]:
    """Nouns that say what somebody is -> the group that they tell of."""
    found = dict.fromkeys(bodies(), "body") | dict.fromkeys(documents(), "document")
    # "The paper" and "the agency" are documents and bodies before they are newsrooms.
    found |= dict.fromkeys(listed("outlets", "nouns") - documents() - {"agency"}, "outlet")
    return found | dict.fromkeys(people(), "person")


def kindred(noun: str) -> str | None:
    """``person``, ``body``, ``document`` or ``outlet`` for a noun that says so; None for any other."""
    groups = _groups()
    return groups.get(noun) or groups.get(singular(noun)) or groups.get(noun.rpartition("-")[2])
