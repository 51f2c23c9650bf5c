"""What a case holds, in a form that two cases can be compared in."""

import shutil
import sqlite3
from pathlib import Path

from reportedly.pipeline.tables import TABLES

PILE = Path(__file__).resolve().parents[1] / "examples" / "strait" / "pile"


def copied(case: Path, to: Path) -> Path:
    """A copy of a case that others may be reading: what SQLite keeps beside the database comes and goes."""
    return shutil.copytree(case, to, ignore=shutil.ignore_patterns("*-wal", "*-shm"))


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Table -> its rows in order, without the number of the output that brought them."""
    connection = sqlite3.connect(folder / "case.sqlite")
    found = {}
    for name, spec in [*((n, s.record.__struct_fields__) for n, s in TABLES.items()), ("story_articles", ())]:
        columns = ", ".join(f'"{column}"' for column in spec) or "*"
        found[name] = sorted(connection.execute(f"SELECT {columns} FROM {name}"), key=repr)
    connection.close()
    return found


def outputs(folder: Path) -> dict[str, bytes]:
    """Path below ``stages`` -> bytes, for all finished outputs."""
    root = folder / "stages"
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*.parquet"))
        if not path.parent.name.startswith(".")
    }


def is_sound(folder: Path) -> bool:
    """Whether the database, if there is one, is whole and every reference in it leads somewhere."""
    path = folder / "case.sqlite"
    if not path.exists():
        return True
    connection = sqlite3.connect(path)
    whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    return whole and not dangling
