"""The tables of ``case.sqlite``, derived from the records, and the few that only search needs."""

import types
import zlib
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from reportedly.pipeline.tables import TABLES, TableSpec

AFFINITY = {int: "INTEGER", bool: "INTEGER", float: "REAL"}
JSON = "JSON"

# Stored, since SQLite before 3.41 takes no expression from an index.
COMPUTED = {"passages": "size INTEGER AS (max(length(a_span), length(b_span))) STORED"}

# `made_by` says which stage output a row came from, so that a newer output replaces just those rows.
FIXED = """
CREATE TABLE applied (
    number INTEGER PRIMARY KEY, stage TEXT NOT NULL, slot TEXT NOT NULL, key TEXT NOT NULL,
    UNIQUE (stage, slot)
);
CREATE TABLE story_articles (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (story, article)
) WITHOUT ROWID;
CREATE INDEX story_articles_article ON story_articles (article);
CREATE TRIGGER story_members AFTER INSERT ON stories BEGIN
    INSERT INTO story_articles SELECT new.id, value FROM json_each(new.articles);
END;
CREATE INDEX events_day ON events (day);
-- What is asked of a pair (`case/pairfacts.py`), each in the order in which it is counted or shown.
CREATE INDEX dealings_pair ON dealings (
    pair, day, id, root, status, direction, month, indicator, bearing, fate
);
CREATE INDEX dealings_counted ON dealings (pair, status, root, direction, month, day);
CREATE INDEX dealings_leading ON dealings (pair, month, status, root, tellings DESC, day, id);
CREATE INDEX dealings_plans ON dealings (pair, day, id, root, fate, outcome) WHERE fate IS NOT NULL;
CREATE INDEX dealings_signs ON dealings (pair, day, id, indicator, bearing) WHERE indicator IS NOT NULL;
CREATE INDEX remarks_pair ON remarks (pair, repeats, speaker, address, act, tone, day, id);
CREATE INDEX remarks_denied ON remarks (pair, day, id, indicator)
    WHERE repeats IS NULL AND negated AND indicator IS NOT NULL;
CREATE TABLE event_parties (
    party TEXT NOT NULL, event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE, side TEXT NOT NULL,
    PRIMARY KEY (party, event, side)
) WITHOUT ROWID;
CREATE INDEX event_parties_event ON event_parties (event);
CREATE TRIGGER event_sides AFTER INSERT ON events BEGIN
    INSERT OR IGNORE INTO event_parties
    SELECT
        coalesce(json_extract(who, '$.country'), json_extract(who, '$.actor')) AS party, new.id, side FROM (
        SELECT value AS who, 'source' AS side FROM json_each(new.sources)
        UNION ALL SELECT value, 'target' FROM json_each(new.targets)
    ) WHERE party IS NOT NULL;
END;
-- What a census reads, without looking at a row with its words.
CREATE INDEX statements_fields ON statements (
    made_by, speaker, act, kind, modality, certainty, article
);
CREATE INDEX statements_bodies ON statements (speaker, actor) WHERE speaker_kind = 'body';
CREATE INDEX articles_fields ON articles (made_by, outlet, agency, language, id, date);
CREATE INDEX articles_latest ON articles (date DESC, id);
CREATE INDEX arrivals_path ON arrivals (path, id);
CREATE INDEX blocks_kind ON blocks (source, kind);
CREATE INDEX variants_bent ON variants (article, id, witness) WHERE severity != 'harmless';
-- The longest passages of a story are found here, without a look at their words.
CREATE INDEX passages_between ON passages (a, b, size);
CREATE INDEX stories_several ON stories (json_array_length(articles) DESC, first_date, id)
    WHERE json_array_length(articles) > 1;
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content='articles', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_fts_in AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
CREATE TRIGGER articles_fts_out AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text)
    VALUES ('delete', old.rowid, old.title, old.text);
END;
"""


def script() -> str:
    """The statements that make an empty database."""
    return f"{_tables()}\nPRAGMA user_version = {version()};"


@cache
def version() -> int:
    """A number that differs whenever a table does, so that nobody must remember to raise it."""
    return zlib.crc32(_tables().encode()) >> 1  # SQLite keeps 31 bits and a sign


def _tables() -> str:
    return "\n".join([*(_create(spec) for spec in TABLES.values()), FIXED])


@cache
def columns(table: str) -> dict[str, str]:
    """Column -> SQLite type of a table, in the order of the record's fields; ``JSON`` is a nested value."""
    record = TABLES[table].record
    hints = get_type_hints(record)
    return {name: _affinity(hints[name]) for name in record.__struct_fields__}


def _create(spec: TableSpec) -> str:
    lines = []
    for name, kind in columns(spec.name).items():
        line = f'"{name}" {"TEXT" if kind == JSON else kind}'
        if name == "id":
            line += " PRIMARY KEY"
        if name in spec.references:
            line += f" NOT NULL REFERENCES {spec.references[name]} (id) DEFERRABLE INITIALLY DEFERRED"
        lines.append(line)
    lines.append("made_by INTEGER NOT NULL REFERENCES applied (number) DEFERRABLE INITIALLY DEFERRED")
    if spec.name in COMPUTED:
        lines.append(COMPUTED[spec.name])
    table = f"CREATE TABLE {spec.name} (\n    " + ",\n    ".join(lines) + "\n);"
    indexed = ["made_by", *spec.references]
    return "\n".join(
        [table, *(f"CREATE INDEX {spec.name}_{name} ON {spec.name} ({name});" for name in indexed)]
    )


def _affinity(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = [arg for arg in get_args(hint) if arg is not type(None)]
    if get_origin(hint) is tuple or (isinstance(hint, type) and issubclass(hint, msgspec.Struct)):
        return JSON
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "TEXT"
    return AFFINITY.get(hint, "TEXT")
