"""Expressions for many phrases at once that the engine of regular expressions runs quickly over long texts.

Python's engine jumps to the next character that a match can begin with, but only where the expression opens
with such characters outright: behind a look to the left, at a word's border or where case is ignored it tries
every place. So each phrase here gives its first character first, in each of its cases, and only then looks
to its left.
"""

import re
from collections.abc import Iterable

# What lower-case letters are written as besides their capitals, where case is ignored.
_ALSO = "ſıİKÅΩϐϑϕϖϰϱϵςẞ"


def any_of(phrases: Iterable[str], *, after: str = r"\w", fold: bool = False) -> str:
    """An expression for any of `phrases`, the longest first, that does not stand behind a character `after`.

    `after` is an expression for one character. `fold` ignores case. It has no groups that capture.
    """
    rest: dict[str, list[str]] = {}
    for phrase in sorted(dict.fromkeys(phrases), key=len, reverse=True):
        for first in _cases(phrase[0]) if fold else phrase[0]:
            rest.setdefault(first, []).append(phrase[1:])
    flag = "i" if fold else ""
    forms = (f"{re.escape(first)}(?<!{after}.)(?{flag}:{_ends(ends, fold)})" for first, ends in rest.items())
    return f"(?:{'|'.join(forms)})"


def _ends(ends: list[str], fold: bool) -> str:
    """An expression for any of `ends`, which asks for letters that several begin with only once."""
    rest: dict[str, list[str]] = {}
    for end in ends:
        if end:
            first = end[0].lower() if fold and len(end[0].lower()) == 1 else end[0]
            rest.setdefault(first, []).append(end[1:])
    forms = [re.escape(first) + _ends(more, fold) for first, more in rest.items()]
    if "" in ends:
        forms.append("")  # the longer ones are tried before
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _cases(letter: str) -> list[str]:
    """All characters that a letter matches where case is ignored."""
    near = dict.fromkeys([letter, letter.lower(), letter.upper(), *_ALSO])
    return [c for c in near if len(c) == 1 and re.match(re.escape(letter), c, re.I)]
