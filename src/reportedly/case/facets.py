"""Statements counted by one of their fields."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from reportedly.records import Modality, Statement

WEAKENED = frozenset({Modality.POSSIBLE, Modality.PROBABLE, Modality.CONDITIONAL})


class By(StrEnum):
    """The fields that statements can be counted by."""

    SPEAKER = "speaker"
    ACT = "act"
    MODALITY = "modality"
    KIND = "kind"
    CERTAINTY = "certainty"
    REPORTER = "reporter"
    TIME = "time"
    DOCUMENT = "document"


class Facet(Struct, frozen=True):
    """How many statements have a value of a field (None: it has none), and in how many articles.

    `negated` of them are put as not so, `hedged` hold a word that weakens them or are put as possible,
    probable or conditional. `also` are other spellings of a speaking body's name that are counted with it.
    """

    value: str | None
    statements: int
    articles: int
    negated: int
    hedged: int
    also: tuple[str, ...] = ()


def counted(statements: Sequence[Statement], by: By) -> list[Facet]:
    """The facets of a field, those with most statements first; a body under two spellings is one."""
    groups: dict[str | None, list[Statement]] = {}
    one = _spellings(statements) if by is By.SPEAKER else {}
    for row in statements:
        value = getattr(row, by.value)
        groups.setdefault(None if value is None else one.get(str(value), str(value)), []).append(row)
    found = [_facet(value, rows, one) for value, rows in groups.items()]
    return sorted(found, key=lambda x: (-x.statements, x.value is None, x.value or ""))


def _spellings(statements: Sequence[Statement]) -> dict[str, str]:
    from reportedly.lineage.namesakes import spellings  # loads numpy, which most questions do without

    return spellings(statements)


def _facet(value: str | None, rows: Sequence[Statement], one: Mapping[str, str]) -> Facet:
    return Facet(
        value,
        len(rows),
        len({row.article for row in rows}),
        sum(row.negated for row in rows),
        sum(bool(row.hedges) or row.modality in WEAKENED for row in rows),
        tuple(sorted(name for name, meant in one.items() if meant == value)),
    )
