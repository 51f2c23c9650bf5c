"""A draft against a case: the draft is read as an article is, and the case asked for what may bear it out."""

import re
from collections.abc import Iterable, Sequence

from msgspec import structs

from reportedly import attribution, language, lineage, sources
from reportedly.articles.metadata.languages import language_of
from reportedly.case.database import Database
from reportedly.case.search import SPACELESS
from reportedly.errors import UnreadableSource
from reportedly.lineage.drafts import Carried, Place, Witness, carrying, check, history, telling_words
from reportedly.records import (
    Article,
    BlockClass,
    Finding,
    Kept,
    Part,
    Rendering,
    Statement,
    Telling,
    Variant,
    content_id,
)
from reportedly.text import decode

MARKDOWN = "text/markdown"
SEARCHED = 12
"""The rarest words of a claim, by which articles are looked up."""
LIKELY, CARRYING = 40, 400
"""Articles that are looked at by their words, and by a run of words that they carry."""
_RUN = 6  # words of a run
_PIECE = 4  # characters of one, in scripts without blanks
_AT_ONCE = 500  # ids in one question to the database


def findings(database: Database, draft: str | bytes, name: str, tier: str) -> list[Finding]:
    """The findings on a draft. Raises UnreadableSource for what is no text; an empty draft has none."""
    rendering = _rendered(draft, name)
    if rendering is None:
        return []
    article = _article(rendering)
    parse = next(iter(language.parse([article], tier)))
    bench = _Bench(database, tier)
    found = check(article, attribution.extract(article, parse), bench.candidates, bench.compare)
    return _as_given(found, draft) if rendering.source.media == MARKDOWN else found


def tellings(database: Database, words: str, tier: str) -> list[Telling]:
    """The places of the case that carry some words, earliest first."""
    bench = _Bench(database, tier)
    places = carrying(words, bench.candidates(words))
    found, families = _with_families(database, bench, places)
    rows = history(found, bench.compare)
    return [structs.replace(row, family=families.get((row.article, row.span.start))) for row in rows]


def _article(rendering: Rendering) -> Article:
    """A draft as one article whose text is all of it: in a draft nothing is junk."""
    source, text = rendering.source.id, rendering.source.text
    kept = (Kept(0, len(text), 0, BlockClass.BODY),)
    return Article(content_id("a", source, "draft"), source, "", 0, kept, text, language=language_of(text))


def _rendered(draft: str | bytes, name: str) -> Rendering | None:
    """The draft's text by the rules that sources are read by; None for one without a word."""
    try:
        if isinstance(draft, str):
            return sources.read_text(draft, name=name)
        return sources.read(draft, name=name)
    except UnreadableSource as error:
        if error.code == "empty":
            return None
        raise


def _as_given(found: Sequence[Finding], draft: str | bytes) -> list[Finding]:
    """Lines counted in the Markdown as it was written, wherever the words are found there in their order."""
    raw = draft if isinstance(draft, str) else decode(draft).text
    rows, at = [], 0
    for row in found:
        words = re.findall(r"\w+", row.span.text)[:_RUN]
        place = re.compile(r"\W+".join(words)).search(raw, at)
        if place:
            at = place.start()
            row = structs.replace(row, line=raw.count("\n", 0, at) + 1)
        rows.append(row)
    return rows


class _Bench:
    """The case's articles as witnesses, each read once, and the comparison of two tellings."""

    def __init__(self, database: Database, tier: str) -> None:
        self.database = database
        self.known: dict[str, Witness] = {}
        self.compare = lineage.reader(lambda article: next(iter(language.parse([article], tier))))

    def candidates(self, words: str) -> list[Witness]:
        """The articles that may have some words, by runs of them and by the rarest ones."""
        return self.witnesses(_likely(self.database, words))

    def witnesses(self, ids: Iterable[str]) -> list[Witness]:
        """Articles with their statements, by id, in order."""
        wanted = sorted(set(ids))
        missing = [name for name in wanted if name not in self.known]
        for at in range(0, len(missing), _AT_ONCE):
            self._load(missing[at : at + _AT_ONCE])
        return [self.known[name] for name in wanted]

    def _load(self, ids: Sequence[str]) -> None:
        marks = ", ".join("?" * len(ids))
        said: dict[str, list[Statement]] = {}
        for row in self.database.records(Statement, "statements", f"article IN ({marks})", ids):
            said.setdefault(row.article, []).append(row)
        for article in self.database.records(Article, "articles", f"id IN ({marks})", ids):
            self.known[article.id] = Witness(article, said.get(article.id, ()))


def _likely(database: Database, words: str) -> list[str]:
    if SPACELESS.search(words):
        return _scanned(database, words)
    found = _matching(database, _runs(words), CARRYING)
    rare = [f'"{word}"' for word in telling_words(words, SEARCHED)]
    return [*found, *_matching(database, rare, LIKELY)]


def _runs(words: str) -> list[str]:
    """The first and the last words of a claim as phrases of the search."""
    plain = re.findall(r"\w+", words.replace("’", " ").replace("'", " "))
    ends = dict.fromkeys((" ".join(plain[:_RUN]), " ".join(plain[-_RUN:])))
    return [f'"{run}"' for run in ends if run]


def _matching(database: Database, phrases: Sequence[str], limit: int) -> list[str]:
    if not phrases:
        return []
    rows = database.rows(
        "SELECT a.id FROM articles_fts JOIN articles a ON a.rowid = articles_fts.rowid "
        "WHERE articles_fts MATCH ? ORDER BY bm25(articles_fts), a.id LIMIT ?",
        (" OR ".join(phrases), limit),
    )
    return [name for (name,) in rows]


def _scanned(database: Database, words: str) -> list[str]:
    """Scripts without blanks: the articles that hold a piece of the words."""
    plain = re.sub(r"\W+", " ", words).split()
    pieces = [
        run[at : at + _PIECE] for run in plain for at in range(0, max(1, len(run) - _PIECE + 1), _PIECE)
    ]
    pieces = pieces[:SEARCHED]
    if not pieces:
        return []
    held = " + ".join("(instr(text, ?) > 0)" for _ in pieces)
    rows = database.rows(
        f"SELECT id FROM articles WHERE {held} > 0 ORDER BY {held} DESC, id LIMIT ?",
        (*pieces, *pieces, LIKELY),
    )
    return [name for (name,) in rows]


def _with_families(
    database: Database, bench: _Bench, places: list[Carried]
) -> tuple[list[Carried], dict[tuple[str, int], str]]:
    """The places, with those of other articles and of headlines that the case's quotation families put
    beside them; and which family has each.
    """
    own = _variants(database, "article", [one.article.id for one, _ in places])
    own = [row for row in own if any(_same(row, one, at) for one, at in places)]
    members = _variants(database, "family", [row.family for row in own])
    families = {
        (one.article.id, at.start): row.family for one, at in places for row in own if _same(row, one, at)
    }
    carried = {one.article.id for one, _ in places}
    known = {one.article.id: one for one in bench.witnesses(row.article for row in members)}
    added = []
    for row in members:
        if row.article not in carried or (row.part is Part.TITLE and not _covered(row, places)):
            added.append((known[row.article], Place(row.span.start, row.span.end, 0.0, 0, ())))
            families[row.article, row.span.start] = row.family
    return [*places, *added], families


def _variants(database: Database, column: str, names: Iterable[str]) -> list[Variant]:
    found: list[Variant] = []
    for name in dict.fromkeys(names):
        found += database.records(Variant, "variants", f"{column} = ?", (name,))
    return found


def _same(row: Variant, one: Witness, at: Place) -> bool:
    common = min(row.span.end, at.end) - max(row.span.start, at.start)
    return row.article == one.article.id and 2 * common > at.end - at.start


def _covered(row: Variant, places: Iterable[Carried]) -> bool:
    return any(
        row.article == one.article.id and row.span.start < at.end and at.start < row.span.end
        for one, at in places
    )
