"""The example pile: what is read in it, held against what an attentive reader wrote down.

``examples/strait/truth.json`` is the truth, its README says what counts. Each of its statements is paired
with the one found in the same article whose content shares most words with it, best pairs first.
"""

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.case import Case
from reportedly.records import Statement
from yardsticks.bench import EXAMPLES, Bench
from yardsticks.figures import Figure

TITLE = "Example pile"
NOTES = (
    "A pair shares half of the words of both contents; what stands below F1 are shares of the pairs.",
    "A chain is all who passed the words on: outlet, agency and tellers within the article, in this order.",
    "The pile was looked at while rules were written: it tells what broke, not how good the rest is.",
)
LEAST = 0.5
WORD = re.compile(r"\w+")
YEAR = re.compile(r" \d{4}$")
Truth = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """The statements of one article: those in the truth, those found, and the pairs of both."""

    wanted: Sequence[Truth]
    found: Sequence[Statement]

    def pairs(self) -> list[tuple[Truth, Statement]]:
        """One to one, the likest contents first."""
        scores = [
            (-likeness(one, row), i, j)
            for i, one in enumerate(self.wanted)
            for j, row in enumerate(self.found)
        ]
        wanted, found = dict(enumerate(self.wanted)), dict(enumerate(self.found))
        ranked = (pair for pair in sorted(scores) if -pair[0] >= LEAST)
        return [(wanted.pop(i), found.pop(j)) for _, i, j in ranked if i in wanted and j in found]


def likeness(wanted: Truth, row: Statement) -> float:
    """The share of words that two contents have in common."""
    pieces = [part if isinstance(part, str) else part["text"] for part in wanted["content"]]
    a, b = _words(" ".join(pieces)), _words(" ".join(span.text for span in row.content))
    return len(a & b) / max(len(a | b), 1)


def read(pile: Path = EXAMPLES) -> Iterator[Read]:
    """The articles of the truth with their statements, read as a user would: into a case."""
    truth = json.loads((pile.parent / "truth.json").read_text("utf-8"))
    owners = _owners(truth)
    with tempfile.TemporaryDirectory() as folder:
        case = Case(Path(folder) / "case")
        case.read(pile, workers=0)
        files = {row.id: Path(row.path).name for row in case.arrivals()}
        places = {(files[row.arrival], row.piece): row.id for row in case.articles()}
        for file in truth["files"]:
            for piece, article in enumerate(file["articles"]):
                found = places.get((file["file"], piece))
                yield Read(_wanted(article, owners), list(case.statements(found)) if found else [])


def _wanted(article: Truth, owners: dict[str, str]) -> list[Truth]:
    """The statements of an article, each with its whole `chain` and with the `owners` of the papers."""
    tellers = [name for name in (article["outlet"], article["agency"]) if name]
    return [
        {**one, "chain": [*tellers, *one.get("via", ())], "owners": owners} for one in article["statements"]
    ]


def _owners(truth: Truth) -> dict[str, str]:
    """Each paper of the pile, without the year in its name, and the body that speaks in it."""
    every = (one for file in truth["files"] for article in file["articles"] for one in article["statements"])
    return {_title(one["document"]): _folded(one["speaker"]) for one in every if one["document"]}


def _is_chain(wanted: Truth, row: Statement) -> bool:
    """Whether the same stand between the reader and the speaker; a body and its paper are one."""
    own = {_folded(wanted["speaker"]), _folded(row.speaker)}
    ours = [wanted["owners"].get(_title(name), _folded(name)) for name in row.via]
    return [_folded(name) for name in wanted["chain"]] == [name for name in ours if name not in own]


def measure(_: Bench) -> list[Figure]:
    """How many statements are found, and what is right about those."""
    articles = list(read())
    pairs = [pair for article in articles for pair in article.pairs()]
    wanted, found = sum(len(a.wanted) for a in articles), sum(len(a.found) for a in articles)
    precision, recall = len(pairs) / max(found, 1), len(pairs) / max(wanted, 1)
    figures = [
        Figure("statements F1", 2 * precision * recall / max(precision + recall, 1e-9)),
        Figure("statements precision", precision),
        Figure("statements recall", recall),
    ]
    right = ((name, sum(is_right(*pair) for pair in pairs)) for name, is_right in CHECKS.items())
    return [*figures, *(Figure(name, count / max(len(pairs), 1)) for name, count in right)]


CHECKS: dict[str, Callable[[Truth, Statement], bool]] = {
    "content word for word": lambda wanted, row: likeness(wanted, row) == 1.0,
    "speaker": lambda wanted, row: _folded(wanted["speaker"]) == _folded(row.speaker),
    "document": lambda wanted, row: _folded(wanted["document"]) == _folded(row.document),
    "chain": _is_chain,
    "kind": lambda wanted, row: wanted["kind"] == row.kind.value,
    "modality": lambda wanted, row: wanted["modality"] == row.modality.value,
    "negated": lambda wanted, row: wanted["negated"] == row.negated,
}


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.lower()))


def _folded(text: str | None) -> str:
    return re.sub(r"^the ", "", " ".join((text or "").lower().split()))


def _title(text: str | None) -> str:
    return YEAR.sub("", _folded(text))
