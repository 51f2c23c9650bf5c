"""The language of a piece's body."""

import re
from functools import cache

from reportedly.articles.metadata.piece import Piece, stated
from reportedly.knowledge import load
from reportedly.records import Evidence

ENOUGH_LETTERS = 40
SAMPLE = 600
READ = 300
LONG = 2_000
# English beyond doubt: one word in eight is a little word that no other language has, hardly one is another
# language's, and hardly a letter wants an accent or another script.
OWN, OTHERS, FOREIGN = 0.12, 0.125, 0.02
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def language_evidence(piece: Piece) -> list[Evidence]:
    """One ISO 639-1 code by 300 characters of the body; none where 600 of them hold under 40 letters."""
    code = language_of("\n".join(piece.words(label) for label in piece.body[:20]))
    return [stated("language", code, "body-text", 0.9, "body")] if code else []


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text by its first 300 characters; None where 600 hold under 40 letters."""
    enough = any(
        sum(map(str.isalpha, text[:size])) >= ENOUGH_LETTERS for size in (2 * ENOUGH_LETTERS, SAMPLE)
    )
    return _code(text) if enough else None


def _code(text: str) -> str:
    # Headlines and datelines have few little words; what follows them tells as well.
    if is_surely_english(text[:READ]) or is_surely_english(text[:LONG]):
        return "en"
    from py3langid import classify  # its model takes a while to load, and most texts need none

    code, _ = classify(text[:READ])
    return str(code)


def is_surely_english(text: str) -> bool:
    """Whether little words tell it outright, so that no model need be asked; it would say the same."""
    words = text.lower().split()
    english, others = _little_words()
    own = sum(map(english.__contains__, words))
    if len(text) < READ or own < OWN * len(words) or sum(map(others.__contains__, words)) > OTHERS * own:
        return False
    return sum(map(str.isalpha, _BEYOND_ASCII.findall(text))) <= FOREIGN * len(text)


@cache
def _little_words() -> tuple[frozenset[str], frozenset[str]]:
    """Function words of English alone, and those of other languages that English has not."""
    lists = {name: frozenset(words.split()) for name, words in load("furniture")["function_words"].items()}
    english = lists.pop("english")
    others = frozenset().union(*lists.values())
    return english - others, others - english
