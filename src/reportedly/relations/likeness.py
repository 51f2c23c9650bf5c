"""Whether two tellings may be of one happening, and how much speaks for it."""

from functools import cache

from reportedly.knowledge import load
from reportedly.records import HAPPENED, Root, Status
from reportedly.relations.days import ALWAYS, common, length
from reportedly.relations.sightings import OPEN, PENDING, Sighting

# What each agreement counts. Words weigh by the share of the poorer sentence's rarity that both have.
_WORDS, _TRIGGER, _ROOT, _DAY, _DATE, _PAIR, _PARTY, _SPOT = 2.0, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5, 0.5
# Each further party that both have: three states that meet are seldom the same three as the day before.
_THIRD = 1.0
# What a deed without a day counts less that lies long before its report: newsrooms write of what is fresh.
_STALE, _FRESH = 0.8, 14
# A headline tells of what was done on its day or so many days before.
_NEWS = 3
# Two tellings are joined from here on: in one story; in one article; a headline with what is below it; in two
# stories.
TOGETHER, WITHIN, HEADING, APART = 2.4, 3.0, 1.5, 4.0
# Two sentences that share so much of the poorer one's rarity say the same.
_NEARLY_ALL, _HALF = 0.65, 0.5
# Newsrooms on two sides of midnight differ by a day.
_SLACK = 1
_PRECISE = 7
_LASTING = frozenset({Status.ONGOING, Status.BACKGROUND})
# Triggers of one clause stand so near: "began a naval exercise"; "held two days of talks", where the verb
# says nothing of its own.
_ADJACENT, _LENT = 4, 30


def likeness(a: Sighting, b: Sighting, same_story: bool) -> float | None:
    """How much speaks for one happening, less what it takes; None where something rules it out."""
    if not _may_be_one(a, b):
        return None
    if a.article == b.article:
        return _within(a, b)
    if not same_story and (a.root is not b.root or min(len(a.involved), len(b.involved)) < 2):
        return -APART
    return _score(a, b) - (TOGETHER if same_story or _lasts(a, b) else APART)


def _lasts(a: Sighting, b: Sighting) -> bool:
    """Whether both recall what goes on or lies back, under the same name: a war is one in whatever story."""
    return a.status in _LASTING and b.status in _LASTING and bool(a.stems & b.stems and a.doers & b.doers)


def _within(a: Sighting, b: Sighting) -> float | None:
    """Of one article: two words of one clause, a headline and its deed, or a deed that is come back to."""
    if a.sentence == b.sentence:
        gap = max(a.start, b.start) - min(a.end, b.end)
        near = gap <= (_ADJACENT if a.stems and b.stems else _LENT)
        return 1.0 if near and a.told == b.told else None
    if a.headline != b.headline:
        return _score(a, b) - HEADING if a.root is b.root else None
    return _score(a, b) - WITHIN if a.stems & b.stems else None


def _score(a: Sighting, b: Sighting) -> float:
    score = _WORDS * _shared(a, b)
    score += _TRIGGER * bool(a.stems & b.stems) + _ROOT * (a.root is b.root) + _SPOT * bool(a.spots & b.spots)
    return score + _parties(a, b) + _days(a, b)


def _days(a: Sighting, b: Sighting) -> float:
    if a.told and b.told:
        return _DAY if max(length(a.told), length(b.told)) <= _PRECISE else _DATE
    told, other = (a.told, b) if a.told else (b.told, a)
    if told is None:
        told, other = (a.window, b) if a.window[1] < b.window[1] else (b.window, a)
    if other.status is not Status.DEED:
        return 0.0
    after = other.window[1] - told[1]
    if other.headline and 0 <= after <= _NEWS and told != other.window:
        return _DATE
    return -_STALE if after > _FRESH else 0.0


def _parties(a: Sighting, b: Sighting) -> float:
    shared = len(a.involved & b.involved)
    return _PAIR + _THIRD * (shared - 2) if shared > 1 else _PARTY * shared


def _shared(a: Sighting, b: Sighting) -> float:
    poorer, richer = sorted((a, b), key=lambda one: one.weight)
    if not poorer.weight:
        return 0.0
    return sum(bits for word, bits in poorer.words.items() if word in richer.words) / poorer.weight


def _may_be_one(a: Sighting, b: Sighting) -> bool:
    if not (_same_parties(a, b) and _same_world(a, b) and _same_days(a, b)):
        return False
    return are_kin(a.root, b.root) or _same_sentence(a, b)


def _same_sentence(a: Sighting, b: Sighting) -> bool:
    """Whether two articles put it in nearly the same words, so that it is one thing under any root: by the
    same verb, or of the same two parties on the same day.
    """
    shared = _shared(a, b) if a.article != b.article else 0.0
    by_verb = bool(a.stems & b.stems) and shared >= _NEARLY_ALL
    return by_verb or (shared >= _HALF and _parties(a, b) >= _PAIR and _days(a, b) == _DAY)


def _same_world(a: Sighting, b: Sighting) -> bool:
    """What nobody says will come joins its like alone; a plan and a deed may be one."""
    return (a.status in OPEN) == (b.status in OPEN)


def _same_days(a: Sighting, b: Sighting) -> bool:
    if common(a.window, b.window, _SLACK) is None:
        return False
    if {a.status in PENDING, b.status in PENDING} == {True, False} and not (a.told and b.told):
        # A plan that says no day is not taken for each deed that follows.
        return (a.status not in HAPPENED and b.status not in HAPPENED) or _after(a, b)
    return True


def _after(a: Sighting, b: Sighting) -> bool:
    """Whether a deed may be what a plan was of: done on a day after the plan's report, or told soon after the
    day that was planned.
    """
    deed, plan = (a, b) if b.status in PENDING else (b, a)
    if deed.told:
        return deed.told[0] >= plan.window[0] > ALWAYS[0]
    return plan.told is not None and 0 <= deed.window[1] - plan.told[1] <= _FRESH


def _same_parties(a: Sighting, b: Sighting) -> bool:
    """Who takes part may be told more fully, and not otherwise; who does it to whom is not turned around."""
    if a.involved and b.involved and not (a.involved <= b.involved or b.involved <= a.involved):
        return False
    return not (_is_aimed(a) and _is_aimed(b) and a.doers <= b.others and b.doers <= a.others)


def _is_aimed(one: Sighting) -> bool:
    return bool(one.doers and one.others) and not one.reciprocal


def are_kin(a: Root, b: Root) -> bool:
    """Whether one happening may be told under both roots."""
    return a is b or (a, b) in _kin()


@cache
def _kin() -> frozenset[tuple[Root, Root]]:
    pairs = [(Root(a), Root(b)) for a, b in load("joining")["roots"]["kin"]]
    return frozenset(pairs + [(b, a) for a, b in pairs])
