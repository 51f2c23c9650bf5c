"""Whether a content is put as not so: it is negated itself, or denied, or doubted."""

from collections.abc import Collection, Sequence

from reportedly.attribution.acts import bases_of, is_negated, leaves_open
from reportedly.attribution.clauses import Clause, subject
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load

# What is said of the subject begins at most this far behind the verb: "found no trace", "is neither".
NEAR = 4
# "aimed at nobody": behind a preposition only these negate.
NOBODY = frozenset({"nobody", "nothing", "none", "neither"})


def negated(
    tree: Tree, clauses: Sequence[Clause], act: str, cue: Sequence[int], skip: Collection[int] = frozenset()
) -> bool:
    """Whether the main clause of the content is a negation, or is denied or doubted by its cue.

    `skip` are tokens whose negation belongs to a hedge ("cannot be ruled out"). Who keeps silent about
    something does not negate it.
    """
    if act == "not-say":
        return False
    if act == "deny" or _doubts(tree, cue, clauses):
        return True
    if is_negated(tree, cue) and not _lifts(tree, cue):
        return not leaves_open(tree, cue)
    return bool(clauses) and _is_negative(tree, clauses[0], skip)


def _doubts(tree: Tree, cue: Sequence[int], clauses: Sequence[Clause]) -> bool:
    """Words of doubt in the cue; to question a thing, and not whether, is one."""
    words = [tree.words[t] for t in cue]
    doubts = any(w in load("certainty")["doubt"]["words"] for w in words)
    sure = is_negated(tree, cue) or "no" in words
    thing = bool(clauses) and clauses[0].verb is None
    questioned = any("question" in bases_of(tree.words[t]) and tree.tags[t].startswith("VB") for t in cue)
    return (doubts and not sure) or (thing and questioned)


def _lifts(tree: Tree, cue: Sequence[int]) -> bool:
    """ "does not doubt": two negations."""
    return any(tree.words[t] in load("certainty")["doubt"]["words"] for t in cue)


def _is_negative(tree: Tree, clause: Clause, skip: Collection[int]) -> bool:
    """A negation in the verb's group, in its subject, or at the head of what follows the verb."""
    if clause.verb is None:
        return any(_is_no(tree, t) for t in _opening(tree, clause) if t not in skip)
    if _is_refusal(tree, clause):
        return True
    behind = [t for t in clause.tokens if clause.verb < t <= clause.verb + NEAR]
    places = [*clause.group, *subject(tree, clause), *_object(tree, behind)]
    return any(_is_no(tree, t) for t in places if t not in skip)


def _opening(tree: Tree, clause: Clause) -> list[int]:
    """The first words of a clause without a verb, up to a comma: "boats not safe"."""
    found: list[int] = []
    for token in clause.tokens[: 2 * NEAR]:
        if tree.words[token] in (",", ";", ":") or len(found) == NEAR:
            break
        found += [token] * tree.is_word(token)
    return found


def _is_refusal(tree: Tree, clause: Clause) -> bool:
    """ "No, ...", "Not so": the clause opens with a no of its own."""
    first = next((t for t in clause.tokens if tree.is_word(t)), clause.tokens[-1])
    following = tree.words[first + 1] if first + 1 < len(tree.words) else ""
    return tree.words[first] in ("no", "not") and following in (",", ".", "!", ";", "so", "”", "'", "’", '"')


def _object(tree: Tree, behind: Sequence[int]) -> list[int]:
    """The words right behind the verb, up to a comma, a preposition or the head of the phrase."""
    found: list[int] = []
    for token in behind:
        if tree.words[token] in (",", ";", ".", ":") or tree.tags[token] in ("WDT", "WP"):
            break
        if tree.tags[token] == "IN":
            return found + [t for t in behind if t == token + 1 and tree.words[t] in NOBODY]
        if tree.tags[token] == "CC" and not _is_no(tree, token):
            break
        found.append(token)
        if tree.tags[token].startswith(("NN", "VB")):
            break
    return found


def _is_no(tree: Tree, token: int) -> bool:
    """A word of negation that does negate: not that of "not only", nor "no doubt"."""
    following = tree.words[token + 1] if token + 1 < len(tree.words) else ""
    listed = load("hedges")["negation"]
    return tree.words[token] in listed["words"] and following not in listed["harmless"]
