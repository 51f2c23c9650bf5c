"""Whether a draft gives words to the one who has them in the case: by names, roles and papers."""

import re
from collections.abc import Iterable
from functools import cache

from reportedly.knowledge import load
from reportedly.lineage.mutations.concepts import folded
from reportedly.lineage.mutations.lexicon import ranks
from reportedly.records import Article, Quotation, Statement

_NAME = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d{4}")
_SPEAKS_FOR = ("spokes", "press secretary", "on behalf of")
_AROUND = 600  # characters before a spokeswoman, in which her office is named


def fits(
    told: Quotation, said: Statement | None, holders: Iterable[Statement], article: Article
) -> bool | None:
    """Whether the draft's speaker is one of those to whom the article gives the words.

    `told` and `said` are the draft's, `holders` the article's statements that hold the words. None where one
    of the two sides does not say, or names nobody who could be told from others.
    """
    mine = _names(x for x in (told.speaker, told.document) if x)
    mine += _names(p.text for p in said.source) if said else []
    held = list(holders)
    theirs = [name for one in held for name in _names(_inner(one))]
    if not mine:
        return True if told.speaker and _described(told.speaker, held, article) else None
    if any(_alike(one, other) for one in mine for other in _names(_outer(article))):
        return True
    if any(_alike(one, other) for one in mine for other in theirs):
        return True
    if any(_speaks_for(one, mine, article) for one in held):
        return True
    return False if theirs else None


def is_named(told: Quotation) -> bool:
    """Whether the draft names a speaker, and not "the office" alone."""
    return bool(_names(x for x in (told.speaker, told.document) if x))


def _described(phrase: str, held: Iterable[Statement], article: Article) -> bool:
    """Whether a description without a name ("the liaison office") fits whoever is named there."""
    mine = _plain(phrase)
    rows = list(held)
    if not mine or not rows:
        return False
    if any(mine <= _plain(name) for one in rows for name in _inner(one)):
        return True
    return any(_speaks_for(one, [mine], article) for one in rows)


def _plain(phrase: str) -> frozenset[str]:
    """The words of a phrase that say something, folded."""
    words = (folded(m[0]).removesuffix("'s") for m in _NAME.finditer(phrase))
    return frozenset(word for word in words if word not in _passed_over())


def is_outlet(told: Quotation, article: Article) -> bool:
    """Whether the draft gives the words to the outlet, agency or writer of the article itself."""
    mine = _names(x for x in (told.speaker,) if x)
    return any(_alike(one, other) for one in mine for other in _names(_outer(article)))


def names_stand_in(told: Quotation, text: str) -> bool:
    """Whether whom the draft names is named in a text at all, by the last part of the name."""
    words = set(_words(text))
    return any(one & words for one in _names(x for x in (told.speaker, told.document) if x))


def _outer(article: Article) -> list[str]:
    return [name for name in (article.outlet, article.agency, article.byline) if name]


def _inner(one: Statement) -> list[str]:
    return [*(x for x in (one.speaker, one.document) if x), *one.via, *(p.text for p in one.source)]


def _names(given: Iterable[str]) -> list[frozenset[str]]:
    """Each name as its telling words; a phrase without a name ("the office") gives none."""
    found = []
    for name in given:
        words = frozenset(w for w in _words(name) if w not in _passed_over())
        if words and words not in found:
            found.append(words)
    return found


def _words(name: str) -> list[str]:
    """The words with a capital, folded; a possessive is taken off."""
    found = [m[0] for m in _NAME.finditer(name) if m[0][0].isupper() or m[0][0] >= "\u2e80"]
    return [folded(word).removesuffix("'s").replace(".", "") for word in found]


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """One name is the other, or the shorter form of it, or its initials."""
    return a <= b or b <= a or _initials(a, b) or _initials(b, a)


def _initials(short: frozenset[str], whole: frozenset[str]) -> bool:
    if len(short) != 1 or len(whole) < 2:
        return False
    (letters,) = short
    return sorted(letters) == sorted(word[0] for word in whole)


def _speaks_for(one: Statement, mine: Iterable[frozenset[str]], article: Article) -> bool:
    """A spokeswoman's words are her office's: she is called one, and the office is named before."""
    called = " ".join([one.speaker or "", one.speaker_note or "", *(p.text for p in one.source)]).casefold()
    if not any(word in called for word in _SPEAKS_FOR):
        return False
    first = min((p.start for p in (*one.source, *one.cue, *one.content)), default=0)
    near = set(_words(article.text[max(0, first - _AROUND) : first + _AROUND]))
    return any(words <= near for words in mine)


@cache
def _passed_over() -> frozenset[str]:
    """Titles and ranks before a name, and words that begin a phrase with a capital."""
    little = load("bends")["grammar"]
    return (
        frozenset({"mr", "mrs", "ms", "dr", "sir", "the", "it", "he", "she", "they", "we", "its", "their"})
        | {folded(word) for name in ("empty", "light") for word in little[name]}
        | _titles()
    )


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for word in ranks() if ranks()[word] in ("person", "chief"))
