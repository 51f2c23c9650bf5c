"""Full-text search over articles: words, phrases in double quotation marks, and scripts without spaces."""

import re
from typing import Any

from msgspec import Struct

from reportedly.case.database import AMONG, Database, listed

# Scripts written without spaces: the tokenizer sees one long word, so the text is searched as it stands.
SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
OPEN, CLOSE, AROUND = "\u2039", "\u203a", 60
RANKED = 5_000
"""Of more articles than this the last to come in are ranked: words that so many hold tell little of any."""


class Hit(Struct, frozen=True):
    """One article that was found, with a stretch of its text around the words, which stand in ``‹ ›``."""

    article: str
    title: str | None
    outlet: str | None
    date: str | None
    path: str
    snippet: str


def search(database: Database, text: str, limit: int) -> list[Hit]:
    """The articles that hold all words of `text`, best first; none for a text without a word.

    Of more than `RANKED` articles those that came in last are ranked.
    """
    if SPACELESS.search(text):
        return _scan(database, text.strip(), limit)
    match = expression(text)
    if not match:
        return []
    scores = _best(database, match, limit)
    rows = database.rows(
        "SELECT a.id, a.title, a.outlet, a.date, r.path, "
        f"snippet(articles_fts, -1, '{OPEN}', '{CLOSE}', ' … ', 24), a.rowid "
        "FROM articles_fts JOIN articles a ON a.rowid = articles_fts.rowid "
        "JOIN arrivals r ON r.id = a.arrival "
        f"WHERE articles_fts MATCH ? AND articles_fts.rowid IN {AMONG}",
        (match, listed(list(scores))),
    )
    rows.sort(key=lambda row: (scores[row[6]], row[0]))
    return [_hit(row, " ".join(row[5].split())) for row in rows]


def _best(database: Database, match: str, limit: int) -> dict[int, float]:
    """The row ids of the best articles with their scores; nothing else is read of the many that are worse."""
    last = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?"
    bound = database.rows(last, (match, RANKED))
    score = "bm25(articles_fts, 4.0, 1.0)"
    rows = database.rows(
        f"SELECT rowid, {score} FROM articles_fts WHERE articles_fts MATCH ? AND rowid > ? "
        f"ORDER BY {score} LIMIT ?",
        (match, bound[0][0] if bound else 0, limit),
    )
    return dict(rows)


def within(database: Database, text: str) -> list[int]:
    """The row ids of the articles that hold the words of `text`; none for a text without a word."""
    if SPACELESS.search(text):
        rows = database.rows("SELECT rowid FROM articles WHERE instr(text, ?)", (text.strip(),))
    else:
        match = expression(text)
        query = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
        rows = database.rows(query, (match,)) if match else []
    return [rowid for (rowid,) in rows]


def expression(text: str) -> str:
    """What the user typed as an FTS5 expression: nothing that they type is syntax but quotation marks."""
    parts = re.findall(r'["“”]([^"“”]+)["“”]?|([^\s"“”]+)', text)
    wanted = [phrase or word for phrase, word in parts if re.search(r"\w", phrase or word)]
    return " ".join(f'"{part}"' for part in wanted)


def _scan(database: Database, text: str, limit: int) -> list[Hit]:
    rows = database.rows(
        "SELECT a.id, a.title, a.outlet, a.date, r.path, a.text, instr(a.text, ?) FROM articles a "
        "JOIN arrivals r ON r.id = a.arrival WHERE instr(a.text, ?) ORDER BY a.id LIMIT ?",
        (text, text, limit),
    )
    return [_hit(row, _around(row[5], row[6] - 1, len(text))) for row in rows]


def _hit(row: tuple[Any, ...], snippet: str) -> Hit:
    article, title, outlet, date, path = row[:5]
    return Hit(article, title, outlet, date, path, snippet)


def _around(text: str, start: int, size: int) -> str:
    end = start + size
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}{OPEN}{text[start:end]}{CLOSE}{after}".split())
