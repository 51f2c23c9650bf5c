"""Where words that were pinned once stand in a text that may have changed since."""

import re

from reportedly.records import Range, Span


def place_of(words: Span, text: str) -> Range | None:
    """Where a ruling's words stand: at their place, else where they stand nearest to it.

    White space may differ, because renderers break lines in their own ways. None where the words are
    nowhere, where they are blank, or where two are equally near.
    """
    if not words.text.strip():
        return None
    if words.start >= 0 and text.startswith(words.text, words.start):
        return Range(words.start, words.start + len(words.text))
    near = max(words.start, 0)
    behind = text.rfind(words.text, 0, near + len(words.text))
    found = [Range(at, at + len(words.text)) for at in (behind, text.find(words.text, near)) if at >= 0]
    if not found:
        loose = r"\s+".join(map(re.escape, words.text.split()))
        found = [Range(*match.span()) for match in re.finditer(loose, text)]
    found = sorted(set(found), key=lambda place: abs(place.start - words.start))
    even = len(found) > 1 and abs(found[0].start - words.start) == abs(found[1].start - words.start)
    return None if even or not found else found[0]
