"""When a content plays, seen from the day on which it was said: past, present or future."""

from collections.abc import Sequence

from reportedly.attribution.clauses import Clause
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load
from reportedly.records import Modality, Time

# "it is likely, in the end, that the fleet will": how far ahead the verb may stand.
REACH = 12
HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})
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
    listed = load("clauses")["time"]
    words = [tree.words[t] for t in clause.group]
    tags = [tree.tags[t] for t in clause.group]
    perfect = bool(HAVE & set(words[:-1])) and tags[-1] in ("VBN", "VBD")
    if any(w in listed["ahead"] for w in words):
        return Time.FUTURE
    if any(w in listed["modal"] for w in words) or "TO" in tags:
        return Time.PAST if perfect else _of_modal(tree, clause)
    if perfect:
        return Time.PAST
    dated = _dated(tree, clause)
    if {"VBZ", "VBP"} & set(tags):
        ahead = dated is Time.FUTURE or modality is Modality.PREDICTED or _leads_on(tree, clause)
        return Time.FUTURE if ahead else Time.PRESENT
    if "VBD" in tags:
        lasts = any(w in listed["lasting"] for w in words) and dated is not Time.PAST
        return Time.PRESENT if lasts and cue_past and not quoted else Time.PAST
    return Time.FUTURE if modality in AHEAD else dated


def _of_modal(tree: Tree, clause: Clause) -> Time:
    """ "may be" tells of what is, "may leave" of what is to come."""
    return Time.PRESENT if clause.verb is not None and tree.words[clause.verb] == "be" else Time.FUTURE


def _leads_on(tree: Tree, clause: Clause) -> bool:
    """ "is likely to leave", "it is possible that it will"."""
    after = [t for t in clause.tokens if clause.verb is not None and t > clause.verb][:REACH]
    listed = load("clauses")["time"]
    opens = any(tree.words[t] in listed["open"] for t in after)
    return opens and any(tree.words[t] in listed["ahead"] or tree.tags[t] == "TO" for t in after)


def _dated(tree: Tree, clause: Clause) -> Time | None:
    """What the words of time in the sentence say: "last year", "tomorrow"."""
    words = " ".join(tree.words[t] for t in clause.tokens)
    for name in (Time.PAST, Time.FUTURE):
        if any(f" {phrase} " in f" {words} " for phrase in load("times")[name]["words"]):
            return name
    return None
