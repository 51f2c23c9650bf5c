"""Lists of records as text that other programs read: JSON and CSV."""

from reportedly.export.plain import to_csv, to_json

__all__ = ["to_csv", "to_json"]
