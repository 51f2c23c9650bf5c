"""Statements made by naming their words, and a parse of bare words: tests that hold whatever is learned."""

import re
from collections.abc import Sequence
from typing import Any

from reportedly.records import Article, Kind, Modality, Parse, Span, Statement, span, statement_id

MODALS = ("may", "might", "could", "would")
WORD = re.compile(r"\w+|[^\w\s]")


def bare_parse(article: Article) -> Parse:
    """Words and marks as tokens; each line a sentence, each token its own head."""
    tokens = [m.span() for m in WORD.finditer(article.text)]
    lines = [0] + [n for n in range(1, len(tokens)) if "\n" in article.text[tokens[n - 1][1] : tokens[n][0]]]
    size = range(len(tokens))
    return Parse(
        article.id,
        tuple(start for start, _ in tokens),
        tuple(end for _, end in tokens),
        tuple("MD" if article.text[start:end] in MODALS else "NN" for start, end in tokens),
        tuple("dep" for _ in size),
        tuple(size),
        tuple(lines) if tokens else (),
        (),
        "bare",
    )


def words_of(article: Article, words: str) -> Span:
    """The first place of the words in the article's text."""
    at = article.text.index(words)
    return span(article.text, at, at + len(words))


def said(article: Article, source: str, cue: str, content: Sequence[str] | str, **more: Any) -> Statement:
    """A statement of these words; a role of no words is empty."""
    pieces = [content] if isinstance(content, str) else content
    roles = [tuple(words_of(article, x) for x in given if x) for given in ([source], [cue], pieces)]
    row = {
        "kind": Kind.INDIRECT,
        "speaker": source or None,
        "speaker_rule": "named" if source else None,
        "document": None,
        "via": (),
        "act": "say",
        "modality": Modality.ASSERTED,
        "negated": False,
        "hedges": (),
        "maker": "model 1",
        "confidence": 0.7,
    }
    return Statement(
        id=statement_id(article.id, *roles),
        article=article.id,
        source=roles[0],
        cue=roles[1],
        content=roles[2],
        **{**row, **more},
    )
