"""Picture captions in a text dump: long sentences that read like body, known by how they are signed.

A caption ends with its photographer or agency, or stands right under a line that is nothing but that credit.
"""

import re
from collections.abc import Sequence

from reportedly.articles.lines import Line
from reportedly.text.phrases import any_of

MOST_WORDS = 90
CREDIT_WORDS = 6
_END = 90
_SIGNED = re.compile(
    r"(?:\b(?:photo|picture|image|video|photograph)s?(?: by| courtesy(?: of)?|:| via| credit:?)"
    r"|\b(?:foto|bild|credit|source|crédit photo): ?) ?[^.!?]{2,60}\.?$"
    r"|\((?:ap|afp|epa|file|reuters|getty|photo|picture|image|foto)\b[^()]{0,60}\)\.?$"
    r"|[/(](?:afp|reuters|getty images|ap|epa|shutterstock|xinhua|tass|bloomberg)\)?\.?$",
    re.IGNORECASE,
)
_CREDITING = re.compile(
    any_of(
        ["photo", "picture", "image", "video", "foto", "bild", "credit", "source", "crédit photo"], fold=True
    )
)
_CREDIT = re.compile(
    r"\b(?:photo|picture|image|photograph|foto|handout)s?\b|[/©](?:afp|reuters|getty|ap|epa)\b", re.IGNORECASE
)


def find_captions(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> frozenset[int]:
    """The numbers of the lines that are captions by their signature, or by the bare credit above them."""
    spaced = any(line.gap for line in lines)
    return frozenset(
        i
        for i, line in enumerate(lines)
        if 6 < len(words[i]) <= MOST_WORDS
        and (_signed(line.text) or (spaced and i and _under_credit(lines, words, i)))
    )


def _signed(text: str) -> bool:
    end = text[-_END:]
    return may_sign(end) and _SIGNED.search(end) is not None


def may_sign(end: str) -> bool:
    """Whether a line's end holds anything that every signature holds; it is told faster than they are."""
    return "(" in end or "/" in end or _CREDITING.search(end) is not None


def _under_credit(lines: Sequence[Line], words: Sequence[Sequence[str]], i: int) -> bool:
    """Whether line `i` stands right under a bare credit, and apart from what follows."""
    above = lines[i - 1].text
    bare = 1 < len(words[i - 1]) <= CREDIT_WORDS and above[-1] not in ".!?:…" and _CREDIT.search(above)
    return bool(bare) and not lines[i].gap and i + 1 < len(lines) and lines[i + 1].gap > 0
