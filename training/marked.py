"""Sentences with the parties of one event and its root -> paragraphs whose trigger is found by syntax.

A corpus of coded events marks who did something to whom, and not the word that says it. That word is the
verb above the source, with its particle and, of a verb that says little alone, its object. Such sentences
teach who takes part and what it was. They teach neither triggers, for of the other words nothing is known,
nor statuses.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from reportedly.language.labels import DEPS, NAME_LABELS, ROLES, ROOTS, TAG_NAMES
from training.paragraphs import IGNORE, Event, Labels, Paragraph

_LIGHT = """
    hold holds held holding take takes took taken make makes made give gives gave given have has had pay paid
    carry carried conduct conducted launch launched stage staged reach reached offer offered provide provided
    impose imposed issue issued express expressed extend extended open opened file filed
"""
_EMPTY = """
    be is was were are been being remain remains remained become became say says said saying tell tells told
    announce announces announced report reports reported fail fails failed plan plans planned begin begun
    began
"""
# Verbs that say little without their object, and those that are no event whatever follows.
LIGHT, EMPTY = frozenset(_LIGHT.split()), frozenset(_EMPTY.split())
# Two roots in one, of which either may be meant.
MERGED = "YIELD"
# Names that may be a place or a time of the event, of which the marks say nothing.
UNSURE = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))
TAG = re.compile(r"</?([st])>")
KEY = {"s": "sources", "t": "targets"}
Document = dict[str, Any]


def places(document: Document) -> dict[str, list[tuple[int, int]]]:
    """Where the source and the target stand in the text, by what is marked in its other copy."""
    found: dict[str, list[tuple[int, int]]] = {}
    begun: dict[str, int] = {}
    cut = 0
    for tag in TAG.finditer(document["marked"]):
        at, key = tag.start() - cut, KEY[tag[1]]
        if tag[0].startswith("</"):
            found.setdefault(key, []).append((begun[key], at))
        begun[key] = at
        cut += len(tag[0])
    return found


def mark(paragraph: Paragraph, document: Document, words: dict[str, list[int]]) -> None:
    """Mark the event of a sentence, whose syntax is known; `words` are those of its source and target."""
    root, trigger = document["events"][0]["code"], _trigger(paragraph, document["text"], words)
    if root not in ROOTS or not trigger:
        return
    roles = _roles(paragraph, words)
    roles[trigger] = 0
    merged = document["events"][0].get("code_plv") == MERGED
    known = IGNORE if merged else ROOTS[root]
    paragraph.events.append(Event(trigger, roles, known, IGNORE, (IGNORE, IGNORE)))


def _trigger(paragraph: Paragraph, text: str, words: dict[str, list[int]]) -> list[int]:
    """The verb above the source, with what belongs to it; nothing where there is none that says anything."""
    verb = _verb_above(paragraph, words.get("sources", []))
    if verb is None or _word(paragraph, text, verb) in EMPTY:
        return []
    wanted = {DEPS["prt"]}
    if _word(paragraph, text, verb) in LIGHT:
        wanted.add(DEPS["dobj"])
    dep, head = paragraph.silver["dep"], paragraph.silver["head"]
    taken = {word for part in words.values() for word in part}
    below = np.flatnonzero(np.isin(dep, list(wanted)) & (head == verb)).tolist()
    return sorted({verb, *below} - taken)


def _verb_above(paragraph: Paragraph, words: Sequence[int]) -> int | None:
    own = set(words)
    for word in _upwards(paragraph, words):
        tag = int(paragraph.silver["tag"][word])
        if word not in own and tag != IGNORE and TAG_NAMES[tag].startswith("VB"):
            return word
    return None


def _upwards(paragraph: Paragraph, words: Sequence[int]) -> Iterator[int]:
    """The words on the way from the first of `words` to the root."""
    word, seen = (words[0] if words else IGNORE), set[int]()
    while word != IGNORE and word not in seen:
        yield word
        seen.add(word)
        word = int(paragraph.silver["head"][word])


def _roles(paragraph: Paragraph, words: dict[str, list[int]]) -> Labels:
    kinds = [NAME_LABELS[number][2:] for number in paragraph.silver["name"].tolist()]
    roles = np.array([IGNORE if kind in UNSURE else 0 for kind in kinds], np.int64)
    for role, own in words.items():
        roles[own] = ROLES.index(role)
    return roles


def _word(paragraph: Paragraph, text: str, number: int) -> str:
    return text[paragraph.chunk.starts[number] : paragraph.chunk.ends[number]].lower()
