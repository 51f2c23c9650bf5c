"""Who said it, end to end, on the kept-apart half of our own annotated prose."""

import prose
import speakers
from corpus import read
from reportedly.attribution import extract
from reportedly.language import parse
from yardsticks.bench import HERE, Bench
from yardsticks.figures import Figure

TITLE = "Own prose, kept apart"
NOTES = (
    "A statement found and an annotated one are a pair when their contents share half of their words.",
    "With the source given, the annotators' own statements are resolved: nothing but that is measured.",
    "One annotator, who also wrote the prose: it is tidier than the press.",
)
HELDOUT = HERE.parent / "corpora" / "attribution" / "heldout"
RESOLVED = ("speaker right", "document right", "chain right", "chain right, relayed")


def measure(_: Bench) -> list[Figure]:
    """What is found and right end to end; then speakers and chains of the annotators' own statements."""
    documents = list(read(HELDOUT))
    pieces = [speakers.article(document) for document in documents]
    parses = list(parse(pieces))
    every = [prose.hold(d, extract(a, p)) for d, a, p in zip(documents, pieces, parses, strict=True)]
    cases = [case for d, p in zip(documents, parses, strict=True) for case in speakers.cases(d, p)]
    resolved = ((name, right) for name, right in speakers.shares(cases) if name in RESOLVED)
    given = [Figure(f"{name}, source given", sum(r) / max(len(r), 1)) for name, r in resolved]
    return [*(Figure(name, value) for name, value in prose.figures(every)), *given]
