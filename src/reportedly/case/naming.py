"""What a user may call a source or a statement: a path, the end of one, the beginning of an id."""

from collections.abc import Callable

from reportedly.case.database import Database
from reportedly.errors import InputError

BEGINS = "id >= ? AND id < ? || char(1114111)"
"""That an id begins so, for the beginning twice. It goes by the index of ids, as a part of each does not."""


def source_of(database: Database, name: str) -> str:
    """The SHA-256 of the one source that is meant. Raises InputError where none or several are."""
    rows = database.rows("SELECT source, path FROM arrivals ORDER BY path, id")
    held = {
        source for (source,) in database.rows(f"SELECT source FROM articles WHERE {BEGINS}", (name, name))
    }
    ways: tuple[Callable[[str, str], bool], ...] = (
        lambda _, path: path == name,
        lambda _, path: _ends(path, name),
        lambda source, path: _begins(source, path, name) or source in held,
    )
    found: dict[str, str] = {}
    for fits in ways if name else ():
        found = found or {source: path for source, path in rows if fits(source, path)}
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise InputError(f"No source of this case goes by {name!r}. `reportedly show` lists their paths.")
    some = ", ".join(f"{path} ({source[:12]})" for source, path in list(found.items())[:3])
    raise InputError(f"{len(found)} sources go by {name!r}, such as {some}. Name one by its hash.")


def article_of(database: Database, name: str) -> str:
    """The id of the one article that is meant: its id or the beginning of it, or a name of its source.
    Raises InputError where none or several are.
    """
    found = _begun(database, "articles", name)
    if not found:
        query = "SELECT id FROM articles WHERE source = ? ORDER BY piece, id"
        found = [found for (found,) in database.rows(query, (source_of(database, name),))]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise InputError(f"Several articles go by {name!r}: {', '.join(found)}. Name one by its id.")
    raise InputError(f"No article was found in {name!r}. `reportedly show` lists the articles.")


def statement_of(database: Database, name: str) -> str:
    """The id of the one statement that begins so. Raises InputError where none or several do."""
    found = _begun(database, "statements", name)
    if len(found) == 1:
        return str(found[0])
    many = "Several statements begin" if found else "No statement begins"
    raise InputError(f"{many} with {name!r}. `reportedly statements` lists their ids.")


def _begun(database: Database, table: str, name: str) -> list[str]:
    """Up to two ids that begin so; none for an empty beginning."""
    rows = database.rows(f"SELECT id FROM {table} WHERE {BEGINS} LIMIT 2", (name, name)) if name else []
    return [found for (found,) in rows]


def _ends(path: str, name: str) -> bool:
    """Whether a path ends with a name, or is how a file's whole path ends."""
    return path.endswith(f"/{name}") or name.endswith(f"/{path}")


def _begins(source: str, path: str, name: str) -> bool:
    """Whether a file's name or its hash begins so."""
    return path.rpartition("/")[2].startswith(name) or source.startswith(name.lower())
