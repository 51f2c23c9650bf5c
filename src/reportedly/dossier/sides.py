"""Articles side by side, each stretch of text with a label for where its words first stood."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from reportedly.records import Article, BlockClass, Clause, Severity, Standing, Variant

SLOTS = 5
"""Colours and underlines that there are, one for each article that is shown at once."""
_LINE = re.compile(r"[^\n]+")
_AGAIN = 12  # words without a label, behind which it is told again
_SHOWN = 8  # words of a bent telling that are shown whole
_FEW = 3  # words that get a label of their own, unless they stand alone


@dataclass(frozen=True, slots=True)
class Place:
    """An article, or a source that is not shown here: its `label` (a number; a letter for a source) and its
    colour, a number from 0 (None for a source).
    """

    label: str
    name: str
    slot: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with the place where they first stood, `place` being None for what nobody else has.

    `label` is empty where it was told right before. `open`: the text does not tell, and may lead to `rivals`.
    `note` says all this in words.
    """

    text: str
    place: Place | None = None
    label: str = ""
    open: bool = False
    rivals: tuple[Place, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article with the class of its block; `bends` says what became of quotations in it."""

    kind: str
    stretches: tuple[Stretch, ...]
    bends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an article's text first stood in a place (None: only here), in percent of its characters;
    `open` is how much of that is not decided.
    """

    place: Place | None
    percent: int
    open: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of the bar that shows what a text is made of, in percent of its length."""

    kind: str
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Column:
    """One article: its own place, its lines, what its text is made of, how many characters are not shown."""

    article: Article
    place: Place
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    unshown: int

    @property
    def bar(self) -> tuple[Bar, ...]:
        """The shares of what others have as well, one behind the other, what is open at each one's end."""
        found, start = [], 0
        for share in self.shares:
            if share.place:
                kind = kind_of(share.place)
                found.append(Bar(kind, start, share.percent - share.open))
                found.append(Bar(f"{kind} open", start + share.percent - share.open, share.open))
                start += share.percent
        return tuple(bar for bar in found if bar.size)


@dataclass(frozen=True, slots=True)
class Sides:
    """The columns, and the sources not shown here that their words are from."""

    columns: tuple[Column, ...]
    outside: tuple[Place, ...]


def sides(
    articles: Sequence[Article],
    clauses: Sequence[Clause],
    names: Mapping[str, str],
    numbers: Sequence[int] | None = None,
    most: int | None = None,
    tellings: Sequence[Variant] = (),
) -> Sides:
    """The articles in their order with their clauses. `names` has what articles and sources outside are
    called, by id; `numbers` the articles' numbers (1, 2, 3 without); `most` the characters to show of each;
    `tellings` those of quotations, of which the bent ones are told below their lines.
    """
    numbers = numbers or range(1, len(articles) + 1)
    places = {
        one.id: Place(str(number), names.get(one.id, "an article"), slot % SLOTS)
        for slot, (one, number) in enumerate(zip(articles, numbers, strict=True))
    }
    asked = (name for one in clauses for name in (one.first, *one.rivals))
    away = [name for name in dict.fromkeys(asked) if name not in places]
    for letter, name in enumerate(away):
        places[name] = Place(_letters(letter), names.get(name, "a source outside the pile"), None)
    bent = [one for one in tellings if one.severity is not Severity.HARMLESS]
    columns = tuple(_column(one, clauses, places, most, bent) for one in articles)
    return Sides(columns, tuple(places[name] for name in away))


def kind_of(place: Place) -> str:
    """The class of a place's colour and line."""
    return "out" if place.slot is None else f"f{place.slot}"


def _letters(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    ahead, last = divmod(number, 26)
    return (_letters(ahead - 1) if ahead else "") + chr(ord("A") + last)


def _column(
    article: Article,
    clauses: Sequence[Clause],
    places: Mapping[str, Place],
    most: int | None,
    bent: Sequence[Variant],
) -> Column:
    own = list(_without_seams([one for one in clauses if one.article == article.id]))
    size = len(article.text) if most is None else min(most, len(article.text))
    mine = [one for one in bent if one.article == article.id]
    lines = tuple(_lines(article, own, places, size, mine))
    cut = article.text.find("\n", max(0, size - 1)) if size < len(article.text) else -1
    unshown = len(article.text[cut:].strip()) if cut >= 0 else 0
    return Column(article, places[article.id], lines, _shares(own, places), unshown)


def _lines(
    article: Article, own: Sequence[Clause], places: Mapping[str, Place], size: int, bent: Sequence[Variant]
) -> Iterator[Line]:
    """The lines that begin within the first `size` characters; the last one is shown whole."""
    kinds = [(kept.at, kept.kind) for kept in article.kept] or [(0, BlockClass.BODY)]
    at = 0
    for match in _LINE.finditer(article.text):
        if match.start() >= size:
            return
        low, high = match.span()
        while at < len(own) and own[at].span.end <= low:
            at += 1
        end = at
        while end < len(own) and own[end].span.start < high:
            end += 1
        kind = next((kind for start, kind in reversed(kinds) if start <= low), BlockClass.BODY)
        if match[0].strip():
            told = tuple(_bend(one) for one in bent if low < one.span.end <= high)
            yield Line(kind.value, tuple(_stretches(own[at:end], low, high, places)), told)


def _bend(one: Variant) -> str:
    """A bent telling in words: its first and last words, and what was done to its sense."""
    words = one.span.text.split()
    short = " ".join(words) if len(words) <= _SHOWN else " ".join([*words[:3], "…", *words[-3:]])
    effect = one.effect.value.replace("_", " ").replace("re anchored", "re-anchored")
    turned = ", sense reversed" if one.severity is Severity.REVERSES else ""
    return f"“{short}”: {effect}{turned}"


def _stretches(own: Sequence[Clause], low: int, high: int, places: Mapping[str, Place]) -> Iterator[Stretch]:
    """The clauses of a line, each from its first word to its last; blanks between them are nobody's."""
    told: tuple[str, bool] | None = None
    since = 0
    for one in own:
        words = one.span.text[max(0, low - one.span.start) : high - one.span.start]
        if one.standing is Standing.OWN or not any(c.isalnum() for c in words):
            since += len(words.split())
            told = None if since > _AGAIN else told
            yield Stretch(words)
            continue
        body = words.rstrip()
        made = _stretch(one, body, places)
        again = told == (made.label, made.open) or (told is not None and len(body.split()) < _FEW)
        told, since = told if again else (made.label, made.open), 0
        yield Stretch(body, made.place, "" if again else made.label, made.open, made.rivals, made.note)
        if len(body) < len(words):
            yield Stretch(words[len(body) :])


def _without_seams(own: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses; one shared word among the article's own is what is left of a seam, and is its own."""
    alone = [one.standing is Standing.OWN for one in own]
    ended = [True, *(one.standing is Standing.OWN or one.span.text.endswith("\n") for one in own)]
    for before, one, after in zip(ended, own, [*alone[1:], True], strict=False):
        seam = before and after and len(one.span.text.split()) == 1
        yield structs.replace(one, standing=Standing.OWN) if seam else one


def _stretch(one: Clause, words: str, places: Mapping[str, Place]) -> Stretch:
    place = places[one.first]
    rivals = tuple(sorted((places[name] for name in one.rivals), key=lambda rival: rival.label))
    return Stretch(
        words, place, place.label, one.standing is Standing.OPEN, rivals, _note(one, place, rivals)
    )


def _note(one: Clause, place: Place, rivals: Sequence[Place]) -> str:
    named = place.name if place.slot is None else f"no. {place.label}, {place.name}"
    if one.standing is Standing.OPEN:
        others = ", ".join(rival.name if rival.slot is None else f"no. {rival.label}" for rival in rivals)
        return f"first in {named}, or in {others}: the text does not tell"
    how = "the first of these in print" if one.standing is Standing.DATE else "by descent"
    return f"first here, {how}" if one.first == one.article else f"first in {named}, {how}"


def _shares(own: Sequence[Clause], places: Mapping[str, Place]) -> tuple[Share, ...]:
    """What the text is made of, its own words first, then the largest."""
    sizes: Counter[Place | None] = Counter()
    open_: Counter[Place | None] = Counter()
    for one in own:
        place = None if one.standing is Standing.OWN else places[one.first]
        size = sum(map(len, one.span.text.split()))
        sizes[place] += size
        open_[place] += size if one.standing is Standing.OPEN else 0
    whole = sum(sizes.values()) or 1
    ordered = sorted(
        sizes, key=lambda place: (place is not None, -sizes[place], place.label if place else "")
    )
    return tuple(
        Share(place, round(100 * sizes[place] / whole), round(100 * open_[place] / whole))
        for place in ordered
        if sizes[place]
    )
