"""What an analyst ruled on statements, as data to train a reader on: JSON lines in PolNeAR's form.

One line a document, with the keys that ``benchmarks/corpus.py --polnear`` writes for the corpus of this
project: `text` and `attributions`, whose roles are lists of ``[start, end]`` in code points of the text. Only
documents with a ruling on a statement are in it. Beside the statements that an analyst decided, which are
`ruled`, stand those that nobody looked at; `rejected` holds the roles of what is no statement.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.attribution import RULE, placed
from reportedly.case import Case, Ruled, RulingState
from reportedly.records import ON_STATEMENTS, Action, Article, Roles, Span, Statement


def training_lines(case: Case) -> Iterator[str]:
    """A line of JSON, with its end, for each document with a ruling that holds; copies of a file are one."""
    held: dict[str, list[Ruled]] = {}
    for row in case.rulings():
        if row.state is RulingState.APPLIED and row.action in ON_STATEMENTS:
            held.setdefault(row.source, []).append(row)
    for source, rows in sorted(held.items()):
        text = case.sources(source)[0].text
        pieces = {article.piece: article for article in reversed(case.articles(source))}
        for _, article in sorted(pieces.items()):
            places = [(row, placed(row.about, article, text)) for row in rows if row.about]
            here = [(row, roles) for row, roles in places if roles]
            if here:
                rejected = [roles for row, roles in here if row.action is Action.REJECT]
                made = _document(article, case.statements(article.id), rejected)
                yield json.dumps(made, ensure_ascii=False) + "\n"


def _document(article: Article, rows: Iterable[Statement], rejected: Iterable[Roles]) -> dict[str, Any]:
    return {
        "doc_id": article.id,
        "publisher": article.outlet or "",
        "date": article.date or "",
        "title": article.title or "",
        "wire": article.agency,
        "text": article.text,
        "blocks": [
            {"kind": k.kind.value, "start": k.at, "end": k.at + k.end - k.start} for k in article.kept
        ],
        "attributions": [_attribution(row) for row in rows],
        "rejected": [
            {"source": _places(x.source), "cue": _places(x.cue), "content": _places(x.content)}
            for x in rejected
        ],
    }


def _attribution(row: Statement) -> dict[str, Any]:
    return {
        "id": row.id,
        "source": _places(row.source),
        "cue": _places(row.cue),
        "content": _places(row.content),
        "hedges": _places(row.hedges),
        "speaker": row.speaker,
        "document": row.document,
        "via": list(row.via),
        "act": row.act,
        "modality": row.modality.value,
        "negated": row.negated,
        "kind": row.kind.value,
        "ruled": row.maker.startswith(f"{RULE} "),
    }


def _places(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
