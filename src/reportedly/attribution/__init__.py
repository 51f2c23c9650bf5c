"""Who said what: direct, mixed and indirect attributions with their speakers, by rules."""

from reportedly.attribution.extraction import MAKER, extract

__all__ = ["MAKER", "extract"]
