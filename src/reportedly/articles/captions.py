"""Picture captions in a text dump: long sentences that read like body, known by how they are signed.

A caption ends with its photographer or agency, or stands right under a line that is nothing but that credit.
"""

import re
from collections.abc import Sequence

from reportedly.articles.lines import Line

MOST_WORDS = 90
CREDIT_WORDS = 6
_END = 90
_NAMED = re.compile(
    r"\b(?:(?:photo|picture|image|video|photograph)s?(?: by| courtesy(?: of)?|:| via| credit:?)"
    r"|(?:foto|bild|credit|source|crédit photo): ?) ?[^.!?]{2,60}\.?$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\((?:ap|afp|epa|file|reuters|getty|photo|picture|image|foto)\b[^()]{0,60}\)\.?$"
    r"|[/(](?:afp|reuters|getty images|ap|epa|shutterstock|xinhua|tass|bloomberg)\)?\.?$",
    re.IGNORECASE,
)
_CREDITING = ("photo", "picture", "image", "video", "foto", "bild", "credit", "source")
_CREDIT = re.compile(
    r"\b(?:photo|picture|image|photograph|foto|handout)s?\b|[/©](?:afp|reuters|getty|ap|epa)\b", re.IGNORECASE
)


def find_captions(lines: Sequence[Line], words: Sequence[Sequence[str]]) -> frozenset[int]:
    """The numbers of the lines that are captions by their signature, or by the bare credit above them."""
    spaced = any(line.gap for line in lines)
    near = [i for i, said in enumerate(words) if 6 < len(said) <= MOST_WORDS]
    signs = signed([lines[i].text[-_END:] for i in near])
    return frozenset(
        i
        for i, is_signed in zip(near, signs, strict=True)
        if is_signed or (spaced and i and _under_credit(lines, words, i))
    )


def signed(ends: Sequence[str]) -> list[bool]:
    """Whether each of some lines ends as a caption is signed; `ends` hold no newline."""
    whole = _folded("\n".join(ends))
    held = [word for word in _CREDITING if word in whole]  # most texts have few of them
    return [
        (("(" in end or "/" in end) and _MARKED.search(end) is not None)
        or (any(word in low for word in held) and _NAMED.search(end) is not None)
        for end, low in zip(ends, whole.split("\n"), strict=False)  # of no line there is one end too many
    ]


def _folded(text: str) -> str:
    """As an expression that ignores case sees it: it takes both Turkish letters for an i."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def _under_credit(lines: Sequence[Line], words: Sequence[Sequence[str]], i: int) -> bool:
    """Whether line `i` stands right under a bare credit, and apart from what follows."""
    above = lines[i - 1].text
    bare = 1 < len(words[i - 1]) <= CREDIT_WORDS and above[-1] not in ".!?:…" and _CREDIT.search(above)
    return bool(bare) and not lines[i].gap and i + 1 < len(lines) and lines[i + 1].gap > 0
