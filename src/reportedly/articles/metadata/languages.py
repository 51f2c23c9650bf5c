"""The language of a piece's body."""

from reportedly.articles.metadata.piece import Piece, stated
from reportedly.records import Evidence

ENOUGH_LETTERS = 40
SAMPLE = 600
READ = 300


def language_evidence(piece: Piece) -> list[Evidence]:
    """One ISO 639-1 code by 300 characters of the body; none where 600 of them hold under 40 letters."""
    sample = "\n".join(piece.words(label) for label in piece.body[:20])[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
        return []
    from py3langid import classify  # its model takes a while to load, and short texts need none

    code, _ = classify(sample[:READ])
    return [stated("language", str(code), "body-text", 0.9, "body")]
