"""How a report travelled: shared passages, stories, and quotations that bend on the way."""

from reportedly.lineage.claims import Teller, claims
from reportedly.lineage.derivation import Witness, derivations, witness
from reportedly.lineage.families import Compare, quotation_families, quotations, reader, variants
from reportedly.lineage.fingerprints import Fingerprints, fingerprints, prints
from reportedly.lineage.likeness import StoryText
from reportedly.lineage.mutations import Relay, compare
from reportedly.lineage.origins import Stemma, newsroom, stemma, stemmas
from reportedly.lineage.passages import aligned, numbered, passages
from reportedly.lineage.revisions import Edition, as_one, newest, revisions, siblings, with_versions
from reportedly.lineage.sharing import Pairs, Shared, candidates, dealt, shared, together
from reportedly.lineage.standing import clauses
from reportedly.lineage.stories import stories

__all__ = [
    "Compare",
    "Edition",
    "Fingerprints",
    "Pairs",
    "Relay",
    "Shared",
    "Stemma",
    "StoryText",
    "Teller",
    "Witness",
    "aligned",
    "as_one",
    "candidates",
    "claims",
    "clauses",
    "compare",
    "dealt",
    "derivations",
    "fingerprints",
    "newest",
    "newsroom",
    "numbered",
    "passages",
    "prints",
    "quotation_families",
    "quotations",
    "reader",
    "revisions",
    "shared",
    "siblings",
    "stemma",
    "stemmas",
    "stories",
    "together",
    "variants",
    "with_versions",
    "witness",
]
