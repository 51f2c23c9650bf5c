"""Which readings are no statements: bare things, what could be said, hedges inside of somebody's words.

A model of single lines takes any verb of the mind, and many a deed, for words that were put. What is said
has a clause, an infinitive or quoted words; "signed a pact" and "want different berths" have none. What
somebody can, may or should say has not been said.
"""

from collections.abc import Collection, Sequence
from functools import cache

from reportedly.attribution.acts import bases_of
from reportedly.attribution.drafts import Draft
from reportedly.attribution.hedging import marks
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ADVERBS = frozenset({"RB", "RBR"})
# Acts that are done by saying so, and how sure a reading of what may be said must be.
PERFORMED = frozenset({"announce", "report", "not-say"})
SURE = 0.9
# "may well have been asked": between auxiliary and verb stand no more words than these.
FEW = 5
# Nobody's own words begin with these; "of", "to" and "against" open what is warned of, or agreed to.
LEANING = frozenset({"with", "for", "at", "in", "on", "by", "from"})
# "wants the law repealed" is a wish in words; "signed a pact negotiated in May" is none.
VERBS = {"mind": FINITE | {"VBN"}, "talks": FINITE, "deeds": frozenset()}


def sift(tree: Tree, found: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that are no statements, in the same order. Each of them has a cue."""
    told = frozenset(t for draft in found for t in draft.content)
    return [
        draft
        for draft in found
        if not (_is_bare(tree, draft) or _is_unsaid(tree, draft))
        and not (_is_hedge(tree, draft, told) or _is_part(tree, draft, told))
    ]


def _is_bare(tree: Tree, draft: Draft) -> bool:
    """A thing, and no more, behind a verb of which a thing is no statement. (To agree to it is one.)"""
    last = [t for t in draft.cue if tree.tags[t].startswith("VB")][-1:] or draft.cue
    verbs = {base for t in last for base in bases_of(tree.words[t])}
    forms = next((own for kind, own in VERBS.items() if not verbs.isdisjoint(_listed(kind))), None)
    if forms is None or "to" in (tree.words[draft.cue[-1]], *(tree.words[t] for t in draft.content[:1])):
        return False
    return _is_thing(tree, draft.content, forms)


def _is_thing(tree: Tree, content: Sequence[int], forms: Collection[str]) -> bool:
    """A noun without a verb in one of these forms, without an infinitive and without a quoted word."""
    spoken = (tree.tags[t] in forms or (bool(forms) and _is_infinitive(tree, t)) for t in content)
    if any(tree.quotation_of[t] >= 0 for t in content) or any(spoken):
        return False
    return any(tree.tags[t].startswith(("NN", "PRP")) for t in content)


def _is_infinitive(tree: Tree, token: int) -> bool:
    return tree.tags[token] == "TO" and tuple(tree.tags[token + 1 : token + 2]) == ("VB",)


def _is_unsaid(tree: Tree, draft: Draft) -> bool:
    """ "would be able to demand", "should want", "could be asked": nobody has. To announce is done by saying
    so ("can reveal"), and what somebody cannot say is his silence.
    """
    group = {tree.words[t] for t in range(_auxiliary(tree, draft.cue[0]), draft.cue[-1] + 1)}
    if draft.act in PERFORMED or not group.isdisjoint(load("hedges")["negation"]["words"]):
        return False
    modal = not group.isdisjoint(load("sifting")["unsaid"]["modals"]) and draft.confidence < SURE
    return modal or not group.isdisjoint(load("sifting")["unsaid"]["able"])


def _auxiliary(tree: Tree, verb: int) -> int:
    """The token before all that may stand between an auxiliary and its verb."""
    between, nearest = load("sifting")["unsaid"]["between"], max(verb - FEW, 1)
    first = verb
    while first > nearest and (tree.tags[first - 1] in ADVERBS or tree.words[first - 1] in between):
        first -= 1
    return max(first - 1, 0)


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(load("sifting")["bare"][kind])


def _is_part(tree: Tree, draft: Draft, told: Collection[int]) -> bool:
    """ "both have grown impatient with “rules”, the board said": inside somebody's words, what begins with a
    preposition is a part of their clause, and nobody else's words.
    """
    first = draft.content[0] if draft.content else None
    return first is not None and draft.cue[0] in told and tree.words[first] in LEANING


def _is_hedge(tree: Tree, draft: Draft, told: Collection[int]) -> bool:
    """ "the dispute is expected to last, the report said": a hedge of the report's, and nobody else's."""
    if draft.source or draft.cue[0] not in told:
        return False
    reach = range(draft.cue[0], min(draft.cue[-1] + 2, len(tree.words)))
    return any(not set(draft.cue).isdisjoint(mark.tokens) for mark in marks(tree, reach))
