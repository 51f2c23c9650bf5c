"""The sentence around a place, without any language model: good enough to be shown beside a finding."""

import re

AROUND = 160
"""How far a sentence is followed, in characters."""

# A sentence begins with a capital, behind as many marks.
_BEHIND = 4
_END = re.compile(r"[.!?]['\"”’»)]*\s+(?=['\"“‘«(]*[A-Z])|\n")


def sentence_around(text: str, start: int, end: int, around: int = AROUND) -> tuple[int, int]:
    """The sentences around ``text[start:end]``, followed `around` characters to each side and to a blank."""
    low = max(start - around, 0)
    # What follows a sentence's end must be seen, to know that it is one.
    ends = [m.end() for m in _END.finditer(text, low, start + _BEHIND) if m.end() <= start]
    first = ends[-1] if ends else low if low == 0 else text.find(" ", low, start) + 1 or start
    after = _END.search(text, max(end - 1, start), end + around)
    last = after.start() + len(after[0].rstrip()) if after else min(end + around, len(text))
    if not after and last < len(text):
        last = max(text.rfind(" ", end, last), end)
    return first, max(last, end)
