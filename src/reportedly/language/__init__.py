"""Article -> parse: tokens, sentences, dependencies, names and readings of who says what, by one pass of an
encoder. The only package that knows a language model; its weights ship in ``weights``.
"""

from reportedly.language.model import TIERS, model_digest, model_name
from reportedly.language.parsing import parse

__all__ = ["TIERS", "model_digest", "model_name", "parse"]
