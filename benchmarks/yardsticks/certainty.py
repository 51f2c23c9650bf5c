"""How surely statements are put, on the kept-apart half of our own annotated prose."""

from certainty import Counts, overlap, weighed
from corpus import read
from yardsticks.bench import HERE, Bench
from yardsticks.figures import Figure

TITLE = "How surely"
NOTES = (
    "Source, cue and content are the annotators', so that finding statements and weighing them are apart.",
    "One annotator, who also wrote the prose.",
)
HELDOUT = HERE.parent / "corpora" / "attribution" / "heldout"


def measure(_: Bench) -> list[Figure]:
    """The share of statements with the right act, modality and polarity; hedges by their places."""
    counts = Counts()
    for document in read(HELDOUT):
        for gold, found in weighed(document):
            counts.add(gold, found)
    names = {"act": "act", "modality": "modality", "negated": "polarity"}
    figures = [Figure(name, counts.right[column] / counts.total) for column, name in names.items()]
    touching, exact = overlap(counts.hedges)
    return [*figures, Figure("hedges F1, overlap", touching), Figure("hedges F1, exact", exact)]
