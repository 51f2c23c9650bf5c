"""The language of a piece's body."""

from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import Evidence

ENOUGH_LETTERS = 40
SAMPLE = 600


def language_evidence(piece: Piece) -> list[Evidence]:
    """One ISO 639-1 code from the body's first 600 characters; none for less than 40 letters."""
    sample = "\n".join(piece.words(label) for label in piece.body[:20])[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
        return []
    from py3langid import classify  # its model takes a while to load, and short texts need none

    code, _ = classify(sample)
    return [stated("language", str(code), "body-text", 0.9, "body")]
