"""Text that never shifts by a character: decoding, and the map between an article and its source."""

from reportedly.text.decoding import Decoded, decode, tidy
from reportedly.text.offsets import text_of, to_article, to_source

__all__ = ["Decoded", "decode", "text_of", "tidy", "to_article", "to_source"]
