"""The same utterance across articles: where it is told, which tellings belong together, what became of it."""

from reportedly.lineage.families.finding import quotations
from reportedly.lineage.families.parsed import reader
from reportedly.lineage.families.plain import compare_plain
from reportedly.lineage.families.telling import Compare, quotation_families, variants

__all__ = ["Compare", "compare_plain", "quotation_families", "quotations", "reader", "variants"]
