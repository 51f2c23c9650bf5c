"""The case's side: an article with its statements, and the places of it that may bear out a claim."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.lineage.drafts.placing import Told
from reportedly.lineage.families.sentences import passage_of
from reportedly.records import (
    Article,
    BlockClass,
    Kind,
    Part,
    Quotation,
    Range,
    Statement,
    quotation_id,
    span,
)

_OPENING = "“‘„«「『\"'[(＂"
_PARTS = {BlockClass.TITLE: Part.TITLE, BlockClass.STANDFIRST: Part.STANDFIRST, BlockClass.BODY: Part.BODY}


@dataclass(slots=True)
class Witness:
    """One article of the case with its statements."""

    article: Article
    statements: Sequence[Statement] = ()
    told: Told = field(init=False)

    def __post_init__(self) -> None:
        self.told = Told(self.article)

    def holders(self, start: int, end: int) -> list[Statement]:
        """The statements that tell most of the words at a place."""
        return [
            s
            for s in self.statements
            if 2 * sum(_common(p.start, p.end, start, end) for p in s.content) > end - start
        ]

    def part(self, at: int) -> Part | None:
        """Where in the article a place stands; None for a caption."""
        parts = sorted((k.at, k.kind) for k in self.article.kept)
        if not parts:
            return Part.BODY
        return _PARTS.get(parts[max(0, bisect_right(parts, at, key=lambda one: one[0]) - 1)][1])

    def quotation(self, start: int, end: int) -> Quotation:
        """A place as a quotation, with whoever the innermost statement there names."""
        text = self.article.text
        start, end = _trimmed(text, start, end)
        words = span(text, start, end)
        near = [(low, high) for low, high in self.told.marks if _common(low, high, start, end)]
        reach = Range(min([start, *(low for low, _ in near)]), max([end, *(high for _, high in near)]))
        held = self.holders(start, end)
        said = min(held, key=lambda s: sum(p.end - p.start for p in s.content), default=None)
        marked = self.told.within_marks(start, end)
        kind = (
            (said.kind if said and said.kind is not Kind.INDIRECT else Kind.DIRECT)
            if marked
            else Kind.INDIRECT
        )
        return Quotation(
            quotation_id(self.article.id, words),
            self.article.id,
            self.part(start) or Part.BODY,
            kind,
            words,
            passage_of(text, reach),
            said.speaker if said else None,
            said.document if said else None,
            said.id if said else None,
            self.article.date,
            self.article.language,
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without the marks and blanks around its words: a mark there closes what came before."""
    while start < end - 1 and not (text[start].isalnum() or _opens(text, start)):
        start += 1
    return start, end


def _opens(text: str, at: int) -> bool:
    return text[at] in _OPENING and not text[at + 1].isspace()


def _common(a: int, b: int, c: int, d: int) -> int:
    return max(0, min(b, d) - max(a, c))
