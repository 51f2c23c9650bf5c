"""What the speaker quoted, mocked or rejected is told as his own view; or the half that turned it is gone."""

from collections.abc import Iterator
from itertools import pairwise

from reportedly.lineage.mutations.findings import Finding, Pair, flat
from reportedly.lineage.mutations.lexicon import Match, matches
from reportedly.lineage.mutations.polarity import new_denials
from reportedly.lineage.mutations.wording import Wording
from reportedly.records import Effect

_QUESTION = 8  # words between "asked" and its "whether"
_TURNS = frozenset({"but", "though", "although", "however"})
_KEPT = 0.5


def contexts(pair: Pair) -> Iterator[Finding]:
    """Words of distance lost, or the turn of a sentence."""
    ours = matches(pair.a.told, "distance", "words") + _questions(pair.a)
    kept = any(pair.kept(n) for n in flat(ours) if pair.a.words[n].content)
    if ours and not kept and not _distant(pair.b) and not new_denials(pair):
        yield Finding(Effect.CONTEXT_REVERSED, True, flat(ours), (), "distance lost")
    yield from _turn_lost(pair)


def _distant(side: Wording) -> bool:
    """Whether a sentence with quoted words (any sentence, where there are none) keeps its distance."""
    quoting = {w.sentence for w in side.told if w.quoted} or {w.sentence for w in side.told}
    return any(side.words[m[0]].sentence in quoting for m in matches(side.told, "distance", "words"))


def _questions(side: Wording) -> list[Match]:
    """ "asked by a reporter whether it was X": X is the question's."""
    found: list[Match] = []
    for word in side.told:
        if word.form == "asked" and not word.quoted:
            behind = side.words[word.at + 1 : word.at + _QUESTION]
            found += [(word.at, w.at) for w in behind if w.form in ("whether", "if")]
    return found


def _turn_lost(pair: Pair) -> Iterator[Finding]:
    """ "useful, but no substitute" -> "useful"."""
    if matches(pair.b.told, "distance", "turns"):
        return
    for match in matches(pair.a.told, "distance", "turns"):
        word = pair.a.words[match[0]]
        if word.form not in _TURNS or _limiting(pair.a, word.at):
            continue
        near = [w.at for w in pair.a.told if w.quotation == word.quotation and w.content]
        behind = [at for at in near if at > word.at]
        if behind and pair.share(behind) < _KEPT and any(pair.kept(at) for at in near if at < word.at):
            yield Finding(Effect.CONTEXT_REVERSED, True, (word.at, *behind), (), "turn lost")


def _limiting(side: Wording, at: int) -> bool:
    """ "but only if", "though not in": a condition or a limit, which have effects of their own."""
    near = side.words[at + 1 : at + 4]
    limit = any(w.form == "not" and n.tag == "IN" for w, n in pairwise(near))
    return limit or bool(matches(near, "conditions", "strong", "exclusive"))
