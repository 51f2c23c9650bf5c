"""What a sentence speaks of, as concepts weighed by how rare they are: enough to find who says the like."""

from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.knowledge import load
from reportedly.lineage.drafts.tokens import form_of, tokens
from reportedly.lineage.frequency import weights
from reportedly.lineage.mutations.concepts import base, concept, folded, places
from reportedly.lineage.words import words

_LEAST = 1.0  # bits below which a word says nothing
_LONGEST = 400  # words of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class Meaning:
    """Concepts with their weights in bits; figures, negators and doubts are left to the comparison."""

    bits: dict[str, float]

    @property
    def weight(self) -> float:
        """All bits."""
        return sum(self.bits.values())

    def share(self, other: "Meaning") -> float:
        """The share of this meaning's bits that another one has too; 0.0 of nothing."""
        total = self.weight
        kept = sum(bits for name, bits in self.bits.items() if name in other.bits)
        return kept / total if total else 0.0


@lru_cache(maxsize=20_000)
def meaning(text: str) -> Meaning:
    """The meaning of a sentence or two; what stands behind the first four hundred words is passed over."""
    found = tokens(text)[:_LONGEST]
    forms = [token.form for token in found]
    named = places(forms, [text[token.start].isupper() for token in found])
    bits: dict[str, float] = {}
    for at, form in enumerate(forms):
        if form.startswith("#") or form in _passed_over():
            continue
        key = named[at] or concept(form, forms[at + 1] if at + 1 < len(forms) else "")
        weight = _weight(form)
        if weight >= _LEAST:
            bits[key] = max(weight, bits.get(key, 0.0))
    return Meaning(bits)


def telling_words(text: str, limit: int) -> list[str]:
    """The rarest words of a text as they stand in it, the rarest first: what a search begins with."""
    found = dict.fromkeys(text[token.start : token.end] for token in tokens(text)[:_LONGEST])
    return sorted(found, key=lambda word: -_weight(form_of(word)))[:limit]


@lru_cache(maxsize=50_000)
def _weight(form: str) -> float:
    """How rare a word is in news prose, in bits; a form that is not listed is as rare as its base form."""
    found = (
        min(float(x) for x in weights(words(f"{form} {base(form)}").hashes))
        if words(form).hashes.size
        else 0.0
    )
    return round(found, 3)


@cache
def _passed_over() -> frozenset[str]:
    """Words of denial and doubt, and those that only hold a sentence together."""
    table = load("bends")
    lists = (
        table["negation"]["plain"],
        table["hedges"]["core"],
        table["grammar"]["empty"],
        table["grammar"]["modals"],
        table["grammar"]["light"],
    )
    return frozenset(folded(word) for words_ in lists for word in words_)
