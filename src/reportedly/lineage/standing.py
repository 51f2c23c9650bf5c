"""Articles side by side -> clauses: every stretch of their texts with the place where its words first stood.

Words that stand in runs which two articles share are one word. Whoever has it from nobody else here, by
descent or else by the day of print, had it first. What the text leaves open is open, with its rivals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.lineage.sameness import Same
from reportedly.lineage.words import Words, words
from reportedly.records import Article, BlockClass, Clause, Derivation, Span, Standing, span

_OPENING = "“‘\"'«‹„‚(["  # marks that belong to the word behind them


def clauses(articles: Sequence[Article], edges: Sequence[Derivation] = ()) -> list[Clause]:
    """The clauses of all these articles, article by article in the order given.

    `edges` are the derivations whose child is among them; without any, dates alone decide. Meant for a few
    articles: time grows with the number of pairs and the length of their texts.
    """
    texts = [words(article.text) for article in articles]
    same = Same(texts, [_head(article) for article in articles])
    order = _Order(articles, edges)
    cutter = _Cutter(articles, texts, same, order)
    return [one for number, article in enumerate(articles) for one in cutter.clauses(number, article)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words first stood: a source's id (the number of the article, if it is one of these), why, and who
    else it may have been.
    """

    first: str
    number: int | None
    standing: Standing
    rivals: tuple[str, ...] = ()


def _head(article: Article) -> int:
    """Where the headline of an article ends in its text; 0 without one."""
    return max(
        (one.at + one.end - one.start for one in article.kept if one.kind is BlockClass.TITLE), default=0
    )


class _Order:
    """Which of several articles had something first, by decided descent and by date."""

    def __init__(self, articles: Sequence[Article], edges: Sequence[Derivation]) -> None:
        self.names = [article.id for article in articles]
        self.dates = [article.date for article in articles]
        self.edges: dict[str, list[Derivation]] = {}
        for edge in edges:
            self.edges.setdefault(edge.child, []).append(edge)
        self._known: dict[frozenset[int], _Place] = {}

    def first(self, bearers: frozenset[int]) -> _Place:
        """The first of the articles with these numbers."""
        if bearers not in self._known:
            self._known[bearers] = self._first(sorted(bearers))
        return self._known[bearers]

    def _first(self, bearers: list[int]) -> _Place:
        if len(bearers) == 1:
            return _Place(self.names[bearers[0]], bearers[0], Standing.OWN)
        own = {self.names[n] for n in bearers}
        roots = [n for n in bearers if not own & self._ancestors(self.names[n])] or bearers
        if len(roots) == 1:
            return _Place(self.names[roots[0]], roots[0], Standing.DESCENT)
        return self._behind(roots) or self._earliest(roots)

    def _behind(self, roots: list[int]) -> _Place | None:
        """A source that all of these have from: none of them copies another one."""
        parents = [{edge.parent: edge for edge in self.edges.get(self.names[n], ())} for n in roots]
        common = set.intersection(*(set(own) for own in parents)) - {self.names[n] for n in roots}
        if not common:
            return None
        first = min(common, key=lambda name: (-sum(own[name].confidence for own in parents), name))
        here = {self.names[n] for n in roots}
        open_ = [own[first] for own in parents if not own[first].decided]
        rivals = {rival.source for edge in open_ for rival in edge.rivals if rival.source in here}
        named = tuple(sorted(name for name in rivals if name))
        return _Place(first, None, Standing.OPEN if named else Standing.DESCENT, named)

    def _earliest(self, roots: list[int]) -> _Place:
        """The first in print; open where days are missing or the same, and where descent was left open."""
        first, *others = sorted(roots, key=lambda n: (self.dates[n] is None, self.dates[n] or "", n))
        early = [self.names[n] for n in others if not _before(self.dates[first], self.dates[n])]
        here = {self.names[n] for n in roots}
        left = [edge for n in roots for edge in self.edges.get(self.names[n], ()) if edge.parent in here]
        asked = [rival.source for edge in left for rival in edge.rivals]
        rivals = dict.fromkeys([*early, *(name for name in asked if name and name != self.names[first])])
        return _Place(self.names[first], first, Standing.OPEN if rivals else Standing.DATE, tuple(rivals))

    def _ancestors(self, name: str) -> set[str]:
        found: set[str] = set()
        todo = [name]
        while todo:
            above = {edge.parent for edge in self.edges.get(todo.pop(), ()) if edge.decided} - found
            found |= above
            todo += above
        return found


def _before(one: str | None, other: str | None) -> bool:
    """Whether a date is surely the earlier one, as far as both are told."""
    if one is None or other is None:
        return False
    size = min(len(one), len(other))
    return one[:size] < other[:size]


class _Cutter:
    """Cuts one text after the other where the place changes at which its words first stood."""

    def __init__(
        self, articles: Sequence[Article], texts: Sequence[Words], same: Same, order: _Order
    ) -> None:
        self.articles, self.texts, self.same, self.order = articles, texts, same, order

    def clauses(self, number: int, article: Article) -> Iterator[Clause]:
        """The clauses of one article, which are exactly its text."""
        runs = list(self._runs(number)) or [_Stretch(0, frozenset({number}), None)]
        cuts = [0, *(self._start(article.text, number, run.low) for run in runs[1:]), len(article.text)]
        ends = [*(run.low for run in runs[1:]), len(self.texts[number])]
        for run, end, start, stop in zip(runs, ends, cuts, cuts[1:], strict=False):
            if start < stop:
                yield self._clause(number, span(article.text, start, stop), run, end - run.low)

    def _runs(self, number: int) -> Iterator["_Stretch"]:
        """The runs of words that the same articles have, in one piece where they stood first."""
        last: _Stretch | None = None
        for word in self.same.turns(number):
            bearers = self.same.bearers(number, word)
            here = frozenset(bearers)
            first = self.order.first(here).number
            there = None if first in (None, number) else bearers[first]
            if last is None or here != last.bearers or there != last.follows(word):
                last = _Stretch(word, here, there)
                yield last

    def _start(self, text: str, number: int, word: int) -> int:
        """Where a clause begins that begins with this word: opening marks belong to it."""
        at = int(self.texts[number].starts[word])
        least = int(self.texts[number].ends[word - 1])
        while at > least and text[at - 1] in _OPENING:
            at -= 1
        return at

    def _clause(self, number: int, here: Span, run: "_Stretch", size: int) -> Clause:
        place = self.order.first(run.bearers)
        there = None
        if place.number is not None and run.there is not None:
            text, read = self.articles[place.number].text, self.texts[place.number]
            there = span(text, int(read.starts[run.there]), int(read.ends[run.there + size - 1]))
        others = tuple(self.articles[n].id for n in sorted(run.bearers) if n != number)
        return Clause(
            self.articles[number].id, here, place.first, place.standing, there, place.rivals, others
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words from the number `low` on, the texts that have them, and the first one's number where they were
    first, if that is another text.
    """

    low: int
    bearers: frozenset[int]
    there: int | None

    def follows(self, word: int) -> int | None:
        """The number that a later word of this run has where it was first."""
        return None if self.there is None else self.there + word - self.low
