"""The head of a wire story: ``TOKYO (Jiji Press) —``, ``PARIS, 4 mars (AFP) –``, ``(AP) -``."""

import re
from dataclasses import dataclass

from reportedly.articles.metadata.credits import Named, named_agencies

HEAD = 140
_SIGNED = re.compile(r"^(?P<place>[^()\n]{0,90}?)\s*\((?P<sign>[^()\n]{2,40})\)\s*(?:[—–:-]|--)?\s*")
_DASHED = re.compile(
    r"^(?P<place>[^()\n—–]{2,80}?)\s*(?:--|[—–]|\s-)\s*(?P<sign>[^\n—–]{2,30}?)\s*(?:--|[—–]|\s-\s)\s*"
)
_COMMA = re.compile(r"^(?P<place>[^()\n—–]{2,80}),\s*(?P<sign>[^\n—–,()]{2,30}?)\s*(?:--|[—–]|\s-\s)\s*")
# An agency that no list has: "PORT EXAMPLE (Sample Press) —".
_UNLISTED = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}")
_PLACE = re.compile(r"^[^\W\d_a-z]")


@dataclass(frozen=True, slots=True)
class Wire:
    """The head of a story and the agency that signs it: `sign` is its place in the story's text."""

    head: str
    agency: Named
    sign: tuple[int, int]


def wire_dateline(story: str) -> Wire | None:
    """The dateline that a story opens with, if an agency signs it."""
    opening = story[:HEAD]
    for pattern in (_SIGNED, _DASHED, _COMMA):
        match = pattern.match(opening)
        if match and _is_place(match["place"]):
            signers = named_agencies(match["sign"])
            if (
                not signers
                and pattern is _SIGNED
                and _UNLISTED.fullmatch(match["sign"])
                and match["place"].isupper()
            ):
                signers = [Named(0, len(match["sign"]), match["sign"])]
            if signers and len(match["sign"]) <= signers[-1].end - signers[0].start + 14:
                at = match.start("sign")
                return Wire(match[0], signers[0], (at + signers[0].start, at + signers[0].end))
    return None


def _is_place(words: str) -> bool:
    """Nothing, or a few words that begin with a capital: a place, perhaps with a day."""
    return not words.strip() or bool(_PLACE.match(words) and len(words.split()) <= 9)
