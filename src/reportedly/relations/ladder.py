"""The ladder of military cooperation: what a pair's dealings say of Korolev's seven indicators.

The reading follows from the evidence by four rules, and is worded as a reading. (1) An indicator is *done
once* where an event that is the thing itself happened; (2) *recurrent* where two such events lie at most 24
months apart, on different days; (3) *announced* where there is only a plan or an agreement; (4) the stage is
that of the highest indicator that is recurrent, else of the highest that was done at all. What speaks against
an indicator stands beside it and takes nothing away: readers weigh it.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reportedly.records.dyad import Ladder, Level, Rung, Showing
from reportedly.records.relation import Bearing, Indicator
from reportedly.relations.days import days
from reportedly.relations.signs import stage, title

WITHIN = 731
"""Days between two occasions of what recurs: 24 months, a leap day among them."""


def ladder(showings: Iterable[Showing]) -> Ladder:
    """The rungs of what was seen of a pair, in any order."""
    by_indicator: dict[Indicator, list[Showing]] = {one: [] for one in Indicator}
    for showing in sorted(showings, key=lambda one: (one.day or "", one.id)):
        by_indicator[showing.indicator].append(showing)
    rungs = tuple(_rung(indicator, seen) for indicator, seen in by_indicator.items())
    return Ladder(rungs, _stage(rungs), _reading(rungs))


def _rung(indicator: Indicator, seen: Sequence[Showing]) -> Rung:
    of = {bearing: tuple(one.id for one in seen if one.bearing is bearing) for bearing in Bearing}
    return Rung(
        indicator,
        title(indicator),
        stage(indicator),
        _level(seen),
        of[Bearing.DONE],
        of[Bearing.AHEAD],
        of[Bearing.AGAINST],
        of[Bearing.UNSURE],
    )


def _level(seen: Sequence[Showing]) -> Level:
    done = [days(one.day) for one in seen if one.bearing is Bearing.DONE]
    occasions = sorted({run[0] for run in done if run})
    if any(later - earlier <= WITHIN for earlier, later in pairwise(occasions)):
        return Level.RECURRENT
    if done:
        return Level.ONCE
    return Level.ANNOUNCED if any(one.bearing is Bearing.AHEAD for one in seen) else Level.NONE


def _stage(rungs: Sequence[Rung]) -> str | None:
    for level in (Level.RECURRENT, Level.ONCE):
        reached = [rung for rung in rungs if rung.level is level]
        if reached:
            return reached[-1].stage
    return None


def _reading(rungs: Sequence[Rung]) -> str:
    """The reading in a sentence or two, by the rules above."""
    named = _stage(rungs)
    if named is None:
        ahead = [rung for rung in rungs if rung.level is Level.ANNOUNCED]
        told = f" Announced: {_titles(ahead)}." if ahead else ""
        return f"What was read here shows no military cooperation done.{told}"
    recurs = [rung for rung in rungs if rung.level is Level.RECURRENT]
    by = recurs or [rung for rung in rungs if rung.level is Level.ONCE]
    how = "recurrent" if recurs else "done once, nothing twice in 24 months"
    above = [rung for rung in rungs[rungs.index(by[-1]) + 1 :] if rung.level is not Level.NONE]
    more = (
        f" Above it: {', '.join(f'{rung.title.lower()} ({rung.level})' for rung in above)}." if above else ""
    )
    doubts = [rung for rung in rungs if rung.against]
    against = f" Something speaks against: {_titles(doubts)}." if doubts else ""
    return f"What was read here can be read as the {named} stage: {_titles(by)} ({how}).{more}{against}"


def _titles(rungs: Sequence[Rung]) -> str:
    return ", ".join(rung.title.lower() for rung in rungs)
