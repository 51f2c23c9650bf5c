"""Text -> tokens, cut where spaCy's English tokenizer cuts: the encoder was trained on its cuts.

Written out here, because importing spaCy for its tokenizer alone takes as long as reading a few articles. The
patterns and the words with cuts of their own are spaCy's, in ``tokens.toml``; a test holds the two together.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from reportedly.knowledge import load

RUN = re.compile(r"\S+")
Parts = tuple[str, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Rules:
    """`prefix`, `suffix` and `infix` find what is cut off and parted; `words` have their cuts given."""

    prefix: Callable[[str], re.Match[str] | None]
    suffix: Callable[[str], re.Match[str] | None]
    infix: Callable[[str], Iterator[re.Match[str]]]
    words: Mapping[str, Parts]


def tokenize(text: str, start: int = 0, stop: int | None = None) -> list[Place]:
    """The places of the tokens of ``text[start:stop]`` in `text`, in order; white space is none.

    Linear in the number of words; a word without end would cost the square of its length.
    """
    places: list[Place] = []
    words: list[str] = []
    breaks: set[int] = set()
    last = start
    for run in RUN.finditer(text, start, len(text) if stop is None else stop):
        start = run.start()
        if text[last:start] not in ("", " "):
            breaks.add(len(places))
        for part in _parts(run.group()):
            places.append((start, start + len(part)))
            words.append(part)
            start += len(part)
        last = start
    return _mended(text, places, words, breaks)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> Parts:
    """The tokens of a run without white space."""
    return _rules().words.get(word) or _cut(word, _rules().words)


def _cut(word: str, known: Mapping[str, Parts]) -> Parts:
    """Marks cut off both ends until a `known` word or nothing more is left; then what marks part within."""
    if word.isascii() and word.isalpha() and word not in known:
        return (word,)
    ahead: list[str] = []
    behind: list[str] = []
    size = 0
    while word and len(word) != size and word not in known:
        size = len(word)
        word = _peeled(word, known, ahead, behind)
    middle = known.get(word) or _inner(word)
    return (*ahead, *middle, *reversed(behind))


def _peeled(word: str, known: Mapping[str, Parts], ahead: list[str], behind: list[str]) -> str:
    """The word without its first or last mark, or both; what was cut off goes `ahead` and `behind`."""
    first = _length(_rules().prefix(word))
    if first and word[first:] in known:
        ahead.append(word[:first])
        return word[first:]
    last = _length(_rules().suffix(word[first:]))
    if last and word[:-last] in known:
        behind.append(word[-last:])
        return word[:-last]
    if first:
        ahead.append(word[:first])
    if last and first + last <= len(word):
        behind.append(word[-last:])
        return word[first:-last]
    return word[first:]


def _length(match: re.Match[str] | None) -> int:
    return match.end() - match.start() if match else 0


def _inner(word: str) -> Parts:
    """A word parted at the marks within it, unless it is a web address."""
    if not word or ("." in word and _address()(word)):
        return (word,) if word else ()
    edges = [0]
    for match in _rules().infix(word):
        if match.start() > 0:
            edges += match.span()
    return tuple(word[a:b] for a, b in pairwise([*edges, len(word)]) if a < b)


def _mended(text: str, places: list[Place], words: Sequence[str], breaks: set[int]) -> list[Place]:
    """The tokens with those words put together again that a mark beside them had parted: "8)" and "a.m."."""
    parted = _parted()
    found: list[Place] = []
    for at, pair in enumerate(pairwise(words)):
        for form in parted.get(pair, ()):
            stop = at + len(form)
            if tuple(words[at:stop]) == form and breaks.isdisjoint(range(at + 1, stop)):
                found.append((at, stop))
    for first, stop in reversed(_chosen(found)):
        start = places[first][0]
        parts = _rules().words.get(text[start : places[stop - 1][1]])
        if parts:
            ends = [start + sum(map(len, parts[: n + 1])) for n in range(len(parts))]
            places[first:stop] = pairwise([start, *ends])
    return places


def _chosen(found: Sequence[Place]) -> list[Place]:
    """Of runs of tokens that overlap the longest, of those as long the first; in order.

    One that gave way still bars others from its tokens, as it does in spaCy.
    """
    seen: set[int] = set()
    chosen = []
    for first, stop in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
        if first not in seen and stop - 1 not in seen:
            chosen.append((first, stop))
        seen.update(range(first, stop))
    return sorted(chosen)


@cache
def _rules() -> _Rules:
    patterns = load("tokens")["patterns"]
    words = (tuple(line.split(" ")) for line in load("tokens")["words"]["list"].split("\n") if line)
    return _Rules(
        _compiled("|".join(f"^{pattern}" for pattern in patterns["prefixes"])).search,
        _compiled("|".join(f"{pattern}$" for pattern in patterns["suffixes"])).search,
        _compiled("|".join(patterns["infixes"])).finditer,
        {"".join(parts): parts for parts in words},
    )


@cache
def _address() -> Callable[[str], re.Match[str] | None]:
    return _compiled(load("tokens")["patterns"]["address"]).match


@cache
def _parted() -> Mapping[tuple[str, str], tuple[Parts, ...]]:
    """The tokens that the marks alone would make of each known word, by the first two of them."""
    found: dict[tuple[str, str], tuple[Parts, ...]] = {}
    for word in _rules().words:
        parts = _cut(word, {})
        if len(parts) > 1:
            found[parts[0], parts[1]] = (*found.get((parts[0], parts[1]), ()), parts)
    return found


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, text in load("tokens")["names"].items():
        pattern = pattern.replace(f"{{{name}}}", text)
    return re.compile(pattern)
