"""What each run of a page is: by the main-text extractor's vote, its tag, and what its box is called."""

import re
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from reportedly.articles.labelled import Labelled
from reportedly.articles.metadata.calendar import days
from reportedly.articles.metadata.fields import fields_of
from reportedly.articles.metadata.names import clean_name
from reportedly.articles.metadata.tails import without_tail
from reportedly.articles.metadata.titles import alike
from reportedly.articles.votes import overruled
from reportedly.knowledge import load
from reportedly.records import BlockClass, Rendering, Run

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BY = re.compile(r"^(?:by|von|par|por|di|door|oleh)\s+\w", re.I)
LONGEST_BYLINE, LONGEST_DATE = 120, 100
LINKED = 0.8
SHORTEST_BODY = 80


def classify_page(rendering: Rendering) -> list[Labelled]:
    """A label for each run of a page, in order. A page is one article, number 0, or none."""
    page = _Page(rendering)
    labels = [page.label(number) for number in range(len(rendering.runs))]
    letters = sum(x.end - x.start for x in labels if x.kind is BlockClass.BODY)
    return labels if letters >= SHORTEST_BODY else [_dropped(x) for x in labels]


def _dropped(label: Labelled) -> Labelled:
    """The same stretch on a page that is no article: a login form, a list of links."""
    kind = label.kind if label.kind in _OUTSIDE else BlockClass.JUNK
    return replace(label, kind=kind, piece=None, rule="no-article")


@dataclass(frozen=True, slots=True)
class _Verdict:
    kind: BlockClass
    rule: str
    confidence: float


class _Page:
    def __init__(self, rendering: Rendering) -> None:
        self.rendering = rendering
        self.runs = rendering.runs
        self.text = rendering.source.text
        self.title = self._title()
        self.votes = overruled(rendering, self.title)
        self.mains = [n for n, run in enumerate(self.runs) if n != self.title and self._is_main(n, run)]
        self.top = self.mains[0] if self.mains else len(self.runs)
        self.foot = self.mains[-1] if self.mains else -1

    def _is_main(self, number: int, run: Run) -> bool:
        vote = self.votes.get(number)
        return run.main if vote is None else vote.kind is BlockClass.BODY

    def words(self, run: Run) -> str:
        return self.text[run.start : run.end]

    def label(self, number: int) -> Labelled:
        run = self.runs[number]
        verdict = self._verdict(number, run)
        ours = verdict.kind not in _OUTSIDE and self._near(number)
        return Labelled(
            run.start,
            run.end,
            verdict.kind,
            0 if ours else None,
            verdict.rule,
            verdict.confidence,
            run.path,
        )

    def _near(self, number: int) -> bool:
        """Whether a run lies within the article: from its title, or just above its text, to its end."""
        start = self.top - 10 if self.title is None else min(self.title, self.top) - 4
        return start <= number <= self.foot + 6

    def _verdict(self, number: int, run: Run) -> _Verdict:
        if number == self.title:
            return _Verdict(BlockClass.TITLE, "heading", 0.9)
        vote = self.votes.get(number)
        verdict = self._main(run) if run.main else self._dropped(number, run)
        overrules = vote and (vote.kind is BlockClass.BODY or verdict.kind is BlockClass.BODY)
        return _Verdict(vote.kind, vote.rule, 0.7) if vote and overrules else verdict

    def _main(self, run: Run) -> _Verdict:
        words = self.words(run)
        if _tagged(run, "caption") or _hinted(run, "caption"):
            return _Verdict(BlockClass.CAPTION, "figure", 0.8)
        if len(words) <= LONGEST_BYLINE and _hinted(run, "credit", near=3):
            return _Verdict(BlockClass.CREDIT, "markup", 0.7)
        if len(words) <= LONGEST_BYLINE and _BY.match(words) and clean_name(words):
            return _Verdict(BlockClass.BYLINE, "by", 0.8)
        if len(words) <= LONGEST_DATE and _mostly_date(words):
            return _Verdict(BlockClass.DATELINE, "date", 0.8)
        return _Verdict(BlockClass.BODY, "main-text", 0.9)

    def _dropped(self, number: int, run: Run) -> _Verdict:
        words = self.words(run)
        for kind in (BlockClass.COMMENT, BlockClass.FORM):
            if _hinted(run, kind, near=12) or (kind is BlockClass.FORM and _tagged(run, kind)):
                return _Verdict(kind, "markup", 0.7)
        if self._near(number):
            verdict = self._of_the_head(number, run, words)
            if verdict:
                return verdict
        if _hinted(run, "teaser") or (run.links >= LINKED and len(words.split()) >= 5):
            return _Verdict(BlockClass.TEASER, "markup", 0.7)
        return _Verdict(BlockClass.JUNK, "not-main", 0.7)

    def _of_the_head(self, number: int, run: Run, words: str) -> _Verdict | None:
        if _hinted(run, "credit", near=6) and len(words) <= LONGEST_BYLINE:
            return _Verdict(BlockClass.CREDIT, "markup", 0.7)
        if _tagged(run, "caption") or _hinted(run, "caption", near=6):
            return _Verdict(BlockClass.CAPTION, "figure", 0.7)
        if len(words) <= LONGEST_DATE and (
            _mostly_date(words) or (_hinted(run, "dateline", near=8) and days(words))
        ):
            return _Verdict(BlockClass.DATELINE, "date", 0.7)
        if (
            len(words) <= LONGEST_BYLINE
            and (_BY.match(words) or _hinted(run, "byline", near=8))
            and clean_name(words)
        ):
            return _Verdict(BlockClass.BYLINE, "markup", 0.6)
        if _hinted(run, "standfirst", near=6) and self._under_title(number) and len(words.split()) >= 5:
            return _Verdict(BlockClass.STANDFIRST, "markup", 0.7)
        return None

    def _under_title(self, number: int) -> bool:
        return self.title is not None and self.title < number <= self.top

    def _title(self) -> int | None:
        """The heading that the markup's titles name best; else the only first-level heading, unless it is
        the site's name."""
        names = _names(self.rendering)
        heads = [n for n, run in enumerate(self.runs) if run.tag in HEADINGS or _hinted(run, "title", near=4)]
        mains = [n for n, run in enumerate(self.runs) if run.main][:3]
        best, number = (
            max(
                ((_likeness(self.words(self.runs[n]), names), self.runs[n].tag == "h1", -n), n)
                for n in [*heads, *mains]
            )
            if heads or mains
            else ((0.0, False, 0), 0)
        )
        if best[0] > 0:
            return number
        firsts = [n for n in heads if self.runs[n].tag == "h1" and self.words(self.runs[n]) not in names.site]
        return firsts[0] if len(firsts) == 1 else None


@dataclass(frozen=True, slots=True)
class _Names:
    """What the markup calls the page: its titles, their parts between bars and dashes, and the site."""

    titles: frozenset[str]
    parts: frozenset[str]
    site: frozenset[str]


def _names(rendering: Rendering) -> _Names:
    site = frozenset(m.value for m in rendering.markup if m.path == "meta[property=og:site_name]")
    said = [m.value for m in rendering.markup if m.path in _TITLE_PATHS or m.path.endswith("/headline")]
    said += [field.value for field in fields_of(rendering.markup) if field.meaning == "title"]
    parts = {part.strip() for title in said for part in _SEPARATOR.split(title)}
    titles = frozenset(said) | frozenset(map(without_tail, said))
    return _Names(titles - site, frozenset(part for part in parts if part) - site, site)


def _likeness(words: str, names: _Names) -> float:
    """How well a heading agrees with what the markup says: 3 a title, 2 and its length a part, 1 nearly."""
    words = " ".join(words.split())
    if len(words) > 400 or words in names.site:
        return 0.0
    if words in names.titles:
        return 3.0
    if words in names.parts:
        return 2.0 + min(len(words), 400) / 1000
    return float(len(words.split()) > 2 and any(alike(words, name) for name in names.titles))


_TITLE_PATHS = frozenset(["meta[property=og:title]", "meta[name=twitter:title]", "title"])
_SEPARATOR = re.compile(r"\s+[-–—|•»:/]{1,2}\s+")
_OUTSIDE = frozenset({BlockClass.TEASER, BlockClass.FORM, BlockClass.COMMENT, BlockClass.JUNK})


def _mostly_date(words: str) -> bool:
    named = days(words)
    return sum(day.end - day.start for day in named if day.year) >= 0.4 * len(words)


def _hinted(run: Run, kind: str, near: int = 20) -> bool:
    """Whether one of the nearest words of the box's names stands for the class."""
    return not _hints()[kind].isdisjoint(run.hints[:near])


def _tagged(run: Run, kind: str) -> bool:
    return bool(_tags()[kind].search(run.path))


@cache
def _hints() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load("pages")["hints"].items()}


@cache
def _tags() -> dict[str, re.Pattern[str]]:
    lists = load("pages")["tags"]
    return {kind: re.compile(rf"/(?:{'|'.join(tags)})(?=[\[/]|$)") for kind, tags in lists.items()}
