"""How a quotation bends on its way: one telling of an utterance compared with another."""

from reportedly.lineage.mutations.comparison import compare
from reportedly.lineage.mutations.wording import Relay

__all__ = ["Relay", "compare"]
