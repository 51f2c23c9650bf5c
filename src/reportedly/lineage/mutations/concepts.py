"""What a word stands for, so that two wordings can be compared: base forms, near synonyms, places, numbers.

A concept is a string: ``@GEO`` for a place and its people, ``#30`` for a number, ``=accord`` for a group of
near synonyms, else the base form. The endings are taken off by rule, because a parse has no lemmas.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from unicodedata import combining, normalize

from reportedly.knowledge import load
from reportedly.lineage.spelling import american

_VOWELS = frozenset("aeiouy")
_LONGEST_NAME = 4
_TWO_LS = ("lled", "lling", "ller", "llers")
_DOUBLED = frozenset("bdgmnprt")


def folded(word: str) -> str:
    """Lower case, without accents, curly apostrophes straight."""
    plain = "".join(c for c in normalize("NFD", word) if not combining(c))
    return plain.lower().replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """The base form of a folded word: irregular forms by list, endings by rule.

    The endings follow the first step of Porter (An algorithm for suffix stripping, 1980), and a final silent
    ``e`` goes too, so that ``making`` and ``make`` meet.
    """
    word = _irregular().get(word, word)
    # "Travelled" is "traveled", but "called" is no "caled".
    word = word if word.endswith(_TWO_LS) else american(word)
    if len(word) < 4 or not word.isalpha():
        return word.removesuffix("'s")
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending):
            return _silent(word[: -len(ending)] + instead)
    if word.endswith("s") and word[-2] not in "su":
        return _silent(word[:-1])
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWELS & set(stem):
            return _silent(stem[:-1] if stem[-1] == stem[-2] and stem[-1] in _DOUBLED else stem)
    return _silent(word)


def concept(word: str, following: str = "") -> str:
    """The concept of a folded word that is no place; `following` is the word behind it, for "come back"."""
    value = number(word)
    if value is not None:
        return f"#{value:g}"
    stem = base(word)
    return _meanings().get(f"{stem} {following}") or _meanings().get(stem, stem)


def number(word: str) -> float | None:
    """The value of a folded number word or figure; None for any other word."""
    named = load("numerals")["numbers"]["words"].get(word)
    if named is not None:
        return float(named)
    figure = word.replace(",", "").lstrip("$€£¥").removesuffix("%")
    try:
        return float(figure) if figure[:1].isdigit() else None
    except ValueError:
        return None


def places(words: Sequence[str], capitals: Sequence[bool]) -> list[str | None]:
    """For each folded word the place that it names or is part of, if it has a capital; long names first."""
    found: list[str | None] = [None] * len(words)
    at = 0
    while at < len(words):
        size, code = _place_at(words, at) if capitals[at] else (1, None)
        found[at : at + size] = [code] * size
        at += size
    return found


def _place_at(words: Sequence[str], at: int) -> tuple[int, str | None]:
    for size in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        code = _places().get(tuple(word.replace(".", "") for word in words[at : at + size]))
        if code:
            return size, code
    return 1, None


def _silent(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def _irregular() -> dict[str, str]:
    return dict(load("synonyms")["irregular"]["forms"])


@cache
def _meanings() -> dict[str, str]:
    """The group of each base form or phrasal verb; the first group that lists it has it."""
    found: dict[str, str] = {}
    for group in load("synonyms")["synonyms"]["groups"]:
        for word in group:
            first, _, particle = folded(word).partition(" ")
            found.setdefault(f"{base(first)} {particle}".strip(), f"={base(folded(group[0]))}")
    return found


@cache
def _places() -> dict[tuple[str, ...], str]:
    """Each name of a state, its people, its seats, or of a union, with its code. An adjective that several
    share goes to the one that is listed first.
    """
    return {_key(name): f"@{code}" for code, name in reversed(list(_named())) if name}


def _key(name: str) -> tuple[str, ...]:
    return tuple(folded(name).replace(".", "").split())


def _named() -> Iterator[tuple[str, str]]:
    for code, state in load("states")["states"].items():
        listed = (name for kind in ("forms", "adjectives", "seats") for name in state.get(kind, ()))
        yield from ((code, name) for name in (state["name"], state["capital"], *listed))
    for code, names in load("places")["places"].items():
        yield from ((code, name) for name in names)
    yield from ((codes[0], name) for name, codes in load("states")["shared"].items())
