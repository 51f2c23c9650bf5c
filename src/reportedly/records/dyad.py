"""A pair of states over time: what a question about two states is answered with. No field sums a pair up."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from reportedly.records.event import Root, Status
from reportedly.records.relation import (
    Address,
    Bearing,
    Dealing,
    Direction,
    Fate,
    Indicator,
    Remark,
    Tone,
)
from reportedly.records.span import Span
from reportedly.records.ties import Ties


class Counted(Struct, frozen=True, gc=False):
    """How many dealings of a pair are of one kind and one month; `month` is None as in a dealing."""

    month: str | None
    status: Status
    root: Root
    direction: Direction
    events: int


class Leading(Struct, frozen=True, gc=False):
    """A dealing that may be shown for its month: one of those of its status and root that most articles
    tell."""

    month: str
    status: Status
    root: Root
    tellings: int
    day: str | None
    id: str


class Showing(Struct, frozen=True, gc=False):
    """A dealing or a remark (by its id) that bears on an indicator; `day` is None where nothing dates it."""

    id: str
    indicator: Indicator
    bearing: Bearing
    day: str | None


class Saying(Struct, frozen=True):
    """How many utterances one state made in a month with one act and tone; repeated words count once.

    `month` (``2031-03``) is None where nothing dates them, `speaker` None where it is no state.
    """

    month: str | None
    speaker: str | None
    address: Address
    act: str
    tone: Tone
    utterances: int


class Heard(Struct, frozen=True, gc=False):
    """A remark that may be shown for its month."""

    id: str
    day: str | None
    speaker: str | None
    address: Address


class Deeds(Struct, frozen=True):
    """How many events of a root happened one way; `weight` is how heavy the root is."""

    root: Root
    weight: str
    direction: Direction
    events: int


class Talk(Struct, frozen=True):
    """How many utterances of an act and a tone a state made; `speaker` is None for others on both."""

    speaker: str | None
    address: Address
    act: str
    tone: Tone
    utterances: int


class Quarter(Struct, frozen=True):
    """Talk against deeds in a quarter such as ``2031-Q1``, of the two states alone.

    `ratio` is utterances per deed, None where there are fewer than ten of either: too few.
    """

    quarter: str
    deeds: int
    talk: int
    ratio: float | None


class Series(StrEnum):
    """The rows of the plot: deeds by weight, plans, and talk by who speaks (the pair's first, its second)."""

    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_COOPERATION = "verbal cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"
    PLANS = "plans"
    FIRST = "first"
    SECOND = "second"


class Mark(Struct, frozen=True):
    """What a series has in a month (``2031-03``), and the ids of the rows that are shown for it."""

    month: str
    series: Series
    count: int
    shown: tuple[str, ...]


class Plan(Struct, frozen=True, gc=False):
    """A plan (a dealing's id) and its fate; `deed` is the dealing that carried it out, if another one did."""

    id: str
    root: Root
    day: str | None
    fate: Fate
    deed: str | None


class Gathered(Struct, frozen=True):
    """What a pair's columns are made of, all of one span and each in any order: what is counted of dealings,
    those of them that may be shown, what is counted of remarks, those that may be shown, the plans, and what
    bears on the ladder."""

    counted: Sequence[Counted] = ()
    leading: Sequence[Leading] = ()
    sayings: Sequence[Saying] = ()
    heard: Sequence[Heard] = ()
    plans: Sequence[Plan] = ()
    showings: Sequence[Showing] = ()


class Level(StrEnum):
    """How far the evidence of an indicator goes."""

    NONE = "none"
    ANNOUNCED = "announced"
    ONCE = "done once"
    RECURRENT = "recurrent"


class Rung(Struct, frozen=True):
    """One indicator with its level and its evidence, by the ids of dealings and remarks, earliest first.

    `done` is the thing itself, `ahead` plans and agreements, `against` denials, refusals, suspensions, and
    statements that it is not so; `unsure` are charges and forecasts, which count for nothing.
    """

    indicator: Indicator
    title: str
    stage: str
    level: Level
    done: tuple[str, ...]
    ahead: tuple[str, ...]
    against: tuple[str, ...]
    unsure: tuple[str, ...]


class Ladder(Struct, frozen=True):
    """The seven rungs, the lowest first, and how they read. `stage` is None where nothing was done."""

    rungs: tuple[Rung, ...]
    stage: str | None
    reading: str


class Dyad(Struct, frozen=True):
    """A pair of states, `a` before `b`, from `start` to `end` (days, None where it is open).

    `deeds` and `talk` count, `undated` is how many deeds stand outside of every quarter because they are
    known to no more than a year, `told` how many events are denied, charged or foretold only, by status.
    """

    a: str
    b: str
    start: str | None
    end: str | None
    deeds: tuple[Deeds, ...]
    talk: tuple[Talk, ...]
    told: tuple[tuple[Status, int], ...]
    undated: int
    quarters: tuple[Quarter, ...]
    plans: tuple[Plan, ...]
    ladder: Ladder
    marks: tuple[Mark, ...]


class Teller(Struct, frozen=True):
    """An article that tells something, as it is named beside what it tells."""

    id: str
    title: str | None
    outlet: str | None
    date: str | None


class Relation(Struct, frozen=True):
    """A pair of states with the rows that its figures open into: those named by marks, rungs and plans."""

    dyad: Dyad
    ties: Ties
    dealings: tuple[Dealing, ...]
    remarks: tuple[Remark, ...]
    tellers: tuple[Teller, ...]


class Told(Struct, frozen=True):
    """A pair of states, and how many dealings and remarks tell of it."""

    a: str
    b: str
    dealings: int
    remarks: int


class Dealt(Struct, frozen=True):
    """What is told of a pair of states, counted: deeds by how heavy they are, each happening once; `plans`;
    `told`, which did not happen (denied, charged, foretold ...); what each side says to or about the other,
    and what others say on both.

    No field adds the others up: cooperation and conflict are no two ends of one scale.
    """

    a: str
    b: str
    material_cooperation: int
    verbal_cooperation: int
    verbal_conflict: int
    material_conflict: int
    plans: int
    told: int
    a_speaks: int
    b_speaks: int
    others_speak: int


class PairWanted(Struct, frozen=True):
    """Which deeds, plans and utterances of a pair a reader asks for; a field that is None asks for nothing.

    `column` is one of `Column`. Of dealings: `series` is a weight or its end (``cooperation``), `root`, `way`
    (a direction), `status` and `fate` (also ``any``) are values; `placed` leaves out what is known to no more
    than the year, as the plot does. Of remarks: `speaker` is a code, `act` and `tone` are values. `indicator`
    and `bearing` are of the ladder: both kinds of rows. `since` and `until` are days, months or years (ISO
    8601), both included.
    """

    column: str | None = None
    series: str | None = None
    root: str | None = None
    way: str | None = None
    status: str | None = None
    fate: str | None = None
    placed: str | None = None
    speaker: str | None = None
    act: str | None = None
    tone: str | None = None
    indicator: str | None = None
    bearing: str | None = None
    since: str | None = None
    until: str | None = None


class Column(StrEnum):
    """In which column of a pair a row stands."""

    DEED = "deed"
    PLAN = "plan"
    TOLD = "told"
    TALK = "talk"
    OUTSIDE = "outside"


class PairRows(Struct, frozen=True):
    """Some of the rows of a pair that were asked for: `total` of them, of which these begin at `first`."""

    dealings: tuple[Dealing, ...]
    remarks: tuple[Remark, ...]
    tellers: tuple[Teller, ...]
    total: int
    first: int


class Line(Struct, frozen=True):
    """A dealing or a remark as one flat row, for spreadsheets.

    `what` is the root or the act, `how` the status or the tone, `who` the direction or the speaker's code.
    `tellings` and `origins` are those of the event; a remark counts one telling.
    """

    id: str
    day: str | None
    column: Column
    what: str
    how: str
    who: str | None
    tellings: int
    origins: int
    indicator: Indicator | None
    bearing: Bearing | None
    article: str
    words: Span
