"""What was done to the relayed words: cut, spliced, replaced, taken out of the marks ..."""

from reportedly.lineage.mutations.findings import Pair
from reportedly.lineage.mutations.wording import Wording
from reportedly.records import Operation, Utterance


def operations(pair: Pair, utterance: Utterance) -> tuple[Operation, ...]:
    """The operations in the order of their list; none for another utterance."""
    if utterance is Utterance.OTHER:
        return ()
    if utterance is Utterance.TRANSLATED:
        return (Operation.SUBSTITUTE,)
    if not pair.pairing.pieces:
        return (Operation.DIRECT_TO_INDIRECT if pair.a.quotations else Operation.SUBSTITUTE,)
    if not pair.a.quotations:
        return (Operation.INDIRECT_TO_DIRECT,)
    found = _inside(pair)
    whole = any(words and words <= pair.pairing.used for words in _quotations(pair.a))
    if whole and not found:
        return (Operation.VERBATIM if _same_marks(pair) else Operation.PUNCTUATION_ONLY,)
    if not whole:
        found |= _cuts(pair)
    return tuple(one for one in Operation if one in found) or (Operation.VERBATIM,)


def _quotations(side: Wording) -> list[set[int]]:
    """The words of each quotation."""
    return [{w.at for w in side.words if w.quotation == n} for n in range(len(side.quotations))]


def _inside(pair: Pair) -> set[Operation]:
    """What happened between the first and the last word of each quotation."""
    found = set()
    firsts = {piece.words[0] for piece in pair.pairing.pieces}
    for a, b, gap in pair.gaps:
        lost = any(w.quoted for w in a)
        if b:
            found.add(Operation.SUBSTITUTE if lost or gap.b[0] in firsts else Operation.INSERT)
        elif lost:
            found.add(Operation.ELLIPSIS if gap.marked else Operation.SPLICE)
    return found


def _cuts(pair: Pair) -> set[Operation]:
    """Whether words before the first or behind the last that is kept are gone."""
    kept = sorted(n for n in pair.pairing.used if pair.a.words[n].quoted)
    if not kept:
        return set()
    quotations = _quotations(pair.a)
    found = set()
    if min(quotations[pair.a.words[kept[0]].quotation]) < kept[0]:
        found.add(Operation.CUT_START)
    if max(quotations[pair.a.words[kept[-1]].quotation]) > kept[-1]:
        found.add(Operation.CUT_END)
    return found


def _same_marks(pair: Pair) -> bool:
    """Whether the quoted text is the same but for double marks and what stands at its end."""
    if any(pair.b.text[q.start] in "‘'" for q in pair.b.quotations):
        return False
    ours, theirs = _plain(pair.a), _plain(pair.b)
    return any(x in y or y in x for x in ours for y in theirs)


def _plain(side: Wording) -> list[str]:
    texts = [side.text[q.start + 1 : q.end - 1].replace("’", "'") for q in side.quotations]
    return [text.strip(" ,.;:").lower() for text in texts]
