"""Who said what: direct, mixed and indirect statements with their speakers.

In English a model's readings of single lines (``Parse.attributions``) become statements here; rules join what
runs over lines, name the speakers and weigh the words. Japanese, Chinese and Russian go by rules alone.
"""

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
