"""Lists of ``documents.toml`` with the forms of their words, and how a verb is inflected."""

from functools import cache

from reportedly.knowledge import load

VOWELS = "aeiou"


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
