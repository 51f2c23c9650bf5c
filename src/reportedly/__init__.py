"""Who actually said it, how it was relayed, and how many independent origins stand behind it."""

from reportedly.api import clean, happenings, open_case, statements

__all__ = ["__version__", "clean", "happenings", "open_case", "statements"]
__version__ = "0.1.0"
