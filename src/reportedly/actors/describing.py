"""What an article says of a name right beside it: titles, and descriptions set off by commas or brackets."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.actors.lexicon import kindred
from reportedly.actors.naming import Run
from reportedly.actors.phrases import POSSESSIVE, Phrase, phrase
from reportedly.actors.tokens import Tokens

# A description is not longer than this.
REACH = 18
OPENING = frozenset({",", "(", "—", "–", "--"})
CLOSING = frozenset(
    {",", ")", ".", ";", "—", "–", "--", "and", "who", "which", "whose", ":", "”", '"', "!", "?"}
)
VERBS = ("VBD", "VBZ", "VBP", "MD")


@dataclass(frozen=True, slots=True)
class Description:
    """The tokens ``[start, stop)`` that describe a name, with the noun that says what it is."""

    start: int
    stop: int
    noun: str


def described(tokens: Tokens, run: Run, names: dict[int, int]) -> Iterator[Description]:
    """All that stands beside one mention of a name."""
    yield from _title(tokens, run)
    yield from _before(tokens, run, names)
    yield from _behind(tokens, run, names)


def _title(tokens: Tokens, run: Run) -> Iterator[Description]:
    """ "Defence Minister X", "ministry spokeswoman X", "the historian X"."""
    if run.titled:
        yield Description(run.first, run.start, tokens.words[run.start - 1].rstrip("."))
    noun, opening = run.first - 1, tokens.sentence(run.first).start
    if noun < opening or (tokens.is_capital(noun) and run.titled):
        return
    if kindred(tokens.words[noun]) and not tokens.tags[noun].startswith("V"):
        start = noun
        while start > opening and _modifies(tokens, start - 1):
            start -= 1
        yield Description(start, run.start, tokens.words[noun])


def _modifies(tokens: Tokens, token: int) -> bool:
    """Whether a word may stand before the noun of a title: "Norrland's foreign ministry spokeswoman"."""
    tag = tokens.tags[token]
    return tag.startswith(("NN", "JJ")) or tokens.words[token] in POSSESSIVE or tokens.words[token] == "-"


def _before(tokens: Tokens, run: Run, names: dict[int, int]) -> Iterator[Description]:
    """ "its secretary, X": what leads up to a name over a comma."""
    comma = run.first - 1
    if comma < 1 or tokens.words[comma] != ",":
        return
    opening = tokens.sentence(run.first).start
    start = comma
    while start > opening and tokens.words[start - 1] not in OPENING and comma - start < REACH:
        start -= 1
    core = phrase(tokens, range(start, comma), names)
    while core and core.stop < comma and not kindred(tokens.words[core.head]):
        start = core.stop + 1
        core = phrase(tokens, range(start, comma), names) if start < comma else None
    if core and kindred(tokens.words[core.head]) and not tokens.is_capital(core.head):
        yield Description(core.start, comma, tokens.words[core.head])


def _behind(tokens: Tokens, run: Run, names: dict[int, int]) -> Iterator[Description]:
    """ "X, a professor of history at Y," and "X (the ministry's spokesman)"."""
    opening = run.stop
    while opening < len(tokens) and tokens.words[opening] in ("”", '"', "(") and opening - run.stop < 2:
        opening += 1
    if opening < len(tokens) and tokens.words[opening].isupper():
        return
    if opening >= len(tokens) or (tokens.words[opening] not in OPENING and opening == run.stop):
        return
    start = opening + (tokens.words[opening] in OPENING)
    limit = min(tokens.sentence(run.start).stop, start + REACH)
    if start >= limit or (
        tokens.tags[start].startswith(("V", "W", "IN", "RB", "PRP")) and tokens.tags[start] != "PRP$"
    ):
        return
    core = phrase(tokens, range(start, limit), names)
    if core is None or not (kindred(tokens.words[core.head]) or _is_kind_of(tokens, core, limit)):
        return
    stop = core.stop
    while stop < limit and tokens.words[stop] not in CLOSING:
        if tokens.tags[stop] in VERBS:
            return
        stop += 1
    if stop == limit < tokens.sentence(run.start).stop:
        return
    yield Description(core.start, stop, tokens.words[core.head])


def _is_kind_of(tokens: Tokens, core: Phrase, limit: int) -> bool:
    """ "a pool of eleven underwriters", whatever a pool is; not "a week later"."""
    indefinite = tokens.words[core.start] in ("a", "an") and tokens.is_noun(core.head)
    return indefinite and core.stop < limit and tokens.words[core.stop] in ("of", "that", "which", "for")
