"""Article + parse + statements -> event mentions: who did what to whom, and did it happen?"""

from reportedly.events.coding import code, coded, exported
from reportedly.events.extraction import extract

__all__ = ["code", "coded", "exported", "extract"]
