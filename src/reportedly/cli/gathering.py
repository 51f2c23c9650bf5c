"""Everything that a dossier shows, gathered from a case."""

import reportedly
from reportedly import language
from reportedly.case import Case
from reportedly.dossier import Dossier

PAIRS = 3
"""So many pairs of states have a chapter: those of which most is told."""


def gather(case: Case, title: str, notice: str | None) -> Dossier:
    """The contents of a case's dossier. The same case gives the same page."""
    return Dossier(
        title=title,
        sources=case.sources(),
        arrivals=case.arrivals(),
        articles=case.articles(),
        blocks=case.blocks(),
        statements=case.statements(),
        conflicts=case.conflicts(),
        families=case.families(),
        variants=case.variants(),
        tallies=case.tallies("outlet"),
        passages=case.passages(),
        stories=case.stories(),
        derivations=case.derivations(),
        hidden=case.hidden(),
        origins=case.origins(),
        counts=case.counts(),
        problems=case.problems(),
        mentions=case.mentions(),
        events=case.events(),
        event_mentions=case.event_mentions(),
        pins=case.pins(),
        relations=[case.relation(one.a, one.b) for one in case.pairs(PAIRS)],
        notice=notice,
        made_with=f"reportedly {reportedly.__version__}, {language.model_name(case.settings.tier)}",
    )
