"""What a pile shares, and who has it from whom, as the reuse corpus words it: rows of four files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from reportedly import lineage
from reportedly.records import Article, Passage, Span
from yardsticks.plain import given_places, origins, whole_article
from yardsticks.quote_lines import quote_rows

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """One document as it was handed over, and the article that was made of its title and text."""

    row: Row
    article: Article
    origin: Sequence[int]

    @property
    def title(self) -> str:
        """The title's line, with its end."""
        return f"{self.row['title']}\n" if self.row.get("title") else ""

    def place(self, words: Span) -> list[int] | None:
        """A span of the article as ``[start, end)`` in the text as given; None where it lies in the title."""
        found = given_places(self.article, [words], self.origin)
        start, end = (place - len(self.title) for place in (found[0][0], found[-1][1]))
        return [max(start, 0), end] if end > 0 else None


def given(row: Row) -> Given:
    """A document `{id, text, outlet, published, title}`, of which all but the first two may be missing."""
    title = row.get("title") or ""
    article = whole_article(
        row["text"], row["id"], title=title, date=row.get("published"), outlet=row.get("outlet")
    )
    return Given(row, article, origins(f"{title}\n{row['text']}" if title else row["text"]))


def reuse_files(documents: Sequence[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    """The files ``pairs``, ``spans``, ``edges`` and ``quotes`` with their rows."""
    pile = {one.article.id: one for one in map(given, documents)}
    passages = lineage.passages([one.article for one in pile.values()])
    yield "pairs", _pairs(pile, passages)
    yield "spans", _spans(pile, passages)
    yield "edges", _edges(pile, passages)
    plain = {row["id"]: whole_article(row["text"], row["id"], date=row.get("published")) for row in documents}
    names = {article.id: name for name, article in plain.items()}
    texts = {plain[row["id"]].id: row["text"] for row in documents}
    yield "quotes", quote_rows(list(plain.values()), names, texts)


def _pairs(pile: dict[str, Given], passages: Sequence[Passage]) -> Iterator[Row]:
    for a, b in sorted({(one.a, one.b) for one in passages}):
        yield {"a": pile[a].row["id"], "b": pile[b].row["id"]}


def _spans(pile: dict[str, Given], passages: Sequence[Passage]) -> Iterator[Row]:
    for one in passages:
        a, b = pile[one.a].place(one.a_span), pile[one.b].place(one.b_span)
        if a and b:
            yield {"a": pile[one.a].row["id"], "b": pile[one.b].row["id"], "a_span": a, "b_span": b}


def _edges(pile: dict[str, Given], passages: Sequence[Passage]) -> Iterator[Row]:
    """The edges inside the pile; those from a source that is not in it have no document to name."""
    for edge in lineage.derivations([lineage.witness(one.article) for one in pile.values()], passages):
        if edge.parent in pile:
            yield {"parent": pile[edge.parent].row["id"], "child": pile[edge.child].row["id"]}
