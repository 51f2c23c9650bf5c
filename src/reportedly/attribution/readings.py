"""A model's readings as drafts. It sees one line at a time, and knows nothing of quotations beyond it."""

from collections.abc import Iterable

from reportedly.attribution.acts import act
from reportedly.attribution.drafts import Draft
from reportedly.attribution.tree import Tree
from reportedly.records import Reading

READ = "read"


def read(tree: Tree, readings: Iterable[Reading]) -> list[Draft]:
    """A draft for each reading with a cue, in text order; the model's probability is its
    confidence. A token has one role in a draft: cue before source before content.
    """
    made = (_draft(tree, one) for one in readings)
    return sorted((d for d in made if d.cue), key=lambda d: (d.cue, d.content))


def _draft(tree: Tree, reading: Reading) -> Draft:
    cue = _known(tree, reading.cue, frozenset())
    source = _known(tree, reading.source, frozenset(cue))
    content = _known(tree, reading.content, frozenset((*cue, *source)))
    does = act(tree, source, cue, content) if cue else ""
    return Draft(source, cue, content, does, READ, min(max(reading.probability, 0.0), 1.0))


def _known(tree: Tree, tokens: Iterable[int], taken: frozenset[int]) -> tuple[int, ...]:
    """The tokens that the parse has, each once, in order: the record promises it, no model is trusted."""
    return tuple(sorted({t for t in tokens if 0 <= t < len(tree.words)} - taken))
