"""Who said what: direct, mixed and indirect attributions with their speakers, by rules."""

from reportedly.attribution.covering import BY_SCRIPT, Coverage, covered, covers
from reportedly.attribution.extraction import MAKER, extract
from reportedly.attribution.rulings import AMENDABLE, RULE, apply, fault, placed

__all__ = [
    "AMENDABLE",
    "BY_SCRIPT",
    "MAKER",
    "RULE",
    "Coverage",
    "apply",
    "covered",
    "covers",
    "extract",
    "fault",
    "placed",
]
