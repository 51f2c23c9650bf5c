"""A draft against a case: what it quotes and reports, held against what the case's articles have."""

from reportedly.lineage.drafts.checking import Candidates, check
from reportedly.lineage.drafts.history import Carried, carrying, history
from reportedly.lineage.drafts.meaning import telling_words
from reportedly.lineage.drafts.placing import Place
from reportedly.lineage.drafts.witnesses import Witness

__all__ = ["Candidates", "Carried", "Place", "Witness", "carrying", "check", "history", "telling_words"]
