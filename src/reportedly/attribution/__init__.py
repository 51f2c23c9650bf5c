"""Who said what: direct, mixed and indirect attributions with their speakers, by rules."""

from reportedly.attribution.extraction import MAKER, extract
from reportedly.attribution.rulings import AMENDABLE, apply, fault

__all__ = ["AMENDABLE", "MAKER", "apply", "extract", "fault"]
