"""Text that never shifts by a character: decoding, quotation marks, and the map to the source."""

from reportedly.text.addresses import web_address
from reportedly.text.decoding import Decoded, decode, tidy, unmarked_utf16
from reportedly.text.offsets import text_of, to_article, to_source
from reportedly.text.placing import place_of
from reportedly.text.quotation import quoted
from reportedly.text.sentences import sentence_around

__all__ = [
    "Decoded",
    "decode",
    "place_of",
    "quoted",
    "sentence_around",
    "text_of",
    "tidy",
    "to_article",
    "to_source",
    "unmarked_utf16",
    "web_address",
]
