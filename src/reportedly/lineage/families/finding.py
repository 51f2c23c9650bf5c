"""An article and its statements -> quotations: every place where it tells somebody's words."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.lineage.families.headlines import under_headlines
from reportedly.lineage.families.sentences import passage_of
from reportedly.records import (
    Article,
    BlockClass,
    Kind,
    Part,
    Quotation,
    Range,
    Span,
    SpeakerKind,
    Statement,
    quotation_id,
    span,
)
from reportedly.text import quoted

LEAST_QUOTED = 2
"""Words between marks; a single one is a name or a reservation, and nobody's in particular."""
LEAST_INDIRECT = 5
LONGEST = 1000
"""Code points of one quotation that are looked at: a whole speech is no quotation."""
_PARTS = {
    BlockClass.TITLE: Part.TITLE,
    BlockClass.STANDFIRST: Part.STANDFIRST,
    BlockClass.BODY: Part.BODY,
}
_AROUND = " \t\n\r,\"'`“”„‘’‚«»‹›「」『』｢｣﹁﹂﹃﹄〝〟〞＂"
# A word, or one character of a script that is written without blanks.
_WORD = re.compile(r"[^\W\u2e80-\U0010ffff]+|[^\W\x00-\u2e7f]")
_NEAR = 12  # statements that begin before a quotation and are looked at, nearest first


def quotations(article: Article, statements: Sequence[Statement] = ()) -> list[Quotation]:
    """The quotations of an article in the order of its text: what stands between marks in title, standfirst
    and body, the content of indirect statements there, and a headline that tells it otherwise than the body.

    Who speaks is taken from the statements, which must be the article's own. Linear in the text's length.
    """
    reader = _Reader(article, statements)
    found = [reader.between_marks(told) for told in quoted(article.text)]
    found += [reader.indirect(one) for one in statements if one.kind is Kind.INDIRECT]
    told = _apart([one for one in found if one])
    bent = {one.id: one for one in under_headlines(article, told)}
    by_id = {one.id: one for one in told} | bent
    return sorted(by_id.values(), key=lambda one: (one.span.start, one.span.end))


def _apart(found: Sequence[Quotation]) -> list[Quotation]:
    """Those that overlap no longer one, nor one of the same length before it: a statement that stands within
    another one tells the same words.
    """
    kept: list[Quotation] = []
    by_size = sorted(found, key=lambda q: (q.span.start - q.span.end, q.span.start))
    for one in sorted(by_size, key=lambda q: q.kind is Kind.INDIRECT):
        place = bisect_right(kept, one.span.start, key=lambda q: q.span.start)
        clear_before = not place or kept[place - 1].span.end <= one.span.start
        if clear_before and (place == len(kept) or kept[place].span.start >= one.span.end):
            kept.insert(place, one)
    return kept


class _Reader:
    """An article with its parts and its statements in order."""

    def __init__(self, article: Article, statements: Sequence[Statement]) -> None:
        self.article = article
        self.parts = sorted((k.at, k.at + k.end - k.start, k.kind) for k in article.kept)
        pieces = [(p.start, p.end, one) for one in statements for p in one.content]
        self.contents = sorted(pieces, key=lambda piece: piece[:2])

    def between_marks(self, told: Range) -> Quotation | None:
        """The quotation at a place, marks included; None where it holds too little."""
        text = self.article.text
        inside = text[told.start : told.end]
        start = told.start + len(inside) - len(inside.lstrip(_AROUND))
        end = max(start, told.end - len(inside) + len(inside.rstrip(_AROUND)))
        words_told = span(text, start, min(end, start + LONGEST))
        if len(_WORD.findall(words_told.text)) < LEAST_QUOTED:
            return None
        said = self._statement(words_told)
        return self._quotation(words_told, told, said.kind if said else Kind.DIRECT, said)

    def indirect(self, said: Statement) -> Quotation | None:
        """The longest piece of what a statement tells without marks; None where that is too little."""
        piece = max(said.content, key=lambda p: (p.end - p.start, -p.start), default=None)
        if piece is None or len(_WORD.findall(piece.text)) < LEAST_INDIRECT:
            return None
        words_told = span(self.article.text, piece.start, min(piece.end, piece.start + LONGEST))
        whole = [*said.source, *said.cue, *said.content]
        reach = Range(min(p.start for p in whole), max(p.end for p in whole))
        near = reach if reach.end - reach.start <= LONGEST else Range(words_told.start, words_told.end)
        return self._quotation(words_told, near, Kind.INDIRECT, said)

    def _quotation(
        self, words_told: Span, near: Range, kind: Kind, said: Statement | None
    ) -> Quotation | None:
        part = self._part(words_told.start)
        if part is None:
            return None
        return Quotation(
            quotation_id(self.article.id, words_told),
            self.article.id,
            part,
            kind,
            words_told,
            passage_of(self.article.text, near),
            said.speaker if said else None,
            said.document if said else None,
            said.id if said else None,
            self.article.date,
            self.article.language,
        )

    def _part(self, at: int) -> Part | None:
        """Where a place stands; a text without parts is all body, and captions are left out."""
        if not self.parts:
            return Part.BODY
        place = bisect_right(self.parts, at, key=lambda part: part[0]) - 1
        return _PARTS.get(self.parts[max(place, 0)][2])

    def _statement(self, told: Span) -> Statement | None:
        """The outermost statement that tells these words: the marks are those of whoever speaks to the
        newsroom, and a state or a person of whom he speaks did not use them. An outlet only passes on.
        """
        place = bisect_right(self.contents, told.start, key=lambda piece: piece[0])
        near = self.contents[max(0, place - _NEAR) : place]
        held = [piece for piece in near if piece[1] >= (told.start + told.end) // 2]
        speaking = [piece for piece in held if piece[2].speaker_kind is not SpeakerKind.OUTLET]
        return max(speaking or held, key=lambda piece: piece[1] - piece[0])[2] if held else None
