"""How an event was done and what it is about: PLOVER's modes and contexts, by the words of its clause."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from reportedly.events.scenes import Scene
from reportedly.events.words import Words, bases
from reportedly.knowledge import load

# Branches of a clause that tell of another event.
ELSEWHERE = ("advcl", "relcl", "ccomp", "parataxis", "conj", "punct")
# A clause is looked at this far.
MOST = 25


def described(scene: Scene) -> tuple[str | None, tuple[str, ...]]:
    """The mode of an event's root that its trigger tells of, else its clause, None where neither does; and
    the contexts that trigger and clause tell of, in the order of the list.
    """
    words, root = scene.words, scene.draft.root
    own, clause = _forms(words, scene.draft.trigger), _forms(words, _clause(scene))
    listed = _modes().get(root.value, ()) if root else ()
    of = (name for said in (own, clause) for name, cues in listed if not cues.isdisjoint(said))
    both = own | clause
    return next(of, None), tuple(name for name, cues in _contexts() if not cues.isdisjoint(both))


def _clause(scene: Scene) -> list[int]:
    """The words below the trigger's verb, or below its noun, that belong to this event."""
    return scene.words.subtree(scene.draft.head, ELSEWHERE, MOST)


def _forms(words: Words, tokens: Iterable[int]) -> frozenset[str]:
    """Words, what they may be forms of, and pairs of neighbours."""
    run = sorted(set(tokens))
    pairs = {f"{words.words[a]} {words.words[b]}" for a, b in pairwise(run) if b == a + 1}
    return frozenset(pairs) | {base for t in run for base in bases(words.words[t])}


@cache
def _modes() -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    return {root: _listed(rows) for root, rows in load("plover")["modes"].items()}


@cache
def _contexts() -> tuple[tuple[str, frozenset[str]], ...]:
    return _listed(load("plover")["contexts"])


def _listed(rows: Mapping[str, list[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(cues)) for name, cues in rows.items())
