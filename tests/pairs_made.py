"""What a database counts of the dealings of one pair, without a database."""

from collections import Counter
from collections.abc import Sequence

from reportedly.records.dyad import Counted, Gathered, Heard, Leading, Plan, Saying, Showing
from reportedly.records.relation import Dealing


def gathered(
    dealings: Sequence[Dealing] = (), sayings: Sequence[Saying] = (), heard: Sequence[Heard] = ()
) -> Gathered:
    counts = Counter((one.month, one.status, one.root, one.direction) for one in dealings)
    return Gathered(
        [Counted(*key, n) for key, n in counts.items()],
        [Leading(x.month, x.status, x.root, x.tellings, x.day, x.id) for x in dealings if x.month],
        sayings,
        heard,
        [Plan(x.id, x.root, x.day, x.fate, x.outcome) for x in dealings if x.fate],
        [Showing(x.id, x.indicator, x.bearing, x.day) for x in dealings if x.indicator and x.bearing],
    )
