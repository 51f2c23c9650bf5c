"""Who took it from whom: derivations with their grounds, confidence and rivals."""

from reportedly.lineage.derivation.judging import derivations
from reportedly.lineage.derivation.witnesses import Witness, witness

__all__ = ["Witness", "derivations", "witness"]
