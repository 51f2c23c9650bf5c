"""Triggers by the lexicon: verbs, light verbs with their nouns, and nouns that stand for an event."""

from collections.abc import Iterator

from reportedly.events.drafts import Draft
from reportedly.events.lexicon import is_light, noun_root, undone, verb_root
from reportedly.events.words import Words
from reportedly.records import Root

MAKER = "rules 1"
SURE, FAIR = 0.6, 0.4
# Participles that describe a thing, auxiliaries and what stands in a name tell of no event.
NO_EVENT = frozenset({"amod", "aux", "auxpass", "compound", "nmod", "case"})
MODES = frozenset({Root.THREATEN, Root.REJECT})
CONTENT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl"})


def triggers(words: Words) -> list[Draft]:
    """The drafts of an article in text order; no token belongs to two."""
    found: list[Draft] = []
    taken: set[int] = set()
    for draft in (*_verbs(words), *_nouns(words)):
        if taken.isdisjoint(draft.trigger):
            found.append(draft)
            taken.update(draft.trigger)
    return sorted((d for d in found if not _is_content(words, d, found)), key=lambda draft: draft.trigger)


def _is_content(words: Words, draft: Draft, found: list[Draft]) -> bool:
    """What is threatened or refused is the manner of the threat and the refusal, and no event of its own."""
    heads = {other.head: other.root for other in found if words.is_verb(other.head)}
    above = next((t for t in words.above(draft.head, 4) if t in heads), None)
    return above is not None and heads[above] in MODES and words.deps[draft.head] in CONTENT


def _verbs(words: Words) -> Iterator[Draft]:
    for token in range(len(words)):
        if not words.is_verb(token) or words.deps[token] in NO_EVENT:
            continue
        if found := verb_root(words, token):
            root, trigger = found
            yield Draft(trigger, token, root, SURE, MAKER)
        elif is_light(words, token) and (carried := _carried(words, token)):
            yield carried


def _carried(words: Words, verb: int) -> Draft | None:
    """ "held talks", "talks were held": the verb with the noun that it carries, and the noun's root."""
    noun = words.child(verb, "dobj", "nsubjpass")
    found = noun_root(words, noun) if noun is not None else None
    if noun is None or found is None:
        return None
    root, trigger = found
    return Draft(tuple(sorted({verb, *trigger})), verb, undone(words, verb, root), SURE, MAKER)


def _nouns(words: Words) -> Iterator[Draft]:
    for token in range(len(words)):
        found = noun_root(words, token) if words.tags[token] in ("NN", "NNS") else None
        if found and words.deps[token] not in NO_EVENT and _is_told(words, token, found[0]):
            root, trigger = found
            yield Draft(trigger, token, root, FAIR, MAKER)


def _is_told(words: Words, noun: int, root: Root) -> bool:
    """Whether a noun tells of an event of its own and is not what another event is about.

    "urged talks" has one; "talks on a ceasefire" and "the sanctions regime" have none.
    """
    head = words.heads[noun]
    if words.deps[noun] == "pobj" and words.words[head] in ("on", "about", "over", "for", "of", "into", "to"):
        return root in (Root.ASSAULT, Root.RETREAT) and words.words[head] in ("for", "over", "of")
    return True
