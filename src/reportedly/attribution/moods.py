"""The modality of a content: asserted, possible, probable, conditional, recommended or predicted."""

from collections.abc import Iterator, Sequence

from reportedly.attribution.clauses import FINITE, Clause
from reportedly.attribution.hedging import Mark, is_under
from reportedly.attribution.tree import Tree
from reportedly.records import Modality

# Verbs of a mood count where they are the main verb's own; other words wherever they stand in the sentence.
VERBAL = frozenset(
    {"may", "might", "could", "would", "will", "wo", "'ll", "’ll", "shall", "should", "must", "ought to"}
    | {"need to", "needs to", "has to", "have to", "going to"}
)
# Who asks, keeps silent, praises or blames says nothing about what will be.
UNMOVED = frozenset({"not-say", "ask", "answer", "criticize", "praise", "deny"})
# The strongest first, of what stands in one content; "if" comes before all but a recommendation.
RANK = (Modality.POSSIBLE, Modality.PROBABLE, Modality.CONDITIONAL, Modality.PREDICTED)
# "would like" wishes for something, "would" of a demand does not foretell.
WISHES = frozenset({"like", "love", "prefer", "rather", "welcome", "appreciate"})


def modality(
    tree: Tree, clauses: Sequence[Clause], marks: Sequence[Mark], act: str, past: bool, refused: bool
) -> Modality:
    """How surely the content is put, whatever the reporter or the speaker's own certainty.

    `past`: the cue is in the past, so that a "would" without a condition is the "will" that was said.
    `refused`: the cue is negated ("did not promise").
    """
    if act == "not-say" or not clauses:
        return Modality.ASSERTED
    if act in ("demand", "recommend"):
        return Modality.RECOMMENDED
    found = [_moods(tree, clause, marks, past) for clause in clauses]
    conditional = any(m.mood is Modality.CONDITIONAL and m.words != "would" for m in marks) and act != "ask"
    if refused:
        return Modality.ASSERTED if act in ("promise", "want") else _strongest(set().union(*found), act)
    if act == "want":
        return _wished(tree, clauses[0], found[0])
    if Modality.RECOMMENDED in found[0]:
        return Modality.RECOMMENDED
    if conditional and act not in UNMOVED - {"answer", "criticize"}:
        return Modality.CONDITIONAL
    if act == "promise":
        return Modality.PREDICTED
    if not any(found) and _is_to_be(tree, clauses[0]) and act not in UNMOVED:
        return Modality.PREDICTED
    if not any(found) and _is_imperative(tree, clauses[0]) and act not in UNMOVED:
        return Modality.RECOMMENDED
    return _strongest(set().union(*found), act)


def _strongest(found: set[Modality], act: str) -> Modality:
    for mood in (*RANK, Modality.RECOMMENDED):
        if mood in found:
            return mood
    return Modality.PREDICTED if act == "predict" else Modality.ASSERTED


def _moods(tree: Tree, clause: Clause, marks: Sequence[Mark], past: bool) -> set[Modality]:
    """The moods of one main clause."""
    found = set()
    for mark in marks:
        if mark.mood and mark.tokens[0] in clause.tokens and _counts(tree, clause, mark):
            backshifted = mark.words == "would" and past
            found.add(Modality.PREDICTED if backshifted else mark.mood)
    return found


def _counts(tree: Tree, clause: Clause, mark: Mark) -> bool:
    if mark.words in VERBAL:
        own = mark.tokens[0] in clause.group
        first = not any(tree.tags[t] in FINITE for t in clause.tokens if t < mark.tokens[0])
        perfect = _is_perfect(tree, mark) and mark.mood is Modality.RECOMMENDED
        return (own or first) and not perfect
    return not is_under(tree, mark.tokens[0], clause)


def _is_perfect(tree: Tree, mark: Mark) -> bool:
    """ "ought to have known" finds fault, and recommends nothing."""
    after = mark.tokens[-1] + 1
    return after < len(tree.words) and tree.words[after] == "have" and tree.tags[after] == "VB"


def _wished(tree: Tree, clause: Clause, found: set[Modality]) -> Modality:
    """ "hopes to leave" is a plan; what one wants of others is a recommendation."""
    if Modality.POSSIBLE in found:
        return Modality.POSSIBLE
    first = next((t for t in clause.tokens if tree.is_word(t)), clause.tokens[0])
    return Modality.PREDICTED if tree.tags[first] == "TO" else Modality.RECOMMENDED


def _is_to_be(tree: Tree, clause: Clause) -> bool:
    """ "Norrland to reopen crossing", "agreed to share the costs": an infinitive and no finite verb."""
    tags = [tree.tags[t] for t in clause.tokens if tree.is_word(t)]
    return "TO" in tags[:6] and not FINITE & set(tags[: tags.index("TO")]) and not _finite(tree, clause)


def _finite(tree: Tree, clause: Clause) -> bool:
    return any(tree.tags[t] in FINITE for t in clause.group)


def _is_imperative(tree: Tree, clause: Clause) -> bool:
    """“Prove it”: the clause opens with a bare verb, or with "never", "do not" or "let us" and one."""
    spoken = list(_opening(tree, clause))
    return bool(spoken) and tree.tags[spoken[0]] == "VB" and tree.quotation_of[spoken[0]] >= 0


def _opening(tree: Tree, clause: Clause) -> Iterator[int]:
    for token in clause.tokens:
        if tree.is_word(token) and tree.words[token] not in ("never", "please", "just", "not", "n't", "n’t"):
            yield token
