"""How a report travelled: the passages that articles share, and the stories that they tell."""

from reportedly.lineage.alignment import Seeds, align, seeds_of
from reportedly.lineage.fingerprints import Fingerprints, Shared, fingerprints, shared

__all__ = ["Fingerprints", "Seeds", "Shared", "align", "fingerprints", "seeds_of", "shared"]
