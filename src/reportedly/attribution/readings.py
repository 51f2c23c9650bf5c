"""A model's readings as drafts: its roles tidied where they are no phrases, its quotations whole.

A model labels word by word. What it leaves ragged is mended by rules that were right more often than wrong
when counted (``docs/notes/attribution.md``); nothing else is touched.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from reportedly.attribution.acts import act
from reportedly.attribution.drafts import Draft
from reportedly.attribution.quotes import Quotations
from reportedly.attribution.sources import enclosed, is_clause, speaking
from reportedly.attribution.tree import Tree
from reportedly.attribution.views import rejoined
from reportedly.records import Reading

READ = "read"
# A source may lack so many words in its middle.
HOLE = 3
# Behind these a phrase goes on, and none begins.
INSIDE = frozenset({"DT", "JJ", "PRP$"})
# Of a quotation of which this share is read all is meant; so much quoted makes a content direct speech.
PART = 0.2
DIRECT = 0.5


def read(tree: Tree, quotations: Quotations, readings: Iterable[Reading]) -> list[Draft]:
    """A draft for each reading with a cue, in text order; the model's probability is its confidence. A token
    has one role in a draft: cue before source before content.
    """
    known = [one for one in readings if one.cue and all(0 <= t < len(tree.words) for t in one.cue)]
    known = [one for one in known if not is_clause(tree, sorted(_known(tree, one.source)))]
    made = (_draft(tree, quotations, one) for one in rejoined(tree, known))
    return sorted((d for d in made if d.cue), key=lambda d: (d.cue, d.content))


def _draft(tree: Tree, quotations: Quotations, reading: Reading) -> Draft:
    cue = _known(tree, reading.cue)
    said = _without_expletive(tree, _known(tree, reading.content) - cue)
    read_ = _one_phrase(tree, _known(tree, reading.source) - cue - said, cue, said)
    source = speaking(tree, read_, said, cue)
    said = enclosed(tree, _without_shred(tree, said, source | cue), source, cue) - source
    content = _spoken(tree, quotations, said, cue) - cue - source
    roles = tuple(sorted(source)), tuple(sorted(cue)), tuple(sorted(content))
    does = act(tree, *roles) if cue else ""
    return Draft(*roles, does, READ, min(max(reading.probability, 0.0), 1.0))


def _known(tree: Tree, tokens: Iterable[int]) -> set[int]:
    """The tokens that the parse has: the record promises it, no model is trusted. Nobody says a dateline."""
    return {t for t in tokens if 0 <= t < len(tree.words) and t not in tree.datelines}


def _without_expletive(tree: Tree, said: set[int]) -> set[int]:
    """Of "It is believed that X", X: the "it" stands for the clause and says nothing."""
    first, *rest = _runs(said) or [[]]
    stands_in = [tree.words[t] for t in first] == ["it"] and bool(rest) and tree.words[rest[0][0]] == "that"
    return said - set(first) if stands_in else said


def _without_shred(tree: Tree, said: set[int], others: set[int]) -> set[int]:
    """Of "Most alarmingly for the guild, the paper said that X", X: a lone adverb torn from its words."""
    first, *rest = _runs(said) or [[]]
    if len(first) != 1 or not rest or tree.quotation_of[first[0]] >= 0:
        return said
    behind = first[0] + 1
    torn = tree.tags[first[0]].startswith(("RB", "JJ")) and tree.is_word(behind) and behind not in others
    return said - set(first) if torn else said


def _runs(tokens: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for token in sorted(tokens):
        if found and found[-1][-1] == token - 1:
            found[-1].append(token)
        else:
            found.append([token])
    return found


def _one_phrase(tree: Tree, source: set[int], cue: set[int], said: set[int]) -> set[int]:
    """A source is one phrase: small holes are filled, and of several phrases the nearest to the cue is it."""
    filled = set(source)
    for before, after in pairwise(_runs(source)):
        hole = range(before[-1] + 1, after[0])
        short = sum(map(tree.is_word, hole)) <= HOLE and tree.line(before[0]) == tree.line(after[0])
        if short and said.isdisjoint(hole) and cue.isdisjoint(hole):
            filled.update(hole)
    phrases = [run for run in _runs(filled) if any(map(tree.is_word, run))]
    whole = [run for run in phrases if tree.tags[run[0] - 1] not in INSIDE or run[0] in _line(tree, run)[:1]]
    at = min(cue, default=0)
    return set(min(whole or phrases, key=lambda run: min(abs(run[0] - at), abs(run[-1] - at)), default=()))


def _line(tree: Tree, run: list[int]) -> range:
    return tree.lines[tree.line(run[0])]


def _scraps(tree: Tree, said: set[int], cue: set[int]) -> list[int]:
    """What stands unquoted apart from a quotation: behind the cue, and before it where the quotation behind
    it begins a sentence. Else a sentence may well begin unquoted: "The patrol, she said, “is all.”"
    """
    runs = [run for run in _runs(said) if any(map(tree.is_word, run))]
    quoted = [run for run in runs if all(tree.quotation_of[t] >= 0 for t in run if tree.is_word(t))]
    plain = [run for run in runs if all(tree.quotation_of[t] < 0 for t in run if tree.is_word(t))]
    behind = max(cue, default=0)
    anew = any(run[0] > behind and _begins_anew(tree, run) for run in quoted)
    loose = (run for run in plain if run[0] > behind or anew)
    return [t for run in loose for t in run] if quoted else []


def _begins_anew(tree: Tree, run: list[int]) -> bool:
    """Whether the first word of a run has a capital."""
    word = next((t for t in run if tree.is_word(t)), run[0])
    return tree.text[tree.starts[word]].isupper()


def _spoken(tree: Tree, quotations: Quotations, said: set[int], cue: set[int]) -> set[int]:
    """The content with its quotations whole; without scraps beside what is mostly quoted, and without a
    conjunction at its end.
    """
    home = {tree.quotation_of[t] for t in cue}
    held = Counter(tree.quotation_of[t] for t in said if tree.is_word(t))
    whole = set(said)
    for number, count in held.items():
        tokens = quotations.tokens[number] if number >= 0 else []
        if number not in home and count >= PART * sum(map(tree.is_word, tokens)):
            whole.update(tokens)
    if held.total() - held[-1] >= DIRECT * held.total():
        whole.difference_update(_scraps(tree, whole, cue))
    while whole and tree.tags[max(whole)] == "CC":
        whole.remove(max(whole))
    return whole
