"""The model's parties squared with the parse: a noun phrase has one role, a passive turns the roles round."""

from collections.abc import Iterable, Sequence

from reportedly.events.drafts import Draft, runs
from reportedly.events.parties import PASSIVE
from reportedly.events.words import Words

Run = tuple[int, ...]
# A word in one of these relations is a part of the phrase of its head.
WITHIN = frozenset({"compound", "amod", "nmod", "det", "nummod", "quantmod"})
# What begins or ends no name: prepositions, joining words, marks and finite verbs.
EDGES = (
    "IN",
    "TO",
    "CC",
    "VB",
    "MD",
    "RB",
    ",",
    ".",
    ":",
    "``",
    "''",
    "-LRB-",
    "-RRB-",
    "HYPH",
    "WDT",
    "POS",
)
OF = frozenset({"of", "the"})
SOURCE, TARGET = "source", "target"


def settled(words: Words, draft: Draft) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Sources and targets of a reading as runs of tokens; none for a draft without one."""
    reading = draft.reading
    if reading is None:
        return (), ()
    roles = dict.fromkeys(reading.sources, SOURCE) | dict.fromkeys(reading.targets, TARGET)
    _unite_phrases(words, roles)
    _unite_joined(words, roles)
    _drop_described(words, roles)
    _turn_passive(words, draft.head, roles)
    return _of(words, roles, SOURCE), _of(words, roles, TARGET)


def _of(words: Words, roles: dict[int, str], role: str) -> tuple[Run, ...]:
    found = runs(tuple(sorted(t for t, own in roles.items() if own == role)))
    return _named_whole(words, [run for run in (_trimmed(words, run) for run in found) if run])


def _named_whole(words: Words, found: Sequence[Run]) -> tuple[Run, ...]:
    """ "[the Tigers] of [the East]" is one name: runs that only "of" and an article part are one."""
    whole: list[Run] = []
    for run in found:
        between = range(whole[-1][-1] + 1, run[0]) if whole else range(0)
        if between and words.words[between[0]] == "of" and all(words.words[t] in OF for t in between):
            whole[-1] = (*whole[-1], *between, *run)
        else:
            whole.append(run)
    return tuple(whole)


def _trimmed(words: Words, run: Run) -> Run:
    """A run without what begins or ends no name."""
    while run and words.tags[run[0]] in EDGES:
        run = run[1:]
    while run and words.tags[run[-1]].startswith(EDGES):
        run = run[:-1]
    return run


def _unite_phrases(words: Words, roles: dict[int, str]) -> None:
    """ "[Palestinian Prime] [Minister]": what stands before a head and belongs to it has its role."""
    for token in sorted(roles, reverse=True):
        head = words.heads[token]
        if words.deps[token] in WITHIN and head > token and head in roles:
            roles[token] = roles[head]


def _unite_joined(words: Words, roles: dict[int, str]) -> None:
    """ "blows to [A] and [B]": what is joined to a party has its role."""
    for run in runs(tuple(sorted(roles))):
        top = next((t for t in run if words.heads[t] not in run), run[0])
        first = words.heads[top]
        if words.deps[top] == "conj" and first in roles and words.is_noun(first):
            roles |= dict.fromkeys(run, roles[first])


def _drop_described(words: Words, roles: dict[int, str]) -> None:
    """ "A, an ally of B, refused": who describes a party is no other one."""
    for run in runs(tuple(sorted(roles))):
        top = next((t for t in run if words.heads[t] not in run), run[0])
        described = roles.get(words.heads[top])
        if words.deps[top] == "appos" and described is not None and described != roles[top]:
            for token in run:
                del roles[token]


def _turn_passive(words: Words, verb: int, roles: dict[int, str]) -> None:
    """ "A was attacked by B": whoever stands behind "by" did it, and the subject had it done to it."""
    below = words.children[verb]
    if not words.is_verb(verb) or not any(words.deps[c] in PASSIVE for c in below):
        return
    by = [p for c in below if words.words[c] == "by" for p in words.child_all(c, "pobj")]
    _give(words, roles, by, SOURCE)
    if by:
        _give(words, roles, words.child_all(verb, "nsubjpass"), TARGET)


def _give(words: Words, roles: dict[int, str], heads: Iterable[int], role: str) -> None:
    """The role for those words of a phrase that have one."""
    for head in heads:
        for token in words.subtree(head, ("relcl", "advcl", "acl", "conj")):
            if token in roles:
                roles[token] = role
