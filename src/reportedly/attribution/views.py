"""Cues in two pieces read as two: "in the institute's view", "was quoted by Belvar as saying"."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reportedly.attribution.tree import Tree
from reportedly.records import Reading

LEADING = frozenset({"in", "by", "on"})
# Between "was quoted" and "as saying" may stand "by" and a name of so many words.
BETWEEN = 6


def rejoined(tree: Tree, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the preposition before the source as a part of the cue, where the cue is a noun right
    behind its source; what was read for the preposition alone is added to the content. "Was quoted" and "as
    saying" become one cue. Linear.
    """
    readings = list(_joined(tree, readings))
    alone = {r.cue[0]: r for r in readings if len(r.cue) == 1}
    made = [_with_preposition(tree, r, alone) for r in readings]
    taken = {one.cue[0] for one, r in zip(made, readings, strict=True) if one.cue != r.cue}
    return [one for one in made if len(one.cue) > 1 or one.cue[0] not in taken]


def _with_preposition(tree: Tree, reading: Reading, alone: dict[int, Reading]) -> Reading:
    source, cue = sorted(reading.source), reading.cue
    if not source or len(cue) != 1 or source[-1] != cue[0] - 1 or source[0] == 0:
        return reading
    first = source[0] - 1
    noun = tree.tags[cue[0]].startswith("NN")
    if not noun or tree.words[first] not in LEADING or source != list(range(first + 1, cue[0])):
        return reading
    other = alone.get(first)
    said = {*reading.content, *(other.content if other else ())} - {first, *source}
    return replace(reading, cue=(first, *cue), content=tuple(sorted(said | _filled(tree, said, first))))


def _filled(tree: Tree, said: set[int], first: int) -> set[int]:
    """What stands between words of the content and the comma before the aside."""
    before = [t for t in said if t < first]
    same = bool(before) and tree.sentence(max(before)) == tree.sentence(first)
    stop = first - (tree.words[first - 1] == ",")
    return set(range(max(before) + 1, stop)) if same else set()


def _joined(tree: Tree, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings, with "was quoted [by Belvar]" and "as saying", when read apart, as one cue: what was
    quoted is who speaks, and who quotes is a relayer.
    """
    before: Reading | None = None
    for one in sorted(readings, key=lambda reading: reading.cue):
        if before is not None and _goes_on(tree, before, one):
            cue, source = (*before.cue, *one.cue), before.content or before.source
            before = Reading(cue, source, one.content, one.probability, before.nested)
            continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _goes_on(tree: Tree, quoted: Reading, saying: Reading) -> bool:
    words = [tree.words[t] for t in (*quoted.cue[-1:], *saying.cue[:1]) if t < len(tree.words)]
    near = 0 < saying.cue[0] - quoted.cue[-1] <= BETWEEN and saying.cue[0] not in quoted.content
    return near and words in (["quoted", "as"], ["cited", "as"])
