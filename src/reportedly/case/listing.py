"""Lists of records that open into data frames."""

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

Record = TypeVar("Record", bound=Struct)


class Listing(list[Record]):
    """A list of records of one type, which also knows its table."""

    def __init__(self, record: type[Record], rows: list[Record]) -> None:
        super().__init__(rows)
        self.record = record

    def to_arrow(self) -> "pa.Table":
        """The records as an Arrow table; the columns are the record's fields."""
        from reportedly.pipeline import codec

        return codec.to_table(self.record, self)

    def to_pandas(self) -> Any:
        """The records as a pandas frame. Needs pandas (``pip install 'reportedly[frames]'``)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The records as a polars frame. Needs polars (``pip install 'reportedly[frames]'``)."""
        import polars  # type: ignore[import-not-found,unused-ignore]

        return polars.from_arrow(self.to_arrow())
