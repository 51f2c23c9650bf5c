"""The modality of a content: asserted, possible, probable, conditional, recommended or predicted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportedly.attribution.acts import bases_of, is_negated, leaves_open
from reportedly.attribution.clauses import FINITE, Clause
from reportedly.attribution.hedging import Mark, is_under
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Modality

# Who praises, blames or denies foretells nothing and urges nothing without a word that says so.
UNMOVED = frozenset({"praise", "deny", "criticize"})
# Under these an imperative urges; "replied: ask me on Monday" does not.
TELLING = frozenset({"say", "write", "announce", "warn", "claim"})
# An infinitive at the head of a headline stands among its first words.
EARLY = 6
# "so close in the last year that they may": how far back the "so" is looked for.
REACH = 9
# The strongest first, of what stands in one content.
RANK = (Modality.POSSIBLE, Modality.PROBABLE, Modality.CONDITIONAL, Modality.PREDICTED)


def modality(
    tree: Tree, clauses: Sequence[Clause], marks: Sequence[Mark], act: str, cue: Sequence[int]
) -> Modality:
    """How surely the content is put, whatever the reporter or the speaker's own certainty."""
    if leaves_open(tree, cue):
        return Modality.POSSIBLE
    if act == "not-say" or not clauses:
        return Modality.ASSERTED
    if act in ("demand", "recommend"):
        return Modality.RECOMMENDED
    last = max(clause.tokens[-1] for clause in clauses)
    marks = [mark for mark in marks if mark.tokens[0] <= last]
    past = act == "predict" or (act != "show" and is_past(tree, cue))
    found = [_moods(tree, clause, marks, past) for clause in clauses]
    if act in ("promise", "want"):
        return _meant(tree, clauses[0], found[0], marks, act, cue)
    if act == "ask":
        return _asked(found[0], marks, clauses[0])
    if Modality.RECOMMENDED in found[0]:
        return Modality.RECOMMENDED
    if _hangs(marks) and act not in UNMOVED:
        return Modality.CONDITIONAL
    if not any(found) and act not in UNMOVED:
        return _unmarked(tree, clauses[0], act)
    return _strongest(found)


def is_past(tree: Tree, cue: Sequence[int]) -> bool:
    """Whether the cue shifts tenses, so that a "would" is the "will" that was said: "said", "adding"."""
    tags = {tree.tags[t] for t in cue}
    return "VBD" in tags or ("VBG" in tags and not tags & {"VBZ", "VBP"})


def _hangs(marks: Sequence[Mark]) -> bool:
    return any(m.mood is Modality.CONDITIONAL and m.words != "would" for m in marks)


def _strongest(found: Sequence[set[Modality]]) -> Modality:
    """The strongest mood of any clause; a "would" that is joined to an assertion makes it no condition."""
    everywhere = set().union(*found[1:]) - {Modality.CONDITIONAL, Modality.RECOMMENDED} | found[0]
    return next((mood for mood in RANK if mood in everywhere), Modality.ASSERTED)


def _meant(
    tree: Tree, clause: Clause, found: set[Modality], marks: Sequence[Mark], act: str, cue: Sequence[int]
) -> Modality:
    """What one promises, plans or wants: "hopes to leave" is a plan, what one wants of others is a demand."""
    if is_negated(tree, cue):
        return Modality.ASSERTED
    if act == "promise":
        return Modality.CONDITIONAL if _hangs(marks) else Modality.PREDICTED
    pondered = any(b in load("clauses")["mood"]["pondering"] for t in cue for b in bases_of(tree.words[t]))
    if pondered or Modality.POSSIBLE in found:
        return Modality.POSSIBLE
    first = next((t for t in clause.tokens if tree.is_word(t) and tree.words[t] != "not"), clause.tokens[0])
    wished = "would" in (tree.words[t] for t in cue)
    return Modality.PREDICTED if tree.tags[first] == "TO" and not wished else Modality.RECOMMENDED


def _asked(found: set[Modality], marks: Sequence[Mark], clause: Clause) -> Modality:
    """A question asserts nothing; "asked if" sets no condition, an "if" within the question does."""
    if any(m.words == "if" and m.tokens[0] > clause.tokens[0] for m in marks):
        return Modality.CONDITIONAL
    return Modality.POSSIBLE if Modality.POSSIBLE in found else Modality.ASSERTED


def _unmarked(tree: Tree, clause: Clause, act: str) -> Modality:
    """The modality of a clause without a word of mood, by its form and the act."""
    tags = [tree.tags[t] for t in clause.group]
    if act == "predict":
        return Modality.ASSERTED if {"VBD", "VBN"} & set(tags) and FINITE & set(tags) else Modality.PREDICTED
    if act in TELLING and _is_imperative(tree, clause):
        return Modality.RECOMMENDED
    thing = not any(tree.tags[t].startswith("VB") for t in clause.tokens)
    ahead = _is_to_be(tree, clause) or (act == "warn" and thing)
    return Modality.PREDICTED if ahead else Modality.ASSERTED


def _moods(tree: Tree, clause: Clause, marks: Sequence[Mark], past: bool) -> set[Modality]:
    """The moods of one main clause."""
    found = set()
    for mark in marks:
        if mark.mood and mark.tokens[0] in clause.tokens and _counts(tree, clause, mark):
            backshifted = mark.words == "would" and past
            found.add(Modality.PREDICTED if backshifted else mark.mood)
    return found


def _counts(tree: Tree, clause: Clause, mark: Mark) -> bool:
    if mark.words in load("clauses")["mood"]["verbs"]:
        own = mark.tokens[0] in clause.group
        first = not any(tree.tags[t] in FINITE for t in clause.tokens if t < mark.tokens[0])
        free = first and not is_under(tree, mark.tokens[0], clause)
        return (own or free or _follows_so(tree, mark.tokens[0], clause)) and not (
            mark.mood is Modality.RECOMMENDED and _is_no_advice(tree, mark)
        )
    return not is_under(tree, mark.tokens[0], clause)


def _follows_so(tree: Tree, token: int, clause: Clause) -> bool:
    """ "so close that they may": what follows from the main clause is as sure as the whole."""
    before = tree.words[max(clause.tokens[0], token - REACH) : token]
    so = [n for n, word in enumerate(before) if word in ("so", "such")]
    return bool(so) and "that" in before[so[-1] :] and "," not in before[so[-1] :]


def _is_no_advice(tree: Tree, mark: Mark) -> bool:
    """ "ought to have known" finds fault, "should like to" wishes; neither recommends anything."""
    following = [t for t in range(mark.tokens[-1] + 1, mark.tokens[-1] + 3) if t < len(tree.words)]
    return any(tree.words[t] in ("have", "like") and tree.tags[t] == "VB" for t in following)


def _is_to_be(tree: Tree, clause: Clause) -> bool:
    """ "Norrland to reopen crossing", "agreed to share the costs": an infinitive and no finite verb."""
    spoken = [t for t in clause.tokens if tree.is_word(t)][: EARLY + 1]
    if any(tree.tags[t] in FINITE for t in (*spoken[:EARLY], *clause.group)):
        return False
    pairs = [(a, b) for a, b in pairwise(spoken) if tree.tags[a] == "TO"][:1]
    lasting = any(tree.words[b] in ("be", "have") or _is_under_way(tree, a) for a, b in pairs)
    return bool(pairs) and not lasting and "used" not in (tree.words[t] for t in spoken)


def _is_under_way(tree: Tree, to: int) -> bool:
    """ "its efforts to rearm", "has been attempting to rearm": nothing that is yet to begin."""
    return to > 0 and tree.words[to - 1] in load("clauses")["mood"]["under_way"]


def _is_imperative(tree: Tree, clause: Clause) -> bool:
    """“Prove it”: the clause opens with a bare verb, or with "never", "do not" or "let us" and one."""
    spoken = list(_opening(tree, clause))
    return bool(spoken) and tree.tags[spoken[0]] == "VB" and tree.quotation_of[spoken[0]] >= 0


def _opening(tree: Tree, clause: Clause) -> Iterator[int]:
    for token in clause.tokens:
        if tree.is_word(token) and tree.words[token] not in ("never", "please", "just", "not", "n't", "n’t"):
            yield token
