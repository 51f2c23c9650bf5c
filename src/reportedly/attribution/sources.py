"""A source phrase as a whole: completed to the noun phrase that it is a part of, and nobody who is only told.

A model labels word by word and stops in the middle of what it has not met: "Norrland and", "of Sulev". What
is missing shows in the tags.
"""

from collections.abc import Collection, Sequence
from itertools import takewhile

from reportedly.attribution.acts import bases_of
from reportedly.attribution.tree import Tree
from reportedly.knowledge import load

# What belongs to one noun phrase, and what cannot be the last of it, or the first.
PHRASE = ("NN", "DT", "JJ", "CD", "PRP$", "POS")
OPEN_ENDS = frozenset({"IN", "CC", "DT", "PRP$"})
OPEN_HEADS = frozenset({"IN", "POS"})
# A phrase is not completed by more words than these.
REACH = 8
BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "am", "'re", "’re"})
AUXILIARIES = BE | {"has", "have", "had"}
# "comes as other states have condemned": here another subject begins.
OTHERWISE = frozenset(
    {"as", "while", "when", "after", "because", "although", "though", "whereas", "since", "before"}
)
QUOTED = frozenset({"quoted", "cited"})
PLURAL = frozenset({"have", "are", "were"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVES = ("WDT", "WP")
# A model takes "Asked about it, ..." for the past tense now and then.
PARTICIPLES = ("VBN", "VBD")
# What ends the first noun phrase of a source.
LEAVING = ("IN", *RELATIVES, *FINITE)


def speaking(tree: Tree, source: set[int], said: set[int], cue: set[int]) -> set[int]:
    """The source as it should be: whole, the cue's own subject, taken out of the content where it was read
    into it; none where it is only told, or is nobody.
    """
    found = completed(tree, nearer(tree, source, cue), cue) or subject(tree, said, cue)
    ordered = sorted(found)
    return set() if is_told(tree, ordered, sorted(cue)) or is_nobody(tree, ordered) else found


def completed(tree: Tree, source: set[int], cue: set[int]) -> set[int]:
    """The source without an auxiliary at its end, and with the words without which it is no phrase. Words of
    the cue are never taken, and no line is left.
    """
    found = set(source)
    while found and (tree.tags[max(found)] == "MD" or tree.words[max(found)] in AUXILIARIES):
        found.remove(max(found))
    if found and tree.tags[max(found)] in OPEN_ENDS:
        found |= set(_run(tree, max(found) + 1, 1, cue))
    if found and tree.tags[min(found)] in OPEN_HEADS:
        found |= set(_run(tree, min(found) - 1, -1, cue))
    return found


def subject(tree: Tree, said: set[int], cue: set[int]) -> set[int]:
    """The words of a content that are the subject of the cue: a noun phrase that ends right before an active
    verb, or before "was quoted". "The fishermen expect to be told" is not "it is expected that".
    """
    words = {tree.words[t] for t in cue}
    passive = not words.isdisjoint(BE) and words.isdisjoint(QUOTED)
    if not cue or passive or tree.tags[min(cue)] not in ("VBD", "VBZ", "VBP"):
        return set()
    found: set[int] = set()
    token = min(cue) - 1
    while token in said and tree.tags[token].startswith((*PHRASE, "PRP", "IN")):
        found.add(token)
        token -= 1
    return set() if token in said or not found or not said - found else found


def enclosed(tree: Tree, said: set[int], source: set[int], cue: set[int]) -> set[int]:
    """The content of "X, who said that it had left, resigned" without the main verb behind the clause."""
    if not said or len(source) != 1 or tree.words[min(source)] not in ("who", "which"):
        return said
    for token in range(max(cue) + 1, max(said)):
        loose = tree.words[token] == "," and tree.quotation_of[token] < 0
        if loose and tree.tags[token + 1] in FINITE:
            return {t for t in said if t < token}
    return said


def nearer(tree: Tree, source: set[int], cue: set[int]) -> set[int]:
    """The source, or the subject of the clause that the cue stands in: in "The report comes as other states
    have condemned it" the report condemns nothing. It stands right before the cue, or it agrees with the
    cue's plural and the source does not.
    """
    if not source or not cue or max(source) > min(cue):
        return source
    between = range(max(source) + 1, min(cue))
    openings = [t for t in between if tree.words[t] in OTHERWISE and tree.tags[t] == "IN"]
    if not openings or not any(tree.tags[t] in FINITE for t in between if t < openings[-1]):
        return source
    verb = next((t for t in between if t > openings[-1] and tree.tags[t] in FINITE), min(cue))
    subject = list(range(openings[-1] + 1, verb))
    touches = verb == min(cue) and all(tree.tags[t].startswith((*PHRASE, "PRP", "CC")) for t in subject)
    plural = tree.words[min(cue)] in PLURAL and not _is_plural(tree, source) and _is_plural(tree, subject)
    return set(subject) if subject and tree.tags[subject[-1]] != "CC" and (touches or plural) else source


def _is_plural(tree: Tree, phrase: Collection[int]) -> bool:
    return any(tree.tags[t] in ("NNS", "NNPS") or tree.words[t] in ("and", "they", "we") for t in phrase)


def _run(tree: Tree, first: int, step: int, cue: set[int]) -> list[int]:
    """The tokens of the noun phrase from `first` on, in steps of one."""
    line = tree.lines[tree.line(first - step)]
    found = []
    for token in range(first, first + step * REACH, step):
        if token not in line or token in cue or not tree.tags[token].startswith(PHRASE):
            break
        found.append(token)
    return found


def is_told(tree: Tree, source: Sequence[int], cue: Sequence[int]) -> bool:
    """ "Users were advised to wait", "Asked about it, the users laughed": who stands before a passive of
    telling, or behind the participle that opens a sentence, is told, and says nothing.
    """
    if not source or not cue:
        return False
    if source[0] > cue[-1] + 1:
        opens = tree.sentences[tree.sentence(cue[0])].start == cue[0] and tree.tags[cue[0]] in PARTICIPLES
        return opens and _is_telling(tree, cue[0])
    verb = next((t for t in reversed(cue) if tree.tags[t] == "VBN"), None)
    passive = verb is not None and any(tree.words[t] in BE for t in cue if t < verb)
    return passive and source[-1] < cue[0] and _is_telling(tree, verb or 0)


def _is_telling(tree: Tree, verb: int) -> bool:
    return not bases_of(tree.words[verb]).isdisjoint(load("acts")["passive"]["told"])


def is_clause(tree: Tree, source: Sequence[int]) -> bool:
    """Whether a relative clause, which says nothing, was read as a source: "which it is usually credited"."""
    opens = any(tree.tags[t] in RELATIVES for t in source[:1])
    return opens and any(tree.tags[t] in FINITE for t in source)


def is_nobody(tree: Tree, source: Sequence[int]) -> bool:
    """Whether a source is a span of time: "every five years since I was a student"."""
    phrase = takewhile(lambda t: tree.tags[t] not in LEAVING, source)
    nouns = [t for t in phrase if tree.tags[t] in ("NN", "NNS", "NNP", "NNPS")]
    common = bool(nouns) and tree.tags[nouns[-1]] in ("NN", "NNS")
    return common and tree.words[nouns[-1]] in load("numerals")["units"]["time"]
