"""Where the main-text extractor's vote on a run is overruled, either way, by how newsrooms build their pages.

It keeps boxes that stand inside the text without being of it (links to other stories, promotions, pull
quotes, the author's life, what follows the last sentence), and it loses paragraphs whose box is split by an
advertisement. Each rule won on pages with known bodies; what did not is in docs/notes/text-dumps.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.articles.asides import is_signed
from reportedly.articles.lines import cue_counts, cue_names, words_of
from reportedly.knowledge import load
from reportedly.records import BlockClass, Rendering, Run

LINKED, LINKED_WORDS = 0.8, 4
FOOT_LINKED = 0.6
FOOT_RUNS, FOOT_WORDS = 12, 40
NEAR = 3
PULL_WORDS = 6
BACK_WORDS, SIBLINGS, SIBLING_SHARE = 8, 3, 0.3
BACK_LINKED = 0.4
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_PARAGRAPHS = frozenset(["p", "div", "span", "section"])
_FOOT_CUES = ("advert", "form", "consent", "comment")
_NTH = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Vote:
    """What a run is after all, and the rule that says so."""

    kind: BlockClass
    rule: str


def overruled(rendering: Rendering, title: int | None) -> dict[int, Vote]:
    """The runs, by number, of which the extractor's vote does not hold. `title` is the title's run."""
    pile = _Votes(rendering, title)
    found = dict(pile.out())
    found.update(pile.foot(found))
    found.update(pile.back(found))
    return found


class _Votes:
    def __init__(self, rendering: Rendering, title: int | None) -> None:
        self.runs = rendering.runs
        self.text = rendering.source.text
        self.title = title
        self.mains = [n for n, run in enumerate(self.runs) if run.main and n != title]

    def words(self, number: int) -> str:
        run = self.runs[number]
        return self.text[run.start : run.end]

    def out(self) -> Iterator[tuple[int, Vote]]:
        """The runs that the extractor kept and that are no part of the text, wherever they stand."""
        pulls = {n for n in self.mains if _boxed(self.runs[n], "pull")}
        rest = "\n".join(self.words(n) for n in self.mains if n not in pulls) if pulls else ""
        for number in self.mains:
            run, words = self.runs[number], self.words(number)
            if not any(map(str.isalnum, words)):
                yield number, Vote(BlockClass.JUNK, "separator")
            elif _links_away(run, words) or _boxed(run, "promotion"):
                yield number, Vote(BlockClass.TEASER, "inside the text")
            elif _boxed(run, "author"):
                yield number, Vote(BlockClass.JUNK, "about the author")
            elif number in pulls and _repeated(words, rest):
                yield number, Vote(BlockClass.JUNK, "pull quote")
            elif self._first(number) and run.tag in HEADINGS and _boxed(run, "under_title"):
                yield number, Vote(BlockClass.STANDFIRST, "heading under the title")

    def _first(self, number: int) -> bool:
        return self.title is not None and self.title < number == self.mains[0]

    def foot(self, out: dict[int, Vote]) -> Iterator[tuple[int, Vote]]:
        """What follows the last sentence: headings over nothing, links, forms, who else reported."""
        kept = [n for n in self.mains if n not in out]
        for number in reversed(kept[-FOOT_RUNS:]):
            vote = self._at_foot(number)
            if vote is None:
                return
            yield number, vote

    def _at_foot(self, number: int) -> Vote | None:
        run, words = self.runs[number], self.words(number)
        if run.tag in HEADINGS:
            return Vote(BlockClass.JUNK, "heading over nothing")
        if run.links >= FOOT_LINKED and run.tag in _PARAGRAPHS:
            return Vote(BlockClass.TEASER, "links at the foot")
        if is_signed(words):
            return Vote(BlockClass.CREDIT, "signed at the foot")
        if words.lstrip()[:1] == "©" or _furniture(words):
            return Vote(BlockClass.JUNK, "furniture at the foot")
        return None

    def back(self, out: dict[int, Vote]) -> Iterator[tuple[int, Vote]]:
        """Paragraphs that the extractor lost: boxes built like those that it kept, crossheads that are no
        headings, and quotations in the text that are not said again elsewhere."""
        kept = [n for n in self.mains if n not in out]
        if not kept:
            return
        built = Counter(_build(self.runs[n]) for n in kept)
        alike = Counter(_build(run) for run in self.runs)
        for number, run in enumerate(self.runs):
            if run.main or run.links >= BACK_LINKED or number == self.title:
                continue
            siblings = built[_build(run)] if run.tag == "p" else 0
            if siblings >= max(SIBLINGS, SIBLING_SHARE * alike[_build(run)]):
                if self.words(number).count(" ") >= BACK_WORDS - 1:
                    yield number, Vote(BlockClass.BODY, "built like the text")
            elif kept[0] < number < kept[-1]:
                if _boxed(run, "crosshead") and self.runs[number + 1].main:
                    yield number, Vote(BlockClass.BODY, "crosshead")
                elif self._quoted(number, kept):
                    yield number, Vote(BlockClass.BODY, "quoted in the text")

    def _quoted(self, number: int, kept: Sequence[int]) -> bool:
        run = self.runs[number]
        if "blockquote" not in run.path or _boxed(run, "pull"):
            return False
        return not _repeated(self.words(number), "\n".join(map(self.words, kept)))


def _links_away(run: Run, words: str) -> bool:
    """Whether a whole paragraph is one link: another story, in a voice that the text does not have."""
    return run.links >= LINKED and run.tag in _PARAGRAPHS and words.count(" ") >= LINKED_WORDS - 1


def _repeated(words: str, rest: str) -> bool:
    return " ".join(words_of(words)) in " ".join(w for line in rest.split("\n") for w in words_of(line))


def _furniture(words: str) -> bool:
    """Whether a short run asks for comments, money or an address, or speaks for the lawyers."""
    said = words_of(words)
    counts = dict(zip(cue_names(), cue_counts(said), strict=True))
    found = sum(counts[name] for name in _FOOT_CUES)
    return len(said) <= FOOT_WORDS and found * 8 >= len(said) > 0


def _build(run: Run) -> tuple[str, tuple[str, ...]]:
    """How a run's box is built: the tags above it without their numbers, and what they are called."""
    return _NTH.sub("", run.path), run.hints


def _boxed(run: Run, kind: str) -> bool:
    """Whether the box right around a run is called so."""
    return not _boxes()[kind].isdisjoint(run.hints[:NEAR])


@cache
def _boxes() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load("pages")["inside"].items()}
