"""How a report travelled: shared passages, stories, and quotations that bend on the way."""

from reportedly.lineage.alignment import Seeds, align, seeds_of
from reportedly.lineage.families import Compare, quotation_families, quotations, variants
from reportedly.lineage.fingerprints import Fingerprints, fingerprints
from reportedly.lineage.likeness import StoryText
from reportedly.lineage.mutations import Relay, compare
from reportedly.lineage.sharing import Shared, shared
from reportedly.lineage.stories import stories

__all__ = [
    "Compare",
    "Fingerprints",
    "Relay",
    "Seeds",
    "Shared",
    "StoryText",
    "align",
    "compare",
    "fingerprints",
    "quotation_families",
    "quotations",
    "seeds_of",
    "shared",
    "stories",
    "variants",
]
