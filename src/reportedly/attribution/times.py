"""When a content plays, seen from the day on which it was said: past, present or future."""

from collections.abc import Sequence

from reportedly.attribution.clauses import Clause
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Modality, Time

# In the past behind a past cue, these tell of what still was so: "said the talks were difficult".
LASTING = frozenset(
    {"was", "were", "had", "wanted", "needed", "believed", "knew", "remained", "lacked", "owned", "'s", "’s"}
)
TO_COME = frozenset({"will", "wo", "'ll", "’ll", "shall", "would"})
MODAL = frozenset({"may", "might", "could", "can", "should", "must", "ought"})
OPEN = frozenset(
    {"likely", "unlikely", "possible", "probable", "improbable", "bound", "set", "poised", "due", "expected"}
)
REACH = 12
AHEAD = frozenset({Modality.RECOMMENDED, Modality.PREDICTED, Modality.CONDITIONAL})


def time(
    tree: Tree, clauses: Sequence[Clause], modality: Modality, cue_past: bool, quoted: bool
) -> Time | None:
    """The time of the first main clause; None where no verb, mood or date tells.

    `cue_past` and not `quoted`: tenses are shifted back, so that "was" may tell of what is.
    """
    if not clauses:
        return None
    clause = clauses[0]
    words = [tree.words[t] for t in clause.group]
    tags = [tree.tags[t] for t in clause.group]
    perfect = any(w in ("have", "has", "had", "'ve", "’ve") for w in words[:-1]) and tags[-1] in (
        "VBN",
        "VBD",
    )
    if TO_COME & set(words):
        return Time.FUTURE
    if MODAL & set(words) or "TO" in tags:
        return Time.PAST if perfect else _of_modal(tree, clause)
    if perfect:
        return Time.PAST
    dated = _dated(tree, clause)
    if "VBD" in tags and not ("VBZ" in tags or "VBP" in tags):
        shifted = cue_past and not quoted and dated is not Time.PAST and bool(LASTING & set(words))
        return Time.PRESENT if shifted else Time.PAST
    if {"VBZ", "VBP"} & set(tags):
        ahead = dated is Time.FUTURE or modality is Modality.PREDICTED or _leads_on(tree, clause)
        return Time.FUTURE if ahead else Time.PRESENT
    return Time.FUTURE if modality in AHEAD else dated


def _of_modal(tree: Tree, clause: Clause) -> Time:
    """ "may be" tells of what is, "may leave" of what is to come."""
    return Time.PRESENT if clause.verb is not None and tree.words[clause.verb] == "be" else Time.FUTURE


def _leads_on(tree: Tree, clause: Clause) -> bool:
    """ "is likely to leave", "it is possible that it will"."""
    after = [t for t in clause.tokens if clause.verb is not None and t > clause.verb][:REACH]
    open_ = any(tree.words[t] in OPEN for t in after)
    return open_ and any(tree.words[t] in TO_COME or tree.tags[t] == "TO" for t in after)


def _dated(tree: Tree, clause: Clause) -> Time | None:
    """What the words of time in the sentence say: "last year", "tomorrow"."""
    words = " ".join(tree.words[t] for t in clause.tokens)
    for name in (Time.PAST, Time.FUTURE):
        if any(f" {phrase} " in f" {words} " for phrase in load("times")[name]["words"]):
            return name
    return None
