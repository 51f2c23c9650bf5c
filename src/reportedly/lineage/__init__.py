"""How a report travelled: the passages that articles share, and the stories that they tell."""

from reportedly.lineage.alignment import Seeds, align, seeds_of
from reportedly.lineage.fingerprints import Fingerprints, Shared, fingerprints, shared
from reportedly.lineage.likeness import StoryText
from reportedly.lineage.stories import stories

__all__ = [
    "Fingerprints",
    "Seeds",
    "Shared",
    "StoryText",
    "align",
    "fingerprints",
    "seeds_of",
    "shared",
    "stories",
]
