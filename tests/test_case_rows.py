"""What is put into a table of a case comes out as it was, whatever the record."""

from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from reportedly.case.database import Database
from reportedly.pipeline.tables import TABLES

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(0, 10**9),
    float: st.floats(-1e6, 1e6, allow_nan=False),
    NoneType: st.none(),
}


class Enough(Exception):
    """Ends a transaction before it is written: the rows refer to none that there are."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(tmp_path_factory.mktemp("rows") / "case.sqlite", writing=True)
    yield made
    made.close()


def values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([values(one) for one in get_args(hint)])
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        if rest == [...]:
            return st.lists(values(first), max_size=2).map(tuple)
        return st.tuples(*(values(one) for one in get_args(hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    assert isinstance(hint, type) and issubclass(hint, Struct), hint
    return st.builds(hint, **{name: values(one) for name, one in get_type_hints(hint).items()})


@pytest.mark.parametrize("table", TABLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_record_comes_out_as_it_was_put_in(database: Database, table: str, data: st.DataObject) -> None:
    record = TABLES[table].record
    row = data.draw(values(record))
    found = []
    with suppress(Enough), database.change():
        database.add(("made", "here", "now"), {table: [row]})
        found = database.records(record, table)
        raise Enough
    assert found == [row]
    assert repr(found) == repr([row])
