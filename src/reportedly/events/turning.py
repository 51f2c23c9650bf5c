"""What turns the root of a verb: who does it, and what is promised."""

from collections.abc import Callable
from functools import cache

from reportedly.events.parties import PASSIVE, subjects
from reportedly.events.words import Words, bases
from reportedly.knowledge import load
from reportedly.records import Root

# A promise to do this to somebody is a threat.
HARMFUL = frozenset({Root.ASSAULT, Root.COERCE, Root.SANCTION, Root.PROTEST})
FORCE = ["by", "force"]
# What a verb tells of as the lists have it, and the tokens of its phrase.
Listed = tuple[Root, tuple[int, ...]] | None


def turned(words: Words, verb: int, root: Root, read: Callable[[Words, int], Listed]) -> Root:
    """The root of a verb that the lists give one: "students occupied" is a protest, a state's protest a
    charge, and who vows to bomb threatens. `read` gives what the lists have of the verb that is promised.
    """
    forms = bases(words.words[verb])
    if root is Root.AGREE:
        return Root.THREATEN if _is_menace(words, verb, forms, read) else root
    by_states = load("plover")["turned"]["states"]
    if root is Root.PROTEST:
        other = next((by_states[form] for form in forms if form in by_states), None)
        return Root(other) if other and _is_by_a_state(words, verb) else root
    by_crowd = not _listed("by_crowds").isdisjoint(forms) and _is_by_a_crowd(words, verb)
    return Root.PROTEST if by_crowd else root


def foresees(words: Words, verb: int) -> bool:
    """ "The think tank warned", "analysts cautioned": who watches threatens nobody."""
    if _listed("foreseeing").isdisjoint(bases(words.words[verb])):
        return False
    return any(words.words[t] in _listed("watchers") for t in _doers(words, verb))


def _is_menace(words: Words, verb: int, forms: tuple[str, ...], read: Callable[[Words, int], Listed]) -> bool:
    """ "Vowed to sink any barge", "pledged to take it by force"; not "pledged to fight poverty"."""
    if _listed("promising").isdisjoint(forms):
        return False
    below = range(verb + 1, words.sentence(verb).stop)
    if any(words.words[t : t + 2] == FORCE for t in below):
        return True
    content = words.child(verb, "xcomp")
    found = read(words, content) if content is not None and words.is_verb(content) else None
    if content is None or found is None or found[0] not in HARMFUL:
        return False
    objects = words.child_all(content, "dobj", "prep")
    things = {words.words[t] for at in objects for t in words.subtree(at, ("relcl", "acl"))}
    return _listed("ills").isdisjoint(things) and words.child(content, "neg") is None


def _doers(words: Words, verb: int) -> list[int]:
    """The heads of whoever does it: the subject, or what stands behind "by"."""
    if not any(words.deps[c] in PASSIVE for c in words.children[verb]):
        return subjects(words, verb)
    by = [c for c in words.child_all(verb, "agent", "prep") if words.words[c] == "by"]
    return [p for c in by for p in words.child_all(c, "pobj")]


def _is_by_a_crowd(words: Words, verb: int) -> bool:
    return any(words.words[t] in _listed("crowds") for t in _doers(words, verb))


def _is_by_a_state(words: Words, verb: int) -> bool:
    """Whether one name, or a body of a state, does it; names in the plural are of peoples."""
    doers = _doers(words, verb)
    return any(words.tags[t] == "NNP" or words.words[t] in _listed("bodies") for t in doers)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("plover")["turned"][name])
