"""What a relay tells of the speaker beside the utterance: his past, his office, what else he does."""

from reportedly.lineage.mutations.speaking import Speaker
from reportedly.lineage.mutations.wording import Wording

_DESCRIBING = frozenset({"relcl", "acl", "appos"})


def described(side: Wording, who: Speaker) -> frozenset[int]:
    """The words of the clauses and names that only say who the speaker is."""
    tops = [c for n in who.words for c in side.children[n] if side.words[c].dep in _DESCRIBING]
    found = {n for top in tops for n in side.below(top)}
    return frozenset(n for n in found if not side.words[n].quoted and n != who.cue and n not in who.words)
