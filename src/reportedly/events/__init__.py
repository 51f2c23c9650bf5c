"""Article + parse + statements -> event mentions: who did what to whom, and did it happen?"""

from reportedly.events.coding import code, coded, exported
from reportedly.events.extraction import extract
from reportedly.events.readings import worth

__all__ = ["code", "coded", "exported", "extract", "worth"]
