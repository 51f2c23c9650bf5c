"""Articles of a case side by side: where each clause of them first stood."""

from collections.abc import Sequence

from reportedly import lineage
from reportedly.case.database import Database
from reportedly.case.naming import article_of
from reportedly.errors import InputError
from reportedly.records import Article, Clause, Derivation

LEAST, MOST = 2, 5


def clauses(database: Database, names: Sequence[str]) -> list[Clause]:
    """The clauses of the articles that go by these names, in their order. Raises InputError for fewer than
    two articles or more than five, and for a name that fits none or several.
    """
    ids = list(dict.fromkeys(article_of(database, name) for name in names))
    if not LEAST <= len(ids) <= MOST:
        raise InputError(f"Name {LEAST} to {MOST} different articles to compare; these are {len(ids)}.")
    marks = ", ".join("?" * len(ids))
    found = {row.id: row for row in database.records(Article, "articles", f"id IN ({marks})", ids)}
    edges = database.records(Derivation, "derivations", f"child IN ({marks})", ids)
    return lineage.clauses([found[name] for name in ids], edges)
