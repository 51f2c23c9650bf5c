"""Records as text that other programs read: JSON, CSV, and lines to train a reader on."""

from reportedly.export.plain import to_csv, to_json

__all__ = ["to_csv", "to_json"]
