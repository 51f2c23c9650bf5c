"""Tokens, sentences, dependencies and names: the only package that knows a language model."""

from reportedly.language.model import model_digest, model_name
from reportedly.language.parsing import parse

__all__ = ["model_digest", "model_name", "parse"]
