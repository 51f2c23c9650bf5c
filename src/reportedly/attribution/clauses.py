"""The main clauses of a content and their verb groups, read shallowly, so that a wrong head does little harm.

A parse says which verb is the top one; where it says nonsense, the first finite verb that no conjunction and
no relative pronoun opens is taken. A verb's auxiliaries and negation are those that stand before it in one
run, and those that the parse hangs on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.attribution.tree import SUBJECTS, Tree
from reportedly.knowledge import load

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What may stand between an auxiliary and its verb: "may not yet “have” left".
RUN = frozenset({"MD", "TO", "RB", "RBR", "RBS", "EX"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
# How many sentences of a long quotation are weighed.
MOST = 3
# And how many words of them, so that a text without a full stop costs no more than its length.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """A main clause: its sentence's tokens, its verb, and the run of tokens that makes the verb's group."""

    tokens: tuple[int, ...]
    verb: int | None
    group: tuple[int, ...]

    @property
    def first(self) -> int:
        """Where the verb's group begins; past the end for a clause without a verb."""
        return self.group[0] if self.group else self.tokens[-1] + 1


def clauses(tree: Tree, content: Sequence[int]) -> list[Clause]:
    """The main clauses at the head of `content`, in order; a sentence without a verb is one without."""
    found: list[Clause] = []
    for tokens in _sentences(tree, content[:LONGEST])[:MOST]:
        verbs = sorted(_verbs(tree, tokens))[:MOST]
        found += [Clause(tokens, v, _group(tree, v, tokens)) for v in verbs] or [Clause(tokens, None, ())]
    return found


def _sentences(tree: Tree, content: Sequence[int]) -> list[tuple[int, ...]]:
    """The tokens of each sentence of the content, questions left out where there is more. Pieces around an
    interrupting cue stay together.
    """
    found: list[list[int]] = [[]]
    for place, token in enumerate(content):
        found[-1].append(token)
        ends = tree.words[token] in (".", "!", "?") and any(
            tree.is_word(t) for t in content[place + 1 : place + 4]
        )
        if ends:
            found.append([])
    spoken = [tuple(f) for f in found if any(tree.is_word(t) for t in f)]
    told = [f for f in spoken if tree.words[f[-1]] != "?"]
    return told or spoken


def _verbs(tree: Tree, tokens: tuple[int, ...]) -> list[int]:
    """The top verb of a sentence and those that are joined to it."""
    inside = set(tokens)
    tops = [t for t in tokens if tree.heads[t] not in inside or tree.heads[t] == t]
    verbs = [t for t in tops if tree.tags[t].startswith("VB") or tree.tags[t] == "MD"]
    finite = [t for t in verbs if _is_finite(tree, t, inside)]
    top = next(iter(finite or verbs), None)
    shallow = _shallow(tree, tokens)
    if top is None or (shallow is not None and not _is_finite(tree, top, inside)):
        top = shallow if shallow is not None else top
    if top is None:
        return []
    joined = [t for t in tree.children[top] if tree.deps[t] == "conj" and tree.tags[t].startswith("VB")]
    before = [shallow] if shallow is not None and _parted(tree, shallow, top) else []
    return [top, *before, *(t for t in joined if t in inside)]


def _parted(tree: Tree, first: int, second: int) -> bool:
    """Whether a colon or the like parts two verbs into clauses of their own."""
    return any(tree.words[t] in (":", ";", "—", "–") for t in range(first, second))


def _is_finite(tree: Tree, verb: int, inside: set[int]) -> bool:
    auxiliaries = [c for c in tree.children[verb] if tree.deps[c] in AUXILIARIES]
    return any(tree.tags[t] in FINITE for t in (verb, *auxiliaries) if t in inside)


def _shallow(tree: Tree, tokens: Sequence[int]) -> int | None:
    """The verb of the first finite group that is not in a subordinate clause, as far as words show."""
    under = False
    for place, token in enumerate(tokens):
        listed = load("clauses")["subordinating"]
        opens = tree.tags[token] in RELATIVE or tree.words[token] in listed["words"]
        if opens and (place > 0 or tree.words[token] in listed["first"]):
            under = True
        elif tree.tags[token] in FINITE:
            if not under:
                return _lexical(tree, tokens, place)
            under = False
    return None


def _lexical(tree: Tree, tokens: Sequence[int], place: int) -> int:
    """The verb at the end of the run of auxiliaries that begins at `place`."""
    last = tokens[place]
    for token in tokens[place + 1 :]:
        if tree.tags[token].startswith("VB"):
            last = token
        elif tree.tags[token] not in RUN and tree.is_word(token):
            break
    return last


def _group(tree: Tree, verb: int, tokens: Sequence[int]) -> tuple[int, ...]:
    inside = set(tokens)
    found = {verb, *(c for c in tree.children[verb] if tree.deps[c] in AUXILIARIES and c in inside)}
    at = verb - 1
    while at in inside and _in_run(tree, at):
        found.add(at)
        at -= 1
    return tuple(sorted(t for t in found if tree.is_word(t)))


def _in_run(tree: Tree, token: int) -> bool:
    auxiliary = tree.tags[token].startswith("VB") and tree.deps[token] in ("aux", "auxpass", "ROOT", "xcomp")
    return auxiliary or tree.tags[token] in RUN or not (tree.is_word(token) or tree.words[token] in ",;:.")


def subject(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """The words before the verb's group, back to a comma or a conjunction; what is told of, mostly."""
    if clause.verb is None:
        return ()
    own = next((c for c in tree.children[clause.verb] if tree.deps[c] in SUBJECTS), None)
    if own is not None and own in clause.tokens:
        return (*(c for c in tree.children[own] if c < own), own)
    return tuple(t for t in clause.tokens if t < clause.first)[-4:]
