"""Who acts and speaks: the names of an article, and a dated registry of states, people and bodies."""

from reportedly.actors.lexicon import (
    abbreviations,
    bodies,
    documents,
    genders,
    kin,
    kindred,
    listed,
    people,
    singular,
)
from reportedly.actors.linking import link
from reportedly.actors.named import Named, Names
from reportedly.actors.phrases import Phrase, phrase
from reportedly.actors.registry import is_state
from reportedly.actors.tokens import Tokens

__all__ = [
    "Named",
    "Names",
    "Phrase",
    "Tokens",
    "abbreviations",
    "bodies",
    "documents",
    "genders",
    "is_state",
    "kin",
    "kindred",
    "link",
    "listed",
    "people",
    "phrase",
    "singular",
]
